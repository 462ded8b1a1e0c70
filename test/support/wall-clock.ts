/** What chats should get, found by looking at the clock on the wall each half hour; knows nothing of the rules as the bot writes them. */
import { Temporal } from 'temporal-polyfill';
import type { ChatSchedule } from '../../src/subscriptions/chat.ts';

/** Clocks are changed, and the times of these habits lie, at half hours. */
const STEP = 30 * 60_000;

/** The first two days of both Eids of 2026 to 2030, as a calendar of Umm al-Qura has them. */
const EIDS: readonly string[] = `
  2026-03-20 2026-03-21 2026-05-27 2026-05-28 2027-03-09 2027-03-10 2027-05-16 2027-05-17 2028-02-26 2028-02-27
  2028-05-05 2028-05-06 2029-02-14 2029-02-15 2029-04-24 2029-04-25 2030-02-04 2030-02-05 2030-04-13 2030-04-14`
  .trim()
  .split(/\s+/u);

/** The same where they are holidays: of the zones in these tests, everywhere but here. */
const feastsOf = (zone: string): readonly string[] => (/^(?:Europe|America)\//u.test(zone) ? [] : EIDS);

export type Habit = Partial<ChatSchedule> & { readonly times: readonly string[] };

export type Fired = { readonly key: string; readonly at: number };

export const local = (time: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone);
const clockOf = (time: Temporal.ZonedDateTime): string =>
  time.toPlainTime().toString({ smallestUnit: 'minute' });
/** 0 for Sunday. */
const weekdayOf = (time: Temporal.ZonedDateTime): number => time.dayOfWeek % 7;

/** Whether a digest would come in quiet hours, or before ten on a day off that begins late. `off` are the weekdays off, 0 for Sunday. */
export const disturbs = (
  { quiet, weekend }: Habit,
  time: Temporal.ZonedDateTime,
  off: readonly number[],
): boolean => {
  const clock = clockOf(time);
  const night =
    quiet !== undefined &&
    (quiet.from < quiet.to
      ? quiet.from <= clock && clock < quiet.to
      : quiet.from <= clock || clock < quiet.to);
  return night || (weekend === 'late' && off.includes(weekdayOf(time)) && clock < '10:00');
};

/** Whether digests come on that day. */
export const isChosen = (
  { days, weekend }: Habit,
  time: Temporal.ZonedDateTime,
  off: readonly number[],
): boolean =>
  (days ?? [0, 1, 2, 3, 4, 5, 6]).includes(weekdayOf(time)) &&
  !(weekend === 'none' && off.includes(weekdayOf(time)));

/** Of these, in the order of time, what is left where a feast has the last of the day alone. */
export function onFeasts(all: readonly Fired[], zone: string): readonly Fired[] {
  const dayOf = ({ at }: Fired): string => local(at, zone).toPlainDate().toString();
  const feasts = feastsOf(zone);
  return all.filter((one, index) => {
    const next = all[index + 1];
    return !feasts.includes(dayOf(one)) || next === undefined || dayOf(next) !== dayOf(one);
  });
}

/** The digests of the local times of these days (YYYY-MM-DD, both included): each once, at the first moment that disturbs nobody; on a feast
 * the last of the day alone. */
export function expectedDigests(
  habit: Habit,
  { zone, off }: { readonly zone: string; readonly off: readonly number[] },
  { first, last }: { readonly first: string; readonly last: string },
): readonly Fired[] {
  const byInstant = new Map<number, string>();
  const end = Temporal.PlainDate.from(last);
  for (
    let day = Temporal.PlainDate.from(first);
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  )
    for (const time of habit.times) {
      const wanted = day.toPlainDateTime(time);
      let moment = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
      if (!moment.toPlainDateTime().equals(wanted)) {
        const gapEnd = moment.getTimeZoneTransition('next');
        if (gapEnd === null) throw new Error('a gap has an end');
        moment = gapEnd;
      }
      while (disturbs(habit, moment, off)) moment = local(moment.epochMilliseconds + STEP, zone);
      if (isChosen(habit, moment, off)) byInstant.set(moment.epochMilliseconds, `${day.toString()} ${time}`);
    }
  const all = [...byInstant].map(([instant, key]) => ({ at: instant, key }));
  return onFeasts(
    all.sort((one, other) => one.at - other.at),
    zone,
  );
}
