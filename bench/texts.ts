/** How many texts a second go through cleaning, topics, story and brief, in one process. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countWords } from '../src/arabic/words.ts';
import { writeBrief } from '../src/briefs/brief.ts';
import { READERS_BUDGET } from '../src/briefs/summarize.ts';
import type { Article } from '../src/news/article.ts';
import { cleanText } from '../src/news/clean.ts';
import { createMemoryIndex, joinInMemory } from '../src/stories/memory-index.ts';
import { matchTopics } from '../src/topics/match.ts';
import type { Figure } from './measure.ts';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const TEXTS = 2_000;
const NOW = Date.UTC(2026, 10, 23, 9);

/** Texts of some 300 words, put together from our samples so that no two are the same. */
function texts(): string[] {
  const samples = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(join(SAMPLES, name), 'utf8'));
  const paragraphs = samples.flatMap((text) => text.split(/\n+/)).filter((line) => countWords(line) >= 12);
  return Array.from({ length: TEXTS }, (_, index) => {
    const lines: string[] = [];
    for (let at = index * 7, words = 0; words < 300; at += 1 + (index % 3)) {
      const line = paragraphs[at % paragraphs.length] ?? '';
      words += countWords(line);
      lines.push(line);
    }
    return lines.join('\n');
  });
}

/** Rates of each step and of all of them. */
export async function rates(): Promise<readonly Figure[]> {
  const spent = new Map<string, number>();
  const step = async <Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> => {
    const before = performance.now();
    const result = await work();
    spent.set(name, (spent.get(name) ?? 0) + performance.now() - before);
    return result;
  };
  const index = createMemoryIndex();
  const all = texts();
  for (const [id, text] of all.entries()) {
    const nothing = {
      title: undefined,
      url: undefined,
      published: undefined,
      author: undefined,
      statedSource: undefined,
    };
    const content = await step('clean', () => cleanText({ ...nothing, text, publisherNames: [] }));
    await step('topics', () => matchTopics(content));
    const article: Article = {
      ...content,
      id,
      key: String(id),
      revision: '',
      sourceId: undefined,
      publisher: undefined,
      house: undefined,
      publishedAt: NOW,
      sample: false,
      firstSeenAt: NOW,
    };
    await step('join', () => joinInMemory(article, index, { opens: id, now: NOW }));
    await step('brief', () => writeBrief([article], READERS_BUDGET));
  }
  const total = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
  const rate = (ms: number) => `${((TEXTS / ms) * 1000).toFixed(0)} / s`;
  return [
    { what: 'texts of 300 words: clean, topics, join, brief', value: rate(total), beside: 'bar 1000 / s' },
    ...[...spent].map(([name, ms]) => ({ what: `  ${name} alone`, value: rate(ms), beside: '' })),
  ];
}
