-- A chat's topics get numbers of their own, which buttons carry: one that is gone is never another's. Beside those of the catalogue stand
-- words of a chat's own, under what it calls them; what is muted stays, and brings nothing.
CREATE TABLE numbered_subscriptions (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  chat_id  INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  topic    TEXT NOT NULL,
  since    INTEGER NOT NULL,
  name     TEXT,
  muted    INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)),
  UNIQUE (chat_id, topic)
) STRICT;
INSERT INTO numbered_subscriptions (chat_id, topic, since) SELECT chat_id, topic, since FROM subscriptions ORDER BY rowid;
DROP TABLE subscriptions;
ALTER TABLE numbered_subscriptions RENAME TO subscriptions;
