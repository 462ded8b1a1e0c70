-- The first schema: sources, articles, stories with their briefs, chats, digests and the outbox.
-- Times are epoch milliseconds unless a column says otherwise. The schema holds the invariants; the code relies on them.

CREATE TABLE sources (
  id              TEXT PRIMARY KEY,
  -- Place in sources.json; NULL once it left the file (its articles stay).
  position        INTEGER,
  kind            TEXT NOT NULL CHECK (kind IN ('feed', 'page', 'folder')),
  url             TEXT NOT NULL,
  publisher       TEXT NOT NULL,
  house           TEXT,
  full_text       INTEGER NOT NULL CHECK (full_text IN (0, 1)),
  disabled        TEXT,
  etag            TEXT,
  last_modified   TEXT,
  next_due_at     INTEGER NOT NULL,
  failures        INTEGER NOT NULL DEFAULT 0,
  last_success_at INTEGER,
  last_error      TEXT,
  moved_to        TEXT,
  moved_seen      INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE stories (
  id                  INTEGER PRIMARY KEY,
  headline            TEXT NOT NULL,
  headline_article_id INTEGER NOT NULL,
  -- Earliest believable publish time of its articles.
  published_at        INTEGER,
  first_seen_at       INTEGER NOT NULL,
  updated_at          INTEGER NOT NULL,
  kind                TEXT NOT NULL,
  voices              INTEGER NOT NULL,
  sample              INTEGER NOT NULL CHECK (sample IN (0, 1)),
  -- A story whose articles all moved elsewhere keeps its row, for what chats were told, and is shown nowhere.
  articles            INTEGER NOT NULL CHECK (articles >= 0)
) STRICT;

-- For lists: newest first, those without a date last.
CREATE INDEX stories_by_time ON stories (coalesce(published_at, 0) DESC, id DESC) WHERE articles > 0;

CREATE TABLE articles (
  id            INTEGER PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,
  revision      TEXT NOT NULL,
  source_id     TEXT REFERENCES sources (id),
  publisher     TEXT,
  house         TEXT,
  title         TEXT,
  text          TEXT NOT NULL,
  author        TEXT,
  stated_source TEXT,
  -- ISO 8601 with the outlet's own offset.
  published     TEXT,
  published_at  INTEGER,
  kind          TEXT NOT NULL,
  url           TEXT,
  image         TEXT,
  sample        INTEGER NOT NULL CHECK (sample IN (0, 1)),
  first_seen_at INTEGER NOT NULL,
  story_id      INTEGER REFERENCES stories (id),
  -- 1 while it waits to be summarised: new, corrected, or put back by `reprocess`.
  pending       INTEGER NOT NULL DEFAULT 1 CHECK (pending IN (0, 1)),
  CHECK (pending = 1 OR story_id IS NOT NULL)
) STRICT;

CREATE INDEX articles_pending ON articles (coalesce(published_at, first_seen_at), id) WHERE pending = 1;
CREATE INDEX articles_of_story ON articles (story_id, coalesce(published_at, first_seen_at), id);

CREATE TABLE article_topics (
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  topic      TEXT NOT NULL,
  main       INTEGER NOT NULL CHECK (main IN (0, 1)),
  position   INTEGER NOT NULL,
  PRIMARY KEY (article_id, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_sentences (
  story_id   INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  text       TEXT NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id),
  PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE story_topics (
  story_id     INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
  topic        TEXT NOT NULL,
  main         INTEGER NOT NULL CHECK (main IN (0, 1)),
  position     INTEGER NOT NULL,
  -- The story's published_at (0 without one), repeated so that a topic's newest come from one index.
  published_at INTEGER NOT NULL,
  PRIMARY KEY (story_id, topic)
) STRICT, WITHOUT ROWID;

CREATE INDEX story_topics_by_time ON story_topics (topic, published_at DESC, story_id DESC) WHERE main = 1;

-- Full-text search over the words that arabic/ made (folded, stemmed); rowid is the article's id.
CREATE VIRTUAL TABLE article_search USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0');

-- The joining index holds what recently arrived articles are made of, and nothing older, so that joining
-- costs the same however large the archive is.
CREATE TABLE join_articles (
  article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  seen_at    INTEGER NOT NULL
) STRICT;

CREATE INDEX join_articles_by_time ON join_articles (seen_at);

CREATE TABLE join_terms (
  term       TEXT NOT NULL,
  at         INTEGER NOT NULL,
  article_id INTEGER NOT NULL,
  PRIMARY KEY (term, at, article_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX join_terms_of_article ON join_terms (article_id);

-- In how many articles of the joining index a term stands; the empty term counts the articles themselves.
CREATE TABLE join_frequencies (
  term     TEXT PRIMARY KEY,
  articles INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chats (
  id             INTEGER PRIMARY KEY,
  telegram_id    INTEGER NOT NULL,
  thread_id      INTEGER NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('private', 'group', 'channel')),
  title          TEXT,
  zone           TEXT,
  -- Local times HH:MM, ascending, parted by spaces; empty stands for the default two.
  times          TEXT NOT NULL DEFAULT '',
  paused         TEXT CHECK (paused IN ('reader', 'blocked', 'gone')),
  since          INTEGER NOT NULL,
  next_digest_at INTEGER,
  UNIQUE (telegram_id, thread_id)
) STRICT;

CREATE INDEX chats_due ON chats (next_digest_at) WHERE paused IS NULL AND next_digest_at IS NOT NULL;

-- In the order they were chosen.
CREATE TABLE subscriptions (
  chat_id  INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  topic    TEXT NOT NULL,
  since    INTEGER NOT NULL,
  PRIMARY KEY (chat_id, topic)
) STRICT;

-- Telegram sends an update again until the next poll confirms it; ids may jump, so repeats are told by this set.
CREATE TABLE updates (
  update_id INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL
) STRICT;

CREATE INDEX updates_by_time ON updates (at);

CREATE TABLE digests (
  id          INTEGER PRIMARY KEY,
  chat_id     INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  local_date  TEXT NOT NULL,
  local_time  TEXT NOT NULL,
  moment_at   INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  passed_over INTEGER NOT NULL,
  -- A change of zone never repeats a digest.
  UNIQUE (chat_id, local_date, local_time)
) STRICT;

CREATE TABLE deliveries (
  id          INTEGER PRIMARY KEY,
  digest_id   INTEGER NOT NULL REFERENCES digests (id) ON DELETE CASCADE,
  chat_id     INTEGER NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
  part        INTEGER NOT NULL,
  moment_at   INTEGER NOT NULL,
  html        TEXT NOT NULL,
  -- JSON: rows of buttons in reading order.
  buttons     TEXT NOT NULL,
  state       TEXT NOT NULL DEFAULT 'pending'
              CHECK (state IN ('pending', 'sending', 'sent', 'uncertain', 'refused', 'cancelled')),
  attempts    INTEGER NOT NULL DEFAULT 0,
  not_before  INTEGER NOT NULL DEFAULT 0,
  message_id  INTEGER,
  reason      TEXT,
  settled_at  INTEGER,
  UNIQUE (digest_id, part),
  CHECK ((state = 'sent') = (message_id IS NOT NULL))
) STRICT;

CREATE INDEX deliveries_open ON deliveries (moment_at, id) WHERE state IN ('pending', 'sending');
CREATE INDEX deliveries_of_chat ON deliveries (chat_id);
-- What a chat's order depends on, and what it may need to be told again.
CREATE INDEX deliveries_open_of_chat ON deliveries (chat_id, moment_at, part) WHERE state IN ('pending', 'sending');
CREATE INDEX deliveries_uncertain ON deliveries (chat_id) WHERE state = 'uncertain';

CREATE TABLE delivery_stories (
  delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
  story_id    INTEGER NOT NULL REFERENCES stories (id),
  -- 1 when it stands there as a bare headline under «ربما لم تصلك».
  reminder    INTEGER NOT NULL CHECK (reminder IN (0, 1)),
  -- Repeated from the delivery, so that one index tells what a chat was told.
  chat_id     INTEGER NOT NULL,
  PRIMARY KEY (delivery_id, story_id, reminder)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_stories_of_chat ON delivery_stories (chat_id, story_id);
