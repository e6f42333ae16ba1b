-- What people decided about events. Nothing is deleted: a decision that is undone is marked so in its body.
CREATE TABLE decision (
  rank          INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  body          BLOB NOT NULL        -- JSON
) STRICT;

-- The last part that held an event, so that one that is no more can still be found.
CREATE TABLE event_part (
  event         TEXT PRIMARY KEY,
  part          INTEGER NOT NULL REFERENCES woven_part (id)
) STRICT, WITHOUT ROWID;
