/** Digests out of their hours: what the next one would hold, and a chat's first. */
import { Temporal } from 'temporal-polyfill';
import type { Chat, Moment } from '../subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../subscriptions/due.ts';
import type { Digest, DigestStore, RenderDigest } from './digest.ts';
import { candidatesFor, digestFor, forOutbox, type MakeDeps, storedOf, storiesOf } from './make.ts';

/**
 * What the chat's next digest would hold if it came at `now` (epoch ms); undefined when there is nothing to tell.
 * Spends nothing: nothing is told by it.
 */
export async function previewDigest(deps: MakeDeps, chat: Chat, now: number): Promise<Digest | undefined> {
  const stored = await storedOf(deps, [chat], await candidatesFor(deps, now));
  const schedule = scheduleOf(chat, deps.defaultZone);
  const moment = nextMoment(schedule, now) ?? momentAt(schedule.zone, now);
  return digestFor({ chat, schedule, moment, next: nextMoment(schedule, moment.at) }, stored, now).digest;
}

/**
 * The chat's first digest, as it is at `now` (epoch ms) whatever its hours; `tell` puts it into the outbox, and resolves to whether it
 * is there: a story of it may have been taken out meanwhile. undefined where there is nothing to tell, for a paused chat,
 * and for one that had a digest before.
 */
export async function firstDigest(
  deps: MakeDeps & { readonly digests: DigestStore; readonly render: RenderDigest },
  chat: Chat,
  now: number,
): Promise<{ readonly tell: () => Promise<boolean> } | undefined> {
  const { digests } = deps;
  if (chat.paused !== undefined || (await digests.last(chat.id)) !== undefined) return undefined;
  const stored = await storedOf(deps, [chat], await candidatesFor(deps, now));
  const schedule = scheduleOf(chat, deps.defaultZone);
  const moment = momentAt(schedule.zone, now);
  const { digest } = digestFor({ chat, schedule, moment, next: nextMoment(schedule, now) }, stored, now);
  if (digest === undefined) return undefined;
  const { nextDigestAt } = chat;
  const parts = forOutbox(deps.render(digest), { chat, schedule, stories: storiesOf(digest), now });
  const entry = { chatId: chat.id, dueAt: nextDigestAt, moment, parts, passedOver: 0, nextDigestAt };
  return { tell: async () => (await digests.create([entry], now))[0] === 'stored' };
}

/** What a chat without moments of its own is shown: its digest as it would be now. */
function momentAt(zone: string, now: number): Moment {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return {
    at: now,
    localDate: local.toPlainDate().toString(),
    localTime: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}
