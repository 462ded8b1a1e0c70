/** Same-event pairs, with all articles of a file read as one stream as `mujaz analyze` reads them. */
import { terms } from '../src/arabic/words.ts';
import type { Article } from '../src/news/article.ts';
import { createMemoryIndex, joinInMemory } from '../src/stories/memory-index.ts';
import type { Measure, Row } from './report.ts';
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
function bestCosine(pairs: readonly Pair[], cosine: Cosine) {
  const scored = pairs.map(({ a, b, same }) => ({ same, value: cosine(a, b) }));
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

function row(
  name: string,
  pairs: readonly Pair[],
  found: {
    readonly stories: Stories;
    readonly cosine: Cosine;
    readonly bar?: number;
  },
): Row {
  const verdicts = pairs.map(({ a, b, same }) => ({
    same,
    joined: found.stories.get(a) === found.stories.get(b),
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

/** F1 that is asked for. */
const BAR = 0.9;

/** Same-event pairs of pairs.jsonl, in all and by set, and of the feed items, each beside a tf-idf cosine. */
export const measure: Measure = async (folder) => {
  const press = await pressPairs(folder);
  const found = { stories: await stream(press.articles), cosine: cosines(press.articles) };
  const feeds = await feedPairs(folder);
  const sets = [...new Set(press.pairs.map(({ set }) => set))];
  const short = [
    { name: 'pairs, headline and first sentence', of: cut(press, firstSentence) },
    { name: 'pairs, headline alone', of: cut(press, () => '') },
  ];
  const cutRows: Row[] = [];
  for (const { name, of } of short) {
    cutRows.push(row(name, of.pairs, { stories: await stream(of.articles), cosine: cosines(of.articles) }));
  }
  return [
    row('pairs', press.pairs, { ...found, bar: BAR }),
    ...sets.map((set) =>
      row(
        `pairs, ${set}`,
        press.pairs.filter((pair) => pair.set === set),
        found,
      ),
    ),
    ...cutRows,
    row('feed items', feeds.pairs, {
      stories: await stream(feeds.articles),
      cosine: cosines(feeds.articles),
    }),
  ];
};
