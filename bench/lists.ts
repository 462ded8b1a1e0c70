/** What readers wait for: /latest and /topic as the archive grows, and what joining asks of its index. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewArticle } from '../src/news/article.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { type Figure, quantile, times } from './measure.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);
const TOPICS = [
  'iran',
  'egypt',
  'sports',
  'economy',
  'russia',
  'gaza',
  'palestine',
  'usa',
  'health',
  'morocco',
];

/** The same numbers at every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Fill a store with one-article stories whose words are as unevenly common as those of a language, an hour holding 200. */
async function fill(store: Store, articles: number): Promise<void> {
  const random = generator(7);
  const word = () => `كلمة${Math.floor(20_000 ** random())}`;
  const words = (count: number) => Array.from({ length: count }, word);
  for (let start = 0; start < articles; start += 1_000) {
    const batch = Array.from({ length: Math.min(1_000, articles - start) }, (_, index): NewArticle => {
      const publishedAt = NOW - Math.floor(((articles - start - index) * HOUR) / 200);
      return {
        key: `bench-${start + index}`,
        revision: '1',
        sourceId: undefined,
        publisher: `ناشر ${index % 30}`,
        house: undefined,
        title: words(8).join(' '),
        text: words(40).join(' '),
        author: undefined,
        statedSource: undefined,
        published: new Date(publishedAt).toISOString(),
        publishedAt,
        kind: 'news',
        url: `https://outlet.example/${start + index}`,
        image: undefined,
        sample: false,
      };
    });
    await store.articles.add(batch, NOW);
    for (const article of await store.stories.pending(1_000)) {
      const topics = { main: [TOPICS[article.id % TOPICS.length] ?? 'iran'], side: [] };
      await store.stories.write(
        {
          articleId: article.id,
          articleTopics: topics,
          joinTerms: words(50),
          searchTerms: words(60),
          storyId: undefined,
          brief: {
            headline: article.title ?? '',
            headlineArticleId: article.id,
            sentences: [{ text: `${article.text}.`, articleId: article.id }],
            before: [],
            differences: [],
          },
          topics,
        },
        article.publishedAt ?? NOW,
      );
    }
  }
}

async function measureAt(
  articles: number,
): Promise<Record<'latest' | 'topic' | 'search' | 'candidates', number[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-bench-'));
  const store = openStore(join(folder, 'bench.db'));
  try {
    await fill(store, articles);
    const random = generator(11);
    const word = () => `كلمة${Math.floor(20_000 ** random())}`;
    const window = { from: NOW - 168 * HOUR, to: NOW + 168 * HOUR, least: 0, limit: 50 };
    return {
      latest: await times(300, () => store.stories.latest({ topic: undefined, limit: 5, since: undefined })),
      topic: await times(300, () => store.stories.latest({ topic: 'iran', limit: 5, since: undefined })),
      search: await times(300, () => store.stories.search([word(), word()], 10)),
      candidates: await times(300, () => store.stories.candidates(Array.from({ length: 50 }, word), window)),
    };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** p99 of each question at a small archive and at one ten times as large. */
export async function lists(): Promise<readonly Figure[]> {
  const sizes = [4_000, 40_000] as const;
  const [small, large] = [await measureAt(sizes[0]), await measureAt(sizes[1])];
  return (['latest', 'topic', 'search', 'candidates'] as const).map((name) => ({
    what: `${name}, ${sizes[1]} articles, p99`,
    value: `${quantile(large[name], 0.99).toFixed(2)} ms`,
    beside: `${quantile(small[name], 0.99).toFixed(2)} ms at ${sizes[0]}`,
  }));
}
