/** The first two days of both Eids, on which a chat has one digest: in the evening, when the visits are over. */
import { Temporal } from 'temporal-polyfill';
import { hijriOf, RAMADAN } from '../arabic/hijri.ts';
import { countryOf } from './cities.ts';

/** Countries whose offices and schools close for it. */
const KEPT_IN: ReadonlySet<string> = new Set(
  'EG SA KW QA BH OM YE IQ SY JO PS LB SD LY DZ TN MA EH MR DJ SO AE TR IR AF PK BD ID MY'.split(' '),
);

const SHAWWAL = RAMADAN + 1;
const DHU_AL_HIJJA = RAMADAN + 3;
/** Of months and days. */
const FEASTS: ReadonlySet<string> = new Set(
  [
    [SHAWWAL, 1],
    [SHAWWAL, 2],
    [DHU_AL_HIJJA, 10],
    [DHU_AL_HIJJA, 11],
  ].map(([month, day]) => `${month}-${day}`),
);

/** Days ahead on which readers are told of it. */
const SOON_DAYS = 7;

/**
 * Whether a YYYY-MM-DD is one of the first two days of an Eid where an IANA zone is, by the calendar of Umm al-Qura. Where the crescent is
 * sighted a day later it is a day off, which costs a reader no story; nothing that is sent says that it is Eid.
 */
export function isFeast(localDate: string, zone: string): boolean {
  if (!KEPT_IN.has(countryOf(zone) ?? '')) return false;
  const { month, day } = hijriOf(localDate);
  return FEASTS.has(`${month}-${day}`);
}

/** Whether such a day is the local day of `at` (epoch ms), or comes within a week of it. */
export function isFeastNear(at: number, zone: string): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  return Array.from({ length: SOON_DAYS + 1 }, (_, days) => today.add({ days })).some((date) =>
    isFeast(date.toString(), zone),
  );
}
