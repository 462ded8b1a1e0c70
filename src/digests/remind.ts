/** What may not have arrived, told once more to chats that get no digest soon; in the others' next digest it is told anyway. */
import { HOUR } from '../durations.ts';
import type { StoryStore } from '../stories/story.ts';
import type { ChatStore } from '../subscriptions/chat.ts';
import { scheduleOf } from '../subscriptions/due.ts';
import { heldUntil } from '../subscriptions/quiet.ts';
import { type AnnounceDeps, type Announced, announce, isReachable } from './announce.ts';
import type { DigestStore, Reminder } from './digest.ts';
import { APART, SOON } from './update-to.ts';

/** What is older is no news any more. */
const AGE = 48 * HOUR;
/** Chats in one transaction. */
const BATCH = 100;

/** What telling again what may not have arrived works with. */
export type RemindDeps = AnnounceDeps & {
  readonly stories: Pick<StoryStore, 'byIds'>;
  readonly chats: Pick<ChatStore, 'byIds'>;
  readonly digests: Pick<DigestStore, 'uncertainAlone' | 'unconfirmed' | 'announce'>;
  readonly defaultZone: string;
};

/**
 * Put into the outbox, in one message for each chat that wants breaking news and gets no digest soon, the headlines of what was sent to it and
 * of which nobody knows whether it arrived: as long after it as news of it would come, once, and never in quiet hours. `now` is epoch ms.
 */
export async function remindAlone(
  deps: RemindDeps,
  { now, total }: { readonly now: number; readonly total: Announced },
): Promise<void> {
  const { chats, digests, stories, defaultZone } = deps;
  for (let after: number | undefined = 0; after !== undefined; ) {
    const span = { from: now - AGE, until: now - APART, alone: now + SOON };
    const ids = await digests.uncertainAlone(span, after, BATCH);
    const missed = await digests.unconfirmed(ids);
    if (missed.size > 0) {
      const storyIds = new Set([...missed.values()].flatMap((list) => list.map(({ storyId }) => storyId)));
      const found = new Map((await stories.byIds([...storyIds])).map((story) => [story.id, story]));
      const wanted = (await chats.byIds([...missed.keys()])).flatMap((chat) => {
        const schedule = scheduleOf(chat, defaultZone);
        if (!isReachable(chat, now) || heldUntil(schedule, now) !== undefined) return [];
        const reminders = (missed.get(chat.id) ?? []).flatMap(({ storyId, ...digest }): Reminder[] => {
          const story = found.get(storyId);
          return story === undefined ? [] : [{ story, digest }];
        });
        if (reminders.length === 0) return [];
        const key = `reminder ${reminders.map(({ story }) => story.id).join(' ')}`;
        return { chat, schedule, notice: { kind: 'reminder', reminders } as const, key, replyTo: undefined };
      });
      await announce(deps, wanted, { total, now });
    }
    after = ids.length < BATCH ? undefined : ids.at(-1);
  }
}
