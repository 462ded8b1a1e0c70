/** What is new about breaking news, to those who got it as such. */
import type { Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { scheduleOf } from '../subscriptions/due.ts';
import { heldUntil } from '../subscriptions/quiet.ts';
import { noWishes, type WishStore } from '../subscriptions/wishes.ts';
import {
  type AnnounceDeps,
  type Announced,
  allowance,
  announce,
  isReachable,
  pushesWithin,
} from './announce.ts';
import type { DigestStore } from './digest.ts';
import { followUp } from './follow-up.ts';
import { asWished } from './wished.ts';

/** News of one story is not pushed again sooner, in ms. */
const APART = 3 * 3_600_000;

export type UpdateDeps = AnnounceDeps & {
  readonly digests: Pick<DigestStore, 'tellings' | 'pushes' | 'announce'>;
  readonly wishes: Pick<WishStore, 'of'>;
  /** IANA zone of chats that chose none. */
  readonly defaultZone: string;
};

/** Put what is new about the story into the outbox for those of these chats that got it at once; what may not come now comes with their
 * next digest. `now` is epoch ms. */
export async function updateTo(
  deps: UpdateDeps,
  all: readonly Chat[],
  { story, now, total }: { readonly story: Story; readonly now: number; readonly total: Announced },
): Promise<void> {
  const { digests } = deps;
  const page = all.filter((chat) => isReachable(chat, now));
  const ids = page.map(({ id }) => id);
  const tellings = await digests.tellings(ids, [story.id]);
  if (tellings.size === 0) return;
  const pushes = await digests.pushes(ids, now - pushesWithin);
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
