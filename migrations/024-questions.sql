-- What the bot asked last in a private chat: a message there answers it, also after a restart. A day later nothing does.
CREATE TABLE questions (
  -- Never another's: whoever answers one lets go of that one.
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Telegram's number of the chat, which may be known for nothing else.
  telegram_id INTEGER NOT NULL UNIQUE,
  -- As the bot's sentences are called.
  name        TEXT NOT NULL,
  -- The channel that is set up from there, where it was asked about that.
  channel     INTEGER REFERENCES chats (id) ON DELETE CASCADE,
  -- Payloads of the links into the bot in it, apart by spaces.
  links       TEXT NOT NULL,
  at          INTEGER NOT NULL
) STRICT;

CREATE INDEX questions_by_time ON questions (at);
CREATE INDEX questions_of_channel ON questions (channel) WHERE channel IS NOT NULL;
