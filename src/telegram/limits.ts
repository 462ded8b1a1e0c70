/** How much one reader may ask for in a burst, and how much the bot may say in one chat. */

type Rate = { readonly burst: number; readonly perSecond: number };

/** A reader who taps through a list of topics stays below; a flood does not. */
const READER: Rate = { burst: 20, perSecond: 1 };
/** Telegram lets 3 messages at once through to a chat and then 1 a second; in a group 20 a minute at most, digests among them. */
const PRIVATE: Rate = { burst: 3, perSecond: 1 };
const SHARED: Rate = { burst: 6, perSecond: 12 / 60 };
/** After a warning, the next one only when this share of the burst is free again. */
const CALM = 1 / 2;
/** Readers and chats remembered at once; the longest silent are forgotten first. */
const REMEMBERED = 10_000;

type Bucket = { free: number; at: number; warned: boolean };

/** `allow`: answer. `warn`: say once that it is too fast. `ignore`: say nothing. */
export type Verdict = 'allow' | 'warn' | 'ignore';

export type Limiter = {
  /** Counts a request of this reader's (any number that names one) in this chat; `now` in epoch ms. */
  ask(reader: number, chat: number, now: number): Verdict;
  /** Counts a message that the bot sends to the chat. */
  said(chat: number, now: number): void;
};

/** Token buckets for each reader's requests and for each chat's answers. */
export function createLimiter(): Limiter {
  const readers = createBuckets(() => READER);
  // Groups and channels have negative ids.
  const chats = createBuckets((chat) => (chat < 0 ? SHARED : PRIVATE));
  return {
    ask(reader, chat, now) {
      const asked = readers.look(reader, now);
      const heard = chats.look(chat, now);
      if (asked.free >= 1 && heard.free >= 1) {
        asked.free -= 1;
        return 'allow';
      }
      const full = [asked, heard].filter(({ free }) => free < 1);
      const told = full.every(({ warned }) => warned);
      for (const bucket of full) bucket.warned = true;
      return told ? 'ignore' : 'warn';
    },
    said(chat, now) {
      chats.look(chat, now).free -= 1;
    },
  };
}

function createBuckets(rateOf: (id: number) => Rate): { look(id: number, now: number): Bucket } {
  const buckets = new Map<number, Bucket>();
  return {
    look(id, now) {
      const { burst, perSecond } = rateOf(id);
      const bucket = buckets.get(id) ?? { free: burst, at: now, warned: false };
      bucket.free = Math.min(burst, bucket.free + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      bucket.at = now;
      if (bucket.free >= burst * CALM) bucket.warned = false;
      buckets.delete(id);
      buckets.set(id, bucket);
      if (buckets.size > REMEMBERED) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      return bucket;
    },
  };
}
