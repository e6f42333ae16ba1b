CREATE TABLE dispatch (
  rank          INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  publisher     TEXT NOT NULL,
  lang          TEXT NOT NULL,
  published     INTEGER,             -- microseconds since 1970; NULL is unknown
  received      INTEGER NOT NULL,
  digest        TEXT NOT NULL,
  body          BLOB NOT NULL        -- the dispatch, JSON
) STRICT;
CREATE INDEX dispatch_time ON dispatch (published DESC, id);
CREATE INDEX dispatch_digest ON dispatch (digest);

CREATE TABLE reading (
  rank          INTEGER PRIMARY KEY REFERENCES dispatch (rank),
  body          BLOB NOT NULL        -- what was read, JSON, without the text
) STRICT;

CREATE VIRTUAL TABLE dispatch_text USING fts5 (folded, content = '');

CREATE TABLE woven (
  seq           INTEGER PRIMARY KEY,
  known_from    INTEGER NOT NULL,
  body          BLOB NOT NULL        -- events, contradictions, holds; gzipped JSON
) STRICT;
CREATE INDEX woven_known ON woven (known_from, seq);

CREATE TABLE feed (
  url           TEXT PRIMARY KEY,
  body          BLOB NOT NULL
) STRICT;
