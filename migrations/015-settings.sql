-- What a chat chose beyond its topics and times.
ALTER TABLE chats ADD COLUMN language TEXT NOT NULL DEFAULT 'ar' CHECK (language IN ('ar', 'en'));
-- flash: headlines; short: one sentence each; full: the briefs.
ALTER TABLE chats ADD COLUMN preset TEXT NOT NULL DEFAULT 'short' CHECK (preset IN ('flash', 'short', 'full'));
ALTER TABLE chats ADD COLUMN digits TEXT NOT NULL DEFAULT 'latn' CHECK (digits IN ('latn', 'arab'));
ALTER TABLE chats ADD COLUMN hijri INTEGER NOT NULL DEFAULT 0 CHECK (hijri IN (0, 1));
-- When messages come without a sound.
ALTER TABLE chats ADD COLUMN silent TEXT NOT NULL DEFAULT 'never' CHECK (silent IN ('never', 'night', 'always'));
-- Whether breaking news come at once: at most two a day, or all.
ALTER TABLE chats ADD COLUMN breaking TEXT NOT NULL DEFAULT 'off' CHECK (breaking IN ('off', 'two', 'all'));
ALTER TABLE chats ADD COLUMN rich INTEGER NOT NULL DEFAULT 0 CHECK (rich IN (0, 1));
-- Under each digest of a channel.
ALTER TABLE chats ADD COLUMN footer TEXT;
-- The Hijri year whose Ramadan was offered for.
ALTER TABLE chats ADD COLUMN ramadan_offered INTEGER;

-- Days on which digests come, from Sunday: bit 0 is Sunday's. 0: none come.
ALTER TABLE chats ADD COLUMN days INTEGER NOT NULL DEFAULT 127 CHECK (days BETWEEN 0 AND 127);
-- On the days off of the chat's country: as on other days, not before ten, or none.
ALTER TABLE chats ADD COLUMN weekend TEXT NOT NULL DEFAULT 'same' CHECK (weekend IN ('same', 'late', 'none'));
-- «HH:MM HH:MM»: local times between which nothing is sent unasked. May span midnight.
ALTER TABLE chats ADD COLUMN quiet TEXT;
-- Epoch ms until which the reader rests from digests; they go on by themselves.
ALTER TABLE chats ADD COLUMN resting_until INTEGER;
-- When next_digest_at was planned: a moment planned in the future comes of a clock that was set back since.
ALTER TABLE chats ADD COLUMN planned_at INTEGER NOT NULL DEFAULT 0;

CREATE INDEX chats_planned ON chats (planned_at) WHERE paused IS NULL AND next_digest_at IS NOT NULL;
