/** What goes wrong when: drawn from a seed, so that the same seed plans the same run. */
import { random } from '../eval/random.ts';

/** Chance with a memory of its own: what one stream gives does not depend on how often another was asked. */
export type Chance = {
  /** From 0 to below 1. */
  readonly share: () => number;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <Item>(list: readonly Item[]) => Item;
  /** One of the names, as often as its weight says. */
  readonly weighed: <Name extends string>(weights: Readonly<Record<Name, number>>) => Name;
};

/** A stream of chance for one purpose. */
export function chance(seed: number, purpose: string): Chance {
  const share = random(
    Array.from(purpose).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), seed),
  );
  const between = (least: number, most: number): number => least + Math.floor(share() * (most - least + 1));
  const pick = <Item>(list: readonly Item[]): Item => {
    const item = list[between(0, list.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    share,
    between,
    pick,
    weighed: <Name extends string>(weights: Readonly<Record<Name, number>>): Name => {
      const names = Object.keys(weights) as Name[];
      let left = share() * names.reduce((sum, name) => sum + weights[name], 0);
      for (const name of names) {
        left -= weights[name];
        if (left < 0) return name;
      }
      return pick(names);
    },
  };
}

/** What the Bot API may do with one message of a digest. */
export type SendFault =
  | 'answer'
  | 'slow answer'
  | 'flood wait'
  | 'flood wait without a time'
  | 'reset before acceptance'
  | 'reset after acceptance'
  | 'no answer, not accepted'
  | 'no answer, accepted'
  | 'server error, not accepted'
  | 'server error, accepted'
  | 'gateway page, not accepted'
  | 'gateway page, accepted'
  | 'gateway refuses'
  | 'answer cut short'
  | 'answer without a number'
  | 'malformed'
  | 'malformed and plain refused'
  | 'chat blocked'
  | 'group upgraded';

/** Those after which a sender cannot know whether its message arrived. */
export const LOSES_ANSWER: ReadonlySet<SendFault> = new Set<SendFault>([
  'reset before acceptance',
  'reset after acceptance',
  'no answer, not accepted',
  'no answer, accepted',
  'server error, not accepted',
  'server error, accepted',
  'gateway page, not accepted',
  'gateway page, accepted',
  'answer cut short',
  'answer without a number',
]);

/** Seven of ten messages go well. */
const SENDS: Readonly<Record<SendFault, number>> = {
  answer: 60,
  'slow answer': 10,
  'flood wait': 3,
  'flood wait without a time': 1,
  'reset before acceptance': 2,
  'reset after acceptance': 2,
  'no answer, not accepted': 1,
  'no answer, accepted': 1,
  'server error, not accepted': 1.5,
  'server error, accepted': 1.5,
  'gateway page, not accepted': 1,
  'gateway page, accepted': 1,
  'gateway refuses': 0.5,
  'answer cut short': 2,
  'answer without a number': 1,
  malformed: 4,
  'malformed and plain refused': 1,
  'chat blocked': 2.5,
  'group upgraded': 2.5,
};

export function sendFault(from: Chance): SendFault {
  return from.weighed(SENDS);
}

/** What an outlet may do with one visit to its feed. */
export type FeedFault =
  | 'feed'
  | 'slow feed'
  | 'error page'
  | 'connection reset'
  | 'no answer'
  | 'feed cut short'
  | 'login page';

const FEEDS: Readonly<Record<FeedFault, number>> = {
  feed: 60,
  'slow feed': 20,
  'error page': 4,
  'connection reset': 4,
  'no answer': 1,
  'feed cut short': 6,
  'login page': 5,
};

export function feedFault(from: Chance): FeedFault {
  return from.weighed(FEEDS);
}

type KillAim = 'start' | 'ingest' | 'summarize' | 'breaking' | 'compose' | 'deliver' | 'sending';

/** How one life of the bot ends, and when the next begins. */
export type LifePlan = {
  readonly aim: KillAim | 'stop';
  /** Runs of the job that are let pass, or messages when the aim is `sending`. */
  readonly passed: number;
  /** Ms of ours from what is aimed at to the kill. */
  readonly delayMs: number;
  /** Ms of the bot's clock from the end of the life before to this one; below zero where the clock was set back. */
  readonly jumpMs: number;
  /** Ms of ours for which the Bot API takes no connection at first. */
  readonly apiDownMs: number;
  /** From the first run of a job, so many ms of ours later, the disk takes nothing for so many ms; 0 for never. */
  readonly diskFailsAfterMs: number;
  readonly diskFailsMs: number;
};

const AIMS: Readonly<Record<LifePlan['aim'], number>> = {
  start: 6,
  ingest: 14,
  summarize: 14,
  breaking: 10,
  compose: 14,
  deliver: 14,
  sending: 26,
  stop: 6,
};

/** The longest delay after the moment aimed at, in ms. */
const DELAYS: Readonly<Record<LifePlan['aim'], number>> = {
  start: 900,
  ingest: 250,
  summarize: 250,
  breaking: 30,
  compose: 60,
  deliver: 500,
  sending: 60,
  stop: 800,
};

const MINUTE = 60_000;
const JUMPS: Readonly<Record<string, readonly [weight: number, least: number, most: number]>> = {
  'at once': [12, 0, 10],
  hours: [60, 60, 240],
  'half a day': [12, 240, 660],
  'a day': [7, 780, 1_800],
  'set back': [9, -180, -10],
};
const JUMP_WEIGHTS = Object.fromEntries(Object.entries(JUMPS).map(([name, [weight]]) => [name, weight]));

const SECOND: ReadonlySet<string> = new Set(['summarize', 'breaking', 'deliver']);

export function lifePlan(from: Chance): LifePlan {
  const aim = from.weighed(AIMS);
  const [, least, most] = JUMPS[from.weighed(JUMP_WEIGHTS)] ?? [0, 0, 0];
  return {
    aim,
    // The first run of these finds what a kill left; what was just read or composed comes to the second.
    passed: aim === 'sending' ? from.between(0, 25) : SECOND.has(aim) && from.share() < 0.8 ? 1 : 0,
    delayMs: from.share() * DELAYS[aim],
    jumpMs: from.between(least * MINUTE, most * MINUTE),
    apiDownMs: from.share() < 0.08 ? from.between(300, 1_500) : 0,
    diskFailsAfterMs: from.between(0, 400),
    diskFailsMs: from.share() < 0.1 ? from.between(100, 1_000) : 0,
  };
}
