/** Headlines as pages write them: with the outlet, with sections, cut. */
import { fold, stripInvisible } from '../arabic/normalize.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
};

/** One line without unseen characters; entities that were escaped twice are undone; nothing becomes undefined. */
export function tidy(text: string | null | undefined): string | undefined {
  const line = stripInvisible((text ?? '').slice(0, 2000))
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(quot|amp|lt|gt|apos|nbsp));/giu, (_, decimal, hex, name) =>
      name === undefined
        ? String.fromCodePoint(
            Math.min(0x10ffff, decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)),
          )
        : (ENTITIES[String(name).toLowerCase()] ?? ' '),
    )
    .replace(/\s+/gu, ' ')
    .trim();
  return line === '' ? undefined : line;
}

/** What parts the outlet and its sections from a headline. */
export const SEPARATOR = /\s+[-–—|«»‹›:/•·~★☆⋆>]{1,2}\s+|\s*\|\s*|\s+::\s+/u;
/** The letters and digits of a text, folded: by these headlines are held against one another. */
export const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** A headline has at least so many letters; what has fewer names a section or an outlet. */
export const LEAST_LETTERS = 12;

/**
 * A headline without the outlet and sections that follow (or precede) it: what stands alone on the page as its
 * heading decides; else parts that name the outlet are taken off both ends.
 */
export function headline(
  candidates: readonly (string | undefined)[],
  headings: readonly string[],
  names: readonly string[],
): string | undefined {
  const own = new Set(names.map(letters).filter((name) => name !== ''));
  const all = candidates.filter((each) => each !== undefined);
  const uncut = all.filter((each) => !/(?:…|\.\.\.?)$/u.test(each));
  const given = uncut.length > 0 ? uncut : all;
  for (const candidate of given) {
    const whole = letters(candidate);
    for (const heading of headings) {
      const key = letters(heading);
      // A section can be a heading too: it is less of the title, and stands after the headline.
      const isMost = whole.startsWith(key) || key.length * 2 >= whole.length;
      if (key.length >= LEAST_LETTERS && !own.has(key) && isMost && whole.includes(key))
        return withoutOutlet(heading, own);
    }
  }
  const first = given.find((each) => !own.has(letters(each)));
  if (first !== undefined) return withoutOutlet(first, own);
  return headings.find((heading) => letters(heading).length >= LEAST_LETTERS);
}

/** Words that outlets begin their own names with. */
export const OUTLET = /^(?:صحيفة|جريدة|موقع|قناة|وكالة|شبكة|مجلة|بوابة|تلفزيون|إذاعة|راديو)\s/u;
/** Short names of sections, which stand between headline and outlet. */
const SECTION =
  /^(?:(?:ال)?أخبار|(?:ال)?سياسة|(?:ال)?اقتصاد|(?:ال)?رياضة|محليات|(?:ال)?عالم|عربي|دولي|عرب وعالم|منوعات|ثقافة|صحة|تكنولوجيا|علوم|مجتمع|حوادث|فن|تقارير|الرئيسية)(?:\s\S+){0,2}$/u;

/** A name before the outlet's of so few words behind a headline of so many is its section's. */
const SECTION_WORDS = 2;
const HEADLINE_WORDS = 5;

