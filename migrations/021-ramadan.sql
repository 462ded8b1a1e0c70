-- The local times, as in `times`, that a chat had before Ramadan moved them; NULL for one that moved none.
ALTER TABLE chats ADD COLUMN times_before_ramadan TEXT;
-- The Hijri year of the Ramadan after which it was asked whether to have them back.
ALTER TABLE chats ADD COLUMN ramadan_returned INTEGER;
