/** Learns how evidence adds up (the weights of src/stories/likeness.ts): logistic regression with a ridge over labelled pairs. */
import type { Article } from '../src/news/article.ts';
import {
  type Asked,
  askedIn,
  type Evidence,
  evidence,
  MODEL,
  type Model,
  type Read,
} from '../src/stories/likeness.ts';
import { createMemoryIndex } from '../src/stories/memory-index.ts';
import { profile } from '../src/stories/profile.ts';
import { joinTerms } from '../src/stories/reads.ts';
import { feedPairs, type Labelled, otherPairs, ourPairs, type Pair, pressPairs } from './same-event.ts';

/** Rules of an editor's that stand in too few pairs to be learned, and brevity, which would only tell the sets of texts apart. */
const UNLEARNED: ReadonlySet<string> = new Set(['callApart', 'placesApart', 'actsApart', 'brevity']);
/** The evidence that weights are learned for. */
export const KINDS = (Object.keys(MODEL.weights) as (keyof Evidence)[]).filter(
  (kind) => !UNLEARNED.has(kind),
);

/** A labelled pair as evidence. */
export type Case = {
  readonly set: string;
  readonly pair: Pair;
  readonly same: boolean;
  readonly weight: number;
  readonly values: number[];
};

/** Of these sets only pairs that share more than a little are worth learning from. */
const EASY_SETS = new Set(['feed items', 'far']);
const LEAST_WHOLE = 0.3;
/** What an unlabelled pair counts for: those far apart were read by nobody and are many, those near are of one outlet mostly. */
const PAIR_WEIGHTS: Readonly<Record<string, number>> = { far: 0.3, near: 0.6 };

async function cases({ articles, pairs }: Labelled): Promise<Case[]> {
  const index = createMemoryIndex();
  const reads = new Map<Article, Read>();
  for (const article of articles) {
    index.add(article, article.id);
    reads.set(article, { article, profile: profile(article) });
  }
  const known = new Map<Article, Asked>();
  const out: Case[] = [];
  for (const pair of pairs) {
    const [a, b] = [reads.get(pair.a), reads.get(pair.b)];
    if (a === undefined || b === undefined) continue;
    const asked = known.get(pair.a) ?? askedIn(await index.frequencies(joinTerms(pair.a)), a.profile);
    known.set(pair.a, asked);
    const found = evidence(a, b, asked);
    if (EASY_SETS.has(pair.set) && !pair.same && found.whole < LEAST_WHOLE) continue;
    out.push({
      set: pair.set,
      pair,
      same: pair.same,
      weight: PAIR_WEIGHTS[pair.set] ?? 1,
      values: KINDS.map((kind) => found[kind]),
    });
  }
  return out;
}

/** All that weights are learned from; our own events as far as they are not held out. */
export async function lessons(folder: string): Promise<Case[]> {
  return [
    ...(await cases(await pressPairs(folder))),
    ...(await cases(await feedPairs(folder))),
    ...(await cases(await otherPairs(folder))),
    ...(await cases(await ourPairs(0))),
  ];
}

/** Log-odds of a case by what was learned. */
export function oddsOf(one: Case, { weights, start }: Model): number {
  return KINDS.reduce((odds, kind, at) => odds + weights[kind] * (one.values[at] ?? 0), start);
}

/** The solution of a symmetric positive system, by Gaussian elimination. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const cell = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    for (let row = pivot + 1; row < rows.length; row += 1) {
      const factor = cell(row, pivot) / cell(pivot, pivot);
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * cell(pivot, column));
    }
  }
  const out = right.map(() => 0);
  for (let row = rows.length - 1; row >= 0; row -= 1) {
    const known = out.reduce(
      (sum, value, column) => (column > row ? sum + value * cell(row, column) : sum),
      0,
    );
    out[row] = (cell(row, rows.length) - known) / cell(row, row);
  }
  return out;
}

const RIDGE = 1;
const ROUNDS = 30;

/** The model that these cases teach: Newton's method on the penalised log-likelihood of standardised values. Weights that are
 * not learned stay ours. */
export function learn(from: readonly Case[]): Model {
  const total = from.reduce((sum, one) => sum + one.weight, 0);
  const mean = (of: (one: Case) => number) =>
    from.reduce((sum, one) => sum + one.weight * of(one), 0) / total;
  const centres = KINDS.map((_, kind) => mean((one) => one.values[kind] ?? 0));
  const spreads = KINDS.map(
    (_, kind) => Math.sqrt(mean((one) => ((one.values[kind] ?? 0) - (centres[kind] ?? 0)) ** 2)) || 1,
  );
  const points = from.map((one) => [
    ...one.values.map((value, kind) => (value - (centres[kind] ?? 0)) / (spreads[kind] ?? 1)),
    1,
  ]);
  let model: number[] = new Array<number>(KINDS.length + 1).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = model.map((value, at) => (at < KINDS.length ? -RIDGE * value : 0));
    const curve: number[][] = model.map((_, row) =>
      model.map((__, column) => (row === column && row < KINDS.length ? RIDGE : 0)),
    );
    for (const [at, one] of from.entries()) {
      const point = points[at] ?? [];
      const odds = point.reduce((sum, value, kind) => sum + value * (model[kind] ?? 0), 0);
      const chance = 1 / (1 + Math.exp(-odds));
      for (const [row, x] of point.entries()) {
        slope[row] = (slope[row] ?? 0) + one.weight * (Number(one.same) - chance) * x;
        for (const [column, y] of point.entries()) {
          const line = curve[row];
          if (line !== undefined)
            line[column] = (line[column] ?? 0) + one.weight * chance * (1 - chance) * x * y;
        }
      }
    }
    const step = solve(curve, slope);
    model = model.map((value, at) => value + (step[at] ?? 0));
  }
  const weights = KINDS.map((_, kind) => (model[kind] ?? 0) / (spreads[kind] ?? 1));
  const start = weights.reduce(
    (sum, weight, kind) => sum - weight * (centres[kind] ?? 0),
    model[KINDS.length] ?? 0,
  );
  const learned = Object.fromEntries(KINDS.map((kind, at) => [kind, weights[at] ?? 0]));
  return { weights: { ...MODEL.weights, ...learned }, start };
}
