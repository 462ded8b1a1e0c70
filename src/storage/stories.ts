/** Stories in SQLite: read as lists, found by their words, and written as joining decided. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Article, ArticleKind } from '../news/article.ts';
import type { Shelf } from '../stories/shelf.ts';
import type {
  BriefSentence,
  Difference,
  IndexedTerm,
  Story,
  StoryArticle,
  StoryStore,
  Terms,
} from '../stories/story.ts';
import type { TopicMatch } from '../topics/topic.ts';
import { type ArticleRow, toArticle } from './articles.ts';
import type { Database } from './database.ts';
import { clearHolders } from './holders.ts';
import { clearJoinIndex, joinIndex } from './join-index.ts';
import { recentStories } from './recent.ts';
import { storyWriter } from './story-write.ts';

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

/** In the order of the numbers that the schema gives them. */
const SHELVES: readonly Shelf[] = ['news', 'views', 'undated', 'services', 'paid'];

/** Articles a search looks at, newest first, before it groups them into stories: enough for any answer. */
const SEARCHED_AT_MOST = 500;

/** Terms of one beginning that are looked at. */
const TERMS_AT_MOST = 20_000;

/** Articles put back in one transaction, for which all other writers wait; and ms until the next one. */
const REOPENED_AT_ONCE = 250;
const REST_MS = 5;

/** A term as a string of the query language, so that nothing in it is read as an operator. */
export const asTerm = (term: string) => `"${term.replaceAll('"', '""')}"`;
const anyOf = (terms: readonly string[]) => terms.map(asTerm).join(' OR ');
const allOf = (terms: Terms) => terms.map((term) => `(${anyOf([term].flat())})`).join(' AND ');

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

