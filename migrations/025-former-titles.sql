-- The headline that an article had before its outlet changed it the last time; NULL where it never did.
ALTER TABLE articles ADD COLUMN former_title TEXT;
