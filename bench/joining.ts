/** What joining one article costs as the archive grows: the same window of recent articles on 10,000 and on 1,000,000. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { NewArticle } from '../src/news/article.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { chooseStory } from '../src/stories/join.ts';
import { joinTerms } from '../src/stories/reads.ts';
import { type Figure, quantile } from './measure.ts';
import { type MadeText, madeStream } from './stream.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
/** What stands in the joining window in both archives. */
const RECENT = 4_000;
const JOINED = 300;
const TEXTS_PER_EVENT = 4;
const ARCHIVES = [10_000, 1_000_000] as const;
const BAR = 1.5;

/** Articles of years past, each with its story and its words in the search index, put in by SQL alone. Their texts are short:
 * joining reads none of them, and the trees that it writes to are as deep. */
function archive(path: string, articles: number): void {
  const database = new Sqlite(path);
  database.pragma('synchronous = OFF');
  database.exec(`
    BEGIN;
    CREATE TEMP TABLE numbers AS
      WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < ${articles}) SELECT n FROM count;
    INSERT INTO stories (id, headline, headline_article_id, published_at, first_seen_at, updated_at, kind, voices, sample, articles)
      SELECT n, 'خبر ' || n, n, ${NOW} - 100000000000 + n, ${NOW} - 100000000000 + n, ${NOW} - 100000000000 + n, 'news', 1, 0, 1 FROM numbers;
    INSERT INTO articles (id, key, revision, publisher, title, text, published_at, kind, sample, first_seen_at, story_id, pending)
      SELECT n, 'old-' || n, '1', 'ناشر ' || n % 30, 'خبر ' || n, 'نص الخبر رقم ' || n, ${NOW} - 100000000000 + n, 'news', 0, ${NOW} - 100000000000 + n, n, 0 FROM numbers;
    INSERT INTO article_topics (article_id, topic, main, position) SELECT n, 'topic-' || n % 40, 1, 0 FROM numbers;
    INSERT INTO story_topics (story_id, topic, main, position, published_at)
      SELECT n, 'topic-' || n % 40, 1, 0, ${NOW} - 100000000000 + n FROM numbers;
    INSERT INTO article_search (rowid, terms)
      SELECT n, printf('ك%d ك%d ك%d ك%d ك%d', n % 97, n % 1009, n % 10007, n % 20011, n % 49999) FROM numbers;
    COMMIT;`);
  database.close();
}

function toArticle(made: MadeText, key: string): NewArticle {
  const publishedAt = Math.round(made.publishedAt);
  return {
    key,
    revision: '1',
    sourceId: undefined,
    publisher: made.publisher,
    house: undefined,
    title: made.title,
    text: made.text,
    author: undefined,
    statedSource: undefined,
    published: new Date(publishedAt).toISOString(),
    publishedAt,
    kind: 'news',
    url: undefined,
    image: undefined,
    sample: false,
  };
}

/** Join all that waits; the times of each in ms. */
async function joinAll({ stories }: Store): Promise<number[]> {
  const taken: number[] = [];
  for (const article of await stories.pending(JOINED + RECENT)) {
    const before = performance.now();
    const { storyId, merges } = await chooseStory(article, stories, NOW);
    const topics = { main: ['iran'], side: [] };
    const brief = {
      headline: article.title ?? '',
      headlineArticleId: article.id,
      sentences: [],
      before: [],
      differences: [],
    };
    await stories.write(
      {
        articleId: article.id,
        articleTopics: topics,
        joinTerms: joinTerms(article),
        searchTerms: joinTerms(article),
        storyId,
        merges,
        brief,
        topics,
      },
      NOW,
    );
    taken.push(performance.now() - before);
  }
  return taken;
}

/** The median cost of joining one article, what it reads, weighs and writes, over both archives. */
export async function joining(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-joining-'));
  const made = madeStream(RECENT + JOINED, TEXTS_PER_EVENT, NOW).map((one, at) =>
    toArticle(one, `new-${at}`),
  );
  const stores: Store[] = [];
  try {
    for (const size of ARCHIVES) {
      const path = join(folder, `${size}.db`);
      openStore(path).close();
      archive(path, size - RECENT);
      const store = openStore(path);
      stores.push(store);
      await store.articles.add(made.slice(0, RECENT), NOW);
      await joinAll(store);
    }
    const times: number[][] = stores.map(() => []);
    // One by one on each, in both orders: what else the machine does and what is remembered of a text falls on all alike.
    for (const [turn, article] of made.slice(RECENT).entries()) {
      const inTurn = [...stores.entries()];
      for (const [at, store] of turn % 2 === 0 ? inTurn : inTurn.reverse()) {
        await store.articles.add([article], NOW);
        times[at]?.push(...(await joinAll(store)));
      }
    }
    const medians = times.map((taken) =>
      quantile(
        [...taken].sort((a, b) => a - b),
        0.5,
      ),
    );
    const [small = Number.NaN, large = Number.NaN] = medians;
    return [
      {
        what: `joining one article, archive of ${ARCHIVES[1]}, median`,
        value: `${large.toFixed(2)} ms`,
        beside: `${small.toFixed(2)} ms at ${ARCHIVES[0]}: ${(large / small).toFixed(2)} times, bar ${BAR}`,
      },
    ];
  } finally {
    for (const store of stores) store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
