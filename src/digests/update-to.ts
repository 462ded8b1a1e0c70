/** What is new about breaking news, to those who got it as such. */
import { Temporal } from 'temporal-polyfill';
import { HOUR, MINUTE } from '../durations.ts';
import type { Story } from '../stories/story.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { type Schedule, scheduleOf } from '../subscriptions/due.ts';
import { heldUntil } from '../subscriptions/quiet.ts';
import { noWishes, type WishStore } from '../subscriptions/wishes.ts';
import { type AnnounceDeps, type Announced, allowance, announce, pushesWithin } from './announce.ts';
import type { DigestStore } from './digest.ts';
import type { Turn } from './facts.ts';
import { newsOf } from './follow-up.ts';
import type { Hold } from './held.ts';
import type { Push, Telling } from './notice.ts';
import { asWished } from './wished.ts';

/**
 * News of one story is not pushed again sooner, in ms: the numbers of its first hours change with each of its outlets, and who has two
 * messages a day wants in the second what stands by then.
 */
export const APART = 3 * HOUR;
/** What may not be pushed any more today comes when the next day has begun for its readers. */
const MORNING = '08:00';
/** A chat whose next digest is farther off is told as one that gets none. */
export const SOON = 24 * HOUR;

/** What telling of updates works with. */
export type UpdateDeps = AnnounceDeps & {
  readonly digests: Pick<DigestStore, 'pushes' | 'announce'>;
  readonly wishes: Pick<WishStore, 'of'>;
  /** IANA zone of chats that chose none. */
  readonly defaultZone: string;
};

/**
 * Put what is new about the story into the outbox for those of these chats that got it at once. What may not come now comes with their next
 * digest; `hold` hears of chats that get none soon, and are to be asked again. `tellings` are of that story; `now` is epoch ms.
 */
export async function updateTo(
  deps: UpdateDeps,
  page: readonly Chat[],
  {
    story,
    tellings,
    now,
    total,
    hold,
  }: {
    readonly story: Story;
    readonly tellings: ReadonlyMap<number, readonly Telling[]>;
    readonly now: number;
    readonly total: Announced;
    readonly hold: Hold;
  },
): Promise<void> {
  const ids = page.map(({ id }) => id);
  const pushes = await deps.digests.pushes(ids, now - pushesWithin);
  const wishes = await deps.wishes.of(ids);
  const wanted = page.flatMap((chat) => {
    const telling = tellings.get(chat.id)?.at(-1);
    if (telling === undefined || telling.kind === 'digest' || telling.kind === 'denial') return [];
    if (chat.settings.breaking === 'off') return [];
    const schedule = scheduleOf(chat, deps.defaultZone);
    const seenAs = asWished(story, wishes.get(chat.id) ?? noWishes);
    const notice = seenAs && newsOf(telling, seenAs.story);
    if (notice?.kind !== 'update') return [];
    const until = isCorrection(notice.turn)
      ? heldUntil(schedule, now)
      : waitsUntil(chat, schedule, { telling, pushes: pushes.get(chat.id) ?? [], now });
    const asksAgain = telling.isWaiting ? Math.max(until ?? now, now + MINUTE) : until;
    if (asksAgain !== undefined) {
      if ((chat.nextDigestAt ?? Number.POSITIVE_INFINITY) - now > SOON) hold(chat.id, asksAgain, story.id);
      return [];
    }
    const { messageId: replyTo } = telling;
    // What nobody knows the arrival of is told again as a headline.
    if (replyTo === undefined) return [];
    return { chat, schedule, notice, replyTo, key: `update ${story.id} after ${replyTo}` };
  });
  await announce(deps, wanted, { total, now });
}

/** What was told wrongly is put right as soon as it may be, however much the chat got. */
function isCorrection({ kind }: Turn): boolean {
  return kind === 'corrected' || kind === 'renamed';
}

/** When news of a story that a chat was told may be pushed to it, in epoch ms; undefined for now. */
function waitsUntil(
  chat: Chat,
  schedule: Schedule,
  {
    telling,
    pushes,
    now,
  }: { readonly telling: Telling; readonly pushes: readonly Push[]; readonly now: number },
): number | undefined {
  let at = Math.max(now, telling.at + APART);
  if (allowance(chat, schedule.zone, { pushes, now: at }) === 0) at = morningAfter(at, schedule.zone);
  at = heldUntil(schedule, at) ?? at;
  return at > now ? at : undefined;
}

function morningAfter(at: number, zone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const next = local.toPlainDate().add({ days: 1 });
  return next.toZonedDateTime({ timeZone: zone, plainTime: MORNING }).epochMilliseconds;
}
