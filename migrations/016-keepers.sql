-- Who sets a channel up from their own private chat.
CREATE TABLE keepers (
  chat_id   INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  -- Telegram's number of the person, and of their private chat.
  person_id INTEGER NOT NULL,
  -- Whether they were told of it: a bot may write first only to those who once wrote to it.
  told      INTEGER NOT NULL CHECK (told IN (0, 1)),
  PRIMARY KEY (chat_id, person_id)
) STRICT;

CREATE INDEX keepers_person ON keepers (person_id);

-- In channels, a hashtag at each topic's heading.
ALTER TABLE chats ADD COLUMN hashtags INTEGER NOT NULL DEFAULT 1 CHECK (hashtags IN (0, 1));
