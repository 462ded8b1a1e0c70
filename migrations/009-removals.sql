-- What the operator took out of every answer, on a publisher's complaint (see src/storage/removals.ts).

CREATE TABLE removals (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('article', 'publisher', 'story')),
  -- By what it is recognised: an address without what varies, an outlet's name by its letters, a story's number.
  key        TEXT NOT NULL,
  -- As the operator named it.
  name       TEXT NOT NULL,
  removed_at INTEGER NOT NULL,
  UNIQUE (kind, key)
) STRICT;

-- Articles that were taken out, and those that came later and are kept out. They stand here alone, so that no answer finds them.
CREATE TABLE removed_articles (
  key          TEXT PRIMARY KEY,
  revision     TEXT NOT NULL,
  -- Its letters, of whatever spelling.
  publisher    TEXT,
  -- Without what varies between two links to it; NULL for none of its own.
  address      TEXT,
  -- Its terms; NULL where they tell too little.
  headline     TEXT,
  published_at INTEGER,
  removal_id   INTEGER NOT NULL REFERENCES removals (id),
  -- JSON: its row, for an undo.
  row          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX removed_articles_by_address ON removed_articles (address) WHERE address IS NOT NULL;
CREATE INDEX removed_articles_by_words ON removed_articles (publisher, headline);
CREATE INDEX removed_articles_by_revision ON removed_articles (publisher, revision);
CREATE INDEX removed_articles_of_removal ON removed_articles (removal_id);

-- Stories that told of them, and when: what was composed before that is composed anew.
CREATE TABLE removed_stories (
  story_id   INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
  removed_at INTEGER NOT NULL
) STRICT;

-- 1 for a part that named something taken out while it was being sent: it never waits again.
ALTER TABLE deliveries ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

-- What an article told, wherever it stands.
CREATE INDEX story_sentences_of_article ON story_sentences (article_id);
CREATE INDEX story_differences_of_article ON story_differences (article_id);
