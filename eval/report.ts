/**
 * Figures of quality: each the ratio of two sums over cases, so that one bootstrap gives its interval, its distance from a
 * baseline measured in the same run, and whether it fell since it was recorded.
 */

import { random } from './random.ts';

/**
 * What one case adds to the two sums: [value, 1] for a mean, [found, wanted] for a recall, [2 × hits, predicted + wanted]
 * for an F1.
 */
export type Part = readonly [above: number, below: number];

/** Unit a figure is printed in: a share as percent, a score from 0 to 1, ROUGE points, a plain number, a count (the sum itself). */
type Unit = 'percent' | 'score' | 'points' | 'number' | 'count';

export type Figure = {
  /** What is measured, on what; a figure is known by it from one run to the next. */
  readonly measure: string;
  readonly unit: Unit;
  /** Which way is better. */
  readonly better: 'higher' | 'lower';
  readonly ours: readonly Part[];
  /** The same for something simple on the same cases, and what that is. */
  readonly baseline?: { readonly name: string; readonly parts: readonly Part[] };
  /** The least it should reach (the most, where lower is better): itself, or its distance from the baseline. */
  readonly bar?: { readonly of: 'ours' | 'difference'; readonly value: number };
  /** true where a change either way is no fault by itself. */
  readonly free?: boolean;
  /** What else is worth knowing, as words. */
  readonly note?: string;
};

/** A measure over the evaluation folder; undefined where there is none beside the repository. */
export type Measure = (folder: string | undefined) => Promise<readonly Figure[]>;

export type Interval = { readonly low: number; readonly high: number };

/** A mean's part for each value. */
export function means(values: readonly number[]): Part[] {
  return values.map((value) => [value, 1]);
}

/** An F1's part for one case, of how many labels were predicted, how many stand, and how many are both. */
export function f1Part(counts: {
  readonly hits: number;
  readonly predicted: number;
  readonly wanted: number;
}): Part {
  return [2 * counts.hits, counts.predicted + counts.wanted];
}

/** The figure that parts come to: the ratio of their sums, or for a count the first sum. 0 where nothing was asked. */
export function valueFrom(parts: readonly Part[], unit: Unit): number {
  let above = 0;
  let below = 0;
  for (const part of parts) {
    above += part[0];
    below += part[1];
  }
  return unit === 'count' ? above : below === 0 ? 0 : above / below;
}

const RESAMPLES = 2_000;
const SEED = 20_241_011;

/** The middle 95 % of what `statistic` gives over resamples of so many cases (percentile bootstrap, Efron 1979). */
function bootstrap(cases: number, statistic: (indices: Uint32Array) => number): Interval {
  const next = random(SEED);
  const indices = new Uint32Array(cases);
  const found = Float64Array.from({ length: RESAMPLES }, () => {
    for (let at = 0; at < cases; at += 1) indices[at] = Math.floor(next() * cases);
    return statistic(indices);
  }).sort();
  return {
    low: found[Math.floor(0.025 * RESAMPLES)] ?? 0,
    high: found[Math.floor(0.975 * RESAMPLES)] ?? 0,
  };
}

function resampled(parts: readonly Part[], unit: Unit, indices: Uint32Array): number {
  let above = 0;
  let below = 0;
  for (const index of indices) {
    const part = parts[index];
    if (part === undefined) continue;
    above += part[0];
    below += part[1];
  }
  return unit === 'count' ? above : below === 0 ? 0 : above / below;
}

/** The 95 % interval of a figure over resamples of its cases. */
export function interval(parts: readonly Part[], unit: Unit): Interval {
  return bootstrap(parts.length, (indices) => resampled(parts, unit, indices));
}

/** By how much one set of parts is above another over the same cases, with its 95 % interval (paired). */
export function difference(
  ours: readonly Part[],
  others: readonly Part[],
  unit: Unit,
): Interval & { readonly value: number } {
  const { low, high } = bootstrap(
    ours.length,
    (indices) => resampled(ours, unit, indices) - resampled(others, unit, indices),
  );
  return { value: valueFrom(ours, unit) - valueFrom(others, unit), low, high };
}

