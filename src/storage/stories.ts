import type { Article, ArticleKind } from '../news/article.ts';
import { countVoices, storyOrigin } from '../stories/origins.ts';
import type {
  Brief,
  BriefSentence,
  Difference,
  IndexedTerm,
  Story,
  StoryArticle,
  StoryStore,
  StoryWrite,
} from '../stories/story.ts';
import type { TopicMatch } from '../topics/topic.ts';
import { type ArticleRow, toArticle } from './articles.ts';
import type { Database } from './database.ts';
import { clearHolders } from './holders.ts';
import { clearJoinIndex, indexJoinTerms, joinIndex } from './join-index.ts';

type StoryRow = {
  id: number;
  headline: string;
  headline_article_id: number;
  published_at: number | null;
  first_seen_at: number;
  updated_at: number;
  kind: ArticleKind;
  voices: number;
  origin: string | null;
  sample: number;
};

type SentenceRow = { id: number; text: string; article_id: number; before: number };

type DifferenceRow = Pick<Difference, 'kind' | 'subject'> & {
  id: number;
  position: number;
  bearer: string | null;
  text: string;
  article_id: number;
};

type TopicRow = { id: number; topic: string; main: number };

/** How long after its moment a digest can still be composed. */
const LATEST_START_MS = 12 * 3_600_000;
/** Articles a search looks at, newest first, before it groups them into stories: enough for any answer. */
const SEARCHED_AT_MOST = 500;

/** Terms of one beginning that are looked at. */
const TERMS_AT_MOST = 20_000;

/** A term as a string of the query language, so that nothing in it is read as an operator. */
const quoted = (term: string) => `"${term.replaceAll('"', '""')}"`;

/** The commonest kind; of equally common ones the more newsworthy. */
function commonestKind(kinds: readonly ArticleKind[]): ArticleKind {
  const order: readonly ArticleKind[] = [
    'news',
    'report',
    'live',
    'explainer',
    'review',
    'opinion',
    'service',
    'soft',
    'sponsored',
  ];
  const count = (kind: ArticleKind): number => kinds.filter((one) => one === kind).length;
  return order.reduce((best, kind) => (count(kind) > count(best) ? kind : best));
}

function topicMatch(rows: readonly TopicRow[]): TopicMatch {
  return {
    main: rows.filter((row) => row.main === 1).map((row) => row.topic),
    side: rows.filter((row) => row.main === 0).map((row) => row.topic),
  };
}

/** Rows grouped by an id, in their order. */
function grouped<Row>(rows: readonly Row[], id: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(id(row));
    if (group) group.push(row);
    else groups.set(id(row), [row]);
  }
  return groups;
}

function toStoryArticle({ text: _text, ...article }: Article): StoryArticle {
  return article;
}

function toSentence({ text, article_id }: { text: string; article_id: number }): BriefSentence {
  return { text, articleId: article_id };
}

function toDifferences(rows: readonly DifferenceRow[]): Difference[] {
  return [...grouped(rows, (row) => row.position).values()].flatMap((versions) => {
    const [first] = versions;
    if (first === undefined) return [];
    const { kind, subject, bearer } = first;
    return [{ kind, subject, bearer: bearer ?? undefined, versions: versions.map(toSentence) }];
  });
}

