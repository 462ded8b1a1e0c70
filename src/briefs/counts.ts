/** What the numbers of a sentence count, with what their hedges allow: 33 قتيلا على الأقل، نحو 40 مليون دولار، 2-1. */
import { type NumberInText, numbersIn } from '../arabic/numbers.ts';
import { isStopWord } from '../arabic/words.ts';
import { stateOf } from '../stories/states.ts';
import type { Subject } from '../stories/story.ts';
import {
  BEFALLS,
  BEFELL,
  COUNTED_AS,
  CURRENCIES,
  DEEDS,
  LASTS,
  PEOPLE,
  PERSONS,
  SHARES,
  SPANS,
  SUMS,
  THINGS,
  VALUES,
} from './count-words.ts';
import { IS, type Word } from './word.ts';

/** A number that a sentence states, and what it counts. */
export type Count = {
  readonly subject: Subject;
  /** Of whom or what: only counts of the same can contradict one another. */
  readonly of: string;
  /** The least and the most that is said. */
  readonly low: number;
  readonly high: number;
  /** As readers see it: digits, the hedge word for word, and the unit of things and money. */
  readonly text: string;
  /** What is so many, where neither the subject nor the text says it: «نسبة المشاركة». */
  readonly bearer?: string | undefined;
  /** It grows no more: the score of a match that is over, a sentence passed. */
  readonly settled?: boolean;
};

/** Whether two counts of the same can both be true. */
export function compatible(a: Pick<Count, 'low' | 'high'>, b: Pick<Count, 'low' | 'high'>): boolean {
  return a.low <= b.high && b.low <= a.high;
}

/** A looked-up word, also behind the clitics و ف ب ل. */
function look<Meaning>(table: ReadonlyMap<string, Meaning>, folded: string): Meaning | undefined {
  return (
    table.get(folded) ??
    (/^[وفبل]/u.test(folded) ? table.get(folded.slice(1)) : undefined) ??
    (/^[وف][بل]/u.test(folded) ? table.get(folded.slice(2)) : undefined)
  );
}

type Hedge = { readonly allows: 'least' | 'more' | 'about' | 'less' | 'most'; readonly pattern: RegExp };

/** Before the number, without the clitic that may join them to what stands before. */
const HEDGES: readonly Hedge[] = [
  { allows: 'least', pattern: /(?:^| )[وفبل]?(ما لا يقل عن|لا يقل عن|علي الاقل)$/u },
  {
    allows: 'more',
    pattern:
      /(?:^|(?<!(?:^| )لا) )[وفبل]{0,2}(اكثر من|ازيد من|ما يزيد علي|ما يزيد عن|[يت]زيد علي|[يت]زيد عن|[يت]تجاوز|تجاوزت?|فوق)$/u,
  },
  {
    allows: 'about',
    pattern: /(?:^| )[وفبل]{0,2}(نحو|حوالي|قرابه|زها|ما يقارب|ما يقرب من|يقارب|يقرب من|تقريبا)$/u,
  },
  { allows: 'less', pattern: /(?:^| )[وفبل]{0,2}(اقل من)$/u },
  { allows: 'most', pattern: /(?:^| )[وفبل]?(حتي|لا [يت]تجاوز|ما لا يزيد علي|ما لا يزيد عن|ما يصل الي)$/u },
];
const HEDGE_BEHIND: readonly Hedge[] = [
  { allows: 'least', pattern: /^علي الاقل(?: |$)/u },
  { allows: 'more', pattern: /^او اكثر(?: |$)/u },
  { allows: 'about', pattern: /^تقريبا(?: |$)/u },
];

/** So far from the number may lie what «نحو» means. */
const ABOUT = 0.2;

function bounds(value: number, allows: Hedge['allows'] | undefined): Pick<Count, 'low' | 'high'> {
  switch (allows) {
    case undefined:
      return { low: value, high: value };
    case 'least':
    case 'more':
      return { low: value, high: Number.POSITIVE_INFINITY };
    case 'about':
      return { low: value * (1 - ABOUT), high: value * (1 + ABOUT) };
    case 'less':
    case 'most':
      return { low: 0, high: value };
  }
}

