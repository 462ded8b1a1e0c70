-- What a chat wants less of, or not at all, and what readers report.

CREATE TABLE hidden_outlets (
  chat_id INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  -- One outlet under all its spellings: outletKey of src/news/publishers.ts.
  outlet  TEXT NOT NULL,
  name    TEXT NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (chat_id, outlet)
) STRICT;

CREATE TABLE lessened (
  id      INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  kind    TEXT NOT NULL CHECK (kind IN ('topic', 'outlet', 'kind')),
  -- A topic, an outlet's key, or a kind of article.
  subject TEXT NOT NULL,
  name    TEXT NOT NULL,
  -- Such stories stand as if they were so much older.
  hours   INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  UNIQUE (chat_id, kind, subject)
) STRICT;

CREATE TABLE reports (
  id        INTEGER PRIMARY KEY,
  -- NULL once the chat was forgotten: what it reported stays, not that it did.
  chat_id   INTEGER REFERENCES chats (id) ON DELETE SET NULL,
  story_id  INTEGER NOT NULL,
  reason    TEXT NOT NULL CHECK (reason IN ('wrong', 'repeated', 'not-news', 'other')),
  -- As the reader saw it.
  headline  TEXT NOT NULL,
  -- JSON
  sentences TEXT NOT NULL,
  articles  TEXT NOT NULL,
  at        INTEGER NOT NULL,
  UNIQUE (chat_id, story_id, reason)
) STRICT;

CREATE INDEX reports_by_time ON reports (at);
