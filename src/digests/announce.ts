/** Putting messages that are sent at once into the outbox. */
import { Temporal } from 'temporal-polyfill';
import { HOUR, MINUTE } from '../durations.ts';
import { type Log, reason } from '../log.ts';
import type { Chat } from '../subscriptions/chat.ts';
import type { Schedule } from '../subscriptions/due.ts';
import { dayStart, isSilent, quietAhead } from '../subscriptions/quiet.ts';
import type { DigestKind, DigestStore } from './digest.ts';
import { writtenFacts } from './facts.ts';
import type { Notice, NoticeEntry, Push, RenderNotice } from './notice.ts';

/** What still waits after so long is given up: breaking news is none any more. */
const LIFETIME = {
  breaking: 30 * MINUTE,
  update: 30 * MINUTE,
  denial: 12 * HOUR,
  reminder: 12 * HOUR,
} as const;
/** Breaking news and what is new about it, for a chat that did not ask for all. */
const A_DAY = 2;
/** A chat's day lies within this, whatever its zone. */
export const pushesWithin = 48 * HOUR;

/** A notice for a chat. */
export type Wanted = {
  readonly chat: Chat;
  readonly schedule: Schedule;
  readonly notice: Notice;
  /** Names it among all of the chat's that day, in place of an hour. */
  readonly key: string;
  /** Telegram's id of the message that it answers. */
  readonly replyTo: number | undefined;
};

/** Messages put into the outbox, and messages that could not be made. */
export type Announced = Record<Exclude<DigestKind, 'digest'> | 'failed', number>;

/** What every message that goes at once is made with. */
export type AnnounceDeps = {
  readonly digests: Pick<DigestStore, 'announce'>;
  readonly render: RenderNotice;
  readonly log: Log;
};

/** Put these into the outbox in one transaction, and count them in `total`; one that cannot be made holds up no other. `now` is epoch ms. */
export async function announce(
  { digests, render, log }: AnnounceDeps,
  wanted: readonly Wanted[],
  { total, now }: { readonly total: Announced; readonly now: number },
): Promise<void> {
  const entries: NoticeEntry[] = [];
  for (const one of wanted) {
    try {
      entries.push(entryFor(render, one, now));
    } catch (error) {
      if (total.failed === 0)
        log.error(`a message could not be made: ${reason(error)}`, { chat: one.chat.id });
      total.failed += 1;
    }
  }
  if (entries.length === 0) return;
  const written = await digests.announce(entries, now);
  written.forEach((result, index) => {
    const entry = entries[index];
    if (result === 'stored' && entry !== undefined) total[entry.kind] += 1;
  });
}

function entryFor(
  render: RenderNotice,
  { chat, schedule, notice, key, replyTo }: Wanted,
  now: number,
): NoticeEntry {
  const { zone } = schedule;
  const localDate = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  return {
    chatId: chat.id,
    // A reminder tells nothing new, and is kept as what is told of a story anew.
    kind: notice.kind === 'reminder' ? 'update' : notice.kind,
    moment: { at: now, localDate: localDate.toString(), localTime: key },
    part: {
      ...render(notice, { chat, zone, at: now }),
      replyTo,
      silent: isSilent(chat.settings.silent, zone, now),
      expiresAt: now + LIFETIME[notice.kind],
      quiet: quietAhead(schedule, now),
      facts:
        notice.kind === 'reminder' ? new Map() : new Map([[notice.story.id, writtenFacts(notice.story)]]),
    },
  };
}

/** How many more may be pushed to the chat today, by what it got; a clock set back gives none anew. */
export function allowance(
  { settings }: Pick<Chat, 'settings'>,
  zone: string,
  { pushes, now }: { readonly pushes: readonly Push[]; readonly now: number },
): number {
  if (settings.breaking === 'off') return 0;
  if (settings.breaking === 'all') return Number.POSITIVE_INFINITY;
  const from = dayStart(zone, now);
  const today = pushes.filter(({ kind, at }) => kind !== 'denial' && at >= from).length;
  return Math.max(0, A_DAY - today);
}

/** Whether the chat may be written to unasked at all, at whatever hour. */
export function isReachable({ paused, restingUntil }: Chat, now: number): boolean {
  return paused === undefined && (restingUntil === undefined || restingUntil <= now);
}
