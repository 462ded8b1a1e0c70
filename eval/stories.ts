/** Same-event pairs, with all articles of a file read as one stream as `mujaz analyze` reads them. */
import { terms } from '../src/arabic/words.ts';
import type { Article } from '../src/news/article.ts';
import { createMemoryIndex, joinInMemory } from '../src/stories/memory-index.ts';
import { type Figure, f1Part, type Measure, type Part, valueFrom } from './report.ts';
import { feedPairs, type Pair, pressPairs, STREAM_TIME } from './same-event.ts';

type Stories = ReadonlyMap<Article, number>;
type Cosine = (a: Article, b: Article) => number;

/** The story of each article after all are read in order. */
async function stream(articles: readonly Article[]): Promise<Stories> {
  const index = createMemoryIndex();
  const stories = new Map<Article, number>();
  for (const article of articles) {
    stories.set(article, await joinInMemory(article, index, { opens: article.id, now: STREAM_TIME }));
  }
  return new Map([...stories].map(([article, story]) => [article, index.storyOf(story)]));
}

/** tf-idf cosine of every pair, term and document counts from the texts themselves. */
function cosines(articles: readonly Article[]): Cosine {
  const counts = new Map<Article, Map<string, number>>();
  const documents = new Map<string, number>();
  for (const article of articles) {
    const vector = new Map<string, number>();
    for (const term of terms(`${article.title ?? ''} ${article.text}`))
      vector.set(term, (vector.get(term) ?? 0) + 1);
    for (const term of vector.keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
    counts.set(article, vector);
  }
  const weight = (term: string, count: number) =>
    count * Math.log(articles.length / (documents.get(term) ?? 1));
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

const f1Of = ({ same, joined }: Verdict): Part =>
  f1Part({ hits: Number(same && joined), predicted: Number(joined), wanted: Number(same) });

/** The verdicts of the best threshold on the cosine for these pairs: a baseline that has seen the answers. */
function bestCosine(pairs: readonly Pair[], cosine: Cosine): readonly Verdict[] {
  const scored = pairs.map(({ a, b, same }) => ({ same, value: cosine(a, b) }));
  let best = scored.map(({ same }) => ({ same, joined: false }));
  for (const threshold of new Set(scored.map(({ value }) => value))) {
    const found = scored.map(({ same, value }) => ({ same, joined: value >= threshold }));
    if (valueFrom(found.map(f1Of), 'score') > valueFrom(best.map(f1Of), 'score')) best = found;
  }
  return best;
}

/** Parts added up by the pairs' first articles: where all pairs of a set are asked, they hang together by those. */
function byFirst(pairs: readonly Pair[], parts: readonly Part[]): Part[] {
  const sums = new Map<Article, Part>();
  for (const [at, { a }] of pairs.entries()) {
    const [above, below] = sums.get(a) ?? [0, 0];
    sums.set(a, [above + (parts[at]?.[0] ?? 0), below + (parts[at]?.[1] ?? 0)]);
  }
  return [...sums.values()];
}

const COSINE = 'tf-idf cosine at its best threshold';

/** F1, precision and recall of what was joined. */
function figuresOf(
  name: string,
  pairs: readonly Pair[],
  found: {
    readonly stories: Stories;
    readonly cosine: Cosine;
    readonly bars?: { readonly f1: number; readonly precision: number };
  },
): Figure[] {
  const mine = pairs.map(({ a, b, same }) => ({
    same,
    joined: found.stories.get(a) === found.stories.get(b),
  }));
  const theirs = bestCosine(pairs, found.cosine);
  const figure = (what: string, of: (verdict: Verdict) => Part, bar: number | undefined): Figure => ({
    measure: `same story, ${name}: ${what}`,
    unit: 'score',
    better: 'higher',
    ours: byFirst(pairs, mine.map(of)),
    baseline: { name: COSINE, parts: byFirst(pairs, theirs.map(of)) },
    note: `${pairs.length} pairs`,
    ...(bar === undefined ? {} : { bar: { of: 'ours', value: bar } }),
  });
  return [
    figure('F1', f1Of, found.bars?.f1),
    figure(
      'precision',
      ({ same, joined }) => [Number(same && joined), Number(joined)],
      found.bars?.precision,
    ),
    figure('recall', ({ same, joined }) => [Number(same && joined), Number(same)], undefined),
  ];
}

/** A feed gives so many words of an article beside its headline. */
const FEED_WORDS = 32;

/** Articles cut, and their pairs. */
function cut(
  { articles, pairs }: { readonly articles: readonly Article[]; readonly pairs: readonly Pair[] },
  text: (full: string) => string,
) {
  const made = new Map(articles.map((one) => [one, { ...one, text: text(one.text) }]));
  const of = (one: Article): Article => made.get(one) ?? one;
  return {
    articles: [...made.values()],
    pairs: pairs.map((pair) => ({ ...pair, a: of(pair.a), b: of(pair.b) })),
  };
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.split(/(?<=[.؟!])\s|\n/u);
  return sentence.split(/\s+/u).slice(0, FEED_WORDS).join(' ');
}

/** What is asked for. */
const BARS = { f1: 0.9, precision: 0.92 };

/** Same-event pairs of pairs.jsonl, in all and by set, and of the feed items, each beside a tf-idf cosine. */
export const measure: Measure = async (folder) => {
  if (folder === undefined) return [];
  const press = await pressPairs(folder);
  const found = { stories: await stream(press.articles), cosine: cosines(press.articles) };
  const feeds = await feedPairs(folder);
  const sets = [...new Set(press.pairs.map(({ set }) => set))];
  const short = [
    { name: 'pairs by headline and first sentence', of: cut(press, firstSentence) },
    { name: 'pairs by headline alone', of: cut(press, () => '') },
  ];
  const ofCut: Figure[] = [];
  for (const { name, of } of short) {
    ofCut.push(
      ...figuresOf(name, of.pairs, { stories: await stream(of.articles), cosine: cosines(of.articles) }),
    );
  }
  return [
    ...figuresOf('pairs', press.pairs, { ...found, bars: BARS }),
    ...sets.flatMap((set) =>
      figuresOf(
        `pairs of ${set}`,
        press.pairs.filter((pair) => pair.set === set),
        found,
      ),
    ),
    ...ofCut,
    ...figuresOf('feed items', feeds.pairs, {
      stories: await stream(feeds.articles),
      cosine: cosines(feeds.articles),
    }),
  ];
};
