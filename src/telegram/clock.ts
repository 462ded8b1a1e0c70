/** Times of day as readers write them: 08:00، ٨ م، 7 ونص صباحا، الساعة 8 مساء، 7 و 19. */
import { foldLight } from '../arabic/normalize.ts';

/** More digests a day than this make muters. */
export const MAX_TIMES = 6;

/** Longer lines are no list of times. */
const LONGEST = 120;

/** كل يوم، أيام العمل. */
export type NamedDays = 'all' | 'work';

/** What times and days a reader's words name, if any. */
export type TimesRead =
  /** HH:MM, ascending, each once; `days` where the words name them. */
  | {
      readonly kind: 'times';
      readonly times: readonly string[];
      readonly days: NamedDays | undefined;
      readonly sure: boolean;
    }
  /** Days without a time. */
  | { readonly kind: 'days'; readonly days: NamedDays }
  /** A prayer was named: it has no fixed hour. */
  | { readonly kind: 'prayer' }
  | { readonly kind: 'tooMany'; readonly sure: boolean }
  | { readonly kind: 'unclear' };

/** A table of words that readers' words are looked up in: an object's own names, such as «constructor», are none of them. */
const table = <Value>(rows: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(rows));

/** Hour names, after the light folding, with ة written ه. */
const HOURS = table({
  الواحده: 1,
  الثانيه: 2,
  الثالثه: 3,
  الرابعه: 4,
  الخامسه: 5,
  السادسه: 6,
  السابعه: 7,
  الثامنه: 8,
  التاسعه: 9,
  العاشره: 10,
});
/** Hours as they are spoken («الساعة سبعة», «تمانية ونص»), in the same spelling. Alone they are numbers of anything. */
const SPOKEN_HOURS = table({
  واحده: 1,
  وحده: 1,
  اثنين: 2,
  اتنين: 2,
  ثنتين: 2,
  تنتين: 2,
  ثلاثه: 3,
  تلاته: 3,
  اربعه: 4,
  خمسه: 5,
  سته: 6,
  سبعه: 7,
  ثمانيه: 8,
  ثمنيه: 8,
  تمانيه: 8,
  تمنيه: 8,
  تسعه: 9,
  عشره: 10,
  احدعش: 11,
  احداعش: 11,
  حداشر: 11,
  اثنعش: 12,
  اتناشر: 12,
  اتنعش: 12,
});
/** الحادية عشرة، الثانية عشرة: the word before عشرة is ten more. */
const TEENS = table({ الحاديه: 11, الثانيه: 12 });

/** Parts of an hour after و, or before the hour after الا. */
const PARTS = table({
  نص: 30,
  نصف: 30,
  النصف: 30,
  ربع: 15,
  الربع: 15,
  ثلث: 20,
  الثلث: 20,
  ربعا: 15,
  ثلثا: 20,
  نصفا: 30,
});

type DayPart = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night';
const DAY_PARTS = table<DayPart>({
  ص: 'morning',
  صباحا: 'morning',
  صباح: 'morning',
  الصباح: 'morning',
  الصبح: 'morning',
  صبحا: 'morning',
  فجرا: 'morning',
  am: 'morning',
  'a.m.': 'morning',
  ظهرا: 'noon',
  النهار: 'noon',
  الظهر: 'noon',
  عصرا: 'afternoon',
  العصر: 'afternoon',
  م: 'afternoon',
  pm: 'afternoon',
  'p.m.': 'afternoon',
  مساء: 'evening',
  المساء: 'evening',
  المسا: 'evening',
  مسا: 'evening',
  ليلا: 'night',
  الليل: 'night',
  بالليل: 'night',
});
const PRAYER = /(?:^|\s)(?:بعد|قبل|مع|عند)?\s*(?:ال)?(?:فجر|مغرب|عشاء|عشا|افطار|سحور|صلاه)(?:\s|$)/u;
/** Prayers after an hour that lacks its part of the day («7 المغرب»). */
const PRAYER_PARTS: readonly (readonly [RegExp, DayPart])[] = [
  [/فجر|سحور/u, 'morning'],
  [/مغرب|عشا|افطار/u, 'evening'],
];
const FILLERS = new Set([
  'الساعه',
  'ساعه',
  'علي',
  'في',
  'عند',
  'و',
  'ثم',
  'تماما',
  'بعد',
  'قبل',
  'دقيقه',
  'دقائق',
  'كل',
  'يوم',
  'at',
  'and',
]);

/** After the light folding, with ة written ه. */
const DAYS: readonly (readonly [RegExp, NamedDays])[] = [
  [/(?:^|\s)(?:في\s+)?ايام\s+(?:ال)?(?:عمل|دوام)(?=\s|$)/u, 'work'],
  [/(?:^|\s)(?:كل\s+(?:يوم|الايام)|يوميا|every\s+day|daily)(?=\s|$)/u, 'all'],
];

type Draft = {
  hour: number;
  minute: number;
  part: DayPart | undefined;
  exact: boolean;
  /** Its minutes were written. */
  full: boolean;
};

/**
 * The times a reader named. `sure` when the words can mean nothing but times (a colon, a part of the day, الساعة, or several
 * numbers joined by و), so that they may be understood without a command.
 */
