/** Headlines as pages write them: with the outlet, with sections, cut. */
import { fold } from '../arabic/normalize.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
};

/** One line; entities that were escaped twice are undone; nothing becomes undefined. */
export function tidy(text: string | null | undefined): string | undefined {
  const line = (text ?? '')
    .slice(0, 2000)
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

const SEPARATOR = /\s+[-–—|«»:/•·]{1,2}\s+|\s*\|\s*|\s+::\s+/u;
export const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

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
      if (key.length >= 12 && !own.has(key) && whole.includes(key)) return heading;
    }
  }
  const first = given.find((each) => !own.has(letters(each)));
  if (first === undefined) return headings.find((heading) => letters(heading).length >= 12);
  const isName = (part: string) => {
    const key = letters(part);
    return [...own].some(
      (name) => key === name || (name.length >= 4 && (key.includes(name) || name.includes(key))),
    );
  };
  const pieces = first.split(new RegExp(`(${SEPARATOR.source})`, 'u'));
  while (pieces.length > 2 && isName(pieces.at(-1) ?? '')) pieces.splice(-2);
  while (pieces.length > 2 && isName(pieces[0] ?? '')) pieces.splice(0, 2);
  return tidy(pieces.join(''));
}

/** What follows or precedes the headline in <title>, where the page shows the headline without it elsewhere. */
export function outletSuffix(
  documentTitle: string | undefined,
  headings: readonly (string | undefined)[],
): string | undefined {
  const parts = documentTitle?.split(SEPARATOR) ?? [];
  if (documentTitle === undefined || parts.length < 2) return undefined;
  const whole = letters(documentTitle);
  const keys = headings.map((heading) => letters(heading ?? '')).filter((key) => key.length >= 12);
  const has = (part: string | undefined, test: (key: string) => boolean) =>
    keys.some((key) => test(key) && whole.length >= key.length + letters(part ?? '').length);
  if (has(parts.at(-1), (key) => whole.startsWith(key))) return parts.at(-1);
  return has(parts[0], (key) => whole.endsWith(key)) ? parts[0] : undefined;
}
