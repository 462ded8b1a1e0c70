/** Where a text turns to other articles: pointers in its midst, lists after its end, a second article appended. */
import { terms } from '../arabic/words.ts';
import { stripDateline } from './dateline.ts';
import { keyOf } from './furniture.ts';
import { keyOfLine, type Line } from './lines.ts';

/** Lines that are taken out, and by which rule. */
export type Gone = { readonly rule: string /** Index of the first line that stays. */; readonly end: number };

/** How many lines before and after a pointer are compared. */
const LOOK_BACK = 16;
const LOOK_AHEAD = 12;
/** A pointer has no more headlines below it. */
const MOST_HEADLINES = 15;
/** A heading of a list has no more words before its colon. */
const HEADING_WORDS = 8;
const WHERE_TOO = / (?:في|على|عبر|لدى|عن|حول) [^:：]+[:：]$/u;
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

const known = new WeakMap<Line, readonly string[]>();

/** The terms of these lines; remembered, for one line stands before and after many pointers. */
function termsOf(lines: readonly Line[]): Set<string> {
  const all = new Set<string>();
  for (const line of lines) {
    const own = known.get(line) ?? terms(line.text.slice(0, 1500));
    known.set(line, own);
    for (const term of own) all.add(term);
  }
  return all;
}

/** Of the words of a text's next lines, the part told before: 2 % of articles have less, 80 % of others (measured). */
const LEAST_SHARED = 0.1;
/** After so few lines an article is seldom over, and there is little to share. */
const FEW_LINES = 3;
/** Of a headline's words, the part that its own article's first lines repeat: 10 % have less (measured). */
const OWN_HEADLINE = 0.5;

/** Whether the lines after a pointer tell on what was told, rather than what the headlines announce. */
export function goesOn(told: readonly Line[], headlines: readonly Line[], rest: readonly Line[]): boolean {
  const prose = rest.filter((line) => line.prose).slice(0, 3);
  const first = prose[0];
  if (first === undefined) return false;
  if (stripDateline(first.text, new Set()) !== undefined) return false;
  if (CARRIES_ON.test(keyOfLine(first))) return true;
  const news = termsOf(prose);
  const last = headlines.at(-1);
  const announced = last === undefined ? new Set<string>() : termsOf([last]);
  // Only a headline right above its own text announces it; a list of them announces nothing below.
  if (headlines.length === 1 && announced.size >= 3 && share(announced, news) >= OWN_HEADLINE) return false;
  const before = told.filter((line) => line.prose).slice(-LOOK_BACK);
  return share(news, termsOf(before)) >= (before.length <= FEW_LINES ? LEAST_SHARED / 2 : LEAST_SHARED);
}

/** Boxes that say themselves where they begin and end, for readers who hear the page. */
const BOX_START = /^تخطي? (?:\S+ ){1,4}و(?:و?اصل|تابع) القراه/u;
const BOX_END = /^نهايه (?:\S+ ?){1,5}$|^(?:\S+ ){1,4}نهايه$/u;
/** Lines within which the end of such a box is looked for. */
const BOX_LINES = 25;

function box(lines: readonly Line[], at: number): Gone | undefined {
  const line = lines[at];
  if (
    line === undefined ||
    line.words > 9 ||
    !line.text.startsWith('تخط') ||
    !BOX_START.test(keyOfLine(line))
  )
    return undefined;
  const inside = lines.slice(at + 1, at + BOX_LINES);
  const end = inside.findIndex((each) => each.words <= 6 && BOX_END.test(keyOfLine(each)));
  return { rule: 'box', end: end === -1 ? at + 1 : at + end + 2 };
}

/** A line that may point to other articles, and what stands round it. */
export type Pointer = {
  readonly lines: readonly Line[];
  /** The index of the line in question. */
  readonly at: number;
  readonly kept: readonly Line[];
  /** How many lines of prose were kept. */
  readonly told: number;
  /** Whether the article named its source just before, as at its end. */
  readonly ended: boolean;
};

/**
 * What goes at a line that points to other articles: the pointer, its headlines, and all the rest unless the
 * article goes on after them. undefined for any other line.
 */
export function aside({ lines, at, kept, told, ended }: Pointer): Gone | undefined {
  const line = lines[at];
  const cue = line?.cue;
  if (line === undefined || (cue?.kind !== 'aside' && cue?.kind !== 'related')) return box(lines, at);
  const words = keyOfLine(line).split(' ').length;
  const colon = line.text.slice(0, 60).search(/[:：|]|\.\./u);
  // «اقرأ أيضا في القسم العربي:» heads a list as the bare words do.
  const heads = line.words <= HEADING_WORDS && WHERE_TOO.test(line.text);
  const alone = cue.words > 1 && (heads || words <= cue.words + 1) && !(line.ends && words > cue.words);
  // «شاهد عيان: …» is news.
  const more = cue.words === 1 ? 0 : line.ends && cue.kind === 'related' ? 1 : 4;
  const led = colon > 0 && keyOf(line.text.slice(0, colon)).split(' ').length <= cue.words + more;
  const rule = `«${cue.raw}»`;
  if (!alone) {
    // The headline stands on the pointer's own line. One word is a pointer only before a colon, and under the headline.
    if (line.words > POINTER_WORDS || (!led && (line.ends || cue.words < (cue.kind === 'aside' ? 2 : 3))))
      return undefined;
    if (cue.words < 2 && told === 0) return undefined;
    if (cue.kind === 'aside' || told === 0) return { rule, end: at + 1 };
  }
  let next = at + 1;
  const headlines: Line[] = alone ? [] : [line];
  while (next < lines.length && headlines.length < MOST_HEADLINES) {
    const below = lines[next];
    if (below === undefined || below.prose || below.cue?.kind === 'end' || below.cue?.kind === 'tags') break;
    headlines.push(below);
    next += 1;
  }
  if (told === 0 || next === lines.length) return { rule, end: next };
  const on = !ended && goesOn(kept, headlines, lines.slice(next, next + LOOK_AHEAD));
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
