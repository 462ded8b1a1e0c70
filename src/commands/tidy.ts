/** The job that lets go of what is old, a little at a time, while all else goes on. */
import { setTimeout as pause } from 'node:timers/promises';
import { DAY, MINUTE } from '../durations.ts';
import { type RetentionStore, type Step, type Walk, walkFromStart } from '../storage/retention.ts';

/** Between two steps all others have their turn, at the database and here. */
const REST_MS = 20;
/** Steps of one run for each kind: what years have left takes several runs. */
const MOST_STEPS = 2_000;

/** How often words that nothing holds any more are looked for: all words are looked at. */
const WORDS_EVERY_MS = DAY;
/** Nor at a start, when much else is to be done. */
const WORDS_AFTER_MS = 30 * MINUTE;

/** How many of each were let go of. */
export type Tidied = { readonly texts: number; readonly digests: number; readonly stories: number };

/** How long what is kept. */
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

/** Look through all words of the search once. */
async function sweepWords(retention: RetentionStore, signal: AbortSignal): Promise<void> {
  let word: string | undefined = '';
  while (word !== undefined && !signal.aborted) {
    ({ next: word } = await retention.dropWords(word));
    await pause(REST_MS);
  }
}

/** One round of tidying at `now` (epoch ms), ended early when the signal aborts. */
export type Tidy = (now: number, signal: AbortSignal) => Promise<Tidied>;

/**
 * The job's run: lets go of all that is older than its days at `now` (epoch ms), and once a day, not in the first half hour, of words that
 * nothing holds; stops between two steps when `signal` aborts.
 */
export function createTidy(retention: RetentionStore, days: KeptDays): Tidy {
  let sweptAt: number | undefined;
  return async (now, signal) => {
    const gone = await letGo(retention, { days, now }, signal);
    sweptAt ??= now - WORDS_EVERY_MS + WORDS_AFTER_MS;
    if (Math.abs(now - sweptAt) < WORDS_EVERY_MS) return gone;
    await sweepWords(retention, signal);
    if (!signal.aborted) sweptAt = now;
    return gone;
  };
}

async function letGo(
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
