/** Repeated timing on a noisy machine: medians, and the spread beside them. */
import { readFileSync } from 'node:fs';

/** How `npm start` runs the bot. */
export const AS_STARTED = {
  flags: ['--max-semi-space-size=4', '--import', 'tsx'],
  env: { ...process.env, MALLOC_ARENA_MAX: '2' },
} as const;

/** Times of `runs` calls in ms, ascending. */
export async function times(runs: number, call: (run: number) => unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) {
    const before = performance.now();
    await call(run);
    taken.push(performance.now() - before);
  }
  return taken.sort((a, b) => a - b);
}

/** The value below which this share (0–1) of ascending values lies. */
export function quantile(ascending: readonly number[], part: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(part * ascending.length))] ?? Number.NaN;
}

/** One line of the table. */
export type Figure = {
  readonly what: string;
  readonly value: string;
  /** The bar or the baseline, measured in the same run where it is one. */
  readonly beside: string;
};

/**
 * The largest that a running process has been, in MB, this one unless another is named. What the system counts as used
 * by a process (`maxRSS`) would hold its parent as well, from which it was forked.
 */
export function peakMegabytes(pid: number | 'self' = 'self'): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** The most memory this process has held so far. */
export function memoryPeak(): Figure {
  return {
    what: 'memory, at most',
    value: `${peakMegabytes().toFixed(0)} MB`,
    beside: 'bar 300 MB',
  };
}
