-- The number that a group had before Telegram made it a supergroup: its old messages still bear that one.
ALTER TABLE chats ADD COLUMN former_id INTEGER;

CREATE INDEX chats_former ON chats (former_id) WHERE former_id IS NOT NULL;
