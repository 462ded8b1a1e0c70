/** Days and clocks as Arabic readers of each country write them. Western digits everywhere. */
import { isolateForeign } from '../arabic/bidi.ts';
import { MONTHS, WEEKDAYS } from '../arabic/calendar.ts';
import type { Digits } from '../arabic/digits.ts';
import { lastAsked } from '../arabic/kept.ts';
import { DAY } from '../durations.ts';
import { type CityZone, countryOf, zoneName } from '../subscriptions/cities.ts';

/** Countries with months of their own; all others say يناير، فبراير. */
const MONTHS_OF: Readonly<Record<string, keyof typeof MONTHS>> = {
  IQ: 'levant',
  SY: 'levant',
  LB: 'levant',
  JO: 'levant',
  PS: 'levant',
  TN: 'maghreb',
  DZ: 'maghreb',
  MA: 'morocco',
  EH: 'morocco',
  MR: 'mauritania',
};

function monthSet(zone: string): keyof typeof MONTHS {
  return MONTHS_OF[countryOf(zone) ?? ''] ?? 'gregorian';
}

/** For whom times and numbers are written. */
export type View = {
  /** IANA zone. */
  readonly zone: string;
  /** Epoch ms. */
  readonly now: number;
  readonly digits: Digits;
};

/** The days of the week as Intl names them in English, Sunday first. */
const ENGLISH = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A moment as a clock on the wall shows it. */
export type LocalTime = {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
  /** الاثنين */
  readonly weekday: string;
  readonly hour: number;
  readonly minute: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-US-u-nu-latn-ca-gregory', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, found);
  }
  return found;
}

/** The digests of one minute name the same times over and over. */
const times = lastAsked<string, LocalTime>(2_000);
const always = (): boolean => true;

/** What calendars and clocks show at `at` (epoch ms) in an IANA zone. Throws RangeError for an unknown zone. */
export function localTime(at: number, zone: string): LocalTime {
  return times(`${at} ${zone}`, always, () => readClock(at, zone));
}

