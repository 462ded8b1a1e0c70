/** Same-event pairs, with all articles of a file read as one stream as `mujaz analyze` reads them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { terms } from '../src/arabic/words.ts';
import type { Article } from '../src/news/article.ts';
import { chooseStory } from '../src/stories/join.ts';
import { createMemoryIndex } from '../src/stories/memory-index.ts';
import type { Measure, Row } from './report.ts';

type Text = {
  readonly id: string;
  readonly title?: string;
  readonly body: string;
  readonly published?: string;
};

/** Two texts of which it is known whether they report the same event. */
type Pair = { readonly set: string; readonly a: Text; readonly b: Text; readonly same: boolean };

async function lines<T>(file: string): Promise<T[]> {
  const content = await readFile(file, 'utf8');
  return content
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function article(text: Text, id: number, now: number): Article {
  const time = Date.parse(text.published ?? '');
  return {
    id,
    key: text.id,
    revision: '',
    title: text.title,
    text: text.body,
    url: undefined,
    author: undefined,
    statedSource: undefined,
    published: text.published,
    publishedAt: Number.isNaN(time) ? undefined : time,
    firstSeenAt: now,
    kind: 'news',
    image: undefined,
    sourceId: undefined,
    publisher: undefined,
    house: undefined,
    sample: false,
  };
}

const STREAM_TIME = Date.UTC(2026, 0, 1);

/** The story of each text, by its id, after all are read in order. */
async function stream(texts: Iterable<Text>): Promise<ReadonlyMap<string, number>> {
  const index = createMemoryIndex();
  const stories = new Map<string, number>();
  let id = 0;
  for (const text of texts) {
    if (stories.has(text.id)) continue;
    id += 1;
    const next = article(text, id, STREAM_TIME);
    const story = (await chooseStory(next, index, STREAM_TIME)) ?? id;
    index.add(next, story);
    stories.set(text.id, story);
  }
  return stories;
}

/** tf-idf cosine of every pair, term and document counts from the texts themselves. */
function cosines(texts: ReadonlyMap<string, Text>): (a: string, b: string) => number {
  const counts = new Map<string, Map<string, number>>();
  const documents = new Map<string, number>();
  for (const [id, text] of texts) {
    const vector = new Map<string, number>();
    for (const term of terms(`${text.title ?? ''} ${text.body}`))
      vector.set(term, (vector.get(term) ?? 0) + 1);
    for (const term of vector.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
    counts.set(id, vector);
  }
  const weight = (term: string, count: number) => count * Math.log(texts.size / (documents.get(term) ?? 1));
  const dot = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) => {
    let sum = 0;
    for (const [term, count] of a) sum += weight(term, count) * weight(term, b.get(term) ?? 0);
    return sum;
  };
  return (a, b) => {
    const x = counts.get(a) ?? new Map<string, number>();
    const y = counts.get(b) ?? new Map<string, number>();
    const lengths = Math.sqrt(dot(x, x) * dot(y, y));
    return lengths === 0 ? 0 : dot(x, y) / lengths;
  };
}

type Verdict = { readonly same: boolean; readonly joined: boolean };

function score(verdicts: readonly Verdict[]): { precision: number; recall: number; f1: number } {
  const hits = verdicts.filter((verdict) => verdict.same && verdict.joined).length;
  const joined = verdicts.filter((verdict) => verdict.joined).length;
  const same = verdicts.filter((verdict) => verdict.same).length;
  return {
    precision: joined === 0 ? 1 : hits / joined,
    recall: same === 0 ? 1 : hits / same,
    f1: joined + same === 0 ? 1 : (2 * hits) / (joined + same),
  };
}

const RESAMPLES = 1_000;

/** The middle 95 % of F1 over resamples of the pairs, drawn by a fixed linear congruential generator. */
function interval(verdicts: readonly Verdict[]): readonly [number, number] {
  let state = 1;
  const draw = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const scores: number[] = [];
  for (let round = 0; round < RESAMPLES; round += 1) {
    const sample = verdicts.map((verdict) => verdicts[Math.floor(draw() * verdicts.length)] ?? verdict);
    scores.push(score(sample).f1);
  }
  scores.sort((a, b) => a - b);
  return [scores[Math.floor(RESAMPLES * 0.025)] ?? 0, scores[Math.floor(RESAMPLES * 0.975)] ?? 1];
}

/** The best F1 that any threshold on the cosine reaches on these pairs: a baseline that has seen the answers. */
function bestCosine(pairs: readonly Pair[], cosine: (a: string, b: string) => number) {
  const scored = pairs.map(({ a, b, same }) => ({ same, value: cosine(a.id, b.id) }));
  let best = { precision: 0, recall: 0, f1: 0 };
  for (const threshold of new Set(scored.map(({ value }) => value))) {
    const found = score(scored.map(({ same, value }) => ({ same, joined: value >= threshold })));
    if (found.f1 > best.f1) best = found;
  }
  return best;
}

function figures({ precision, recall, f1 }: { precision: number; recall: number; f1: number }): string {
  return `F1 ${f1.toFixed(3)} (P ${precision.toFixed(3)}, R ${recall.toFixed(3)})`;
}

function rows(
  name: string,
  pairs: readonly Pair[],
  found: {
    readonly stories: ReadonlyMap<string, number>;
    readonly cosine: (a: string, b: string) => number;
    readonly bar?: number;
  },
): Row {
  const verdicts = pairs.map(({ a, b, same }) => ({
    same,
    joined: found.stories.get(a.id) === found.stories.get(b.id),
  }));
  const ours = score(verdicts);
  const [low, high] = interval(verdicts);
  return {
    measure: `same story: ${name}`,
    ours: `${figures(ours)}, F1 in [${low.toFixed(2)}, ${high.toFixed(2)}]`,
    baseline: `tf-idf cosine at its best threshold: ${figures(bestCosine(pairs, found.cosine))}`,
    cases: pairs.length,
    bar: found.bar === undefined ? '' : `F1 ≥ ${found.bar}`,
    met: found.bar === undefined ? undefined : ours.f1 >= found.bar,
  };
}

type PairRow = {
  readonly set: string;
  readonly label: string;
  readonly border?: boolean;
  readonly a: Text;
  readonly b: Text;
};
type FeedRow = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly date?: string;
  readonly event: string | null;
};

