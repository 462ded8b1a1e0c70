-- Where a story's news comes from, when its outlets name one agency or outlet for it.
ALTER TABLE stories ADD COLUMN origin TEXT;

-- 1 for a sentence that tells beforehand what the brief reports: it is no part of the brief.
ALTER TABLE story_sentences ADD COLUMN before INTEGER NOT NULL DEFAULT 0 CHECK (before IN (0, 1));

-- What outlets tell differently: each row one outlet's number or name. Rows with the same position are one difference.
CREATE TABLE story_differences (
  story_id   INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  -- They disagree, or the number has grown with time.
  kind       TEXT NOT NULL CHECK (kind IN ('contradiction', 'course')),
  -- What is counted or named.
  subject    TEXT NOT NULL,
  -- What bears the name, as outlets call it.
  bearer     TEXT,
  text       TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  PRIMARY KEY (story_id, position, version)
) STRICT, WITHOUT ROWID;