function readClock(at: number, zone: string): LocalTime {
  const parts = new Map(
    format(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    weekday: WEEKDAYS[ENGLISH.indexOf(parts.get('weekday') ?? '')] ?? '',
    hour: number('hour'),
    minute: number('minute'),
  };
}

/** 1 يوليو, with the month as the zone's country calls it. */
export function dayAndMonth(time: Pick<LocalTime, 'day' | 'month'>, zone: string): string {
  const set = MONTHS[monthSet(zone)];
  return `${time.day} ${set[time.month - 1] ?? ''}`;
}

/** «بتوقيت القاهرة». */
export function zoneWords(zone: string): string {
  return cityWords(zoneName(zone));
}

/** The same of a city's name. */
function cityWords(city: string): string {
  return `بتوقيت ${isolateForeign(city)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** 17:48, for dense lines. */
function clock24(time: Pick<LocalTime, 'hour' | 'minute'>): string {
  return `${two(time.hour)}:${two(time.minute)}`;
}

/** The same of a moment in a zone. */
export function clockAt(at: number, zone: string): string {
  return clock24(localTime(at, zone));
}

/** 7:30 م; in Morocco 19:30 (CLDR: its clock has 24 hours). */
function clock12(time: Pick<LocalTime, 'hour' | 'minute'>, zone: string): string {
  if (monthSet(zone) === 'morocco') return clock24(time);
  return `${time.hour % 12 === 0 ? 12 : time.hour % 12}:${two(time.minute)} ${time.hour < 12 ? 'ص' : 'م'}`;
}

/** The same of an HH:MM. */
export function clockOf(hhmm: string, zone: string): string {
  return clock12({ hour: Number(hhmm.slice(0, 2)), minute: Number(hhmm.slice(3, 5)) }, zone);
}

/** «الثلاثاء 7:30 م». */
export function dayAndClock(at: number, zone: string): string {
  const time = localTime(at, zone);
  return `${time.weekday} ${clock12(time, zone)}`;
}

/** Whether a weekday alone says which day after `now` is meant (epoch ms). */
export function namesDay(now: number, at: number): boolean {
  return at - now < 6 * DAY;
}

/** «الاثنين 30 نوفمبر 9:00 ص», for what is a week away or more. */
export function dateAndClock(at: number, zone: string): string {
  const time = localTime(at, zone);
  return `${time.weekday} ${dayAndMonth(time, zone)} ${clock12(time, zone)}`;
}

/** Noon of a YYYY-MM-DD in UTC, epoch ms. */
export function noonOf(localDate: string): number {
  return Date.parse(`${localDate}T12:00:00Z`);
}

/** الاثنين of a YYYY-MM-DD. */
export function weekdayOf(localDate: string): string {
  return localTime(noonOf(localDate), 'UTC').weekday;
}

/**
 * When a story was published, true whenever the message is read: «الاثنين 17:48» within six days before `now`, else the
 * day, with the year when it is not this one.
 */
export function publishedWhen(at: number, zone: string, now: number): string {
  const time = localTime(at, zone);
  return now - at < 6 * DAY ? `${time.weekday} ${clock24(time)}` : dayLong(at, zone, now);
}

/** «الثلاثاء 1 يوليو», with the year when it is not that of `now`. */
function dayLong(at: number, zone: string, now: number): string {
  const time = localTime(at, zone);
  const year = time.year === localTime(now, zone).year ? '' : ` ${time.year}`;
  return `${time.weekday} ${dayAndMonth(time, zone)}${year}`;
}

/** Whether an outlet's ISO 8601 time is a day without an hour, as pages often state it. */
export function isDayAlone(published: string | undefined): boolean {
  return published?.length === 'YYYY-MM-DD'.length;
}

/** The same of a day without an hour: «الاثنين», with no hour that nobody stated. `at` is the day's midnight in UTC. */
export function publishedDay(at: number, zone: string, now: number): string {
  const time = localTime(at, 'UTC');
  if (now - at < 6 * DAY) return time.weekday;
  const year = time.year === localTime(now, zone).year ? '' : ` ${time.year}`;
  return `${time.weekday} ${dayAndMonth(time, zone)}${year}`;
}

/** Older than a week: shown as from the archive. */
export function fromArchive(at: number, now: number): boolean {
  return now - at > 7 * DAY;
}

/** Days and clocks around the bot's own sentences, in the language of those. Zones are IANA's, times epoch ms or HH:MM. */
export type Dates = {
  readonly clock: (hhmm: string, zone: string) => string;
  /** Of 0 for Sunday. */
  readonly weekday: (day: number) => string;
  readonly dayAndClock: (at: number, zone: string) => string;
  readonly dateAndClock: (at: number, zone: string) => string;
  /** «الثلاثاء 1 يوليو», with the year when it is not that of `now`. */
  readonly day: (at: number, zone: string, now: number) => string;
  /** The same of a YYYY-MM-DD, without the year. */
  readonly date: (localDate: string, zone: string) => string;
  /** «الاثنين 17:48» within six days before `now`, else the day. */
  readonly published: (at: number, zone: string, now: number) => string;
  readonly city: (city: CityZone) => string;
  /** «بتوقيت القاهرة»: of a city, and of that which a zone is called after. */
  readonly inCity: (city: CityZone) => string;
  readonly inZone: (zone: string) => string;
};

/** Dates and hours in Arabic. */
export const arabicDates: Dates = {
  clock: clockOf,
  weekday: (day) => WEEKDAYS[day] ?? '',
  dayAndClock,
  dateAndClock,
  day: dayLong,
  date: (localDate, zone) =>
    `${weekdayOf(localDate)} ${dayAndMonth(localTime(noonOf(localDate), 'UTC'), zone)}`,
  published: publishedWhen,
  city: ({ name }) => name,
  inCity: ({ name }) => cityWords(name),
  inZone: zoneWords,
};
