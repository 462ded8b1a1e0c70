/** After an outage, digests wait a moment for what was published meanwhile. */
import { MINUTE } from '../durations.ts';

/** A moment that passed longer ago was missed. */
const MISSED_MS = 5 * MINUTE;
/** Outlets that are slower than this are not waited for. */
const LONGEST_MS = 30_000;

/** Whether a moment (epoch ms) was missed: the bot did not run then, or the machine slept. */
export function isMissed(dueAt: number, now: number): boolean {
  return now - dueAt > MISSED_MS;
}

/** Makes missed digests wait for the news of their time. */
export type CatchUp = {
  /**
   * Whether digests are to be made later: `dueAt`, the oldest moment that is due, was missed, and what outlets told since is not
   * summarised yet. All in epoch ms.
   */
  waits(dueAt: number | undefined, now: number): boolean;
  /** All outlets that were due at `beganAt` have been visited. */
  visited(beganAt: number): void;
  /** What is stored is now summarised; to be called when that is done. Returns whether digests wait for it. */
  summarizing(): () => boolean;
};

/** Nothing is known yet of what outlets tell. */
export function createCatchUp(): CatchUp {
  let visitedAt = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;
  let waitingSince: number | undefined;
  return {
    waits(dueAt, now) {
      if (dueAt === undefined || !isMissed(dueAt, now) || readAt >= dueAt) {
        waitingSince = undefined;
        return false;
      }
      if (waitingSince === undefined || now < waitingSince) waitingSince = now;
      return now - waitingSince < LONGEST_MS;
    },
    visited(beganAt) {
      visitedAt = beganAt;
    },
    summarizing() {
      const upTo = visitedAt;
      return () => {
        readAt = upTo;
        return waitingSince !== undefined;
      };
    },
  };
}
