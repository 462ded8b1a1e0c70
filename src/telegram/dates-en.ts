/** Days and clocks around the bot's English sentences; news keep their Arabic ones. */
import { WEEKDAYS } from '../arabic/calendar.ts';
import { clockOf, type Dates, localTime } from './dates.ts';

const ARABIC_DAYS: readonly string[] = WEEKDAYS;
const ENGLISH_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
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

/** The city of the zone's IANA name: «Riyadh», «El Aaiun». */
function city(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** Dates and hours in English. */
export const englishDates: Dates = {
  clock,
  weekday,
  dayAndClock: (at, zone) => `${weekdayAt(at, zone)} ${clockAt(at, zone)}`,
  dateAndClock: (at, zone) => {
    const { day, month } = localTime(at, zone);
    return `${weekdayAt(at, zone)} ${day} ${ENGLISH_MONTHS[month - 1] ?? ''} ${clockAt(at, zone)}`;
  },
  city,
  inZone: (zone) => `${city(zone)} time`,
};
