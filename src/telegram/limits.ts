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
/** What goes at once may come to Telegram so much later than what goes after it: its seconds begin then. */
const SLACK_MS = 200;
/** All is as after a rest when this share of the burst is free again: a group is warned anew, and nobody counts as waiting on. */
const CALM = 1 / 2;
/** Who writes a few messages in one go has each of them answered, so many after the burst in their turn; more than that is a flood. */
const MOST_WAITING = 5;
/** A flood in a private chat is over when it paused for so long, */
const PAUSE_MS = 3_000;
/** and after the minute that its sentence names; nor is that said again before. */
const SILENCE_MS = 60_000;
/** Readers and chats remembered at once; the longest silent are forgotten first. */
const REMEMBERED = 10_000;

type Bucket = {
  free: number;
  /** Epoch ms up to which it was filled, or from which on it is. */
  at: number;
  warned: boolean;
  /** Requests in a row that had to wait. */
  waited: number;
  /** Epoch ms of its last request, while a flood goes on. */
  floodAt: number | undefined;
  /** Epoch ms at which the last flood was told. */
  toldAt: number;
};

/** What becomes of a request. */
export type Verdict =
  /** Answer it, or say nothing. */
  | { readonly kind: 'allow' | 'ignore' }
  /** Its turn comes after so many ms: ask again then. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Say, after so many ms, that it is too fast; once. */
  | { readonly kind: 'warn'; readonly ms: number };

const ALLOW: Verdict = { kind: 'allow' };
const IGNORE: Verdict = { kind: 'ignore' };

/** Who asks (any number that names one), in which chat, how many more wait there behind this one, and when (epoch ms). */
type Asking = {
  readonly reader: number;
  readonly chat: number;
  readonly behind: number;
  /** It waited its turn already. Timers may end a millisecond early: it waits on, and counts once. */
  readonly again?: boolean;
  readonly now: number;
};

/** Tells readers from floods. */
export type Limiter = {
  /** Counts a message of this reader's. */
  readonly ask: (asking: Asking) => Verdict;
  /** The same of a tap, which most often changes a message that is there: of the reader's share of a group it takes only what is said for it. */
  readonly tap: (asking: Asking) => Verdict;
  /** Counts words that a reader types behind the bot's name; whether they are answered. */
  readonly askInline: (reader: number, now: number) => boolean;
  /** Counts a message that the bot sends to the chat. */
  readonly said: (chat: number, now: number) => void;
};

/** Token buckets for each reader's requests and for each chat's answers. */
export function createLimiter(): Limiter {
  const readers = createBuckets(READER);
  const chats = createBuckets(CHAT);
  const groups = createBuckets(GROUP);
  const shares = createBuckets<string>(SHARE);
  const typed = createBuckets(INLINE);
  const shareOf = (reader: number, chat: number, now: number): readonly Bucket[] =>
    chat < 0 && reader !== chat ? [shares.look(`${reader} ${chat}`, now)] : [];
  /** By chat, the share of who tapped there last: updates of one chat are answered one after the other. */
  const tapping = new Map<number, readonly Bucket[]>();

  /** Groups and channels have negative ids. */
  function verdictOn(
    { reader, chat, behind, again = false, now }: Asking,
    share: readonly Bucket[],
  ): Verdict {
    const asked = readers.look(reader, now);
    const heard = chats.look(chat, now);
    return chat < 0
      ? inGroup(msUntilHeard(heard, now), [asked, ...share, groups.look(chat, now)])
      : inPrivate(heard, { isFast: asked.free < 1, behind, again, now });
  }

  return {
    ask: (asking) => {
      const { reader, chat, now } = asking;
      tapping.delete(chat);
      const share = shareOf(reader, chat, now);
      const verdict = verdictOn(asking, share);
      if (verdict.kind === 'allow')
        for (const bucket of [readers.look(reader, now), ...share]) bucket.free -= 1;
      return verdict;
    },
    tap: (asking) => {
      const { reader, chat, now } = asking;
      const share = shareOf(reader, chat, now);
      const verdict = verdictOn(asking, share);
      if (verdict.kind === 'allow') readers.look(reader, now).free -= 1;
      tapping.delete(chat);
      tapping.set(chat, share);
      const [oldest] = tapping.keys();
      if (tapping.size > REMEMBERED && oldest !== undefined) tapping.delete(oldest);
      return verdict;
    },
    askInline: (reader, now) => {
      const bucket = typed.look(reader, now);
      if (bucket.free < 1) return false;
      bucket.free -= 1;
      return true;
    },
    said: (chat, now) => {
      const own = chats.look(chat, now);
      if (own.free === CHAT.burst) own.at = now + SLACK_MS;
      const counted = chat < 0 ? [own, groups.look(chat, now)] : [own];
      for (const bucket of [...counted, ...(tapping.get(chat) ?? [])]) bucket.free -= 1;
    },
  };
}

