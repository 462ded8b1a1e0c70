-- What an answered visit to a source could not read, as JSON: entries whose pages are for the next visit, when the feed itself may be
-- asked again, and whether its answer ended in the middle (see src/news/source.ts).
ALTER TABLE sources ADD COLUMN unread TEXT;
