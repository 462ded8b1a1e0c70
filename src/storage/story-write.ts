/** What joining decided for an article, written: its story, the stories it merges and parts, their briefs and topics. */
import type { ArticleKind } from '../news/article.ts';
import { countVoices, storyOrigin } from '../stories/origins.ts';
import type { Brief, StoryWrite } from '../stories/story.ts';
import { momentLifetime } from '../subscriptions/due.ts';
import type { TopicMatch } from '../topics/topic.ts';
import { type ArticleRow, toArticle } from './articles.ts';
import type { Database } from './database.ts';
import { indexJoinTerms } from './join-index.ts';

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

/** The articles whose words a brief shows. */
function quotedIn({ headlineArticleId, sentences, before, differences }: Brief): ReadonlySet<number> {
  const quoted = [...sentences, ...before, ...differences.flatMap(({ versions }) => versions)];
  return new Set([headlineArticleId, ...quoted.map(({ articleId }) => articleId)]);
}

/** Writes what was decided for one article and returns its story's id; `now` is epoch ms. Runs inside the caller's transaction. */
export function storyWriter(database: Database): (entry: StoryWrite, now: number) => number {
  const articlesOf = database.prepare<[number], ArticleRow>(`
    SELECT * FROM articles WHERE story_id = ?
    ORDER BY coalesce(published_at, first_seen_at), id`);
  const article = database.prepare<[number], ArticleRow>('SELECT * FROM articles WHERE id = ?');
  const stored = database.prepare<[number], { id: number }>('SELECT id FROM articles WHERE id = ?');
  const dropArticleTopics = database.prepare('DELETE FROM article_topics WHERE article_id = ?');
  const addArticleTopic = database.prepare(
    'INSERT INTO article_topics (article_id, topic, main, position) VALUES (?, ?, ?, ?)',
  );
  const dropSearch = database.prepare('DELETE FROM article_search WHERE rowid = ?');
  const addSearch = database.prepare('INSERT INTO article_search (rowid, terms) VALUES (?, ?)');
  const addWords = database.prepare('INSERT OR IGNORE INTO search_words SELECT value FROM json_each(?)');
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
  // A digest starts within its moment's lifetime, so parts before such a moment are older than the story: the
  // parts of years are not looked through.
  const toldToo = database.prepare(`
    INSERT OR IGNORE INTO delivery_stories (delivery_id, story_id, reminder, chat_id)
    SELECT delivery_id, @id, reminder, chat_id FROM delivery_stories
    WHERE delivery_id > coalesce((
        SELECT id FROM deliveries
        WHERE moment_at < (SELECT min(first_seen_at) FROM stories WHERE id = @from OR merged_into = @from) - ${momentLifetime}
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
    'INSERT INTO story_topics (story_id, topic, main, position, published_at, kind) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const moveArticles = database.prepare('UPDATE articles SET story_id = @into WHERE story_id = @id');
  const emptyStory = database.prepare(
    'UPDATE stories SET articles = 0, merged_into = @into WHERE id = @id OR merged_into = @id',
  );
  const reconsiderOne = database.prepare(`
    UPDATE articles SET pending = 1
    WHERE id = (SELECT min(id) FROM articles WHERE story_id = @id AND text_gone_at IS NULL)
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

  return (entry, now) => {
    const row = article.get(entry.articleId);
    if (!row) throw new Error(`article ${entry.articleId} is not stored`);
    // The operator may have taken out what the brief quotes while it was written.
    for (const id of quotedIn(entry.brief))
      if (id !== row.id && stored.get(id) === undefined)
        throw new Error(`article ${id}, which its brief quotes, is not stored any more`);
    setArticleTopics(row.id, entry.articleTopics);
    dropSearch.run(row.id);
    addSearch.run(row.id, entry.searchTerms.join(' '));
    addWords.run(JSON.stringify(entry.searchTerms));
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
    const kind = commonestKind(members.map((member) => member.kind));
    setStory.run({
      id: storyId,
      headline: entry.brief.headline,
      headline_article_id: entry.brief.headlineArticleId,
      published_at: publishedAt,
      first_seen_at: Math.min(...members.map((member) => member.firstSeenAt)),
      updated_at: Math.max(...members.map((member) => member.firstSeenAt)),
      kind,
      voices: countVoices(members),
      origin: storyOrigin(members) ?? null,
      sample: members.some((member) => member.sample) ? 1 : 0,
      articles: members.length,
    });
    setBrief(storyId, entry.brief);
    dropTopics.run(storyId);
    entry.topics.main.forEach((topic, position) => {
      addTopic.run(storyId, topic, 1, position, publishedAt ?? 0, kind);
    });
    entry.topics.side.forEach((topic, position) => {
      addTopic.run(storyId, topic, 0, position, publishedAt ?? 0, kind);
    });
    return storyId;
  };
}