/** Ms until the chat may hear the next message. */
function msUntilHeard({ free, at }: Bucket, now: number): number {
  // A hair of tolerance, for tenths do not add up to one exactly.
  return free > 1 - 1e-9 ? 0 : Math.max(0, at - now) + Math.ceil(((1 - free) / CHAT.perSecond) * 1000);
}

/** `ms`: until the chat may hear something. What is over a group's pace is not waited for: the wait would be minutes. */
function inGroup(ms: number, counted: readonly Bucket[]): Verdict {
  const full = counted.filter(({ free }) => free < 1);
  if (full.length === 0) return ms === 0 ? ALLOW : { kind: 'wait', ms };
  const told = full.some(({ warned }) => warned);
  for (const bucket of full) bucket.warned = true;
  return told ? IGNORE : { kind: 'warn', ms };
}

function inPrivate(
  heard: Bucket,
  {
    isFast,
    behind,
    again,
    now,
  }: Pick<Required<Asking>, 'behind' | 'again' | 'now'> & {
    readonly isFast: boolean;
  },
): Verdict {
  if (floods(heard, now)) return IGNORE;
  const ms = msUntilHeard(heard, now);
  const isMany = !again && ms > 0 && Math.max(behind, heard.waited) >= MOST_WAITING;
  if (isFast || isMany) return flood(heard, ms, now);
  if (ms === 0) {
    if (heard.free >= CHAT.burst * CALM) heard.waited = 0;
    return ALLOW;
  }
  if (!again) heard.waited += 1;
  return { kind: 'wait', ms };
}

/** Whether the chat's flood goes on. */
function floods(heard: Bucket, now: number): boolean {
  if (heard.floodAt === undefined) return false;
  const since = now - heard.floodAt;
  const told = now - heard.toldAt;
  // A clock that was set back silences nobody.
  const over = since < 0 || since >= PAUSE_MS || told < 0 || told >= SILENCE_MS;
  heard.floodAt = over ? undefined : now;
  if (over) heard.waited = 0;
  return !over;
}

function flood(heard: Bucket, ms: number, now: number): Verdict {
  const told = now - heard.toldAt;
  const isTold = told >= 0 && told < SILENCE_MS;
  heard.floodAt = now;
  if (isTold) return IGNORE;
  heard.toldAt = now;
  return { kind: 'warn', ms };
}

function createBuckets<Id = number>({ burst, perSecond }: Rate): { look(id: Id, now: number): Bucket } {
  const buckets = new Map<Id, Bucket>();
  return {
    look(id, now) {
      const bucket = buckets.get(id) ?? {
        free: burst,
        at: now,
        warned: false,
        waited: 0,
        floodAt: undefined,
        toldAt: Number.NEGATIVE_INFINITY,
      };
      bucket.free = Math.min(burst, bucket.free + (Math.max(0, now - bucket.at) / 1000) * perSecond);
      // A clock that was set back fills nothing, and stops nothing.
      if (bucket.at < now || bucket.at > now + SLACK_MS) bucket.at = now;
      if (bucket.free >= burst * CALM) bucket.warned = false;
      buckets.delete(id);
      buckets.set(id, bucket);
      if (buckets.size > REMEMBERED) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      return bucket;
    },
  };
}