export function readTimes(words: string): TimesRead {
  if (words.length > LONGEST) return { kind: 'unclear' };
  const line = foldLight(words)
    .replace(/[ةه](?=\s|$|[^\p{L}])/gu, 'ه')
    .replace(/ى/gu, 'ي')
    .replace(/ء(?=\s|$)/gu, '')
    .replace(/[،,;؛+&/\n]/gu, ' و ')
    .replace(/(\d)([^\d\s:.])/gu, '$1 $2')
    .replace(/([^\d\s:.])(\d)/gu, '$1 $2')
    .replace(/[.؟!]+(?=\s|$)/gu, ' ')
    .trim();
  const [phrase, days] = DAYS.find(([named]) => named.test(line)) ?? [];
  const text = phrase === undefined ? line : line.replace(phrase, ' ').trim();
  if (days !== undefined && text === '') return { kind: 'days', days };
  const drafts: Draft[] = [];
  let sure = /:|الساعه/u.test(text);
  let joined = false;
  let minus = false;
  /** «منتصف الليل» is a film too. */
  let midst = false;
  for (const [index, word] of text.split(/\s+/u).entries()) {
    const last = drafts.at(-1);
    const bare = word.startsWith('و') && word.length > 1 ? word.slice(1) : word;
    const and = bare !== word || word === 'و';
    const hour = HOURS.get(bare);
    const spoken = SPOKEN_HOURS.get(word) ?? SPOKEN_HOURS.get(bare);
    const clock = bare.match(/^(\d{1,2})(?:[:.](\d{2}))?$/u) ?? bare.match(/^(\d{1,2})(\d{2})$/u);
    const part = DAY_PARTS.get(bare);
    const share = PARTS.get(bare);
    if (part !== undefined && last !== undefined && last.part === undefined) {
      last.part = part;
      sure ||= !midst;
    } else if (part !== undefined && last !== undefined && (and || joined)) {
      drafts.push({ ...last, part });
      sure = true;
    } else if (bare === 'منتصف') {
      midst = last?.hour !== 12 || last.part !== undefined;
      if (midst) drafts.push({ hour: 12, minute: 0, part: undefined, exact: false, full: true });
    } else if (bare === 'الا') {
      minus = last !== undefined;
      if (!minus) return { kind: 'unclear' };
      continue;
    } else if (share !== undefined && last !== undefined && (and || minus || joined)) {
      addMinutes(last, minus ? -share : share);
      sure = true;
    } else if ((bare === 'عشره' || bare === 'عشر') && last !== undefined) {
      const teen = TEENS.get(lastWord(text, index));
      if (teen === undefined) return { kind: 'unclear' };
      last.hour = teen;
    } else if (hour !== undefined || bare === 'الحاديه') {
      drafts.push({ hour: hour ?? 11, minute: 0, part: undefined, exact: false, full: false });
      sure = true;
    } else if (spoken !== undefined) {
      // «سبعة وخمسة» may be two hours, or five minutes past one.
      if (last !== undefined && last.part === undefined) return { kind: 'unclear' };
      drafts.push({ hour: spoken, minute: 0, part: undefined, exact: false, full: false });
    } else if (clock !== null) {
      const value = Number(clock[1]);
      const minutes = clock[2] === undefined ? undefined : Number(clock[2]);
      if ((and || joined) && minutes === undefined && value > 24 && value < 60 && last !== undefined)
        addMinutes(last, value);
      else if (value > 24 || (minutes ?? 0) > 59 || (value === 24 && (minutes ?? 0) > 0))
        return { kind: 'unclear' };
      else {
        if ((and || joined) && last !== undefined) sure = true;
        drafts.push({
          hour: value % 24,
          minute: minutes ?? 0,
          part: undefined,
          exact: value === 0 || value === 24,
          full: minutes !== undefined,
        });
      }
    } else if (PRAYER.test(` ${text} `) && drafts.length === 0) return { kind: 'prayer' };
    else if (last !== undefined && PRAYER.test(` ${word} `))
      last.part ??= PRAYER_PARTS.find(([prayer]) => prayer.test(word))?.[1];
    else if (!FILLERS.has(bare) && !FILLERS.has(word)) return { kind: 'unclear' };
    minus = false;
    joined = word === 'و';
  }
  if (drafts.length === 0) return { kind: 'unclear' };
  const times: string[] = [];
  for (const draft of drafts) {
    const time = settled(draft);
    if (time === undefined) return { kind: 'unclear' };
    if (!times.includes(time)) times.push(time);
    // «8 و8»: nobody names one hour twice.
    else if (!draft.full && draft.part === undefined && draft.hour < 12)
      times.push(settled({ ...draft, part: 'evening' }) ?? time);
  }
  return times.length > MAX_TIMES
    ? { kind: 'tooMany', sure }
    : { kind: 'times', times: times.sort(), days, sure };
}

function lastWord(text: string, index: number): string {
  const word = text.split(/\s+/u)[index - 1] ?? '';
  return word.startsWith('و') ? word.slice(1) : word;
}

function addMinutes(draft: Draft, minutes: number): void {
  const total = (draft.hour * 60 + draft.minute + minutes + 1440) % 1440;
  draft.hour = Math.floor(total / 60);
  draft.minute = total % 60;
}

/** HH:MM of the draft; undefined when hour and part of the day contradict one another (15 صباحا). */
function settled({ hour, minute, part, exact }: Draft): string | undefined {
  const late = hour > 12 || exact;
  const twelve = hour % 12;
  let settledHour = hour;
  if (part === 'morning') {
    if (hour > 12) return undefined;
    settledHour = twelve;
  } else if (part === 'noon') {
    if (!late) settledHour = hour >= 10 ? hour : hour + 12;
  } else if (part === 'afternoon' || part === 'evening') {
    if (!late) settledHour = twelve + 12;
  } else if (part === 'night') {
    // 12 and the small hours are after midnight, the others before it.
    if (!late) settledHour = twelve < 5 ? twelve : twelve + 12;
  }
  return `${String(settledHour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
