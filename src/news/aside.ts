/** Where a text turns to other articles: pointers in its midst, lists after its end, a second article appended. */
import { terms } from '../arabic/words.ts';
import { stripDateline } from './dateline.ts';
import { keyOf } from './furniture.ts';
import type { Line } from './lines.ts';

export type Gone = { readonly rule: string /** Index of the first line that stays. */; readonly end: number };

/** How many lines before and after a pointer are compared. */
const LOOK_BACK = 40;
const LOOK_AHEAD = 40;
/** A pointer has no more headlines below it. */
const MOST_HEADLINES = 15;
/** A pointer and its headline on one line are not longer. */
const POINTER_WORDS = 45;
/** Openers that carry on what was told before. */
export const CARRIES_ON =
  /^(?:و(?:قال|اضاف|اوضح|اشار|تابع|اكد|ذكر|لفت|كان|قد|في|ياتي|تاتي|من|شدد|اعتبر|بين|راي|نقل|افاد|اعلن|يذكر|علق|بحسب|وفق)\p{L}{0,3}|كما|من جهته|من جهتها|من جانبه|من جانبها|بدوره|بدورها|في المقابل|يذكر|يشار|لكن|غير|اما|فيما|بينما|هذا و\p{L}+|الجدير|وتجدر|الي ذلك|في غضون|في السياق|وعلي)(?=\s)/u;

function share(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  if (part.size === 0) return 0;
  let found = 0;
  for (const term of part) if (whole.has(term)) found += 1;
  return found / part.size;
}

const termsOf = (lines: readonly Line[]) => new Set(lines.flatMap((line) => terms(line.text.slice(0, 1500))));

/** Whether the lines from `next` on tell on what was told, rather than what the headlines announce. */
export function goesOn(
  told: readonly Line[],
  headlines: readonly Line[],
  rest: readonly Line[],
  whenUnsure: boolean,
): boolean {
  const prose = rest.filter((line) => line.prose).slice(0, 3);
  const first = prose[0];
  if (first === undefined) return false;
  if (stripDateline(first.text, new Set()) !== undefined) return false;
  if (CARRIES_ON.test(first.key)) return true;
  const news = termsOf(prose);
  const own = share(news, termsOf(told.slice(-LOOK_BACK)));
  const foreign = Math.max(0, ...headlines.map((line) => share(termsOf([line]), news)));
  if (foreign >= 0.5 && foreign > own) return false;
  return whenUnsure ? own >= 0.1 : own >= 0.4;
}

/**
 * What goes at a line that points to other articles: the pointer, its headlines, and all the rest unless the
 * article goes on after them. undefined for any other line.
 */
export function aside(
  lines: readonly Line[],
  at: number,
  kept: readonly Line[],
  told: number,
): Gone | undefined {
  const line = lines[at];
  const cue = line?.cue;
  if (line === undefined || (cue?.kind !== 'aside' && cue?.kind !== 'related')) return undefined;
  const words = line.key.split(' ').length;
  const colon = line.text.slice(0, 60).search(/[:：]/u);
  const alone = words <= cue.words + 1 && !(line.ends && words > cue.words);
  const led = colon > 0 && keyOf(line.text.slice(0, colon)).split(' ').length <= cue.words + 4;
  const rule = `«${cue.phrase}»`;
  if (!alone) {
    // The headline stands on the pointer's own line.
    if (line.words > POINTER_WORDS || (!led && (line.ends || cue.words < 2))) return undefined;
    if (cue.kind === 'aside' || told === 0) return { rule, end: at + 1 };
  }
  let next = at + 1;
  const headlines: Line[] = [];
  while (next < lines.length && headlines.length < MOST_HEADLINES) {
    const below = lines[next];
    if (below === undefined || below.prose || (below.cue !== undefined && below.cue.kind === 'end')) break;
    headlines.push(below);
    next += 1;
  }
  if (told === 0 || next === lines.length) return { rule, end: next };
  const on = goesOn(
    kept,
    headlines,
    lines.slice(next, next + LOOK_AHEAD),
    cue.kind === 'aside' && headlines.length === 0,
  );
  return { rule: on ? rule : `after ${rule}`, end: on ? next : lines.length };
}

/** A headline in the midst of a text with a dateline under it begins another article. */
export function newArticleAt(
  lines: readonly Line[],
  at: number,
  told: number,
  own: ReadonlySet<string>,
): Gone | undefined {
  const line = lines[at];
  const below = lines[at + 1];
  if (told < 2 || line === undefined || below === undefined) return undefined;
  if (line.prose || line.joined || line.words < 3 || !below.prose || below.joined) return undefined;
  return stripDateline(below.text, own) === undefined
    ? undefined
    : { rule: 'another article', end: lines.length };
}
