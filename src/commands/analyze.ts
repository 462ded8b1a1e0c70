/** `analyze`: JSON Lines of articles in, a line for each out, with no database: topics, story and brief of each. */
import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { countWords } from '../arabic/words.ts';
import { writeBrief } from '../briefs/brief.ts';
import { READERS_BUDGET } from '../briefs/summarize.ts';
import { reason } from '../log.ts';
import { type Article, believableTime, voice } from '../news/article.ts';
import { cleanText, linesOf } from '../news/clean.ts';
import { createStreamLearner, type Repeated } from '../news/repeated.ts';
import { articleTime } from '../stories/join.ts';
import { createMemoryIndex, joinInMemory } from '../stories/memory-index.ts';
import { createHolderMemory, holdersNamed } from '../topics/holders.ts';
import { matchTopics } from '../topics/match.ts';
import { complain, jsonLine } from './output.ts';

/** How long the brief may be: so many words, or that share of the body's words; undefined for the readers' budget. */
export type Length = { readonly words: number } | { readonly ratio: number } | undefined;

/** Longest line taken, in characters: an article is some thousands. */
const LINE_AT_MOST = 4_000_000;

const input = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  body: z.string(),
  source: z.string().nullish(),
  published: z.string().nullish(),
});

type Input = z.infer<typeof input>;

type Bad = { readonly kind: 'bad'; readonly line: number; readonly error: string };
type Row = { readonly kind: 'row'; readonly line: number; readonly given: Input };
type Entry =
  | {
      readonly kind: 'article';
      readonly id: string | number;
      readonly article: Article;
      readonly story: number;
    }
  | Bad;

function parse(line: string): Input {
  if (line.length > LINE_AT_MOST) throw new Error(`the line is longer than ${LINE_AT_MOST} characters`);
  const value: unknown = JSON.parse(line);
  const result = input.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'is wrong'}`);
}

type Known = { readonly repeated: Repeated; readonly now: number };

function toArticle(given: Input, id: number, { repeated, now }: Known): Article {
  const content = cleanText({
    text: given.body,
    title: given.title ?? undefined,
    url: undefined,
    published: given.published ?? undefined,
    author: undefined,
    statedSource: undefined,
    publisherNames: given.source ? [given.source] : [],
    repeated,
  });
  return {
    ...content,
    id,
    key: String(id),
    revision: '',
    sourceId: undefined,
    publisher: given.source ?? undefined,
    house: undefined,
    publishedAt: believableTime(given.published ?? undefined, now),
    sample: false,
    firstSeenAt: now,
  };
}

function budget(length: Length, article: Article): { maxWords: number; maxSentences: number | undefined } {
  if (length === undefined) return READERS_BUDGET;
  const maxWords = 'words' in length ? length.words : Math.floor(length.ratio * countWords(article.text));
  return { maxWords, maxSentences: undefined };
}

/**
 * Read all lines of `stream`, learning what each source repeats, then clean and print one for each in order; `now` is
 * epoch ms. A bad line costs only itself.
 */
export async function analyze(stream: NodeJS.ReadableStream, length: Length, now: number): Promise<void> {
  // Node reads a folder as nothing at all.
  if (stream === process.stdin && fstatSync(0).isDirectory()) throw new Error('standard input is a folder');
  const rows: (Row | Bad)[] = [];
  const furniture = createStreamLearner();
  let number = 0;
  let broken: unknown;
  // readline ends quietly where its input fails: half an answer must not look like a whole one.
  stream.once('error', (error) => {
    broken = error;
  });
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (text.trim() === '') continue;
    try {
      const given = parse(number === 1 ? text.replace(/^\ufeff/, '') : text);
      furniture.learn(given.source || undefined, {
        title: given.title ?? undefined,
        lines: linesOf(given.body),
      });
      rows.push({ kind: 'row', line: number, given });
    } catch (error) {
      complain(`line ${number}`, error);
      rows.push({ kind: 'bad', line: number, error: reason(error) });
    }
  }
  if (broken !== undefined) throw broken;
  const index = createMemoryIndex();
  const holders = createHolderMemory();
  const entries: Entry[] = [];
  const ids = new Map<number, string | number>();
  for (const row of rows) {
    if (row.kind === 'bad') {
      entries.push(row);
      continue;
    }
    const { line, given } = row;
    const repeated = furniture.repeatedBy(given.source || undefined);
    const article = toArticle(given, line, { repeated, now });
    const story = await joinInMemory(article, index, { opens: line, now });
    ids.set(line, given.id);
    holders.learn({ article: line, voice: voice(article), at: articleTime(article) }, holdersNamed(article));
    entries.push({ kind: 'article', id: given.id, article, story });
  }
  for (const entry of entries) {
    if (entry.kind === 'bad') {
      await jsonLine({ line: entry.line, error: entry.error });
      continue;
    }
    const { article } = entry;
    const topics = matchTopics(article, holders.at(articleTime(article)));
    const brief = writeBrief([article], budget(length, article));
    await jsonLine({
      id: entry.id,
      text: article.text,
      topics: topics.main,
      side_topics: topics.side,
      // A story is numbered by the line that opened it, which is its earliest, and merged into the one opened before.
      story: ids.get(index.storyOf(entry.story)),
      headline: brief?.headline,
      brief: brief?.sentences.map((sentence) => sentence.text).join(' ') ?? '',
    });
  }
}