function isSection(part: string, before: readonly string[]): boolean {
  const count = (text: string) => text.trim().split(/\s+/u).length;
  const isShort = count(part) <= SECTION_WORDS && !/[؟?!«»".]/u.test(part);
  return SECTION.test(part.trim()) || (isShort && count(before.join('')) >= HEADLINE_WORDS);
}

/** A headline with the parts taken off both ends that name the outlet, and the sections next to it. */
function withoutOutlet(text: string, own: ReadonlySet<string>): string | undefined {
  const pieces = text.split(new RegExp(`(${SEPARATOR.source})`, 'u'));
  const isOutlet = (part: string) => {
    const key = letters(part);
    if (OUTLET.test(part.trim()) && part.trim().split(/\s/u).length <= 4) return true;
    return [...own].some(
      (name) =>
        key === name || (name.length >= 4 && key.length >= 4 && (key.includes(name) || name.includes(key))),
    );
  };
  // A last part in Latin letters is the outlet's: «… - BBC News عربي».
  const isLatin = (part: string) => /[a-z]{2}/iu.test(part) && part.trim().split(/\s/u).length <= 4;
  let cut = false;
  for (;;) {
    const last = pieces.at(-1) ?? '';
    if (
      pieces.length <= 2 ||
      !(isOutlet(last) || (!cut && isLatin(last)) || (cut && isSection(last, pieces.slice(0, -2))))
    )
      break;
    pieces.splice(-2);
    cut = true;
  }
  while (pieces.length > 2 && isOutlet(pieces[0] ?? '')) pieces.splice(0, 2);
  // «headline – outlet – country»
  const middle = pieces.findIndex((part, at) => at >= 2 && at % 2 === 0 && own.has(letters(part)));
  if (middle > 0) pieces.splice(middle - 1);
  return tidy(withoutTight(pieces.join(''), own));
}

const MARK = /[-–—|:»«‹›<>•·~،(★☆⋆]/u;

/** A headline without an outlet whose mark stands close to a word («headline- outlet», «outlet: headline»). */
function withoutTight(text: string, own: ReadonlySet<string>): string {
  const marks = [...text.matchAll(new RegExp(MARK, 'gu'))].map(({ index }) => index);
  const last = marks.at(-1);
  const isName = (part: string) => own.has(letters(part)) || own.has(letters(part.replace(OUTLET, '')));
  if (last !== undefined && last >= text.length / 3 && isName(text.slice(last + 1).trim()))
    return text.slice(0, last);
  const first = marks[0];
  const rest = first === undefined ? '' : text.slice(first + 1);
  return first !== undefined && own.has(letters(text.slice(0, first))) && /^\s/u.test(rest) ? rest : text;
}

/** What follows or precedes the headline in <title>, where the page shows the headline without it elsewhere. */
export function outletSuffix(
  documentTitle: string | undefined,
  headings: readonly (string | undefined)[],
): string | undefined {
  const parts = documentTitle?.split(SEPARATOR) ?? [];
  if (documentTitle === undefined || parts.length < 2) return undefined;
  const whole = letters(documentTitle);
  const keys = headings.map((heading) => letters(heading ?? '')).filter((key) => key.length >= LEAST_LETTERS);
  const has = (part: string | undefined, test: (key: string) => boolean) =>
    keys.some((key) => test(key) && whole.length >= key.length + letters(part ?? '').length);
  if (has(parts.at(-1), (key) => whole.startsWith(key))) return parts.at(-1);
  return has(parts[0], (key) => whole.endsWith(key)) ? parts[0] : undefined;
}

type HeadingLine = { readonly text: string; readonly heading: number; readonly linked: number };

/** Of a headline's words, the least that a heading in other words shares with it. */
const ALIKE = 0.5;

/**
 * Which of a page's lines is its headline: the one with its very words, a first heading before others; else the first
 * or second heading that shares most of them; else the only first heading that is no link. -1 where there is none.
 */
export function headlineAt(lines: readonly HeadingLine[], title: string | undefined): number {
  const key = letters(title ?? '');
  if (key.length < 4) return -1;
  let found = -1;
  let best = -1;
  for (const [at, { text, heading, linked }] of lines.entries()) {
    if (text.length > 500 || text.length < key.length / 2) continue;
    // The first line is the head's title, a linked one a list's.
    const rank = heading === 1 ? 3 : heading > 0 ? 2 : at > 0 && linked === 0 ? 1 : 0;
    if (rank > best && letters(text) === key) {
      found = at;
      best = rank;
    }
  }
  if (found !== -1) return found;
  const words = new Set(wordsOf(title ?? ''));
  const headings = lines.flatMap(({ text, heading, linked }, at) =>
    heading > 0 && heading < 3 && text.length <= 500 && linked * 2 < text.length
      ? [{ at, text, heading }]
      : [],
  );
  let share = ALIKE;
  for (const { at, text } of headings.slice(0, MOST_HEADINGS)) {
    const own = new Set(wordsOf(text));
    const shared = [...own].filter((word) => words.has(word)).length / Math.max(words.size, own.size);
    if (shared <= share) continue;
    share = shared;
    found = at;
  }
  if (found !== -1) return found;
  const first = headings.filter(({ heading, text }) => heading === 1 && wordsOf(text).length >= 4);
  return first.length === 1 ? (first[0]?.at ?? -1) : -1;
}

/** Of a page: the article’s own stands among the first. */
const MOST_HEADINGS = 100;

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/u)
    .map(letters)
    .filter((word) => word.length > 1);
}
