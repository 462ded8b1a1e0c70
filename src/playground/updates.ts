/** The queue of updates: numbered, confirmed by offset, given to one poller at a time. */
import { DAY } from '../durations.ts';

type Update = { readonly update_id: number } & Readonly<Record<string, unknown>>;

/** How long an update is kept, in ms. */
const KEPT_MS = DAY;
const KEPT_SHORTER_MS: Readonly<Record<string, number>> = { callback_query: 150_000, inline_query: 30_000 };
/** The server's cap on a long poll. */
const POLL_LIMIT_SECONDS = 50;

/** Kinds a bot gets only when it asks for them by name. */
const ON_REQUEST: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

type Poll = {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
  /** Called once: with updates, or with who took the place (409). */
  readonly answer: (updates: readonly Update[] | 'poller' | 'webhook') => void;
};

/** The updates that wait for the bot. */
export type UpdateQueue = {
  /** Queues an update of this kind, unless the bot asked not to get it. Returns its id. */
  readonly add: (kind: string, content: unknown, now: number) => number | undefined;
  /** Answers at once or when something comes or the time is over. Returns what forgets the poll (its client went away). */
  readonly poll: (poll: Poll, now: number) => () => void;
  /** From now on only these kinds; an empty list restores the usual ones. */
  readonly allow: (kinds: readonly string[]) => void;
  /** Leaves a gap in the numbers, as Telegram does after a quiet week. */
  readonly jump: (by: number) => void;
  readonly pending: () => number;
  /** All that is not confirmed, oldest first. */
  readonly all: () => readonly Update[];
  /** One of them is confirmed by itself. */
  readonly confirm: (id: number) => void;
  /** Who is told that something came; a poll under way ends, since a webhook took its place. */
  readonly watch: (came: (() => void) | undefined) => void;
  readonly drop: () => void;
  /** Ends the poll under way with nothing. */
  readonly close: () => void;
};

/** A queue of updates numbered from `firstId` on. */
export function createUpdateQueue(firstId: number): UpdateQueue {
  let nextId = firstId;
  let allowed: ReadonlySet<string> = new Set();
  let queue: { readonly update: Update; readonly keptUntil: number }[] = [];
  let came: (() => void) | undefined;
  let waiting: { readonly poll: Poll; readonly timer: NodeJS.Timeout } | undefined;

  function batch(poll: Poll): readonly Update[] {
    return queue.slice(0, poll.limit).map(({ update }) => update);
  }
  function settle(updates: readonly Update[] | 'poller' | 'webhook'): void {
    const current = waiting;
    waiting = undefined;
    if (current === undefined) return;
    clearTimeout(current.timer);
    current.poll.answer(updates);
  }

  return {
    add(kind, content, now) {
      const wanted = allowed.size === 0 ? !ON_REQUEST.has(kind) : allowed.has(kind);
      if (!wanted) return undefined;
      const update: Update = { update_id: nextId, [kind]: content };
      nextId += 1;
      queue.push({ update, keptUntil: now + (KEPT_SHORTER_MS[kind] ?? KEPT_MS) });
      if (waiting !== undefined) settle(batch(waiting.poll));
      came?.();
      return update.update_id;
    },
    poll(poll, now) {
      queue = queue.filter(({ keptUntil }) => keptUntil > now);
      if (poll.offset < 0) queue = queue.slice(poll.offset);
      else queue = queue.filter(({ update }) => update.update_id >= poll.offset);
      settle('poller');
      if (queue.length > 0 || poll.timeoutSeconds <= 0) {
        poll.answer(batch(poll));
        return () => {};
      }
      const seconds = Math.min(poll.timeoutSeconds, POLL_LIMIT_SECONDS);
      const entry = { poll, timer: setTimeout(() => settle([]), seconds * 1000) };
      waiting = entry;
      return () => {
        if (waiting !== entry) return;
        clearTimeout(entry.timer);
        waiting = undefined;
      };
    },
    allow(kinds) {
      allowed = new Set(kinds);
    },
    jump(by) {
      nextId += by;
    },
    pending: () => queue.length,
    all: () => queue.map(({ update }) => update),
    confirm(id) {
      queue = queue.filter(({ update }) => update.update_id !== id);
    },
    watch(told) {
      came = told;
      if (told !== undefined) settle('webhook');
    },
    drop() {
      queue = [];
    },
    close() {
      settle([]);
    },
  };
}
