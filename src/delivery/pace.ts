/** The one owner of the pace at which the bot sends: token buckets for all, for each chat and for each group. */
import { setTimeout as timer } from 'node:timers/promises';
import { type Blame, createBlame } from './blame.ts';

type Rate = {
  /** Messages that may go at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
};

/** The limits to keep, each Telegram's own where it is not given. */
export type PaceOptions = {
  /** Resolves after so many ms, or as soon as the signal aborts; never rejects. `sleep` outside tests. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly all?: Rate;
  readonly chat?: Rate;
  readonly group?: Rate;
  /** Messages of the burst that are kept for answers. */
  readonly reserve?: number;
  /** Whether digests are paid for: then Telegram takes 1,000 a second in all. */
  readonly paid?: boolean;
};

/** Says when which message may go. `now` is epoch ms everywhere. */
export type Pace = {
  /** How many parts of digests may go now; the reserve is left out. */
  room(now: number): number;
  /** Telegram's ids of the chats that may not have another message yet. */
  busy(now: number): readonly number[];
  /** Epoch ms at which there is room again; with `forBusy`, at which also one of the busy chats may have a message. */
  nextAt(now: number, forBusy: boolean): number;
  /** Count a message that goes to the chat now. */
  spend(telegramId: number, now: number): void;
  /** Whether an answer to a reader in the chat may go now, whatever waits of digests: 0, and it is counted; else ms after which to
   * ask again. */
  turn(telegramId: number, now: number): number;
  /** Nothing goes before `until` (epoch ms). */
  hold(until: number, now: number): void;
  /** Telegram answered 429 to a message for this chat: it gets none for `waitMs`, and all go slower. blame.ts tells who else
   * waits; `answer` when it was for a reader who had asked. */
  refused(
    telegramId: number,
    refusal: { readonly waitMs: number; readonly answer: boolean },
    now: number,
  ): void;
  /** Telegram took a message for this chat. */
  passed(telegramId: number, now: number): void;
  /** The delay it was made with. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

/**
 * Telegram's published limits: 30 a second in all, 1 a second in a chat, 20 a minute in a group. Bursts stay below what
 * Telegram lets pass, so that messages that the network pushes together do not exceed it; in a group burst and
 * rate together keep every minute within 20.
 */
const ALL: Rate = { burst: 15, perSecond: 30 };
const CHAT: Rate = { burst: 2, perSecond: 1 };
const GROUP: Rate = { burst: 5, perSecond: 15 / 60 };
const RESERVE = 5;
/** Answers at once, beside the digests' burst: together they stay below what Telegram lets pass. */
const ANSWERS = 10;
/** https://core.telegram.org/bots/faq: paid broadcasts. */
const PAID: Rate = { burst: 100, perSecond: 1000 };

/** Each wait lowers the common rate by this factor, to `least` of it at most; after `calmMs` without one it rises by so much of it a
 * second. */
const CAUTION = { factor: 0.7, least: 1 / 30, calmMs: 30_000, perSecond: 0.01 };

/** Tokens at a time; below zero when more answers went than the rate allows. */
type Bucket = { tokens: number; at: number };

/** A wait; `from` tells a clock that was set back. */
type Hold = { from: number; until: number };

/** A pace that nobody has used yet. Its memory is bounded by the chats written to in the last seconds. */
export function createPace(options: PaceOptions): Pace {
  const { delay, reserve = RESERVE } = options;
  const everyone = options.all ?? (options.paid === true ? PAID : ALL);
  const all: Bucket = { tokens: everyone.burst, at: 0 };
  const held: Hold = { from: 0, until: 0 };
  /** Telegram takes nothing from the bot, for certain. */
  const blocked: Hold = { from: 0, until: 0 };
  const answers: Bucket = { tokens: ANSWERS, at: 0 };
  const heldChats = new Map<number, Hold>();
  const chats = createBuckets(options.chat ?? CHAT);
  const groups = createBuckets(options.group ?? GROUP);
  const blame: Blame = createBlame();
  /** The share of the common rate that Telegram seems to bear, as it was when the last wait ended. */
  let share = 1;
  const lastWait: Hold = { from: 0, until: 0 };

  /** Groups and channels have negative ids. */
  const bucketsOf = (telegramId: number): Buckets => (telegramId < 0 ? groups : chats);

  function commonRate(now: number): Rate {
    const since = leftOf(lastWait, now) > 0 ? 0 : now - lastWait.until;
    const calm = Math.max(0, since - CAUTION.calmMs) / 1000;
    const borne = Math.min(1, share + calm * CAUTION.perSecond);
    return { burst: everyone.burst, perSecond: everyone.perSecond * borne };
  }

  /** What passes during a hold fills nothing. */
  function common(now: number): Bucket {
    return refill(all, commonRate(now), now + leftOf(held, now));
  }

  /** Go slower from the end of the wait on; refusals that come together lower the rate once. */
  function slow(until: number, now: number): void {
    if (leftOf(lastWait, now) === 0)
      share = Math.max(CAUTION.least, (commonRate(now).perSecond / everyone.perSecond) * CAUTION.factor);
    extend(lastWait, until, now);
  }

  function hold(until: number, now: number): void {
    // No burst when the wait is over.
    all.tokens = Math.min(common(now).tokens, 0);
    extend(held, until, now);
    all.at = Math.max(now, held.until);
  }

  function holdChat(telegramId: number, until: number, now: number): void {
    const own = heldChats.get(telegramId) ?? { from: now, until: now };
    extend(own, until, now);
    heldChats.set(telegramId, own);
  }

  /** Ms that each chat has to wait which may not have a message now. */
  function waits(now: number): ReadonlyMap<number, number> {
    const found = new Map([...chats.waits(now), ...groups.waits(now)]);
    for (const [id, own] of heldChats) {
      const left = leftOf(own, now);
      if (left === 0) heldChats.delete(id);
      else found.set(id, Math.max(left, found.get(id) ?? 0));
    }
    return found;
  }

  return {
    room(now) {
      const free = Math.floor(common(now).tokens - reserve);
      return leftOf(held, now) > 0 ? 0 : Math.max(0, free);
    },
    busy: (now) => [...waits(now).keys()],
    nextAt(now, forBusy) {
      const bucket = common(now);
      const at = now + leftOf(held, now) + msUntil(bucket, reserve + 1, commonRate(now));
      const soonest = forBusy ? Math.min(...waits(now).values()) : Infinity;
      return soonest === Infinity ? at : Math.max(at, now + soonest);
    },
    spend(telegramId, now) {
      common(now).tokens -= 1;
      bucketsOf(telegramId).spend(telegramId, now);
    },
    turn(telegramId, now) {
      const left = leftOf(blocked, now);
      const rate = { burst: ANSWERS, perSecond: commonRate(now).perSecond };
      const wait = left + msUntil(refill(answers, rate, now + left), 1, rate);
      if (wait > 0) return wait;
      answers.tokens -= 1;
      common(now).tokens -= 1;
      bucketsOf(telegramId).spend(telegramId, now);
      return 0;
    },
    hold,
    refused(telegramId, { waitMs, answer }, now) {
      const until = now + waitMs;
      holdChat(telegramId, until, now);
      const { everybodyMs, certain } = blame.refused({ telegramId, waitMs, answer }, now);
      if (everybodyMs === 0) return;
      slow(now + everybodyMs, now);
      hold(now + everybodyMs, now);
      if (!certain) return;
      extend(blocked, until, now);
      // Those who waited go one after another when it is over.
      answers.tokens = Math.min(answers.tokens, 0);
      answers.at = Math.max(now, blocked.until);
    },
    passed: (telegramId, now) => blame.passed(telegramId, now),
    wait: delay,
  };
}

type Buckets = {
  spend(id: number, now: number): void;
  /** Ms until those have a token again that have none now. */
  waits(now: number): ReadonlyMap<number, number>;
};

function createBuckets(rate: Rate): Buckets {
  /** Those that are not full, the longest untouched first. */
  const buckets = new Map<number, Bucket>();
  /** Those of them that may have no token. */
  const empty = new Set<number>();
  return {
    spend(id, now) {
      const bucket = refill(buckets.get(id) ?? { tokens: rate.burst, at: now }, rate, now);
      bucket.tokens -= 1;
      buckets.delete(id);
      buckets.set(id, bucket);
      if (bucket.tokens < 1) empty.add(id);
      for (const [oldest, other] of buckets) {
        if (refill(other, rate, now).tokens < rate.burst) break;
        buckets.delete(oldest);
      }
    },
    waits(now) {
      const found = new Map<number, number>();
      for (const id of empty) {
        const bucket = buckets.get(id);
        const ms = bucket === undefined ? 0 : msUntil(refill(bucket, rate, now), 1, rate);
        if (ms > 0) found.set(id, ms);
        else empty.delete(id);
      }
      return found;
    },
  };
}

function refill(bucket: Bucket, rate: Rate, now: number): Bucket {
  // A clock set back gives nothing and takes nothing.
  const seconds = Math.max(0, now - bucket.at) / 1000;
  bucket.tokens = Math.min(rate.burst, bucket.tokens + seconds * rate.perSecond);
  bucket.at = now;
  return bucket;
}

/** Ms until a bucket holds `wanted` tokens. */
function msUntil(bucket: Bucket, wanted: number, rate: Rate): number {
  return bucket.tokens >= wanted ? 0 : Math.ceil(((wanted - bucket.tokens) / rate.perSecond) * 1000);
}

/** Ms left of a wait; as many as were left when the clock is set back meanwhile. */
function leftOf(hold: Hold, now: number): number {
  if (now < hold.from) {
    hold.until -= hold.from - now;
    hold.from = now;
  }
  return Math.max(0, hold.until - now);
}

function extend(hold: Hold, until: number, now: number): void {
  if (until > now + leftOf(hold, now)) Object.assign(hold, { from: now, until });
}

/** The real delay: resolves after `ms`, or as soon as the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  // The only rejection is the abort's, and whoever waits looks at the signal.
  await timer(ms, undefined, { signal }).catch(() => undefined);
}
