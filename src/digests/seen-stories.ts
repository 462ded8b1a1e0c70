/** Stories as a chat sees them that hid outlets: what only those tell is in no list, and their words are others'. */
import type { Story, StoryStore } from '../stories/story.ts';
import type { Wishes } from '../subscriptions/wishes.ts';
import { asWished } from './wished.ts';

/** A list is filled up from so many stories at most. */
const MOST = 400;

/**
 * The store for one chat; `wishes` is asked at each call, and gives undefined for a chat without any. A story that is asked for by its number comes also
 * when only hidden outlets tell it: then it is what the reader wants to see.
 */
export function seenStories(store: StoryStore, wishes: () => Promise<Wishes | undefined>): StoryStore {
  async function hiding(): Promise<Wishes | undefined> {
    const own = await wishes();
    return own === undefined || own.hidden.length === 0 ? undefined : own;
  }

  /** The first `limit` of what `read` gives that are seen. */
  async function filled(
    limit: number,
    read: (limit: number) => Promise<readonly Story[]>,
  ): Promise<readonly Story[]> {
    const own = await hiding();
    if (own === undefined) return read(limit);
    for (let asked = limit; ; asked = Math.min(asked * 4, Math.max(MOST, limit))) {
      const all = await read(asked);
      const seen = all.flatMap((story) => asWished(story, own)?.story ?? []);
      if (seen.length >= limit || all.length < asked || asked >= MOST) return seen.slice(0, limit);
    }
  }

  return {
    ...store,
    latest: (query) => filled(query.limit, (limit) => store.latest({ ...query, limit })),
    search: (terms, limit, without) => filled(limit, (more) => store.search(terms, more, without)),
    async recent(since) {
      const own = await hiding();
      const all = await store.recent(since);
      return own === undefined ? all : all.flatMap((story) => asWished(story, own)?.story ?? []);
    },
    async find(id) {
      const own = await hiding();
      const story = await store.find(id);
      return story && own ? (asWished(story, own)?.story ?? story) : story;
    },
    async byIds(ids) {
      const own = await hiding();
      const all = await store.byIds(ids);
      return own === undefined ? all : all.map((story) => asWished(story, own)?.story ?? story);
    },
  };
}
