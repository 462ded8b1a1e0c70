-- What the operators are told: what is wrong now, and who was told of what (see src/storage/alerts.ts).

CREATE TABLE alerts (
  kind    TEXT NOT NULL,
  -- What it is about, among several of a kind.
  subject TEXT NOT NULL,
  name    TEXT NOT NULL,
  since   INTEGER NOT NULL,
  -- Told from then on.
  ripe_at INTEGER NOT NULL,
  amount  INTEGER NOT NULL,
  why     TEXT,
  PRIMARY KEY (kind, subject)
) STRICT, WITHOUT ROWID;

-- What an operator was told of, until he is told that it is over.
CREATE TABLE alerts_told (
  telegram_id INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  subject     TEXT NOT NULL,
  name        TEXT NOT NULL,
  since       INTEGER NOT NULL,
  amount      INTEGER NOT NULL,
  why         TEXT,
  PRIMARY KEY (telegram_id, kind, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE operators (
  telegram_id INTEGER PRIMARY KEY,
  told_at     INTEGER NOT NULL,
  -- Messages that were settled before are counted for him.
  counted_to  INTEGER NOT NULL
) STRICT;

-- What became of messages in the last day.
CREATE INDEX deliveries_settled ON deliveries (settled_at, state) WHERE settled_at IS NOT NULL;
