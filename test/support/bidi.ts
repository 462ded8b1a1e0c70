/** Lines as a screen lays them out, by the Unicode Bidirectional Algorithm. */
import bidiFactory from 'bidi-js';

// Its types are of another kind of module than what Node loads.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

/** Marks and isolates: they are not seen. */
const UNSEEN = /[\u200e\u200f\u2060\u2066-\u2069]/u;

export type Laid = {
  /** The direction that the line's first strong letter gives it. */
  readonly base: 'rtl' | 'ltr';
  /** What is seen from left to right. */
  readonly visual: string;
  /** Faults of order: of what is read one after the other, what does not stand so. */
  readonly faults: readonly string[];
  /** Whether each isolate that opens in the line closes in it. */
  readonly balanced: boolean;
};

type Token = { readonly text: string; readonly from: number; readonly to: number };

/** Words, clocks and numbers; Latin words that follow one another are one, and so is an isolate without an Arabic letter. */
function tokensOf(line: string): readonly Token[] {
  const found = line.matchAll(
    /\u2068[^\p{Script=Arabic}\u2069]+\u2069|[\p{Script=Latin}][\p{Script=Latin}\p{Nd}]*(?: [\p{Script=Latin}][\p{Script=Latin}\p{Nd}]*)*|\p{Nd}+(?:[:.,٫٬]\p{Nd}+)*|[\p{Script=Arabic}\p{M}]+/gu,
  );
  return [...found].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** One line, laid out. `direction` is that of the message where it is not the line's own. */
export function layOut(line: string): Laid {
  const levels = bidi.getEmbeddingLevels(line, 'auto');
  const base = (levels.paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr';
  const order = bidi.getReorderedIndices(line, levels);
  const place = new Map(order.map((logical, visual) => [logical, visual]));
  const seen = (token: Token): readonly number[] =>
    Array.from({ length: token.to - token.from }, (_, index) => token.from + index)
      .filter((at) => !UNSEEN.test(line[at] ?? ''))
      .map((at) => place.get(at) ?? -1);
  const faults: string[] = [];
  const tokens = tokensOf(line);
  for (const token of tokens) {
    const places = seen(token);
    const leftToRight = !/^[\p{Script=Arabic}\p{M}]+$/u.test(token.text) || /^\p{Nd}/u.test(token.text);
    const whole = Math.max(...places) - Math.min(...places) === places.length - 1;
    const ordered = places.every(
      (one, index) =>
        index === 0 || (leftToRight ? one > (places[index - 1] ?? 0) : one < (places[index - 1] ?? 0)),
    );
    if (!whole || !ordered) faults.push(token.text);
  }
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    if (next === undefined) return;
    const [here, there] = [seen(token), seen(next)];
    const after =
      base === 'rtl' ? Math.max(...there) < Math.min(...here) : Math.min(...there) > Math.max(...here);
    if (!after) faults.push(`${token.text} → ${next.text}`);
  });
  let open = 0;
  for (const sign of line) {
    if (/[\u2066-\u2068]/u.test(sign)) open += 1;
    // One that closes before any opened is never made good.
    if (sign === '\u2069') open = open > 0 ? open - 1 : Number.NEGATIVE_INFINITY;
  }
  const visual = order
    .map((at) => line[at] ?? '')
    .filter((sign) => !UNSEEN.test(sign))
    .join('');
  return { base, visual, faults, balanced: open === 0 };
}
