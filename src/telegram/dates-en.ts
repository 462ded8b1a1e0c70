/** Days and clocks around the bot's English sentences; news keep their Arabic ones. */
import { WEEKDAYS } from '../arabic/calendar.ts';
import { DAY } from '../durations.ts';
import { type CityZone, cityOf } from '../subscriptions/cities.ts';
import { clockOf, type Dates, type LocalTime, localTime, noonOf } from './dates.ts';

const ARABIC_DAYS: readonly string[] = WEEKDAYS;
const ENGLISH_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Within it a weekday alone says which day is meant, ms. */
const WEEK_LESS_A_DAY = 6 * DAY;
const ENGLISH_MONTHS =
  'January February March April May June July August September October November December'.split(' ');

/** 7:30 PM; in Morocco 19:30, as in Arabic. */
function clock(hhmm: string, zone: string): string {
  return clockOf(hhmm, zone).replace('ص', 'AM').replace('م', 'PM');
}

function clockAt(at: number, zone: string): string {
  const { hour, minute } = localTime(at, zone);
  return clock(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, zone);
}

function weekday(day: number): string {
  return ENGLISH_DAYS[day] ?? '';
}

function weekdayAt(at: number, zone: string): string {
  return weekday(ARABIC_DAYS.indexOf(localTime(at, zone).weekday));
}

/** Tuesday 1 July */
function day(time: LocalTime): string {
  return `${weekday(ARABIC_DAYS.indexOf(time.weekday))} ${time.day} ${ENGLISH_MONTHS[time.month - 1] ?? ''}`;
}

/** The same with the year when it is not that of `now`. */
function dayLong(at: number, zone: string, now: number): string {
  const time = localTime(at, zone);
  return time.year === localTime(now, zone).year ? day(time) : `${day(time)} ${time.year}`;
}

const inCity = ({ english }: CityZone): string => `${english} time`;

/** Dates and hours in English. */
export const englishDates: Dates = {
  clock,
  weekday,
  dayAndClock: (at, zone) => `${weekdayAt(at, zone)} ${clockAt(at, zone)}`,
  dateAndClock: (at, zone) => `${day(localTime(at, zone))} ${clockAt(at, zone)}`,
  day: dayLong,
  date: (localDate) => day(localTime(noonOf(localDate), 'UTC')),
  published: (at, zone, now) =>
    now - at < WEEK_LESS_A_DAY ? `${weekdayAt(at, zone)} ${clockAt(at, zone)}` : dayLong(at, zone, now),
  city: ({ english }) => english,
  inCity,
  inZone: (zone) => inCity(cityOf(zone)),
};
