/** The dates of feeds: RFC 822 and ISO 8601 as outlets really write them. */
import { MONTH_NUMBERS } from '../arabic/calendar.ts';

/** Offsets in minutes. RFC 822's own names first; then those that Arab and neighbouring outlets' servers print. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  et: -300,
  ct: -360,
  mt: -420,
  pt: -480,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  at: -240,
  // Arabia Standard Time: what PHP printed for Asia/Riyadh, Baghdad and Kuwait. The Atlantic one prints no Arabic news.
  ast: 180,
  ksa: 180,
  gst: 240,
  bst: 60,
  west: 60,
  cet: 60,
  met: 60,
  cest: 120,
  mest: 120,
  cat: 120,
  eet: 120,
  eest: 180,
  idt: 180,
  eat: 180,
  msk: 180,
  trt: 180,
  irst: 210,
};

/**
 * How months begin, January first, without accents: what servers print that were set up in English, French, Turkish, German,
 * Spanish, Greek or Hungarian.
 */
const LATIN_AND_GREEK = [
  'jan ene oca ιαν',
  'feb fev sub φεβ',
  'mar μαρ',
  'apr avr abr nis απρ',
  'may mai maj μαι',
  'jun juin haz ιουν',
  'jul juil tem ιουλ',
  'aug aou ago agu αυγ',
  'sep szept eyl σεπ',
  'oct okt eki οκτ',
  'nov kas νοε',
  'dec dez dic ara δεκ',
];

/** Month numbers of each spelling; the longest is tried first, so that مايو is not read as ماي. */
const MONTH_NAMES = new Map([
  ...MONTH_NUMBERS,
  ...LATIN_AND_GREEK.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
]);
const MONTH = [...MONTH_NAMES.keys()].sort((a, b) => b.length - a.length).join('|');

const TIME =
  '(?<hour>\\d{1,2}):(?<minute>\\d{1,2})(?::(?<second>\\d{1,2}))?(?:[.,]\\d{1,9})?(?:\\s*(?<half>[ap]\\.?m\\.?|ص|م)(?![a-z\\u0620-\\u064a]))?';
const ZONE = '(?:(?:gmt|utc?|z)?\\s*(?<offset>[+-]\\s?\\d{1,2}:?(?:\\d{2})?)|(?<zone>[a-z]{1,5}))?';
const AFTER = `(?:[\\s,،t-]+${TIME}\\s*${ZONE})?`;

/** Each shape from its beginning; what follows it (a comment in brackets, a stray word) is not read. */
const SHAPES: readonly RegExp[] = [
  // 2025-181 · 2025181: the day of the year (ISO 8601)
  new RegExp(`^(?<year>\\d{4})-?(?<ordinal>\\d{3})(?=$|[\\s,،t])${AFTER}`),
  // 2025-06-30T10:00:00+03:00 · 2025/6/30 10:00 · 20250630T100000Z · 2025-06 · 2025
  new RegExp(
    `^(?<year>\\d{4})(?:[-/.](?<month>0?\\d{1,2})(?:[-/.](?<day>\\d{1,2}))?)?(?=$|[\\s,،t])${AFTER}`,
  ),
  // 2025-június-30T10:00
  new RegExp(`^(?<year>\\d{4})[-/.\\s](?<name>${MONTH})\\p{L}*[-/.\\s](?<day>\\d{1,2})(?!\\d)${AFTER}`, 'u'),
  new RegExp(
    `^(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?:t?(?<hour>\\d{2}):?(?<minute>\\d{2}):?(?<second>\\d{2})?(?:[.,]\\d{1,9})?\\s*${ZONE})?`,
  ),
  // Mon, 30 Jun 2025 10:00:00 +0300 · 30-Jun-25 10:00 EST · الاثنين، 30 يونيو 2025 10:00
  new RegExp(
    `^(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s./-]*(?<name>${MONTH})[\\p{L}]*[\\s.,،/-]*(?<year>\\d{4}|\\d{2})(?!\\d)${AFTER}`,
    'u',
  ),
  // Jun 30, 2025 10:00 AM
  new RegExp(
    `^(?<name>${MONTH})\\p{L}*[\\s.-]*(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s,،-]+(?<year>\\d{4})(?!\\d)${AFTER}`,
    'u',
  ),
  // Jun 30 10:00:00 UTC 2025 (ctime)
  new RegExp(
    `^(?<name>${MONTH})\\p{L}*\\s+(?<day>\\d{1,2})\\s+${TIME}\\s*(?:(?<zone>[a-z]{1,5})\\s+)?(?<offset>[+-]\\d{4}\\s+)?(?<year>\\d{4})`,
    'u',
  ),
  // 30/6/2025 10:00
  new RegExp(`^(?<first>\\d{1,2})[-/.](?<then>\\d{1,2})[-/.](?<year>\\d{4})(?!\\d)${AFTER}`),
];

type Groups = Readonly<Record<string, string | undefined>>;

