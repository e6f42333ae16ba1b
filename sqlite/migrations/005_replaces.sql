-- Which dispatch one corrects or withdraws, and whether it is a demonstration: pages ask for both.
ALTER TABLE dispatch ADD COLUMN replaces TEXT NOT NULL DEFAULT '';
ALTER TABLE dispatch ADD COLUMN demonstration INTEGER NOT NULL DEFAULT 0;
UPDATE dispatch SET replaces = coalesce(json_extract(CAST(body AS TEXT), '$.Replaces.ID'), ''), demonstration = coalesce(json_extract(CAST(body AS TEXT), '$.Demonstration'), 0);
CREATE INDEX dispatch_replaces ON dispatch (replaces, rank) WHERE replaces <> '';
CREATE INDEX dispatch_demonstration ON dispatch (rank) WHERE demonstration = 1;
