/** The one owner of the pace at which the bot sends: token buckets for all, for each chat and for each group. */
import { setTimeout as timer } from 'node:timers/promises';

type Rate = {
  /** Messages that may go at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
};

export type PaceOptions = {
  /** Resolves after so many ms, or as soon as the signal aborts; never rejects. `sleep` outside tests. */
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly all?: Rate;
  readonly chat?: Rate;
  readonly group?: Rate;
  /** Messages of the burst that are kept for answers. */
  readonly reserve?: number;
};

export type Pace = {
  /** How many parts of digests may go now; the reserve is left out. */
  room(now: number): number;
  /** Telegram's ids of the chats that may not have another message yet. */
  busy(now: number): readonly number[];
  /** Epoch ms at which there is room again; with `forBusy`, at which also one of the busy chats may have a message. */
  nextAt(now: number, forBusy: boolean): number;
  /** Count a message that goes to the chat now. */
  spend(telegramId: number, now: number): void;
  /** Telegram asked to wait: nothing goes before `until` (epoch ms), and for a minute after it all goes slower. */
  hold(until: number, now: number): void;
  /** Telegram asked to wait with this chat alone: its next part goes at `until` (epoch ms) or later. */
  holdChat(telegramId: number, until: number, now: number): void;
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

/** After a 429 the common rate is lower for so long. */
const CAUTION_MS = 60_000;
const CAUTION = 0.75;

/** Tokens at a time; below zero when more answers went than the rate allows, or while a chat is held. */
type Bucket = { tokens: number; at: number };

/** A pace that nobody has used yet. Its memory is bounded by the chats written to in the last seconds. */
export function createPace(options: PaceOptions): Pace {
  const { delay, all: everyone = ALL, chat = CHAT, group = GROUP, reserve = RESERVE } = options;
  const all: Bucket = { tokens: everyone.burst, at: 0 };
  /** Chats whose bucket is not full, the longest untouched first. */
  const buckets = new Map<number, Bucket>();
  const held = { from: 0, until: 0 };

  /** Groups and channels have negative ids. */
  const rateOf = (telegramId: number): Rate => (telegramId < 0 ? group : chat);
  const commonRate = (now: number): Rate =>
    now < held.until + CAUTION_MS
      ? { burst: everyone.burst, perSecond: everyone.perSecond * CAUTION }
      : everyone;

  /** Ms that everybody still has to wait; as long as was asked even when the clock is set back meanwhile. */
  function holdLeft(now: number): number {
    if (now < held.from) {
      held.until -= held.from - now;
      held.from = now;
      all.at = Math.min(all.at, held.until);
    }
    return Math.max(0, held.until - now);
  }

  function common(now: number): Bucket {
    // What passes during a hold fills nothing.
    return refill(all, commonRate(now), Math.max(now, now + holdLeft(now)));
  }

  function own(telegramId: number, now: number): Bucket {
    const rate = rateOf(telegramId);
    return refill(buckets.get(telegramId) ?? { tokens: rate.burst, at: now }, rate, now);
  }

  /** The chat was touched last; those at the other end whose bucket is full again are forgotten. */
  function remember(telegramId: number, bucket: Bucket, now: number): void {
    buckets.delete(telegramId);
    buckets.set(telegramId, bucket);
    for (const id of buckets.keys()) {
      if (own(id, now).tokens < rateOf(id).burst) break;
      buckets.delete(id);
    }
  }

  return {
    room: (now) => (holdLeft(now) > 0 ? 0 : Math.max(0, Math.floor(common(now).tokens - reserve))),
    busy: (now) => [...buckets.keys()].filter((id) => own(id, now).tokens < 1),
    nextAt(now, forBusy) {
      const left = holdLeft(now);
      const at = now + left + msUntil(common(now), reserve + 1, commonRate(now));
      if (!forBusy) return at;
      const waits = [...buckets.keys()].map((id) => msUntil(own(id, now), 1, rateOf(id)));
      const soonest = waits.reduce((least, ms) => (ms > 0 && ms < least ? ms : least), Infinity);
      return soonest === Infinity ? at : Math.max(at, now + soonest);
    },
    spend(telegramId, now) {
      const bucket = own(telegramId, now);
      bucket.tokens -= 1;
      common(now).tokens -= 1;
      remember(telegramId, bucket, now);
    },
    hold(until, now) {
      // No burst when the wait is over.
      all.tokens = Math.min(common(now).tokens, 0);
      if (until > now + holdLeft(now)) Object.assign(held, { from: now, until });
      all.at = Math.max(now, held.until);
    },
    holdChat(telegramId, until, now) {
      const bucket = own(telegramId, now);
      const lacking = (Math.max(0, until - now) / 1000) * rateOf(telegramId).perSecond;
      bucket.tokens = Math.min(bucket.tokens, 1 - lacking);
      remember(telegramId, bucket, now);
    },
    wait: delay,
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

/** The real delay: resolves after `ms`, or as soon as the signal aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  // The only rejection is the abort's, and whoever waits looks at the signal.
  await timer(ms, undefined, { signal }).catch(() => undefined);
}
