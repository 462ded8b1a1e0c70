/** The clock that a bot under trial goes by: its own, and faster than ours (see fast-clock.mjs). */

/** So many of the bot's seconds pass in one of ours, while the machine keeps up. */
export const RATE = 20;

export type FastClock = {
  /** Epoch ms that the clock shows now. */
  readonly now: () => number;
  /** What CHAOS_CLOCK says of it. */
  readonly setting: string;
};

/** A clock that shows `shown` (epoch ms) from now on, `rate` times as fast as ours. */
export function fastClock(shown: number, rate: number): FastClock {
  const real = Date.now();
  return { now: () => shown + (Date.now() - real) * rate, setting: `${real} ${shown} ${rate}` };
}