/** What each method promises stands at StoryStore. */
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
  const write = storyWriter(database);

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
    SELECT id, key, revision, source_id, publisher, house, title, former_title, '' AS text, author, stated_source, published,
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

  const standing = database.prepare<[number], { id: number }>(
    'SELECT coalesce(merged_into, id) AS id FROM stories WHERE id = ?',
  );
  // Undated stories have no age, so a limit on age leaves them in.
  const latest = database.prepare<[{ shelf: number; since: number; limit: number }], { id: number }>(`
    SELECT id FROM stories
    WHERE articles > 0 AND shelf = @shelf AND (published_at IS NULL OR published_at >= @since)
    ORDER BY published_at DESC, id DESC LIMIT @limit`);
  const latestOfTopic = database.prepare<
    [{ topic: string; shelf: number; since: number; limit: number }],
    { id: number }
  >(`
    SELECT story_id AS id FROM story_topics
    WHERE topic = @topic AND main = 1 AND shelf = @shelf AND (published_at = 0 OR published_at >= @since)
    ORDER BY published_at DESC, story_id DESC LIMIT @limit`);
  const grown = database.prepare<[number], { id: number; state: string }>(`
    SELECT id, updated_at || ' ' || articles || ' ' || voices || ' ' || headline AS state FROM stories
    WHERE articles > 0 AND updated_at >= ? ORDER BY updated_at, id`);
  const recent = recentStories(database, load);
  const search = database.prepare<[{ query: string; looked: number; limit: number }], { id: number }>(`
    SELECT DISTINCT stories.id, coalesce(stories.published_at, 0) AS published_at
    FROM (SELECT rowid FROM article_search WHERE article_search MATCH @query ORDER BY rowid DESC LIMIT @looked) AS found
    JOIN articles ON articles.id = found.rowid
    JOIN stories ON stories.id = articles.story_id AND stories.articles > 0
    ORDER BY coalesce(stories.published_at, 0) DESC, stories.id DESC LIMIT @limit`);
  const holdingAmong = database.prepare<[{ ids: string; query: string }], { id: number }>(`
    SELECT DISTINCT articles.story_id AS id
    FROM articles CROSS JOIN article_search ON article_search.rowid = articles.id
    WHERE articles.story_id IN (SELECT value FROM json_each(@ids)) AND article_search MATCH @query`);
  const articlesHolding = database.prepare<[{ query: string; fromArticle: number }], { id: number }>(
    'SELECT rowid AS id FROM article_search WHERE article_search MATCH @query AND rowid >= @fromArticle',
  );
  database.exec(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_terms USING fts5vocab(main, 'article_search', 'row')",
  );
  const termsFrom = database.prepare<[{ start: string; end: string; most: number }], { term: string }>(
    'SELECT term FROM search_words WHERE term >= @start AND term < @end LIMIT @most',
  );
  // Counting reads the term's whole list in the index: for the few that come into question.
  const counted = database.prepare<[string], IndexedTerm>(
    'SELECT term, doc AS articles FROM temp.search_terms WHERE term = ?',
  );
  // What has no text any more keeps the story that was made of it.
  const reopenNext = database
    .prepare<[number], number>(
      `UPDATE articles SET pending = 1
       WHERE id IN (
         SELECT id FROM articles WHERE id > ? AND pending = 0 AND text_gone_at IS NULL ORDER BY id LIMIT ${REOPENED_AT_ONCE})
       RETURNING id`,
    )
    .pluck();

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
      let reopened = 0;
      let last = 0;
      for (;;) {
        const ids = reopenNext.all(last);
        if (ids.length === 0) break;
        reopened += ids.length;
        last = Math.max(...ids);
        await pause(REST_MS);
      }
      // Last, when all are put back: whatever ends it before leaves no article summarised and not joinable.
      database
        .transaction(() => {
          clearJoinIndex(database);
          clearHolders(database);
        })
        .immediate();
      return reopened;
    },
    async latest({ topic, limit, since = 0, shelves = SHELVES }) {
      const found: number[] = [];
      for (const name of shelves) {
        if (found.length >= limit) break;
        const asked = { shelf: SHELVES.indexOf(name), since, limit: limit - found.length };
        const rows = topic === undefined ? latest.all(asked) : latestOfTopic.all({ ...asked, topic });
        found.push(...rows.map(({ id }) => id));
      }
      return load(found);
    },
    async search(terms, limit, without = []) {
      const query = allOf(terms);
      if (query === '') return [];
      if (without.length === 0)
        return load(search.all({ query, looked: SEARCHED_AT_MOST, limit }).map((row) => row.id));
      const unwanted = anyOf(without);
      const looked = { looked: SEARCHED_AT_MOST, limit: SEARCHED_AT_MOST };
      const held = search.all({ ...looked, query: `(${query}) NOT (${unwanted})` }).map((row) => row.id);
      const clean: number[] = [];
      // Another article of the story may hold what is unwanted: those that will be shown are looked through.
      for (let at = 0; at < held.length && clean.length < limit; at += limit) {
        const ids = held.slice(at, at + limit);
        const found = holdingAmong.all({ ids: JSON.stringify(ids), query: unwanted });
        const mixed = new Set(found.map((row) => row.id));
        clean.push(...ids.filter((id) => !mixed.has(id)));
      }
      return load(clean.slice(0, limit));
    },
    async articlesHolding(terms, fromArticle) {
      const query = allOf(terms);
      return query === '' ? [] : articlesHolding.all({ query, fromArticle }).map((row) => row.id);
    },
    async termsLike(starts) {
      return starts.flatMap((start) =>
        termsFrom.all({ start, end: `${start}\uffff`, most: TERMS_AT_MOST }).map(({ term }) => term),
      );
    },
    async countTerms(terms) {
      return terms.flatMap((term) => counted.all(term));
    },
    async find(id) {
      const row = standing.get(id);
      return row === undefined ? undefined : load([row.id])[0];
    },
    async byIds(ids) {
      return load(ids);
    },
    async grown(since) {
      return grown.all(since);
    },
    async recent(since) {
      return recent(since);
    },
  };
}