function printed(value: number, unit: Unit, sign = false): string {
  const scaled = unit === 'percent' ? 100 * value : value;
  const digits = { percent: 1, score: 3, points: 2, number: 2, count: 0 }[unit];
  const plain = Math.abs(scaled).toFixed(digits);
  const mark = scaled < 0 && Number(plain) !== 0 ? '−' : sign ? '+' : '';
  return `${mark}${plain}${unit === 'percent' ? ' %' : ''}`;
}

function between({ low, high }: Interval, unit: Unit, sign = false): string {
  return `${printed(low, unit, sign)} … ${printed(high, unit, sign)}`;
}

/** Whether a figure reaches its bar; undefined without one. */
export function isMet(figure: Figure): boolean | undefined {
  const { bar, baseline, ours, unit, better } = figure;
  if (bar === undefined) return undefined;
  const own = valueFrom(ours, unit);
  const reached = bar.of === 'ours' ? own : own - valueFrom(baseline?.parts ?? [], unit);
  return better === 'higher' ? reached >= bar.value : reached <= bar.value;
}

/** The head of the table. */
export const COLUMNS = [
  'measure',
  'ours',
  '95 %',
  'baseline',
  'difference (95 %)',
  'cases',
  'bar',
  'met',
] as const;

/** The cells of a figure's line, in the order of the columns. */
export function cellsOf(figure: Figure): readonly string[] {
  const { measure, unit, ours, baseline, bar, note, better } = figure;
  const met = isMet(figure);
  const beyond = better === 'higher' ? '≥' : '≤';
  const apart = baseline === undefined ? undefined : difference(ours, baseline.parts, unit);
  return [
    note === undefined ? measure : `${measure} (${note})`,
    printed(valueFrom(ours, unit), unit),
    between(interval(ours, unit), unit),
    baseline === undefined ? '–' : `${printed(valueFrom(baseline.parts, unit), unit)} ${baseline.name}`,
    apart === undefined ? '' : `${printed(apart.value, unit, true)} (${between(apart, unit, true)})`,
    String(ours.length),
    bar === undefined
      ? ''
      : `${bar.of === 'difference' ? 'difference ' : ''}${beyond} ${printed(bar.value, unit, bar.of === 'difference')}`,
    met === undefined ? '' : met ? 'yes' : 'NO',
  ];
}

/** What a run found, case by case, to hold the next run against. */
export type Recorded = Readonly<Record<string, readonly Part[]>>;

/** Rounded so that the file of them stays small; the last digits are no difference. */
function rounded(parts: readonly Part[]): Part[] {
  return parts.map(([above, below]) => [Number(above.toFixed(4)), Number(below.toFixed(4))]);
}

/** The parts of these figures as they are recorded. */
export function recordOf(figures: readonly Figure[]): Recorded {
  return Object.fromEntries(figures.map(({ measure, ours }) => [measure, rounded(ours)]));
}

/**
 * What is worse than recorded beyond noise: figures whose paired 95 % interval of the change lies wholly on the wrong side of
 * none, and figures that were recorded and are measured no more. One sentence each. `complete` where all measures ran.
 */
export function fallen(figures: readonly Figure[], recorded: Recorded, complete: boolean): string[] {
  const complaints: string[] = [];
  for (const { measure, ours, unit, better, free = false } of figures) {
    const before = recorded[measure];
    if (before === undefined || free) continue;
    if (before.length !== ours.length) {
      complaints.push(`${measure}: recorded over ${before.length} cases and measured over ${ours.length}`);
      continue;
    }
    const change = difference(rounded(ours), before, unit);
    if (better === 'higher' ? change.high < 0 : change.low > 0) {
      const [was, is] = [printed(valueFrom(before, unit), unit), printed(valueFrom(ours, unit), unit)];
      complaints.push(`${measure}: ${was} when recorded, now ${is} (${between(change, unit, true)})`);
    }
  }
  if (complete) {
    const measured = new Set(figures.map(({ measure }) => measure));
    for (const measure of Object.keys(recorded)) {
      if (!measured.has(measure)) complaints.push(`${measure}: recorded, but measured no more`);
    }
  }
  return complaints;
}
