/** Days of the Hijri calendar as Umm al-Qura computes it: in places where the crescent is sighted they may be a day off. */
import { lastAsked } from './kept.ts';

/** A day of the Umm al-Qura calendar. */
export type HijriDay = {
  readonly year: number;
  /** 1–12; Ramadan is the ninth. */
  readonly month: number;
  readonly day: number;
};

/** As `HijriDay.month`. */
export const RAMADAN = 9;

const MONTHS = [
  'محرم',
  'صفر',
  'ربيع الأول',
  'ربيع الآخر',
  'جمادى الأولى',
  'جمادى الآخرة',
  'رجب',
  'شعبان',
  'رمضان',
  'شوال',
  'ذو القعدة',
  'ذو الحجة',
] as const;

const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** The digests of one minute ask for the same days. */
const days = lastAsked<string, HijriDay>(100);
const always = (): boolean => true;

/** The Hijri day that most of a YYYY-MM-DD falls on (it begins at the sunset before). */
export function hijriOf(localDate: string): HijriDay {
  return days(localDate, always, () => {
    const parts = format.formatToParts(Date.parse(`${localDate}T12:00Z`));
    const number = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
    return { year: number('year'), month: number('month'), day: number('day') };
  });
}

/** The same as readers see it: «10 رمضان 1448». */
export function hijriDay(localDate: string): string {
  const { year, month, day } = hijriOf(localDate);
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}
