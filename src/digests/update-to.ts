/** What is new about breaking news, to those who got it as such. */
import type { Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { scheduleOf } from '../subscriptions/due.ts';
import { heldUntil } from '../subscriptions/quiet.ts';
import { noWishes, type WishStore } from '../subscriptions/wishes.ts';
import { type AnnounceDeps, type Announced, allowance, announce, pushesWithin } from './announce.ts';
import type { DigestStore } from './digest.ts';
import { followUp } from './follow-up.ts';
import type { Telling } from './notice.ts';
import { asWished } from './wished.ts';

/** News of one story is not pushed again sooner, in ms. */
const APART = 3 * 3_600_000;

/** What telling of updates works with. */
export type UpdateDeps = AnnounceDeps & {
  readonly digests: Pick<DigestStore, 'pushes' | 'announce'>;
  readonly wishes: Pick<WishStore, 'of'>;
  /** IANA zone of chats that chose none. */
  readonly defaultZone: string;
};

/** Put what is new about the story into the outbox for those of these chats that got it at once; what may not come now comes with their
 * next digest. `tellings` are of that story; `now` is epoch ms. */
export async function updateTo(
  deps: UpdateDeps,
  page: readonly Chat[],
  {
    story,
    tellings,
    now,
    total,
  }: {
    readonly story: Story;
    readonly tellings: ReadonlyMap<number, readonly Telling[]>;
    readonly now: number;
    readonly total: Announced;
  },
): Promise<void> {
  const ids = page.map(({ id }) => id);
  const pushes = await deps.digests.pushes(ids, now - pushesWithin);
  const wishes = await deps.wishes.of(ids);
  const wanted = page.flatMap((chat) => {
    const telling = tellings.get(chat.id)?.at(-1);
    if (telling === undefined || telling.kind === 'digest' || telling.kind === 'denial') return [];
    const schedule = scheduleOf(chat, deps.defaultZone);
    const sent = pushes.get(chat.id) ?? [];
    const isSoon = sent.some(({ storyIds, at }) => storyIds.includes(telling.storyId) && now - at < APART);
    const left = allowance(chat, schedule.zone, { pushes: sent, now });
    if (isSoon || left === 0 || heldUntil(schedule, now) !== undefined) return [];
    const seenAs = asWished(story, wishes.get(chat.id) ?? noWishes);
    const news = seenAs && followUp(telling, seenAs.story);
    if (news?.notice.kind !== 'update') return [];
    return { chat, schedule, ...news, key: `update ${story.id} after ${news.replyTo}` };
  });
  await announce(deps, wanted, { total, now });
}
