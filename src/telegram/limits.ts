/** How much one reader may ask for in a burst, and how much the bot may say in one chat. */

type Rate = { readonly burst: number; readonly perSecond: number };

/** A reader who taps through a list of topics stays below; a flood does not. */
const READER: Rate = { burst: 20, perSecond: 1 };
/** Telegram lets 3 messages at once through to a chat and then 1 a second; to a group no more than 20 a minute besides, digests among
 * them. */
const CHAT: Rate = { burst: 3, perSecond: 1 };
const GROUP: Rate = { burst: 6, perSecond: 12 / 60 };
/** A question is asked anew with every few letters that are typed. */
const INLINE: Rate = { burst: 30, perSecond: 2 };
/** What one reader may take of that: half, so that a flood leaves the others theirs. */
const SHARE: Rate = { burst: 3, perSecond: 6 / 60 };
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
  /** The same of a tap, which most often changes a message that is there: of the reader's share of a group it takes only what is said for it. */
  tap(reader: number, chat: number, now: number): Verdict;
  /** Counts words that a reader types behind the bot's name; whether they are answered. */
  askInline(reader: number, now: number): boolean;
  /** Counts a message that the bot sends to the chat. */
  said(chat: number, now: number): void;
};

/** Token buckets for each reader's requests and for each chat's answers. */
export function createLimiter(): Limiter {
  const readers = createBuckets(READER);
  const chats = createBuckets(CHAT);
  const groups = createBuckets(GROUP);
  const shares = createBuckets<string>(SHARE);
  const typed = createBuckets(INLINE);
  // Groups and channels have negative ids.
  const heard = (chat: number, now: number): readonly Bucket[] =>
    chat < 0 ? [chats.look(chat, now), groups.look(chat, now)] : [chats.look(chat, now)];
  const shareOf = (reader: number, chat: number, now: number): readonly Bucket[] =>
    chat < 0 && reader !== chat ? [shares.look(`${reader} ${chat}`, now)] : [];
  /** By chat, the share of who tapped there last: updates of one chat are answered one after the other. */
  const tapping = new Map<number, readonly Bucket[]>();
  return {
    ask(reader, chat, now) {
      tapping.delete(chat);
      const asked = [readers.look(reader, now), ...shareOf(reader, chat, now)];
      const verdict = verdictOf([...asked, ...heard(chat, now)]);
      if (verdict === 'allow') for (const bucket of asked) bucket.free -= 1;
      return verdict;
    },
    tap(reader, chat, now) {
      const asked = readers.look(reader, now);
      const share = shareOf(reader, chat, now);
      const verdict = verdictOf([asked, ...share, ...heard(chat, now)]);
      if (verdict === 'allow') asked.free -= 1;
      tapping.delete(chat);
      tapping.set(chat, share);
      const [oldest] = tapping.keys();
      if (tapping.size > REMEMBERED && oldest !== undefined) tapping.delete(oldest);
      return verdict;
    },
    askInline(reader, now) {
      const bucket = typed.look(reader, now);
      if (bucket.free < 1) return false;
      bucket.free -= 1;
      return true;
    },
    said(chat, now) {
      for (const bucket of [...heard(chat, now), ...(tapping.get(chat) ?? [])]) bucket.free -= 1;
    },
  };
}

function verdictOf(buckets: readonly Bucket[]): Verdict {
  const full = buckets.filter(({ free }) => free < 1);
  if (full.length === 0) return 'allow';
  const told = full.some(({ warned }) => warned);
  for (const bucket of full) bucket.warned = true;
  return told ? 'ignore' : 'warn';
}

function createBuckets<Id = number>({ burst, perSecond }: Rate): { look(id: Id, now: number): Bucket } {
  const buckets = new Map<Id, Bucket>();
  return {
    look(id, now) {
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
