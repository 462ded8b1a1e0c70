/** Numbers in Arabic prose: digits of three scripts and number words. */
import { classAt, NUMBER } from './characters.ts';
import { fold } from './normalize.ts';
import { factOf, wordAt } from './remember.ts';
import { type Token, tokens } from './words.ts';

type Values = ReadonlyMap<string, number>;

/** Rows of a value and its folded spellings. */
function values(rows: readonly (readonly [number, string])[]): Values {
  return new Map(rows.flatMap(([value, spellings]) => spellings.split(' ').map((word) => [word, value])));
}

const UNITS = values([
  [1, 'واحد واحده احد احدي'],
  [2, 'اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي'],
  [3, 'ثلاث ثلاثه'],
  [4, 'اربع اربعه'],
  [5, 'خمس خمسه'],
  [6, 'ست سته'],
  [7, 'سبع سبعه'],
  [8, 'ثمان ثماني ثمانيه'],
  [9, 'تسع تسعه'],
  [10, 'عشر عشره'],
]);

const TENS = values([
  [20, 'عشرون عشرين'],
  [30, 'ثلاثون ثلاثين'],
  [40, 'اربعون اربعين'],
  [50, 'خمسون خمسين'],
  [60, 'ستون ستين'],
  [70, 'سبعون سبعين'],
  [80, 'ثمانون ثمانين'],
  [90, 'تسعون تسعين'],
]);

const HUNDREDS = values([
  [100, 'ميه مايه'],
  [200, 'ميتان ميتين مايتان مايتين ميتا ميتي مايتا مايتي'],
  [300, 'ثلاثميه ثلاثمايه'],
  [400, 'اربعميه اربعمايه'],
  [500, 'خمسميه خمسمايه'],
  [600, 'ستميه ستمايه'],
  [700, 'سبعميه سبعمايه'],
  [800, 'ثمانميه ثمانمايه ثمانيميه ثمانيمايه'],
  [900, 'تسعميه تسعمايه'],
]);

const SCALES = values([
  [1e3, 'الف الفا الاف'],
  [1e6, 'مليون مليونا ملايين'],
  [1e9, 'مليار مليارا مليارات بليون بلايين'],
  [1e12, 'تريليون ترليون تريليونات'],
]);

const DOUBLE_SCALES = values([
  [2e3, 'الفان الفين الفي'],
  [2e6, 'مليونان مليونين مليوني'],
  [2e9, 'ملياران مليارين ملياري'],
]);

const FRACTIONS = values([
  [0.5, 'نصف'],
  [0.25, 'ربع'],
  [1 / 3, 'ثلث'],
]);

/** What a count of parts counts: ثلاثة أرباع is no three. */
const SHARES = new Set('اثلاث ارباع اخماس اسداس اسباع اثمان اتساع اعشار'.split(' '));

const ORDINAL = /^(?:[وفبلك]?ال|لل)?(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)ه?$/u;

type Part = {
  readonly kind:
    | 'digits'
    | 'unit'
    | 'ten'
    | 'hundred'
    | 'scale'
    | 'double'
    | 'fraction'
    | 'share'
    | 'ordinal';
  readonly value: number;
  /** Whether و stands before it. */
  readonly joined: boolean;
  /** Whether the article or a preposition stands before it: a new number begins. */
  readonly opened: boolean;
};

const WORDS: ReadonlyMap<string, Pick<Part, 'kind' | 'value'>> = new Map(
  (
    [
      ['unit', UNITS],
      ['ten', TENS],
      ['hundred', HUNDREDS],
      ['scale', SCALES],
      ['double', DOUBLE_SCALES],
      ['fraction', FRACTIONS],
    ] as const
  ).flatMap(([kind, table]) => [...table].map(([word, value]) => [word, { kind, value }] as const)),
);

/** A number written in digits: , and ٬ part thousands when three digits follow each, else they are decimal. */
function digitsValue(folded: string): number | undefined {
  if (!/^[0-9]/u.test(folded)) return undefined;
  let plain = folded;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(plain)) plain = plain.replaceAll(',', '');
  else if (/^\d{1,3}(?:\.\d{3}){2,}$/u.test(plain)) plain = plain.replaceAll('.', '');
  else if (/^\d+,\d+$/u.test(plain)) plain = plain.replace(',', '.');
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

function lookUp(word: string, joined: boolean, opened: boolean): Part | undefined {
  const found = WORDS.get(word);
  return found === undefined ? undefined : { ...found, joined, opened };
}

/** A number word has a letter that few other words begin with; the rest is not folded at all. */
const MAY_COUNT = /^[وفبلكـ]{0,3}(?:ال)?[واأإآثخستعمبنر]/u;

