-- Lists run over the publication time, or the time of receipt where there is none.
DROP INDEX dispatch_time;
CREATE INDEX dispatch_time ON dispatch (coalesce(published, received) DESC, id);
CREATE INDEX dispatch_publisher ON dispatch (publisher, coalesce(published, received) DESC, id);

ALTER TABLE dispatch ADD COLUMN url TEXT NOT NULL DEFAULT '';
UPDATE dispatch SET url = coalesce(json_extract(CAST(body AS TEXT), '$.URL'), '');
CREATE INDEX dispatch_url ON dispatch (url, rank) WHERE url <> '';

-- The woven state by parts: a part is written when it first appears and closed
-- when it is gone, so that a new dispatch costs what it changes and no more.
DROP TABLE woven;
CREATE TABLE woven (
  seq           INTEGER PRIMARY KEY,
  known_from    INTEGER NOT NULL
) STRICT;
CREATE INDEX woven_known ON woven (known_from, seq);

CREATE TABLE woven_part (
  id            INTEGER PRIMARY KEY,
  since         INTEGER NOT NULL REFERENCES woven (seq),
  until         INTEGER REFERENCES woven (seq), -- NULL: still so
  kind          INTEGER NOT NULL,    -- 1 event, 2 contradiction, 3 hold
  place         INTEGER NOT NULL,    -- orders the parts of one kind
  digest        BLOB NOT NULL,       -- of the JSON
  body          BLOB NOT NULL        -- deflated JSON
) STRICT;
CREATE INDEX woven_part_now ON woven_part (kind, place, id) WHERE until IS NULL;
CREATE INDEX woven_part_until ON woven_part (until, since) WHERE until IS NOT NULL;

-- One row: whether readings were kept or changed since the state was last woven.
CREATE TABLE weaving (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  stale         INTEGER NOT NULL
) STRICT;
INSERT INTO weaving (one, stale) SELECT 1, EXISTS (SELECT 1 FROM dispatch);