const SCALES: readonly (readonly [number, string])[] = [
  [1e12, 'تريليون'],
  [1e9, 'مليار'],
  [1e6, 'مليون'],
];

/** A number that was written in words, in digits. */
function inDigits(value: number): string {
  for (const [scale, name] of SCALES) {
    if (value >= scale) return `${Number((value / scale).toFixed(3))} ${name}`;
  }
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A number of the sentence, or a word for two, and the words it stands between. */
type Place = {
  readonly value: number;
  readonly text: string;
  /** Its first word, without the hedge; and its last. */
  readonly first: number;
  readonly last: number;
  /** The noun behind it, or of two its own word: شخصين. */
  readonly noun: string | undefined;
};

/** Marks between two words that end a clause. */
const CLAUSE_END = /[،؛:.!؟?\n]|\s[-–—]\s/u;

type Line = {
  readonly text: string;
  readonly words: readonly Word[];
  readonly gap: (at: number) => string;
};

function places({ text, words, gap }: Line): Place[] {
  const out: Place[] = [];
  const add = ({ value, start, end }: NumberInText): void => {
    const first = words.findIndex((word) => word.start >= start);
    let last = first;
    while (last + 1 < words.length && (words[last + 1]?.end ?? 0) <= end) last += 1;
    if (first < 0) return;
    const written = text.slice(start, end);
    const next = words[last + 1];
    out.push({
      value,
      text: /^\p{N}/u.test(written) ? written.replace(/\s+/gu, ' ') : inDigits(value),
      first,
      last,
      noun: next !== undefined && /^\s*$/u.test(gap(last + 1)) ? next.folded : undefined,
    });
  };
  numbersIn(text).forEach(add);
  words.forEach(({ folded, is }, at) => {
    if ((is & IS.two) > 0) out.push({ value: 2, text: '2', first: at, last: at, noun: folded });
  });
  return out.sort((a, b) => a.first - b.first);
}

/** Another happening, another time, or what did not happen: a number in such a clause is not the news's. */
const ELSEWHERE =
  /(?:^| )(?:منذ|سنويا|اجمالي|الاجماليه|اجمالا|سابق|سابقه|سابقا|مماثل|مماثله|اصل|خلال (?:ال)?24|(?:العام|الشهر|الاسبوع|القرن) الماضي|السنه الماضيه|(?:في |ل)?عام \d{4}|كان قد|كانت قد|قد [يت]\S+|[وف]?[يت]توقع|[وف]?توقعت?|المتوقع|ارتدادي|ارتداديه|الدفعه|دفعات|قسط|شريحه|تبادل|مقابل|مخاوف|[يت]خشي|[يت]مكن|احتمال|نفي|نفت|[يت]نفي|نفوا|لم|لا صحه|كاذب|مزاعم)(?: |$)/u;
/** What follows is a part of what was counted. */
const PART = /^[وف]?(?:بينهم|بينها|بينهن|منهم|منها|منهن|ضمنهم|ضمنها|احدهم|احداهن)$/u;
/** Behind a bare number of people. */
const GOES_ON = /^(?:بجروح|بجراح|جرا|اثر|نتيجه|اليوم|امس|صباح|مسا|فجر|علي)$/u;
/** Between a word that befalls people and their number these change nothing. */
const NEUTRAL = /^(?:عدد|الي|عن|علي|من|ما|لا|يقل|يزيد|يقارب|نحو|حوالي|قرابه|اكثر|بلغ|بلغت|هم|هو)$/u;
const RISES = /^[وفل]?(?:ارتفع|ارتفعت|ارتفاع|[يت]رتفع|وصل|وصلت|[يت]صل|زاد|زادت|[يت]?بلغ|بلغت)$/u;
/** So far before its number a word may stand that governs it; further where a number rises to another. */
const REACH = 6;
const RISING_REACH = 14;

type Clause = { readonly from: number; readonly to: number; readonly folded: string };

function clauseOf({ words, gap }: Line, place: Place): Clause {
  let from = place.first;
  while (from > 0 && !CLAUSE_END.test(gap(from))) from -= 1;
  let to = place.last;
  while (to + 1 < words.length && !CLAUSE_END.test(gap(to + 1))) to += 1;
  const folded = words
    .slice(from, to + 1)
    .map((word) => word.folded)
    .join(' ');
  return { from, to, folded };
}

type Hedged = Pick<Count, 'low' | 'high'> & {
  readonly before: number;
  /** The number as readers see it, around a unit. */
  readonly show: (unit: string) => string;
};

/** The number with its hedge; `before` is the first word of both. */
function hedged(line: Line, place: Place, clause: Clause): Hedged {
  const { words, text } = line;
  const from = Math.max(clause.from, place.first - 4);
  const before = words
    .slice(from, place.first)
    .map((word) => word.folded)
    .join(' ');
  for (const { allows, pattern } of HEDGES) {
    const hedge = pattern.exec(before)?.[1];
    if (hedge === undefined) continue;
    const start = place.first - hedge.split(' ').length;
    const first = words[start];
    const lastWord = words[place.first - 1];
    if (first === undefined || lastWord === undefined) continue;
    // The clitic before it belongs to the sentence: «لأكثر من».
    const clitic = first.folded.length - (hedge.split(' ')[0]?.length ?? 0);
    const written = text.slice(first.start + Math.max(0, clitic), lastWord.end);
    return {
      before: start,
      ...bounds(place.value, allows),
      show: (unit) => `${written} ${place.text}${unit}`,
    };
  }
  const noun = place.noun === undefined ? 0 : 1;
  for (const skip of [0, noun]) {
    const at = place.last + 1 + skip;
    const behind = words
      .slice(at, at + 3)
      .map((word) => word.folded)
      .join(' ');
    for (const { allows, pattern } of HEDGE_BEHIND) {
      const hedge = pattern.exec(behind)?.[0].trim();
      if (hedge === undefined) continue;
      const last = words[at + hedge.split(' ').length - 1];
      const written = text.slice(words[at]?.start ?? 0, last?.end ?? 0);
      return {
        before: place.first,
        ...bounds(place.value, allows),
        show: (unit) => `${place.text}${unit} ${written}`,
      };
    }
  }
  return { before: place.first, ...bounds(place.value, undefined), show: (unit) => `${place.text}${unit}` };
}

/** The nearest word before the number that says what befell the people counted. */
function befalls(
  { words }: Line,
  { from, before, bare }: { readonly from: number; readonly before: number; readonly bare: boolean },
): { readonly subject: Subject; readonly at: number } | undefined {
  const rises =
    words[before - 1]?.folded === 'الي' &&
    words.slice(Math.max(from, before - RISING_REACH), before).some((word) => RISES.test(word.folded));
  const reach = Math.max(from, before - (rises ? RISING_REACH : REACH));
  for (let at = before - 1; at >= reach; at -= 1) {
    const word = words[at];
    if (word === undefined || (word.is & IS.number) > 0) return undefined;
    const subject = look(BEFALLS, word.folded);
    if (subject !== undefined) return { subject, at };
    if (bare && !rises && !NEUTRAL.test(word.folded)) return undefined;
  }
  return undefined;
}

/** What befell the people that the number counts, and which people; undefined when it counts none. */
function people(
  line: Line,
  place: Place,
  clause: Clause,
  before: number,
): Pick<Count, 'subject' | 'of'> | undefined {
  const { words } = line;
  const { noun } = place;
  const counted = noun === undefined ? undefined : look(COUNTED_AS, noun);
  const kind =
    noun === undefined ? undefined : (look(PERSONS, noun) ?? stateOf(words[place.last + 1]?.term ?? ''));
  const behind = words[place.last + 1];
  // 33 in brackets, before a stop, «33 على الأقل», «33 بينهم», «33 في غارة»: people of whom nothing more is said.
  const bare =
    counted === undefined &&
    kind === undefined &&
    (behind === undefined ||
      place.last === clause.to ||
      isStopWord(behind.folded) ||
      PART.test(behind.folded) ||
      GOES_ON.test(behind.folded) ||
      look(BEFALLS, behind.folded) !== undefined);
  if (counted === undefined && kind === undefined && !bare) return undefined;
  // «5 من الجنود»: which ones, the words behind say.
  if (bare && behind?.folded === 'من' && place.last < clause.to) return undefined;
  const governor = befalls(line, { from: clause.from, before, bare });
  const part = words
    .slice(Math.max(clause.from, governor?.at ?? 0), place.first)
    .some(({ folded }) => PART.test(folded));
  if (part) return undefined;
  if (counted !== undefined) return { subject: counted, of: PEOPLE };
  const of = kind ?? PEOPLE;
  if (governor !== undefined) return { subject: governor.subject, of };
  if (bare) return undefined;
  for (const { folded } of words.slice(place.last + 1, Math.min(clause.to + 1, place.last + 6))) {
    const subject = look(BEFELL, folded);
    if (subject !== undefined) return { subject, of };
  }
  return undefined;
}

/** Who attacked, whom some count among the dead and others do not. */
const ATTACKER = /^[وفبل]?(?:المهاجم|منفذ|المنفذ|الانتحاري|الجاني|مطلق)$/u;

/** Whether the text tells of an attacker whom the number counts too («5 بينهم المهاجم»), or who may come on top of it. */
function attacker({ words }: Line, place: Place): 'within' | 'beside' | undefined {
  const at = words.findIndex(({ folded }, index) => index > place.last && ATTACKER.test(folded));
  if (at < 0) return undefined;
  return words.slice(place.last, at).some(({ folded }) => PART.test(folded)) ? 'within' : 'beside';
}

type Scope = { readonly from: number; readonly before: number; readonly reach: number };

/** The nearest of the words before the number, in its clause, that the table knows. */
function nearest<Meaning>(
  { words }: Line,
  { from, before, reach }: Scope,
  find: (word: Word) => Meaning | undefined,
): Meaning | undefined {
  for (let at = before - 1; at >= Math.max(from, before - reach); at -= 1) {
    const word = words[at];
    if (word === undefined || (word.is & IS.number) > 0) return undefined;
    const meaning = find(word);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

const PER_CENT = /^(?:بالميه|بالمايه)$/u;
/** Of which months a company tells its profit. */
const PERIOD = /(?<= )(?:الربع|النصف|(?:تسعه|سته|سبعه|9|6) (?:اشهر|شهور))(?= |$)/u;
/** A share of less than what the word before it means: of one month, of the young. */
const NARROWER =
  /(?:^| )(?:شهري|شهريا|الشهري|فصلي|فصليا|الفصلي|بين|لدي|(?:ال)?تضخم الاساسي|باستثنا|حتي)(?: |$)/u;
const STRENGTH = /^[وب]?(?:قوه|قوته|قوتها|شده|شدته|شدتها)$/u;
const QUAKE = /^[وبل]{0,2}(?:ال)?(?:زلزال|زلازل|هزه|هزات)/u;

/** Money, a share, a quake's strength or things counted. */
function measure(
  line: Line,
  place: Place,
  clause: Clause,
  before: number,
): (Pick<Count, 'subject' | 'of' | 'bearer' | 'settled'> & { readonly unit: string }) | undefined {
  const { text, words } = line;
  const scope = { from: clause.from, before, reach: REACH };
  const next = words[place.last + 1];
  const behind = text.slice(words[place.last]?.end ?? 0, next?.start ?? text.length);
  const after = `${next?.folded ?? ''} ${words[place.last + 2]?.folded ?? ''}`;
  if (/^\s?[%٪]/u.test(behind) || PER_CENT.test(next?.folded ?? '') || /^في (?:الميه|المايه)$/u.test(after)) {
    const share = nearest(line, scope, ({ folded }) => look(SHARES, folded));
    return share === undefined || NARROWER.test(clause.folded)
      ? undefined
      : { subject: 'share', of: share, unit: '%', bearer: `نسبة ال${share}` };
  }
  const strength = nearest(line, scope, ({ folded }) => (STRENGTH.test(folded) ? true : undefined));
  if (strength === true && words.some(({ folded }) => QUAKE.test(folded)) && place.value < 10) {
    return { subject: 'magnitude', of: '', unit: '' };
  }
  if (next === undefined || place.noun === undefined) return undefined;
  const written = text.slice(next.start, next.end);
  const currency = CURRENCIES.get(next.folded);
  if (currency !== undefined) {
    const sum = nearest(line, { ...scope, reach: RISING_REACH }, ({ folded }) => look(SUMS, folded));
    if (sum === undefined) return undefined;
    const period = PERIOD.exec(clause.folded)?.[0] ?? '';
    const whose = words[place.last + 2];
    const state = whose === undefined ? undefined : stateOf(whose.term);
    const full = state === undefined || whose === undefined ? written : text.slice(next.start, whose.end);
    return {
      subject: 'money',
      of: [sum, currency, state ?? '', period].filter((part) => part !== '').join(' '),
      unit: ` ${full}`,
      bearer: VALUES.has(sum) ? `ال${sum}` : `قيمة ال${sum}`,
    };
  }
  const thing = THINGS.get(next.folded);
  if (thing === undefined) return undefined;
  const deed = nearest(line, scope, ({ folded }) => look(SPANS.has(thing) ? LASTS : DEEDS, folded));
  if (deed === undefined) return undefined;
  const count = { subject: 'count', of: `${thing} ${deed}`, unit: ` ${written}` } as const;
  return SPANS.has(thing) ? { ...count, bearer: `مدة ال${deed}`, settled: true } : count;
}

const SCORE = /(?<![\p{N}:/–-])(\p{Nd}{1,2})\s?[-–]\s?(\p{Nd}{1,2})(?![\p{N}:/–-])/u;
const MATCH = /^[وبل]{0,2}(?:ال)?(?:مبارا|فوز|فاز|تعادل|خسر|خسار|هزم|هزيم|تغلب|نتيج|هدف|اهداف)/u;
/** A match that is over. */
const ENDED = /^[وفبل]{0,2}(?:ال)?(?:فوز|فاز|خسر|خسار|هزم|هزيم|تغلب|انتهت|انتهي|تاهل)/u;
/** Of a match these tell another score than its end's. */
const NOT_THE_END = /الترجيح|الشوط|الذهاب|ذهابا|مجموع|المباراتين|الماضي|السابق|سبق|كان قد/u;

/** The score of a match: digits with a dash between them. */
function score({ text, words }: Line): Count[] {
  const [, one, other] = SCORE.exec(text) ?? [];
  if (one === undefined || other === undefined || NOT_THE_END.test(text)) return [];
  if (!words.some(({ folded }) => MATCH.test(folded))) return [];
  const goals = [one, other].map((digits) => numbersIn(digits)[0]?.value ?? 0);
  const [more, less] = [Math.max(...goals), Math.min(...goals)];
  // More goals are a later score of the same match.
  const value = (more + less) * 100 + more;
  const settled = words.some(({ folded }) => ENDED.test(folded));
  return [{ subject: 'score', of: '', low: value, high: value, text: `${more}-${less}`, settled }];
}

/** A sentence of more words is no prose, and its numbers count nothing. */
const WORDS_AT_MOST = 400;

/** Of words without these none counts anything. */
const COUNTS = IS.number | IS.two;

/** What the numbers of a text count, in order. A number whose meaning is not certain counts nothing. */
export function countsIn(text: string, words: readonly Word[]): Count[] {
  if (words.length > WORDS_AT_MOST || !words.some(({ is }) => (is & COUNTS) > 0)) return [];
  const line: Line = {
    text,
    words,
    gap: (at) => text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? text.length),
  };
  const out = score(line);
  for (const place of places(line)) {
    const clause = clauseOf(line, place);
    if (ELSEWHERE.test(clause.folded)) continue;
    // «من 24 إلى 33»
    const rest = words.slice(place.last + 1, place.last + 4).map((word) => word.folded);
    if (words[place.first - 1]?.folded === 'من' && rest.includes('الي')) continue;
    const { before, low, high, show } = hedged(line, place, clause);
    const who = people(line, place, clause, before);
    if (who !== undefined) {
      const more = who.subject === 'killed' ? attacker(line, place) : undefined;
      out.push({
        ...who,
        low: more === 'within' ? low - 1 : low,
        high: more === 'beside' ? high + 1 : high,
        text: show(''),
      });
      continue;
    }
    const what = measure(line, place, clause, before);
    if (what !== undefined) {
      const { unit, ...key } = what;
      out.push({ ...key, low, high, text: show(unit) });
    }
  }
  return out;
}
