/** The clock that a bot under trial goes by: its own, and faster than ours (see fast-clock.mjs). */

/** So many of the bot's seconds pass in one of ours. */
export const RATE = 20;

export type FastClock = {
  /** Epoch ms that the clock shows now. */
  readonly now: () => number;
  /** What CHAOS_CLOCK says of it. */
  readonly setting: string;
};

/** A clock that shows `shown` (epoch ms) from now on. */
export function fastClock(shown: number): FastClock {
  const real = Date.now();
  return { now: () => shown + (Date.now() - real) * RATE, setting: `${real} ${shown} ${RATE}` };
}
