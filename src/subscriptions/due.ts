/** When a chat's digest is due: its local times in its own calendar, each once a day whatever the clocks do. */
import { Temporal } from 'temporal-polyfill';
import { DAY, HOUR } from '../durations.ts';
import { type ChatSchedule, type Moment, wholeWeek } from './chat.ts';
import { isFeast } from './feast.ts';
import { daysOff } from './weekend.ts';

/** Local times of a chat that set none. */
export const defaultTimes: readonly string[] = ['08:00', '20:00'];

/** The local times HH:MM of a schedule, the default ones where it has none. */
export function timesOf({ times }: Pick<ChatSchedule, 'times'>): readonly string[] {
  return times.length === 0 ? defaultTimes : times;
}

/** On days off, for a chat that wants to sleep in: no digest before this local time. */
const lateStart = '10:00';

/** A missed moment older than this is given up. */
export const momentLifetime = 12 * HOUR;

/** A chat's schedule in a zone that is known; what is left out stands as for a chat that chose nothing. */
export type Schedule = {
  /** IANA zone. */
  readonly zone: string;
  /** Local times HH:MM in any order; empty stands for the default ones. */
  readonly times: readonly string[];
} & Partial<Omit<ChatSchedule, 'zone' | 'times'>>;

/** The key of a moment among those of one chat. */
export function momentKey(moment: Pick<Moment, 'localDate' | 'localTime'>): string {
  return `${moment.localDate} ${moment.localTime}`;
}

/**
 * The chat's schedule in its own zone; in `defaultZone` when it chose none, or one that this system does not know (its zone data may
 * be older than those the zone was chosen with). Throws for an unknown default zone.
 */
export function scheduleOf(chat: ChatSchedule, defaultZone: string): Schedule {
  if (chat.zone !== undefined && isKnown(chat.zone)) return { ...chat, zone: chat.zone };
  if (!isKnown(defaultZone)) throw new Error(`unknown time zone ${defaultZone}`);
  return { ...chat, zone: defaultZone };
}

/** Zones asked for, some dozens, and whether this system knows them. */
const zones = new Map<string, boolean>();

function isKnown(zone: string): boolean {
  let known = zones.get(zone);
  if (known === undefined) {
    try {
      Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
      known = true;
    } catch {
      known = false;
    }
    if (zones.size >= MEMORY) zones.clear();
    zones.set(zone, known);
  }
  return known;
}

const NONE: ReadonlySet<string> = new Set();
/** Local days within which a schedule that has a day at all comes to it, with a week's used keys passed over. */
const FARTHEST_DAYS = 21;

/**
 * The first moment strictly after `after` (epoch ms), and not before the chat's rest ends, whose key is not among the `used` ones. undefined for a schedule
 * that no day is left of, and when this system does not know the zone.
 */