/**
 * A feed's date as ISO 8601 in the outlet's own offset (`Z` where it says GMT, or no zone, or one nobody knows); the day
 * alone where no clock stands. undefined when it is no date. Digits may be Arabic-Indic.
 */
export function feedDate(raw: string | undefined): string | undefined {
  return readDate(raw)?.iso;
}

/** Whether a feed's date names a clock and leaves open which zone's. */
export function isZoneless(raw: string | undefined): boolean {
  return readDate(raw)?.zoneless === true;
}

type Read = { readonly iso: string; readonly zoneless: boolean };

function readDate(raw: string | undefined): Read | undefined {
  const text = asIso(withoutAccents(westernDigits((raw ?? '').slice(0, 200)).toLowerCase()))
    .replace(/\s+/g, ' ')
    .trim();
  if (/^\d{10}(?:\d{3})?$/.test(text)) {
    const at = Number(text) * (text.length === 10 ? 1000 : 1);
    return { iso: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'), zoneless: false };
  }
  // The weekday, in whatever language, says nothing that the date does not.
  const bare = text.replace(/^(?!\p{L}+\.? \d{1,2}[\s,،])\p{L}{2,}\.?(?:\s*[,،.]\s*|\s+)(?=[\p{L}\d])/u, '');
  for (const candidate of bare === text ? [text] : [bare, text]) {
    for (const shape of SHAPES) {
      const groups = shape.exec(candidate)?.groups;
      const iso = groups === undefined ? undefined : compose(groups);
      if (groups === undefined || iso === undefined) continue;
      const { hour, offset, zone } = groups;
      return { iso, zoneless: hour !== undefined && offset === undefined && zone === undefined };
    }
  }
  return undefined;
}

function compose(groups: Groups): string | undefined {
  const year = fullYear(groups.year ?? '');
  const [month, day] = monthAndDay(groups);
  if (!exists(year, month, day)) return undefined;
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  if (groups.hour === undefined) return date;
  const clock = clockOf(groups);
  if (clock === undefined) return undefined;
  // 24:00 is the midnight that ends the day (ISO 8601).
  if (clock.startsWith('24:'))
    return clock === '24:00:00' ? midnightAfter(year, month, day, groups) : undefined;
  return `${date}T${clock}${offsetOf(groups)}`;
}

function midnightAfter(year: number, month: number, day: number, groups: Groups): string {
  const next = new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10);
  return `${next}T00:00:00${offsetOf(groups)}`;
}

function monthAndDay(groups: Groups): readonly [number, number] {
  if (groups.ordinal !== undefined) {
    const day = new Date(Date.UTC(Number(groups.year), 0, Number(groups.ordinal)));
    const within = day.getUTCFullYear() === Number(groups.year);
    return within ? [day.getUTCMonth() + 1, day.getUTCDate()] : [0, 0];
  }
  if (groups.name !== undefined) return [MONTH_NAMES.get(groups.name) ?? 0, Number(groups.day)];
  if (groups.first === undefined) return [Number(groups.month ?? 1), Number(groups.day ?? 1)];
  const first = Number(groups.first);
  const then = Number(groups.then);
  // The day first, as Arabs write; the month first where nothing else is possible or .NET's American AM/PM stands.
  const american = then > 12 || (first <= 12 && /^[ap]/.test(groups.half ?? ''));
  return american ? [first, then] : [then, first];
}

/** RFC 2822, 4.3: two digits below 50 are of this century. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function exists(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return false;
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function clockOf(groups: Groups): string | undefined {
  let hour = Number(groups.hour);
  const half = groups.half?.[0];
  if (half !== undefined && hour <= 12) hour = (hour % 12) + (half === 'p' || half === 'م' ? 12 : 0);
  const minute = Number(groups.minute);
  // A leap second is written by some and known to none.
  const second = Math.min(Number(groups.second ?? 0), 59);
  if (hour > 24 || minute > 59 || Number(groups.second ?? 0) > 60) return undefined;
  return `${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

function offsetOf(groups: Groups): string {
  const digits = /([+-])\s?(\d{1,2}):?(\d{2})?/.exec(groups.offset ?? '');
  let minutes = ZONES[groups.zone ?? ''] ?? 0;
  if (digits !== null) {
    minutes = Number(digits[2]) * 60 + Number(digits[3] ?? 0);
    if (digits[1] === '-') minutes = -minutes;
  }
  // No place is further than 14 hours from Greenwich.
  if (minutes === 0 || Math.abs(minutes) > 14 * 60) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

/** Korean dates (2025년 06월 30일 오후 10:00), which name no zone: Korea has one. Others as they are. */
function asIso(text: string): string {
  const iso = text
    .replace(/^(\d{4})년\s*(\d{1,2})월\s*(\d{1,2})일/, '$1-$2-$3')
    .replace(
      /(오전|오후)\s*([\d:]+)/,
      (_, half: string, clock: string) => `${clock} ${half === '오전' ? 'am' : 'pm'}`,
    );
  return iso === text ? text : `${iso} +0900`;
}

function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0x0f));
}
