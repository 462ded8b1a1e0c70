/** In Ramadan the evening's digest would come at the time of breaking the fast: once a year a chat is asked whether to move it, and after it whether to move it back. */
import { hijriOf, RAMADAN } from '../arabic/hijri.ts';
import { lastAsked } from '../arabic/kept.ts';
import { DAY } from '../durations.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { timesOf } from '../subscriptions/due.ts';

/** A question that stands under a digest. */
export type RamadanQuestion = {
  /** move: before Ramadan, to the time after the fast is broken; return: after the feast, to the times before. */
  readonly kind: 'move' | 'return';
  /** The Hijri year of that Ramadan. */
  readonly year: number;
};

/** The local time after the fast is broken, from Rabat to Muscat. */
export const afterIftar = '21:00';
/** From here on a digest is the evening's. */
const EVENING = '16:00';
/** The question comes on the last days before. */
const DAYS_BEFORE = 3;
/** Days into Shawwal by which the feast is over wherever its crescent was sighted. */
const FEAST_DAYS = 3;

const isEvening = (time: string): boolean => time >= EVENING && time < afterIftar;

function daysLater(localDate: string, days: number): string {
  return new Date(Date.parse(`${localDate}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The local times of a chat with the evening's ones moved, ascending, each once. */
export function movedTimes(chat: Pick<Chat, 'times'>): readonly string[] {
  return [...new Set(timesOf(chat).map((time) => (isEvening(time) ? afterIftar : time)))].sort();
}

/** The digests of one minute ask for the same days. */
const coming = lastAsked<string, { readonly year: number | undefined }>(20);
const always = (): boolean => true;

/** The Ramadan to come within three days of a YYYY-MM-DD, by its Hijri year. */
function comingRamadan(localDate: string): number | undefined {
  return coming(localDate, always, () => {
    const then = hijriOf(daysLater(localDate, DAYS_BEFORE));
    return { year: then.month === RAMADAN && hijriOf(localDate).month < RAMADAN ? then.year : undefined };
  }).year;
}

/** The Ramadan that a move on a YYYY-MM-DD would be for: the one to come within three days, or the one that goes on; by its Hijri year. */
export function ramadanAt(localDate: string): number | undefined {
  const { year, month } = hijriOf(localDate);
  return month === RAMADAN ? year : comingRamadan(localDate);
}

/** What to ask under a chat's digest of this local date (YYYY-MM-DD): each question once. Channels, which have no buttons, are not asked. */
export function ramadanQuestion(chat: Chat, localDate: string): RamadanQuestion | undefined {
  if (chat.kind === 'channel') return undefined;
  const { ramadanOffered, ramadanReturned } = chat.settings;
  if (chat.timesBeforeRamadan !== undefined && ramadanOffered !== undefined) {
    if (ramadanReturned === ramadanOffered) return undefined;
    const { year, month, day } = hijriOf(localDate);
    const over = year > ramadanOffered || month > RAMADAN + 1 || (month === RAMADAN + 1 && day > FEAST_DAYS);
    return over ? { kind: 'return', year: ramadanOffered } : undefined;
  }
  const year = comingRamadan(localDate);
  if (year === undefined || ramadanOffered === year || !timesOf(chat).some(isEvening)) return undefined;
  return { kind: 'move', year };
}

/** The question that a chat was asked by its digests of those days and has not answered: it stands under them when they are shown again. */
export function openQuestion(chat: Chat, localDate: string): RamadanQuestion | undefined {
  const { ramadanOffered, ramadanReturned } = chat.settings;
  if (ramadanOffered === undefined) return undefined;
  if (chat.timesBeforeRamadan !== undefined) {
    const settings = { ...chat.settings, ramadanReturned: undefined };
    return ramadanReturned === ramadanOffered ? ramadanQuestion({ ...chat, settings }, localDate) : undefined;
  }
  const settings = { ...chat.settings, ramadanOffered: undefined };
  const question = ramadanQuestion({ ...chat, settings }, localDate);
  // Who left the times as they are is asked nothing after that Ramadan.
  return question?.year === ramadanOffered && ramadanReturned !== ramadanOffered ? question : undefined;
}
