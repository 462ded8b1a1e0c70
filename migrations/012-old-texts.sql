-- When an article's text was let go of as too old (see src/storage/retention.ts); NULL while it is there.
ALTER TABLE articles ADD COLUMN text_gone_at INTEGER;

CREATE INDEX articles_with_text ON articles (first_seen_at, id) WHERE text_gone_at IS NULL;