export function storyStore(database: Database): StoryStore {
  const pending = database.prepare<[number], ArticleRow>(`
    SELECT * FROM articles WHERE pending = 1
    ORDER BY coalesce(published_at, first_seen_at), id LIMIT ?`);
  const articlesOf = database.prepare<[number], ArticleRow>(`
    SELECT * FROM articles WHERE story_id = ?
    ORDER BY coalesce(published_at, first_seen_at), id`);
  const articleTopics = database.prepare<[string], TopicRow>(`
    SELECT article_id AS id, topic, main FROM article_topics
    WHERE article_id IN (SELECT value FROM json_each(?))
    ORDER BY article_id, main DESC, position`);

  const article = database.prepare<[number], ArticleRow>('SELECT * FROM articles WHERE id = ?');
  const dropArticleTopics = database.prepare('DELETE FROM article_topics WHERE article_id = ?');
  const addArticleTopic = database.prepare(
    'INSERT INTO article_topics (article_id, topic, main, position) VALUES (?, ?, ?, ?)',
  );
  const dropSearch = database.prepare('DELETE FROM article_search WHERE rowid = ?');
  const addSearch = database.prepare('INSERT INTO article_search (rowid, terms) VALUES (?, ?)');
  const indexJoin = indexJoinTerms(database);
  const summarisedIn = database.prepare<[number, number], { articles: number }>(
    'SELECT count(*) AS articles FROM articles WHERE story_id = ? AND pending = 0 AND id <> ?',
  );
  // Its row is filled by setStory, once the article is in it.
  const newStory = database.prepare<[{ articleId: number; now: number }], { id: number }>(`
    INSERT INTO stories (headline, headline_article_id, first_seen_at, updated_at, kind, voices, sample, articles)
    VALUES ('', @articleId, @now, @now, 'news', 1, 0, 1)
    RETURNING id`);
  const setStory = database.prepare(`
    UPDATE stories
    SET headline = @headline, headline_article_id = @headline_article_id, published_at = @published_at,
        first_seen_at = @first_seen_at, updated_at = @updated_at, kind = @kind, voices = @voices, origin = @origin,
        sample = @sample, articles = @articles
    WHERE id = @id`);
  const putIn = database.prepare('UPDATE articles SET story_id = ?, pending = 0 WHERE id = ?');
  const moveTo = database.prepare('UPDATE articles SET story_id = ? WHERE id = ? AND story_id = ?');
  const hide = database.prepare('UPDATE stories SET articles = 0 WHERE id = ?');
  // A digest starts at most twelve hours after its moment, so parts before such a moment are older than the story: the
  // parts of years are not looked through.
  const toldToo = database.prepare(`
    INSERT OR IGNORE INTO delivery_stories (delivery_id, story_id, reminder, chat_id)
    SELECT delivery_id, @id, reminder, chat_id FROM delivery_stories
    WHERE delivery_id > coalesce((
        SELECT id FROM deliveries
        WHERE moment_at < (SELECT min(first_seen_at) FROM stories WHERE id = @from OR merged_into = @from) - ${LATEST_START_MS}
        ORDER BY id DESC LIMIT 1), 0)
      AND (story_id = @from OR story_id IN (SELECT id FROM stories WHERE merged_into = @from))`);
  const dropSentences = database.prepare('DELETE FROM story_sentences WHERE story_id = ?');
  const addSentence = database.prepare(
    'INSERT INTO story_sentences (story_id, position, text, article_id, before) VALUES (?, ?, ?, ?, ?)',
  );
  const dropDifferences = database.prepare('DELETE FROM story_differences WHERE story_id = ?');
  const addDifference = database.prepare(`
    INSERT INTO story_differences (story_id, position, version, kind, subject, bearer, text, article_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const dropTopics = database.prepare('DELETE FROM story_topics WHERE story_id = ?');
  const addTopic = database.prepare(
    'INSERT INTO story_topics (story_id, topic, main, position, published_at) VALUES (?, ?, ?, ?, ?)',
  );
  const moveArticles = database.prepare('UPDATE articles SET story_id = @into WHERE story_id = @id');
  const emptyStory = database.prepare(
    'UPDATE stories SET articles = 0, merged_into = @into WHERE id = @id OR merged_into = @id',
  );
  const reconsiderOne = database.prepare(`
    UPDATE articles SET pending = 1
    WHERE id = (SELECT min(id) FROM articles WHERE story_id = @id)
      AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = @id AND pending = 1)`);

  /** All of a story is another's from now on: it is shown no more. */
  function merge(id: number, into: number): void {
    moveArticles.run({ id, into });
    dropSentences.run(id);
    dropDifferences.run(id);
    dropTopics.run(id);
    emptyStory.run({ id, into });
  }

  /** An article left this story for another: they are one when it was the last, else its brief is written again. */
  function leave(id: number, into: number): void {
    if (articlesOf.get(id) === undefined) merge(id, into);
    else reconsiderOne.run({ id });
  }

  /** A new story, for an article or for what was part of another: who was told that one was told this one. */
  function open(articleId: number, from: number | undefined, now: number): number {
    const made = newStory.get({ articleId, now });
    if (!made) throw new Error('SQLite returned no story');
    if (from !== undefined) toldToo.run({ id: made.id, from });
    return made.id;
  }

  /** These articles of a story open another, which is shown once it is summarised. */
  function split(from: number, articleIds: readonly number[], now: number): void {
    const [first] = articleIds;
    if (first === undefined) return;
    const id = open(first, from, now);
    hide.run(id);
    for (const articleId of articleIds) moveTo.run(id, articleId, from);
    reconsiderOne.run({ id });
  }

  function setArticleTopics(articleId: number, topics: TopicMatch): void {
    dropArticleTopics.run(articleId);
    topics.main.forEach((topic, position) => {
      addArticleTopic.run(articleId, topic, 1, position);
    });
    topics.side.forEach((topic, position) => {
      addArticleTopic.run(articleId, topic, 0, position);
    });
  }

  function setBrief(storyId: number, { sentences, before, differences }: Brief): void {
    dropSentences.run(storyId);
    [...sentences, ...before].forEach(({ text, articleId }, position) => {
      addSentence.run(storyId, position, text, articleId, position < sentences.length ? 0 : 1);
    });
    dropDifferences.run(storyId);
    differences.forEach(({ kind, subject, bearer, versions }, position) => {
      versions.forEach(({ text, articleId }, version) => {
        addDifference.run(storyId, position, version, kind, subject, bearer ?? null, text, articleId);
      });
    });
  }

  function write(entry: StoryWrite, now: number): number {
    const row = article.get(entry.articleId);
    if (!row) throw new Error(`article ${entry.articleId} is not stored`);
    setArticleTopics(row.id, entry.articleTopics);
    dropSearch.run(row.id);
    addSearch.run(row.id, entry.searchTerms.join(' '));
    indexJoin({
      id: row.id,
      at: row.published_at ?? row.first_seen_at,
      seenAt: row.first_seen_at,
      terms: entry.joinTerms,
    });

    // An article that opens a story again, after `reprocess` or a correction, keeps the number that chats were told.
    const before = row.story_id ?? undefined;
    const own = before !== undefined && summarisedIn.get(before, row.id)?.articles === 0 ? before : undefined;
    const storyId = entry.storyId ?? own ?? open(row.id, before, now);
    putIn.run(storyId, row.id);
    for (const merged of entry.merges ?? []) merge(merged, storyId);
    if (before !== undefined && before !== storyId) leave(before, storyId);
    for (const group of entry.splits ?? []) split(storyId, group, now);

    const members = articlesOf.all(storyId).map(toArticle);
    const dated = members.flatMap((member) => (member.publishedAt === undefined ? [] : [member.publishedAt]));
    const publishedAt = dated.length > 0 ? Math.min(...dated) : null;
    setStory.run({
      id: storyId,
      headline: entry.brief.headline,
      headline_article_id: entry.brief.headlineArticleId,
      published_at: publishedAt,
      first_seen_at: Math.min(...members.map((member) => member.firstSeenAt)),
      updated_at: Math.max(...members.map((member) => member.firstSeenAt)),
      kind: commonestKind(members.map((member) => member.kind)),
      voices: countVoices(members),
      origin: storyOrigin(members) ?? null,
      sample: members.some((member) => member.sample) ? 1 : 0,
      articles: members.length,
    });
    setBrief(storyId, entry.brief);
    dropTopics.run(storyId);
    entry.topics.main.forEach((topic, position) => {
      addTopic.run(storyId, topic, 1, position, publishedAt ?? 0);
    });
    entry.topics.side.forEach((topic, position) => {
      addTopic.run(storyId, topic, 0, position, publishedAt ?? 0);
    });
    return storyId;
  }

  const storiesById = database.prepare<[string], StoryRow>(
    'SELECT * FROM stories WHERE articles > 0 AND id IN (SELECT value FROM json_each(?))',
  );
  const sentencesOf = database.prepare<[string], SentenceRow>(`
    SELECT story_id AS id, text, article_id, before FROM story_sentences
    WHERE story_id IN (SELECT value FROM json_each(?)) ORDER BY story_id, position`);
  const differencesOf = database.prepare<[string], DifferenceRow>(`
    SELECT story_id AS id, position, kind, subject, bearer, text, article_id FROM story_differences
    WHERE story_id IN (SELECT value FROM json_each(?)) ORDER BY story_id, position, version`);
  const topicsOf = database.prepare<[string], TopicRow>(`
    SELECT story_id AS id, topic, main FROM story_topics
    WHERE story_id IN (SELECT value FROM json_each(?)) ORDER BY story_id, main DESC, position`);
  // Bodies stay in the file: lists show none.
  const membersOf = database.prepare<[string], ArticleRow & { story_id: number }>(`
    SELECT id, key, revision, source_id, publisher, house, title, '' AS text, author, stated_source, published,
           published_at, kind, url, image, sample, first_seen_at, story_id
    FROM articles WHERE story_id IN (SELECT value FROM json_each(?))
    ORDER BY story_id, coalesce(published_at, first_seen_at), id`);

  function load(ids: readonly number[]): Story[] {
    const json = JSON.stringify(ids);
    const rows = new Map(storiesById.all(json).map((row) => [row.id, row]));
    const sentences = grouped(sentencesOf.all(json), (row) => row.id);
    const differences = grouped(differencesOf.all(json), (row) => row.id);
    const topics = grouped(topicsOf.all(json), (row) => row.id);
    const members = grouped(membersOf.all(json), (row) => row.story_id);
    return ids.flatMap((id) => {
      const row = rows.get(id);
      if (!row) return [];
      const { main, side } = topicMatch(topics.get(id) ?? []);
      const own = sentences.get(id) ?? [];
      return {
        id,
        headline: row.headline,
        headlineArticleId: row.headline_article_id,
        sentences: own.filter(({ before }) => before === 0).map(toSentence),
        before: own.filter(({ before }) => before === 1).map(toSentence),
        differences: toDifferences(differences.get(id) ?? []),
        topics: main,
        sideTopics: side,
        publishedAt: row.published_at ?? undefined,
        firstSeenAt: row.first_seen_at,
        updatedAt: row.updated_at,
        kind: row.kind,
        voices: row.voices,
        origin: row.origin ?? undefined,
        sample: row.sample === 1,
        articles: (members.get(id) ?? []).map(toArticle).map(toStoryArticle),
      };
    });
  }

  // Undated stories have no age, so a limit on age leaves them in; lists put them last.
  const latest = database.prepare<[{ since: number; limit: number }], { id: number }>(`
    SELECT id FROM stories
    WHERE articles > 0 AND (published_at IS NULL OR published_at >= @since)
    ORDER BY coalesce(published_at, 0) DESC, id DESC LIMIT @limit`);
  const latestOfTopic = database.prepare<[{ topic: string; since: number; limit: number }], { id: number }>(`
    SELECT story_id AS id FROM story_topics
    WHERE topic = @topic AND main = 1 AND (published_at = 0 OR published_at >= @since)
    ORDER BY published_at DESC, story_id DESC LIMIT @limit`);
  const recent = database.prepare<[number], { id: number }>(`
    SELECT id FROM stories
    WHERE articles > 0 AND coalesce(published_at, 0) >= ?
    ORDER BY coalesce(published_at, 0) DESC, id DESC`);
  const search = database.prepare<[{ query: string; looked: number; limit: number }], { id: number }>(`
    SELECT DISTINCT stories.id, coalesce(stories.published_at, 0) AS published_at
    FROM (SELECT rowid FROM article_search WHERE article_search MATCH @query ORDER BY rowid DESC LIMIT @looked) AS found
    JOIN articles ON articles.id = found.rowid
    JOIN stories ON stories.id = articles.story_id AND stories.articles > 0
    ORDER BY coalesce(stories.published_at, 0) DESC, stories.id DESC LIMIT @limit`);
  database.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, 'article_search', 'row')",
  );
  const termsFrom = database.prepare<[{ start: string; end: string; most: number }], IndexedTerm>(
    'SELECT term, doc AS articles FROM temp.search_terms WHERE term >= @start AND term < @end LIMIT @most',
  );
  const reopen = database.prepare('UPDATE articles SET pending = 1 WHERE pending = 0');

  return {
    ...joinIndex(database),
    async pending(limit) {
      return pending.all(limit).map(toArticle);
    },
    async articlesOf(storyId) {
      return articlesOf.all(storyId).map(toArticle);
    },
    async topicsOf(articleIds) {
      const rows = grouped(articleTopics.all(JSON.stringify(articleIds)), (row) => row.id);
      return new Map([...rows].map(([id, topics]) => [id, topicMatch(topics)]));
    },
    async write(entry, now) {
      return database.transaction(() => write(entry, now)).immediate();
    },
    async reopenAll() {
      return database
        .transaction(() => {
          clearJoinIndex(database);
          clearHolders(database);
          return reopen.run().changes;
        })
        .immediate();
    },
    async latest(query) {
      const since = query.since ?? 0;
      const found =
        query.topic === undefined
          ? latest.all({ since, limit: query.limit })
          : latestOfTopic.all({ topic: query.topic, since, limit: query.limit });
      return load(found.map((row) => row.id));
    },
    async search(terms, limit) {
      const query = terms.map((term) => `(${[term].flat().map(quoted).join(' OR ')})`).join(' AND ');
      if (query === '') return [];
      return load(search.all({ query, looked: SEARCHED_AT_MOST, limit }).map((row) => row.id));
    },
    async termsLike(starts) {
      return starts.flatMap((start) => termsFrom.all({ start, end: `${start}\uffff`, most: TERMS_AT_MOST }));
    },
    async byIds(ids) {
      return load(ids);
    },
    async recent(since) {
      return load(recent.all(Math.max(since, 1)).map((row) => row.id));
    },
  };
}