function readPart(written: string): Part | undefined {
  if ((classAt(written, 0) & NUMBER) !== 0) {
    const value = digitsValue(fold(written));
    return value === undefined ? undefined : { kind: 'digits', value, joined: false, opened: false };
  }
  if (!MAY_COUNT.test(written)) return undefined;
  const folded = fold(written);
  if (SHARES.has(folded)) return { kind: 'share', value: 0, joined: false, opened: false };
  if (ORDINAL.test(folded)) return { kind: 'ordinal', value: 0, joined: false, opened: false };
  const whole = lookUp(folded, false, false);
  if (whole !== undefined) return whole;
  const joined = folded.startsWith('و');
  const word = joined ? folded.slice(1) : folded;
  const alone = lookUp(word, joined, false);
  if (alone !== undefined) return alone;
  const [, preposition = '', rest = ''] = /^(بال|ال|لل|[بلفك])(.+)$/u.exec(word) ?? [];
  // الاثنين and الأحد are days, الست a lady, المئة what per cent is of.
  if (preposition.endsWith('ل') && /^(?:اثنين|احد|ست|ما?[يئ]ه)$/u.test(rest)) return undefined;
  return rest === '' ? undefined : lookUp(rest, joined, true);
}

/** The part of a number that a word is; false for other words. */
const partOf = factOf((written) => readPart(written) ?? false);

/** A number that a text gives in digits or words, and where. */
export type NumberInText = {
  readonly value: number;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
};

/** One number while it is read. */
type Reading = {
  /** What is closed by scales, the last of them, and what waits for one. */
  closed: number;
  scale: number;
  open: number;
  last: Part;
  start: number;
  end: number;
  /** Where what is closed ends, and what waits begins. */
  closedEnd: number;
  openStart: number;
};

const isScale = (part: Part): boolean => part.kind === 'scale' || part.kind === 'double';

/** Whether this part goes on the number being read; if so, it is added to it. */
function goesOn(reading: Reading, part: Part): boolean {
  const { last } = reading;
  // مليون ونصف المليون، ربع المليون
  if (part.opened && !(last.kind === 'fraction' && part.kind === 'scale')) return false;
  switch (part.kind) {
    case 'digits':
      // 3 آلاف و500، never 1.5 مليون و500
      if (!part.joined || !isScale(last) || part.value >= reading.scale) return false;
      if (reading.closed % reading.scale !== 0) return false;
      reading.open += part.value;
      return true;
    case 'unit': {
      const teen = part.value === 10 && last.kind === 'unit' && last.value < 10 && !part.joined;
      if (!(teen || (part.joined && (last.kind === 'hundred' || isScale(last))))) return false;
      reading.open += part.value;
      return true;
    }
    case 'ten':
      if (!part.joined) return false;
      if (!(last.kind === 'unit' && last.value < 10) && last.kind !== 'hundred' && !isScale(last))
        return false;
      reading.open += part.value;
      return true;
    case 'hundred':
      if (last.kind === 'unit' && !part.joined && part.value === 100 && last.value > 2 && last.value < 10) {
        reading.open += last.value * 100 - last.value;
        return true;
      }
      if (!part.joined || !isScale(last)) return false;
      reading.open += part.value;
      return true;
    case 'scale':
    case 'double': {
      // مليون ونصف مليون names its scale twice.
      if (last.kind === 'fraction' && part.value === reading.scale) return true;
      if (part.value >= reading.scale) return false;
      if (part.joined) {
        if (!isScale(last)) return false;
        reading.closed += part.value;
      } else {
        if (part.kind === 'double' || reading.open === 0) return false;
        reading.closed += reading.open * part.value;
      }
      reading.scale = part.value;
      reading.open = 0;
      return true;
    }
    case 'fraction':
      if (!part.joined || !isScale(last)) return false;
      reading.open += part.value * (last.kind === 'double' ? last.value / 2 : last.value);
      return true;
    default:
      return false;
  }
}

function begin(part: Part, { start, end }: Pick<Token, 'start' | 'end'>): Reading {
  const scaled = isScale(part);
  return {
    closed: scaled ? part.value : 0,
    scale: scaled ? part.value / (part.kind === 'double' ? 2 : 1) : Number.POSITIVE_INFINITY,
    open: scaled ? 0 : part.value,
    last: part,
    start,
    end,
    closedEnd: scaled ? end : start,
    openStart: scaled ? end : start,
  };
}

/** The number that a reading comes to; undefined for a lone one, a lone fraction and what only looks like a number. */
function numberOf({ closed, open, scale, last, start, end }: Reading): NumberInText | undefined {
  if (last.kind === 'unit' && closed + open === 1) return undefined;
  if (last.kind === 'fraction' && scale === Number.POSITIVE_INFINITY) return undefined;
  return last.kind === 'ordinal' ? undefined : { value: closed + open, start, end };
}

