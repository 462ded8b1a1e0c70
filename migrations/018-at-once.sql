-- Beside digests there are messages that are sent at once: their row's local_time names their story in place of an hour.
ALTER TABLE digests ADD COLUMN kind TEXT NOT NULL DEFAULT 'digest' CHECK (kind IN ('digest', 'breaking', 'update', 'denial'));

-- The message of Telegram's that a part answers, and whether it comes without a sound.
ALTER TABLE deliveries ADD COLUMN reply_to INTEGER;
ALTER TABLE deliveries ADD COLUMN silent INTEGER NOT NULL DEFAULT 0 CHECK (silent IN (0, 1));
-- After this it is given up. What expires goes before what may wait.
ALTER TABLE deliveries ADD COLUMN expires_at INTEGER;
-- The chat's next quiet hours when the part was made: it is not sent from the one to the other.
ALTER TABLE deliveries ADD COLUMN quiet_from INTEGER;
ALTER TABLE deliveries ADD COLUMN quiet_until INTEGER;

-- The numbers and outcomes that were told of the story (src/digests/facts.ts); NULL where nobody knows any more.
ALTER TABLE delivery_stories ADD COLUMN facts TEXT;

CREATE INDEX deliveries_expiring ON deliveries (expires_at, id) WHERE expires_at IS NOT NULL AND state IN ('pending', 'sending');
CREATE INDEX chats_breaking ON chats (id) WHERE breaking <> 'off' AND paused IS NULL;
-- To whom a story was told, and which stories grew lately.
CREATE INDEX delivery_stories_of_story ON delivery_stories (story_id, chat_id);
CREATE INDEX stories_by_arrival ON stories (updated_at) WHERE articles > 0;
