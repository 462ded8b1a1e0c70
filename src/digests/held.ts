/** What waits for chats until they may be disturbed. It is kept in memory: a bot that starts finds it out again. */

/** What is sent at once. */
type HeldKind = 'breaking' | 'updates' | 'denials';

/** What waits for a chat, by the stories' ids; `until` is epoch ms. */
type Waiting = { until: number } & Readonly<Record<HeldKind, Set<number>>>;

/** What waited for a chat, and waits no more. */
type Due = { readonly chatId: number } & Readonly<Record<HeldKind, ReadonlySet<number>>>;

/** Hears that a story waits for a chat, which is asked again at `until` (epoch ms) at the latest. */
export type Hold = (chatId: number, until: number, storyId: number) => void;

/** A memory of what is held, empty at first. */
export function createHeld() {
  const waiting = new Map<number, Waiting>();

  return {
    /** Chats for which something waits. */
    get size(): number {
      return waiting.size;
    },
    /** Holds what is of this kind; not asked again before the moment after `now` (epoch ms). */
    holding(kind: HeldKind, now: number): Hold {
      return (chatId, until, storyId) => {
        const own = waiting.get(chatId) ?? nothing(until);
        own.until = Math.max(now + 1, Math.min(own.until, until));
        own[kind].add(storyId);
        waiting.set(chatId, own);
      };
    },
    /** Chats that are to be asked again by `now` (epoch ms); they wait on until they are taken. */
    due(now: number): readonly Due[] {
      return [...waiting].flatMap(([chatId, { until, ...kinds }]) =>
        until <= now ? { chatId, ...kinds } : [],
      );
    },
    /** Lets go what waits for these chats. */
    take(chats: readonly Due[]): void {
      for (const { chatId } of chats) waiting.delete(chatId);
    },
  };
}

function nothing(until: number): Waiting {
  return { until, breaking: new Set(), updates: new Set(), denials: new Set() };
}
