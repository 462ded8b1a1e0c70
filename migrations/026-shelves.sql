-- Lists tell what happened first, then what is written about it, then what bears no date; services stand apart (see src/stories/shelf.ts).
-- The numbers are those of src/storage/stories.ts.
ALTER TABLE stories ADD COLUMN shelf INTEGER GENERATED ALWAYS AS (CASE
  WHEN kind = 'sponsored' THEN 4
  WHEN kind = 'service' THEN 3
  WHEN published_at IS NULL THEN 2
  WHEN kind IN ('news', 'report', 'live') THEN 0
  ELSE 1 END) VIRTUAL;

CREATE INDEX stories_by_shelf ON stories (shelf, published_at DESC, id DESC) WHERE articles > 0;

-- The story's kind, repeated as its published_at is (0 without one), so that a topic's newest come from one index.
ALTER TABLE story_topics ADD COLUMN kind TEXT NOT NULL DEFAULT 'news';
UPDATE story_topics SET kind = coalesce((SELECT kind FROM stories WHERE id = story_id), kind);
ALTER TABLE story_topics ADD COLUMN shelf INTEGER GENERATED ALWAYS AS (CASE
  WHEN kind = 'sponsored' THEN 4
  WHEN kind = 'service' THEN 3
  WHEN published_at = 0 THEN 2
  WHEN kind IN ('news', 'report', 'live') THEN 0
  ELSE 1 END) VIRTUAL;

DROP INDEX story_topics_by_time;
CREATE INDEX story_topics_by_shelf ON story_topics (topic, shelf, published_at DESC, story_id DESC) WHERE main = 1;