export function nextMoment(
  schedule: Schedule,
  after: number,
  used: ReadonlySet<string> = NONE,
): Moment | undefined {
  const from = Math.max(after, (schedule.restingUntil ?? Number.NEGATIVE_INFINITY) - 1);
  for (let days = 0; days <= FARTHEST_DAYS; days += 2) {
    const moments = around(schedule, from + days * DAY);
    if (moments === undefined) return undefined;
    const found = moments.find((moment) => moment.at > from && !used.has(momentKey(moment)));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The newest moment at or before `now` (epoch ms) that is younger than 12 h; undefined when there is none. */
export function latestMoment(schedule: Schedule, now: number): Moment | undefined {
  const newest = around(schedule, now)?.findLast((moment) => moment.at <= now);
  return newest !== undefined &&
    now - newest.at < momentLifetime &&
    newest.at >= (schedule.restingUntil ?? newest.at)
    ? newest
    : undefined;
}

/** When the quiet hours end that `at` (epoch ms) lies in, in epoch ms; undefined outside them. */
export function quietEnd(schedule: Pick<Schedule, 'zone' | 'quiet'>, at: number): number | undefined {
  const { quiet, zone } = schedule;
  if (quiet === undefined || !isKnown(zone)) return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (!isQuiet(quiet, time)) return undefined;
  const days = time < quiet.to ? 0 : 1;
  return instantOf(local.toPlainDate().add({ days }).toString(), quiet.to, zone).at;
}

/** Whether a local time HH:MM lies within quiet hours: from their first minute to before their last. */
export function isQuiet(quiet: ChatSchedule['quiet'], time: string): boolean {
  if (quiet === undefined) return false;
  const { from, to } = quiet;
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

/** Schedules times days that are remembered: some dozens of zones, each with a few habits, today and tomorrow. */
const MEMORY = 5_000;
const remembered = new Map<string, readonly Moment[] | undefined>();

/** All moments of the local days that hold the 12 h before and the day after some time of the UTC day of `time`; ascending, so that of
 * several at one instant (times inside a gap, or held until quiet hours end) the last named one comes last. */
function around(schedule: Schedule, time: number): readonly Moment[] | undefined {
  const day = Math.floor(time / DAY);
  const key = `${day} ${habitOf(schedule)}`;
  if (remembered.has(key)) return remembered.get(key);
  const moments = isKnown(schedule.zone) ? momentsAround(schedule, day) : undefined;
  if (remembered.size >= MEMORY) remembered.clear();
  remembered.set(key, moments);
  return moments;
}

function habitOf({ zone, times, days = wholeWeek, weekend = 'same', quiet }: Schedule): string {
  const hours = quiet === undefined ? '' : `${quiet.from}-${quiet.to}`;
  return `${zone} ${times.join(' ')} ${days.join('')} ${weekend} ${hours}`;
}

function momentsAround(schedule: Schedule, day: number): readonly Moment[] {
  const times = [...new Set(timesOf(schedule))].sort();
  const utc = Temporal.Instant.fromEpochMilliseconds(day * DAY)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  const moments: Moment[] = [];
  // Quiet hours hold a moment over to the next day, on days off to the one after it.
  for (let offset = schedule.quiet === undefined ? -1 : -3; offset <= 2; offset += 1) {
    const localDate = utc.add({ days: offset }).toString();
    for (const localTime of times) {
      const fires = firesAt(schedule, localDate, localTime);
      if (fires === undefined) continue;
      const { at, date } = fires;
      // What the others would have told comes with the last one.
      if (isFeast(date, schedule.zone) && at !== lastOn(schedule, date, times)) continue;
      moments.push({ at, localDate, localTime });
    }
  }
  return moments.sort((one, other) => one.at - other.at);
}

/** When the last digest of a local date arrives. */
function lastOn(schedule: Schedule, date: string, times: readonly string[]): number {
  const arriving = [-2, -1, 0].flatMap((days) => {
    const localDate = Temporal.PlainDate.from(date).add({ days }).toString();
    return times.flatMap((time) => firesAt(schedule, localDate, time) ?? []);
  });
  return Math.max(...arriving.flatMap((one) => (one.date === date ? one.at : [])));
}

/**
 * When the moment of this local date and time fires, and on which local date: later on a day off that begins late, and at the end of quiet
 * hours that it lies in. undefined when the day on which it would arrive is none of the chat's.
 */
function firesAt(
  schedule: Schedule,
  localDate: string,
  localTime: string,
): { readonly at: number; readonly date: string } | undefined {
  const { zone, days = wholeWeek, weekend = 'same', quiet } = schedule;
  const off = weekend === 'same' ? [] : daysOff(zone);
  let date = localDate;
  let time = localTime;
  // A day off that begins within quiet hours, and is followed by another one, takes the most steps.
  for (let step = 0; step < 8; step += 1) {
    if (isQuiet(quiet, time) && quiet !== undefined) {
      if (time >= quiet.to) date = dayAfter(date);
      time = quiet.to;
    } else if (weekend === 'late' && time < lateStart && off.includes(weekdayOf(date))) time = lateStart;
    else {
      const { at, shown } = instantOf(date, time, zone);
      // The end of a gap in which the time was may lie in quiet hours.
      if (shown === time || !isQuiet(quiet, shown)) {
        const weekday = weekdayOf(date);
        const comes = days.includes(weekday) && !(weekend === 'none' && off.includes(weekday));
        return comes ? { at, date } : undefined;
      }
      time = shown;
    }
  }
  return undefined;
}

function dayAfter(date: string): string {
  return Temporal.PlainDate.from(date).add({ days: 1 }).toString();
}

/** 0 for Sunday. */
function weekdayOf(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay();
}

type LocalInstant = {
  readonly at: number;
  /** What clocks show at that instant, HH:MM. */
  readonly shown: string;
};

const instants = new Map<string, LocalInstant>();

/** A local time that comes twice stands for its first coming; one that does not exist for the end of the gap. */
function instantOf(date: string, time: string, zone: string): LocalInstant {
  const key = `${date} ${time} ${zone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  const wanted = Temporal.PlainDateTime.from(`${date}T${time}`);
  const found = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const first = found.toPlainDateTime().equals(wanted)
    ? found
    : (found.getTimeZoneTransition('next') ?? found);
  const instant = {
    at: first.epochMilliseconds,
    shown: first.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
  if (instants.size >= MEMORY) instants.clear();
  instants.set(key, instant);
  return instant;
}
