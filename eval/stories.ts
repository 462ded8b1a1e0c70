/** Same-event pairs, with all articles of a file read as one stream as `mujaz analyze` reads them. */
import { terms } from '../src/arabic/words.ts';
import type { Article } from '../src/news/article.ts';
import type { Model } from '../src/stories/likeness.ts';
import { createMemoryIndex, joinInMemory } from '../src/stories/memory-index.ts';
import { type Case, learn, lessons, oddsOf } from './learn.ts';
import { type Figure, f1Part, type Measure, type Part, valueFrom } from './report.ts';
import {
  feedPairs,
  firstSentences,
  headlines,
  type Labelled,
  otherPairs,
  ourPairs,
  type Pair,
  pressPairs,
  STREAM_TIME,
} from './same-event.ts';

type Stories = ReadonlyMap<Article, number>;
type Cosine = (a: Article, b: Article) => number;

/** The story of each article after all are read in order. */
async function stream(articles: readonly Article[], model?: Model): Promise<Stories> {
  const index = createMemoryIndex();
  const stories = new Map<Article, number>();
  for (const article of articles) {
    stories.set(article, await joinInMemory(article, index, { opens: article.id, now: STREAM_TIME, model }));
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

/** F1, precision and recall of verdicts, beside those of another way where there is one. */
function rows(
  name: string,
  pairs: readonly Pair[],
  {
    mine,
    theirs,
    bars,
  }: {
    readonly mine: readonly Verdict[];
    readonly theirs?: readonly Verdict[];
    readonly bars?: { readonly f1: number; readonly precision: number } | undefined;
  },
): Figure[] {
  const figure = (what: string, of: (verdict: Verdict) => Part, bar?: number): Figure => ({
    measure: `same story, ${name}: ${what}`,
    unit: 'score',
    better: 'higher',
    ours: byFirst(pairs, mine.map(of)),
    ...(theirs === undefined ? {} : { baseline: { name: COSINE, parts: byFirst(pairs, theirs.map(of)) } }),
    note: `${pairs.length} pairs`,
    ...(bar === undefined ? {} : { bar: { of: 'ours', value: bar } }),
  });
  return [
    figure('F1', f1Of, bars?.f1),
    figure('precision', ({ same, joined }) => [Number(same && joined), Number(joined)], bars?.precision),
    figure('recall', ({ same, joined }) => [Number(same && joined), Number(same)]),
  ];
}

/** What was joined, beside the cosine. */
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
  return rows(name, pairs, { mine, theirs: bestCosine(pairs, found.cosine), bars: found.bars });
}

/** What is asked for. */
const BARS = { f1: 0.9, precision: 0.92 };

/** The sets that `folded` is asked about: read by others or by us, and no mere filling. */
const ASKED = new Set(['bbc_cnn', 'saudi', 'feed items', 'near', 'ours']);

async function measured(name: string, of: Labelled): Promise<Figure[]> {
  return figuresOf(name, of.pairs, { stories: await stream(of.articles), cosine: cosines(of.articles) });
}

/** What honest weights reach: those of each set are learned without it. */
async function leftOut(folder: string, streams: readonly Labelled[]): Promise<Figure[]> {
  const all = await lessons(folder);
  const found: { readonly name: string; readonly pairs: readonly Pair[]; readonly verdicts: Verdict[] }[] =
    [];
  for (const { articles, pairs } of streams) {
    for (const set of new Set(pairs.map((pair) => pair.set))) {
      const stories = await stream(articles, learn(all.filter((one) => one.set !== set)));
      const own = pairs.filter((pair) => pair.set === set);
      const verdicts = own.map(({ a, b, same }) => ({ same, joined: stories.get(a) === stories.get(b) }));
      found.push({ name: set, pairs: own, verdicts });
    }
  }
  const pooled = {
    name: 'all of these',
    pairs: found.flatMap(({ pairs }) => pairs),
    verdicts: found.flatMap(({ verdicts }) => verdicts),
  };
  return [...found, pooled].flatMap(({ name, pairs, verdicts }) =>
    rows(`${name}, weights learned without it`, pairs, { mine: verdicts }),
  );
}

const FOLDS = 10;

/** What weights reach, two by two, on the tenth of the pairs that they were learned without. */
async function folded(folder: string): Promise<Figure[]> {
  const all = await lessons(folder);
  const asked = all.filter(({ set }) => ASKED.has(set));
  const foldOf = (one: Case) => (one.pair.a.id + one.pair.b.id) % FOLDS;
  const verdicts = new Map<Case, Verdict>();
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const model = learn(all.filter((one) => foldOf(one) !== fold));
    for (const one of asked)
      if (foldOf(one) === fold) verdicts.set(one, { same: one.same, joined: oddsOf(one, model) > 0 });
  }
  return rows(
    `two by two, ${FOLDS} folds`,
    asked.map(({ pair }) => pair),
    { mine: asked.map((one) => verdicts.get(one) ?? { same: one.same, joined: false }) },
  );
}

/**
 * Same-event pairs: events of our own making, and where the folder is those of pairs.jsonl, in all and by set, and the feed
 * items, each beside a tf-idf cosine; then with weights that were learned without them.
 */
export const measure: Measure = async (folder) => {
  const ours = await ourPairs(0);
  const heldOut = await ourPairs(1);
  const made = [
    ...(await measured('made-up events', ours)),
    ...(await measured('made-up events no rule was written by', heldOut)),
  ];
  if (folder === undefined) return made;
  const press = await pressPairs(folder);
  const found = { stories: await stream(press.articles), cosine: cosines(press.articles) };
  const feeds = await feedPairs(folder);
  const others = await otherPairs(folder);
  const near = { articles: others.articles, pairs: others.pairs.filter(({ set }) => set === 'near') };
  const sets = [...new Set(press.pairs.map(({ set }) => set))];
  return [
    ...figuresOf('pairs', press.pairs, { ...found, bars: BARS }),
    ...sets.flatMap((set) =>
      figuresOf(
        `pairs of ${set}`,
        press.pairs.filter((pair) => pair.set === set),
        found,
      ),
    ),
    ...(await measured('pairs by headline and first sentence', firstSentences(press))),
    ...(await measured('pairs by headline alone', headlines(press))),
    ...(await measured('feed items', feeds)),
    ...made,
    ...(await leftOut(folder, [press, feeds, near, ours])),
    ...(await folded(folder)),
  ];
};
