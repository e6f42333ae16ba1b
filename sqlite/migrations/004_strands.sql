-- The woven state by strands: what changes as one has one name, and its rank says where a part stands among those of its
-- kind. Parts of before have no strand and keep their order; they end when all is woven anew, at the next change.
DROP INDEX woven_part_now;
ALTER TABLE woven_part ADD COLUMN strand TEXT NOT NULL DEFAULT '';
ALTER TABLE woven_part ADD COLUMN rank BLOB NOT NULL DEFAULT x'';
UPDATE woven_part SET rank = CAST(printf('%020d', place + 4611686018427387904) AS BLOB);
ALTER TABLE woven_part DROP COLUMN place;
CREATE INDEX woven_part_now ON woven_part (kind, rank, id) WHERE until IS NULL;
CREATE INDEX woven_part_strand ON woven_part (strand) WHERE until IS NULL;
CREATE INDEX woven_part_since ON woven_part (since);

-- The state after which a reading was kept or changed: it is in that with this number and in all later ones.
ALTER TABLE reading ADD COLUMN since INTEGER NOT NULL DEFAULT 1;
CREATE INDEX reading_since ON reading (since);