/** F1 that issue 2 asks for. */
const BAR = 0.82;

/** Same-event pairs of pairs.jsonl, in all and by set, and of the feed items, each beside a tf-idf cosine. */
export const measure: Measure = async (folder) => {
  const all = await lines<PairRow>(join(folder, 'pairs.jsonl'));
  const texts = new Map(all.flatMap(({ a, b }) => [a, b]).map((text) => [text.id, text]));
  const found = { stories: await stream(texts.values()), cosine: cosines(texts) };
  const pairs = all
    .filter((row) => row.border !== true)
    .map((row): Pair => ({ set: row.set, a: row.a, b: row.b, same: row.label === 'same' }));
  const items = await lines<FeedRow>(join(folder, 'rss_items.jsonl'));
  const itemTexts = new Map(
    items.map(({ id, title, summary, date }): [string, Text] => [
      id,
      { id, title, body: summary, ...(date === undefined ? {} : { published: date }) },
    ]),
  );
  const itemPairs: Pair[] = items.flatMap((a, at) =>
    items.slice(at + 1).flatMap((b): Pair[] => {
      const [x, y] = [itemTexts.get(a.id), itemTexts.get(b.id)];
      const same = a.event !== null && a.event === b.event;
      return x === undefined || y === undefined ? [] : [{ set: 'feed items', a: x, b: y, same }];
    }),
  );
  const sets = [...new Set(pairs.map(({ set }) => set))];
  return [
    rows('pairs', pairs, { ...found, bar: BAR }),
    ...sets.map((set) =>
      rows(
        `pairs, ${set}`,
        pairs.filter((pair) => pair.set === set),
        found,
      ),
    ),
    rows('feed items', itemPairs, {
      stories: await stream(itemTexts.values()),
      cosine: cosines(itemTexts),
    }),
  ];
};
