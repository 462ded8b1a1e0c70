/** Dates as Arabic outlets write them. */
import { MONTH_NUMBERS } from '../arabic/calendar.ts';
import { fold } from '../arabic/normalize.ts';

const ENGLISH = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** Month numbers of each spelling, folded; English ones by their first letters too. */
const MONTHS = new Map<string, number>([
  ...[...MONTH_NUMBERS].map(([name, number]) => [fold(name), number] as const),
  ...ENGLISH.flatMap((name, index) => [name, name.slice(0, 3)].map((form) => [form, index + 1] as const)),
  ['sept', 9],
]);
const MONTH = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');
const END = '(?![\\p{L}\\p{N}])';

/** 11 أكتوبر 2024 · 11 تشرين الأول/ أكتوبر، 2024 · 3 أكتوبر (تشرين الأول) 2025 · 11 من أكتوبر 2024 */
const DAY_FIRST = new RegExp(
  `(?<![\\p{N}:./-])(\\d{1,2})(?:st|nd|rd|th)?[\\s/،,-]{1,3}(?:من )?(${MONTH})(?:[\\s/(-]{1,4}(${MONTH})\\)?)?${END}[\\s/،,-]{0,3}(?:عام |سنه )?(\\d{4})(?!\\d)`,
  'u',
);
/** أكتوبر 11, 2024 */
const MONTH_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}])(${MONTH})\\s{1,2}(\\d{1,2})(?:st|nd|rd|th)?[،,]?\\s{1,2}(\\d{4})(?!\\d)`,
  'u',
);
/** 2024-10-11 · 2024/10/11 */
const YEAR_FIRST = /(?<![\d/-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/-])/u;
/** 11/10/2024, the day first as Arab outlets write it */
const NUMERIC = /(?<![\d/-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?![\d/-])/u;

const CLOCK = /(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)\s{0,2}(صباحا|مسا|ص|م|am|pm)?(?![\p{L}])/u;

/** Zones without summer time, as named after a clock. ت م is how the Saudi agency writes Mecca time. */
const ZONES: ReadonlyArray<readonly [RegExp, string]> = [
  [/gmt|utc|غرينتش|جرينتش|غرينيتش|التوقيت العالمي/u, '+00:00'],
  [/ت م(?!\p{L})|(?:بتوقيت|توقيت) (?:مكه|السعوديه|الرياض|الدوحه|قطر|الكويت|بغداد)|ksa/u, '+03:00'],
  [/(?:بتوقيت|توقيت) (?:ابو ?ظبي|الامارات|دبي|مسقط|عمان)/u, '+04:00'],
];

/** A date in a text, and where it stands. */
export type FoundDate = {
  /** ISO 8601: the day, or with clock and offset where the text names its zone. */
  readonly iso: string;
  /** Offsets of the date in the folded text. */
  readonly start: number;
  readonly end: number;
};

/** A day that exists in a year that a news site can have, or undefined. */
function day(year: number, month: number, date: number): string | undefined {
  if (year < 1995 || year > 2100 || month < 1 || month > 12 || date < 1) return undefined;
  if (date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** GMT+3 · (GMT+0400) · UTC+03:00 */
const OFFSET = /(?:gmt|utc|غرينتش|جرينتش)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)/u;

function statedOffset(around: string): string | undefined {
  const match = OFFSET.exec(around);
  if (match === null || Number(match[2]) > 14) return undefined;
  return `${match[1]}${String(match[2]).padStart(2, '0')}:${match[3] ?? '00'}`;
}

function clock(folded: string, start: number, end: number): string | undefined {
  const from = Math.max(0, start - 24);
  const around = `${folded.slice(from, start)}|${folded.slice(end, end + 48)}`;
  const zone = statedOffset(around) ?? ZONES.find(([name]) => name.test(around))?.[1];
  const match = CLOCK.exec(around);
  if (zone === undefined || match === null) return undefined;
  const half = match[3] ?? '';
  let hour = Number(match[1]);
  if (/^(?:م|مسا|pm)$/u.test(half) && hour < 12) hour += 12;
  if (/^(?:ص|صباحا|am)$/u.test(half) && hour === 12) hour = 0;
  if (hour > 23 || Number(match[2]) > 59) return undefined;
  return `T${String(hour).padStart(2, '0')}:${match[2]}:00${zone}`;
}

/**
 * The first whole date (day, month and year) in a piece of text, in any of the five sets of Arabic month names, in
 * English or in digits; never completed or guessed. A clock is taken only where its zone is named beside it.
 */
export function findDate(text: string): FoundDate | undefined {
  const folded = fold(text);
  let best: { iso: string; start: number; end: number } | undefined;
  const consider = (match: RegExpExecArray | null, iso: string | undefined) => {
    if (match === null || iso === undefined || (best !== undefined && best.start <= match.index)) return;
    best = { iso, start: match.index, end: match.index + match[0].length };
  };
  const named = DAY_FIRST.exec(folded);
  if (named !== null) {
    const month = MONTHS.get(named[2] ?? '');
    consider(named, day(Number(named[4]), month ?? 0, Number(named[1])));
  }
  const american = MONTH_FIRST.exec(folded);
  if (american !== null) {
    const month = MONTHS.get(american[1] ?? '');
    consider(american, day(Number(american[3]), month ?? 0, Number(american[2])));
  }
  const iso = YEAR_FIRST.exec(folded);
  if (iso !== null) consider(iso, day(Number(iso[1]), Number(iso[2]), Number(iso[3])));
  const numeric = NUMERIC.exec(folded);
  if (numeric !== null) {
    const [first, second, year] = [numeric[1], numeric[2], numeric[3]].map(Number);
    // No month is a thirteenth: then it stands first, as software left in English writes it.
    consider(numeric, day(year ?? 0, second ?? 0, first ?? 0) ?? day(year ?? 0, first ?? 0, second ?? 0));
  }
  if (best === undefined) return undefined;
  return { ...best, iso: best.iso + (clock(folded, best.start, best.end) ?? '') };
}

const MACHINE =
  /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*$/iu;

/** 20250309T101500Z */
const COMPACT = /^\s*(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?\s*$/u;
/** 3/9/2025 10:00:00 AM, the month first, as servers left in American English write it */
const AMERICAN = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}) \d{1,2}:\d{2}:\d{2} [AP]M\s*$/u;
/** Seconds or milliseconds since 1970, of this century up to 2096. */
const EPOCH = /^\s*([1-3]\d{9})(?:\d{3})?\s*$/u;

/**
 * A date as metadata writes it (ISO 8601, RFC 2822, epoch seconds or milliseconds, or words), as ISO 8601 with the
 * offset that stands there; the day alone where there is none. undefined when it is no date.
 */
export function metadataDate(value: string): string | undefined {
  const epoch = EPOCH.exec(value)?.[1];
  if (epoch !== undefined) return `${new Date(Number(epoch) * 1000).toISOString().slice(0, 19)}+00:00`;
  const compact = COMPACT.exec(value);
  if (compact !== null) {
    const [, year, month, date, hour, minute, second = '00', zone = ''] = compact;
    return metadataDate(
      `${year}-${month}-${date}${hour === undefined ? '' : `T${hour}:${minute}:${second}${zone}`}`,
    );
  }
  const match = MACHINE.exec(value);
  if (match !== null) {
    const [year, month, date] = (match[1] ?? '').split('-').map(Number);
    const iso = day(year ?? 0, month ?? 0, date ?? 0);
    const zone = match[4];
    if (iso === undefined || match[2] === undefined || zone === undefined) return iso;
    const offset = /^[a-z]/iu.test(zone) ? '+00:00' : zone.replace(/^(...)(\d\d)$/u, '$1:$2');
    return `${iso}T${match[2]}${match[3] ?? ':00'}${offset}`;
  }
  const american = AMERICAN.exec(value);
  const [month, date, year] = (american ?? []).slice(1).map(Number);
  return day(year ?? 0, month ?? 0, date ?? 0) ?? findDate(value.slice(0, 200))?.iso;
}
