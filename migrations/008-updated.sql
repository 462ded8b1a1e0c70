-- When an outlet changed an article after publishing it (ISO 8601 with its own offset), and the section it put it in.
ALTER TABLE articles ADD COLUMN updated TEXT;
ALTER TABLE articles ADD COLUMN section TEXT;
