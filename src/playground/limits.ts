/** Telegram's pace: token buckets for everything, each chat and each group, and a flood wait that sending on lengthens. */

type BucketSize = { readonly size: number; readonly perSecond: number };

/** Everything the bot sends. */
const EVERYTHING: BucketSize = { size: 30, perSecond: 30 };
/** One chat: short bursts pass. */
const CHAT: BucketSize = { size: 3, perSecond: 1 };
/** One group or supergroup, beside its bucket as a chat. */
const GROUP: BucketSize = { size: 20, perSecond: 20 / 60 };

type Bucket = BucketSize & { tokens: number; at: number; floodUntil: number };

/** How many messages Telegram lets through. */
export type Limits = {
  /** Counts one message to this chat at `now` (epoch ms). 0 when it may pass, else the whole seconds to wait. */
  take(chatId: number, isGroup: boolean, now: number): number;
};

function refill(bucket: Bucket, now: number): void {
  const earned = (Math.max(0, now - bucket.at) / 1000) * bucket.perSecond;
  bucket.tokens = Math.min(bucket.size, bucket.tokens + earned);
  bucket.at = Math.max(bucket.at, now);
}

/** Seconds until the bucket has a token; during a flood wait the remaining wait, one second longer for each try. */
function waitOf(bucket: Bucket, now: number): number {
  if (now < bucket.floodUntil) bucket.floodUntil += 1000;
  // A hair of tolerance, for tenths do not add up to one exactly.
  else if (bucket.tokens < 1 - 1e-9)
    bucket.floodUntil = now + Math.ceil((1 - bucket.tokens) / bucket.perSecond) * 1000;
  return now < bucket.floodUntil ? Math.ceil((bucket.floodUntil - now) / 1000) : 0;
}

/** Limits as Telegram documents them in its bots FAQ, as token buckets. */
export function createLimits(): Limits {
  const buckets = new Map<string, Bucket>();

  function bucket(key: string, kind: BucketSize, now: number): Bucket {
    const known = buckets.get(key) ?? { ...kind, tokens: kind.size, at: now, floodUntil: 0 };
    buckets.set(key, known);
    refill(known, now);
    return known;
  }

  return {
    take(chatId, isGroup, now) {
      const asked = [bucket('all', EVERYTHING, now), bucket(`chat ${chatId}`, CHAT, now)];
      if (isGroup) asked.push(bucket(`group ${chatId}`, GROUP, now));
      const wait = Math.max(...asked.map((each) => waitOf(each, now)));
      if (wait === 0) for (const each of asked) each.tokens -= 1;
      return wait;
    },
  };
}
