-- Words of a chat's own as they were written: what they are kept under (topic) has no marks, and what they are called (name) may be changed.
ALTER TABLE subscriptions ADD COLUMN words TEXT;
UPDATE subscriptions SET words = name WHERE topic LIKE '=%';
