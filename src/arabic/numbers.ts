/** Numbers in Arabic prose: digits of three scripts and number words. */
import { fold } from './normalize.ts';
import { remember } from './remember.ts';
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

type Part = {
  readonly kind: 'digits' | 'unit' | 'ten' | 'hundred' | 'scale' | 'double' | 'fraction';
  readonly value: number;
  /** Whether و stands before it. */
  readonly joined: boolean;
  /** Whether the article or a preposition stands before it: a new number begins. */
  readonly opened: boolean;
};

const WORDS: readonly (readonly [Part['kind'], Values])[] = [
  ['unit', UNITS],
  ['ten', TENS],
  ['hundred', HUNDREDS],
  ['scale', SCALES],
  ['double', DOUBLE_SCALES],
  ['fraction', FRACTIONS],
];

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
  for (const [kind, table] of WORDS) {
    const value = table.get(word);
    if (value !== undefined) return { kind, value, joined, opened };
  }
  return undefined;
}

/** A number word has a letter that few other words begin with; the rest is not folded at all. */
const MAY_COUNT = /^[وفبلكـ]{0,3}(?:ال)?[واأإآثخستعمبنر]/u;

const partOf = remember((word): Part | undefined => {
  if (/^\p{N}/u.test(word)) {
    const value = digitsValue(fold(word));
    return value === undefined ? undefined : { kind: 'digits', value, joined: false, opened: false };
  }
  if (!MAY_COUNT.test(word)) return undefined;
  const folded = fold(word);
  const whole = lookUp(folded, false, false);
  if (whole !== undefined) return whole;
  const [, and = '', preposition = '', rest = ''] = /^(و?)((?:[بلفك]|ال|بال|لل)?)(.+)$/u.exec(folded) ?? [];
  // الاثنين and الأحد are days, الست a lady.
  if (preposition.endsWith('ل') && /^(?:اثنين|احد|ست)$/u.test(rest)) return undefined;
  return lookUp(rest, and !== '', preposition !== '');
});

export type NumberInText = {
  readonly value: number;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
};

/** One number while it is read: what is closed by scales, and what waits for one. */
type Reading = { closed: number; scale: number; open: number; last: Part; start: number; end: number };

/** Whether this part goes on the number being read; if so, it is added to it. */
function goesOn(reading: Reading, part: Part): boolean {
  const { last } = reading;
  // مليون ونصف المليون
  if (part.opened) return last.kind === 'fraction' && part.kind === 'scale';
  switch (part.kind) {
    case 'digits':
      // 3 آلاف و500
      if (!part.joined || last.kind !== 'scale' || part.value >= reading.scale) return false;
      reading.open += part.value;
      return true;
    case 'unit': {
      const teen = part.value === 10 && last.kind === 'unit' && last.value < 10 && !part.joined;
      if (!(teen || (part.joined && /^(?:hundred|scale|double)$/u.test(last.kind)))) return false;
      reading.open += part.value;
      return true;
    }
    case 'ten':
      if (!part.joined) return false;
      if (!(last.kind === 'unit' && last.value < 10) && !/^(?:hundred|scale|double)$/u.test(last.kind)) {
        return false;
      }
      reading.open += part.value;
      return true;
    case 'hundred':
      if (last.kind === 'unit' && !part.joined && part.value === 100 && last.value > 2 && last.value < 10) {
        reading.open += last.value * 100 - last.value;
        return true;
      }
      if (!part.joined || !/^(?:scale|double)$/u.test(last.kind)) return false;
      reading.open += part.value;
      return true;
    case 'scale':
    case 'double': {
      if (last.kind === 'fraction' || part.value >= reading.scale) return false;
      if (part.joined) {
        if (!/^(?:scale|double)$/u.test(last.kind)) return false;
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
      if (!part.joined || !/^(?:scale|double)$/u.test(last.kind)) return false;
      reading.open += part.value * (last.kind === 'double' ? last.value / 2 : last.value);
      return true;
  }
}

function begin(part: Part, token: Token): Reading | undefined {
  if (part.kind === 'fraction') return undefined;
  const scaled = part.kind === 'scale' || part.kind === 'double';
  return {
    closed: scaled ? part.value : 0,
    scale: scaled ? part.value : Number.POSITIVE_INFINITY,
    open: scaled ? 0 : part.value,
    last: part,
    start: token.start,
    end: token.end,
  };
}

/** Plurals that count nothing by themselves: thousands of people. */
const UNCOUNTED = /^(?:و|[وف]?[بلك])?(?:ال|لل)?(?:[اآ]لاف|ملايين|مليارات|بلايين|تريليونات)/u;

/**
 * The numbers of a text in order: digits of three scripts (1,500 · ١٫٥ · ۱۲), with a scale behind them (12 ألفًا، 1.5
 * مليون، 3 آلاف و500), and number words (ثلاثة وثلاثين، مئتين، خمسمئة ألف). «واحد» alone, «آلاف» and «ملايين» without a
 * count, and ordinals are none. Offsets span the whole phrase.
 */
export function numbersIn(text: string): NumberInText[] {
  const out: NumberInText[] = [];
  let reading: Reading | undefined;
  let pendingAnd: Token | undefined;
  const settle = (): void => {
    if (reading !== undefined && !(reading.last.kind === 'unit' && reading.closed + reading.open === 1)) {
      out.push({ value: reading.closed + reading.open, start: reading.start, end: reading.end });
    }
    reading = undefined;
  };
  for (const token of tokens(text)) {
    if (token.text === 'و' || token.text === 'وـ') {
      pendingAnd = token;
      continue;
    }
    const found = partOf(token.text);
    const part = found && pendingAnd !== undefined ? { ...found, joined: true } : found;
    pendingAnd = undefined;
    if (part === undefined) {
      settle();
      continue;
    }
    const between = reading === undefined ? '' : text.slice(reading.end, token.start);
    if (reading !== undefined && /^[\s\u0640و]*$/u.test(between) && goesOn(reading, part)) {
      reading.last = part;
      reading.end = token.end;
      continue;
    }
    settle();
    if (part.kind === 'scale' && UNCOUNTED.test(token.text)) continue;
    reading = begin(part, token);
  }
  settle();
  return out;
}