/** Plurals that count nothing by themselves: thousands of people. */
const UNCOUNTED = /^(?:و|[وف]?[بلك])?(?:ال|لل)?(?:[اآ]ل[اأ]ف|ملايين|مليارات|بلايين|تريليونات)/u;
/** Without its tanwin it is a dual where what it counts follows at once: ألفا شخص, but ألفا و500. */
const DUAL_OR_ONE = /^[وف]?(?:[أا]لفا|مليونا|مليارا)$/u;
const COUNTED_NEXT = /^\s+(?!و)\p{Script=Arabic}/u;

/** Digits whose thousands are parted, and the next three. */
const GROUPS = /^\p{N}{1,3}(?:,\p{N}{3})*$/u;
const GROUP = /^\p{N}{3}$/u;
const NARROW = /^[\u00a0\u2009\u202f]$/u;

/**
 * Whether a token goes on the digits before it: 15 000. Between other digits the space must be a narrow one, since two
 * numbers may stand side by side.
 */
function isNextGroup(text: string, before: Token, token: Token): boolean {
  if ((classAt(text, token.start) & NUMBER) === 0 || token.start !== before.end + 1) return false;
  if (!GROUP.test(token.text) || !GROUPS.test(before.text)) return false;
  const between = text.charAt(before.end);
  return NARROW.test(between) || (between === ' ' && fold(token.text) === '000');
}

/** The tokens of a text; digits in groups are one, its groups parted by commas. */
function countingTokens(text: string, list: readonly Token[]): Token[] {
  const out: Token[] = [];
  let before: Token | undefined;
  for (const token of list) {
    if (before !== undefined && isNextGroup(text, before, token)) {
      out.pop();
      const written = `${before.text},${token.text}`;
      const known = wordAt(written, 0, written.length);
      before = { text: known.text, start: before.start, end: token.end, known };
    } else before = token;
    out.push(before);
  }
  return out;
}

/**
 * The numbers of a text in order: digits of three scripts (1,500 · ١٫٥ · ۱۲), with a scale behind them (12 ألفًا، 1.5
 * مليون، 3 آلاف و500), and number words (ثلاثة وثلاثين، مئتين، خمسمئة ألف، نصف مليون). «واحد» alone, «آلاف» and «ملايين»
 * without a count, fractions, ordinals and the hundred of per cent are none. Offsets span the whole phrase. `list`: its
 * tokens, where somebody has them.
 */
export function numbersIn(text: string, list: readonly Token[] = tokens(text)): NumberInText[] {
  const out: NumberInText[] = [];
  // Most texts that are asked about, single words above all, hold none.
  if (list.every(({ known }) => partOf(known) === false)) return out;
  let reading: Reading | undefined;
  let pendingAnd = false;
  const settle = (): void => {
    const number = reading && numberOf(reading);
    if (number !== undefined) out.push(number);
    reading = undefined;
  };
  for (const token of countingTokens(text, list)) {
    if (token.text === 'و' || token.text === 'وـ') {
      pendingAnd = true;
      continue;
    }
    const found = partOf(token.known);
    const part = found !== false && pendingAnd ? { ...found, joined: true } : found;
    pendingAnd = false;
    if (part === false) {
      settle();
      continue;
    }
    if (reading !== undefined && /^[\s\u0640و]*$/u.test(text.slice(reading.end, token.start))) {
      if (part.kind === 'share') {
        // What it counted are parts.
        if (reading.last.kind === 'unit') reading = undefined;
        continue;
      }
      // الثالث والعشرون، الثاني عشر
      if (
        reading.last.kind === 'ordinal' &&
        (part.kind === 'ten' || (part.kind === 'unit' && part.value === 10))
      ) {
        continue;
      }
      const waiting = reading.open > 0 && isScale(part) && !part.joined && part.value >= reading.scale;
      if (waiting && reading.last.kind !== 'fraction') {
        // 9 آلاف و10 آلاف: what waited begins a number of its own.
        const { open, last, openStart, end } = reading;
        const closed = numberOf({ ...reading, open: 0, end: reading.closedEnd });
        if (closed !== undefined) out.push(closed);
        reading = { ...begin(last, { start: openStart, end }), open };
      }
      if (goesOn(reading, part)) {
        if (reading.open === 0) reading.closedEnd = token.end;
        else if (reading.last.kind !== 'digits' && isScale(reading.last)) reading.openStart = token.start;
        reading.last = part;
        reading.end = token.end;
        continue;
      }
    }
    settle();
    if (part.kind === 'share' || (part.kind === 'scale' && UNCOUNTED.test(token.text))) continue;
    const dual =
      part.kind === 'scale' &&
      DUAL_OR_ONE.test(token.text) &&
      COUNTED_NEXT.test(text.slice(token.end, token.end + 8));
    reading = begin(dual ? { ...part, kind: 'double', value: 2 * part.value } : part, token);
  }
  settle();
  return out;
}
