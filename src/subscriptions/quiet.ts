/** When a chat is not to be disturbed, and when it sleeps. */
import { Temporal } from 'temporal-polyfill';
import type { ChatSettings } from './chat.ts';
import { isQuiet, quietEnd, type Schedule } from './due.ts';
import { daysOff } from './weekend.ts';

/** A stretch of time in epoch ms; `until` lies outside it. */
export type Span = { readonly from: number; readonly until: number };

const FRIDAY = 5;
/** The Friday prayer, wherever Friday is a day off: its hour differs by half an hour between Rabat and Muscat. */
const FRIDAY_NOON = { from: '11:30', to: '13:30' };
/** When a chat that wants silence at night sleeps. */
const NIGHT = { from: '22:00', to: '07:00' };

type Hours = Pick<Schedule, 'zone' | 'quiet'>;

function localAt(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

const clockOf = (local: Temporal.ZonedDateTime): string =>
  local.toPlainTime().toString({ smallestUnit: 'minute' });

/** When the Friday prayer's time ends that `at` (epoch ms) lies in; undefined at other times. */
function fridayNoonEnd(zone: string, at: number): number | undefined {
  if (!daysOff(zone).includes(FRIDAY)) return undefined;
  const local = localAt(at, zone);
  if (local.dayOfWeek !== FRIDAY || !isQuiet(FRIDAY_NOON, clockOf(local))) return undefined;
  return quietEnd({ zone, quiet: FRIDAY_NOON }, at);
}

/** When a message that nobody asked for may come, if not at `now`: after quiet hours and the Friday prayer. All in epoch ms. */
export function heldUntil(schedule: Hours, now: number): number | undefined {
  let at = now;
  // The one may end within the other.
  for (let step = 0; step < 3; step += 1) {
    const end = quietEnd(schedule, at) ?? fridayNoonEnd(schedule.zone, at);
    if (end === undefined) break;
    at = end;
  }
  return at === now ? undefined : at;
}

/** The next quiet hours that begin after `now` (epoch ms); undefined without any. */
export function quietAhead({ zone, quiet }: Hours, now: number): Span | undefined {
  if (quiet === undefined) return undefined;
  const local = localAt(now, zone);
  for (const days of [0, 1, 2]) {
    const begins = local.toPlainDate().add({ days }).toPlainDateTime(Temporal.PlainTime.from(quiet.from));
    const from = begins.toZonedDateTime(zone).epochMilliseconds;
    const until = from > now ? quietEnd({ zone, quiet }, from) : undefined;
    if (until !== undefined) return { from, until };
  }
  return undefined;
}

/** Whether what comes at `now` (epoch ms) comes without a sound. */
export function isSilent(silent: ChatSettings['silent'], zone: string, now: number): boolean {
  if (silent === 'night') return isQuiet(NIGHT, clockOf(localAt(now, zone)));
  return silent === 'always';
}

/** When the local day of `now` began (epoch ms). */
export function dayStart(zone: string, now: number): number {
  return localAt(now, zone).startOfDay().epochMilliseconds;
}
