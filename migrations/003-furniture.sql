-- What each outlet repeats in its articles, as counts that fade with each further article (see src/news/repeated.ts).

CREATE TABLE furniture_outlets (
  id         INTEGER PRIMARY KEY,
  -- The publisher, or the host where none is known.
  outlet     TEXT NOT NULL UNIQUE,
  -- How many articles were learned from.
  told       INTEGER NOT NULL,
  -- JSON: what the last of them are recognised by, so that a correction under another address is not counted.
  recent     TEXT NOT NULL,
  learned_at INTEGER NOT NULL
) STRICT;

CREATE TABLE furniture_runs (
  outlet_id INTEGER NOT NULL REFERENCES furniture_outlets (id) ON DELETE CASCADE,
  -- A hash of the words and of where they stood: the words themselves stay with the outlet.
  run       INTEGER NOT NULL,
  articles  INTEGER NOT NULL,
  weight    REAL NOT NULL,
  ties      REAL NOT NULL,
  -- The number of the article that held it last.
  last      INTEGER NOT NULL,
  PRIMARY KEY (outlet_id, run)
) STRICT, WITHOUT ROWID;
