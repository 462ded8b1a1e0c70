/** The job that lets go of what is old, a little at a time, while all else goes on. */
import { setTimeout as pause } from 'node:timers/promises';
import { type RetentionStore, type Step, type Walk, walkFromStart } from '../storage/retention.ts';

const DAY = 24 * 3_600_000;
/** Between two steps all others have their turn, at the database and here. */
const REST_MS = 20;
/** Steps of one run for each kind: what years have left takes several runs. */
const MOST_STEPS = 2_000;

export type Tidied = { readonly texts: number; readonly digests: number; readonly stories: number };

export type KeptDays = {
  /** Days for which articles' texts, and what was sent to whom, are kept. */
  readonly texts: number;
  /** Days for which stories are kept. */
  readonly stories: number;
};

async function walk(step: (from: Walk) => Promise<Step>, signal: AbortSignal): Promise<number> {
  let dropped = 0;
  let from: Walk = walkFromStart;
  for (let steps = 0; steps < MOST_STEPS && !signal.aborted; steps++) {
    const done = await step(from);
    dropped += done.dropped;
    if (done.next === undefined) break;
    from = done.next;
    await pause(REST_MS);
  }
  return dropped;
}

/** Let go of all that is older than its days at `now` (epoch ms); stops between two steps when `signal` aborts. */
export async function tidy(
  retention: RetentionStore,
  { days, now }: { readonly days: KeptDays; readonly now: number },
  signal: AbortSignal,
): Promise<Tidied> {
  const [texts, stories] = [now - days.texts * DAY, now - days.stories * DAY];
  const gone = {
    texts: await walk((from) => retention.dropTexts(texts, from, now), signal),
    digests: await walk(() => retention.dropSent(texts), signal),
    stories: await walk((from) => retention.dropStories(stories, from, now), signal),
  };
  // Also what an earlier run did not come to the end of.
  await walk(() => retention.mergeSearch(), signal);
  return gone;
}
