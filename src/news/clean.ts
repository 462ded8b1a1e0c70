/** From a noisy text to the news and nothing else. */
import { stripInvisible } from '../arabic/normalize.ts';
import type { ArticleContent } from './article.ts';
import { aside, goesOn, newArticleAt } from './aside.ts';
import { authorOf, cleanAuthor, sourceOf } from './byline.ts';
import { dateOf, isDatelineAlone, stripDateline, stripStamp } from './dateline.ts';
import { findDate } from './dates.ts';
import { frameRule, isEnd } from './frame.ts';
import { keyOf, PLACEHOLDER, SIGNS, wordKey } from './furniture.ts';
import { bareHeadline, splitHead } from './head.ts';
import { articleKind } from './kind.ts';
import {
  formOf,
  joinLines,
  keyOfLine,
  type Line,
  makeLine,
  tableLines,
  toLines,
  translatedLines,
  unwrap,
} from './lines.ts';
import { postLines, separatePosts } from './posts.ts';
import type { Repeated, Rest } from './repeated.ts';
import { trimTail } from './tail.ts';
import { barLength } from './tools.ts';

/** A text before cleaning, with what its page says of it. */
export type RawText = {
  readonly text: string;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly author: string | undefined;
  readonly statedSource: string | undefined;
  /** Names that count as the outlet's own. */
  readonly publisherNames: readonly string[];
  /** What is known that the outlet repeats in its texts. */
  readonly repeated?: Repeated | undefined;
  /** `linesOf` the text, where they were asked for before: to read them again would take a fifth of the time. */
  readonly lines?: readonly Line[] | undefined;
};

/** Which rule took which piece of the text. */
export type Removal = { readonly rule: string; readonly text: string };

/** Longer texts are cut here: no article is. */
const MAX_CHARACTERS = 400_000;

/** What is left of HTML in a text: single attributes, and tags. */
const MARKUP = /[a-z-]{2,20}=(?:"[^"\n]{0,2000}"|'[^'\n]{0,2000}')\s{0,3}\/?>|<\/?[a-z][^<>\n]{0,300}>/giu;
/** A list of other articles as players of pages to the blind number it. */
const SPOKEN_LIST = /list (?:of \d{1,2} items|\d{1,2} of \d{1,2})[\s\S]{0,800}?end of list/giu;
/** How feeds mark a text that they cut. */
const CUT_MARK = /\[\s?(?:…|\.{3}|&hellip;)\s?\]/gu;
/** What they put behind the cut. */
const READ_ON =
  /(?<=…|\.{3})[ \t]?[[(]?(?:[اإ]قر[أا] |تابع )?(?:المزيد|التفاصيل|القراءة)[\])»> \t.]{0,5}$/gmu;
const REPEATED = 'repeated by the outlet';

/** The lines of a text, without what is no text by its form. */
function readLines(text: string, removed: (line: Pick<Line, 'text'>, rule: string) => void): Line[] {
  const out = (rule: string) => (mark: string) => {
    removed({ text: mark }, rule);
    return '\n';
  };
  let source = stripInvisible(text.slice(0, MAX_CHARACTERS));
  if (source.includes('[')) source = source.replace(PLACEHOLDER, out('placeholder')).replace(CUT_MARK, '…');
  if (source.includes('…') || source.includes('...')) source = source.replace(READ_ON, out('read on'));
  if (source.includes('end of list')) source = source.replace(SPOKEN_LIST, out('list'));
  if (source.includes('=') || source.includes('<')) source = source.replace(MARKUP, out('markup'));
  const lines = toLines(unwrap(separatePosts(source)));
  const tabled = tableLines(lines);
  const translated = translatedLines(lines);
  return lines.filter((line) => {
    const form = tabled.has(line) ? 'table' : translated.has(line) ? 'translation' : formOf(line);
    if (form !== undefined) removed(line, form);
    return form === undefined;
  });
}

/** The lines of a text as `Repeated` and its learner see them. */
export function linesOf(text: string): readonly Line[] {
  return readLines(text, () => undefined);
}

/** A text that is already clean, without what its outlet is known by now to repeat. */
export function withoutRepeated(
  text: string,
  title: string | undefined,
  repeated: Repeated,
): { readonly text: string; readonly why: readonly Removal[] } {
  const lines = linesOf(text);
  const rests = repeated(lines, title);
  const why: Removal[] = [];
  const kept: Line[] = [];
  /** Whether a paragraph lost its first sentence: the next one opens it. */
  let opens = false;
  for (const [index, line] of lines.entries()) {
    const rest = rests[index];
    const left =
      rest === undefined ? line : makeLine(line.text.slice(rest.from, rest.to), line.gap, line.joined);
    if (rest !== undefined)
      why.push({ rule: REPEATED, text: line.text.slice(0, rest.from) + line.text.slice(rest.to) });
    opens = !line.joined || opens;
    if (left === undefined) continue;
    kept.push({ ...left, joined: !opens });
    opens = false;
  }
  return why.length === 0 ? { text, why } : { text: joinLines(kept), why };
}

/** A noisy text as far as it was read, line by line. */
type Reading = {
  readonly lines: readonly Line[];
  /** What the outlet is known to repeat in each. */
  readonly rests: readonly (Rest | undefined)[] | undefined;
  /** The keys of the outlet's own names. */
  readonly own: ReadonlySet<string>;
  readonly why: Removal[];
  readonly kept: Line[];
  /** How many lines of prose were kept. */
  told: number;
  /** The index of the last line that named a source, past the first of prose. */
  sourceAt: number;
  /** Whether a paragraph lost its first sentence: the next one opens it. */
  opens: boolean;
  author: string | undefined;
  statedSource: string | undefined;
  published: string | undefined;
};

function remove({ why }: Reading, { text }: Pick<Line, 'text'>, rule: string): void {
  why.push({ rule, text });
}

const NO_LINES: ReadonlySet<Line> = new Set();

/** The lines of a text, embedded posts apart. */
function startReading(raw: RawText): Reading {
  const own = new Set(raw.publisherNames.map(wordKey).filter((name) => name !== ''));
  const author = raw.author === undefined ? undefined : cleanAuthor(raw.author);
  const why: Removal[] = [];
  const all = raw.lines ?? readLines(raw.text, ({ text }, rule) => why.push({ rule, text }));
  const posts = all.some((line) => (line.signs & SIGNS.post) !== 0) ? postLines(all) : NO_LINES;
  for (const { text } of posts) why.push({ rule: 'embedded post', text });
  const lines = posts.size > 0 ? all.filter((line) => !posts.has(line)) : all;
  return {
    lines,
    rests: raw.repeated?.(lines, raw.title),
    own,
    why,
    kept: [],
    told: 0,
    sourceAt: Number.NEGATIVE_INFINITY,
    opens: false,
    author: author !== undefined && own.has(keyOf(author)) ? undefined : author,
    statedSource: raw.statedSource,
    published: raw.published,
  };
}

/** Keep the line at an index, or take it out with what it heads. Returns the index of the line to be read next. */
function readLine(reading: Reading, index: number): number {
  const { lines, kept, told, own } = reading;
  const rest = reading.rests?.[index];
  const line = withoutGlued(reading, lines[index], rest);
  if (line === undefined) return index + 1;
  if (told > 0 && isEnd(line, index === lines.length - 1)) return takeEnd(reading, line, index);
  if (isSignature(reading, line, index)) {
    for (const past of lines.slice(index)) remove(reading, past, 'after the author');
    return lines.length;
  }
  if (takeFrame(reading, line) || takeCredit(reading, line, index) || takeDateAlone(reading, line))
    return index + 1;
  const gone =
    aside({ lines, at: index, kept, told, ended: index - reading.sourceAt <= 2 }) ??
    newArticleAt(lines, index, told, own);
  if (gone !== undefined) {
    for (const past of lines.slice(index, gone.end)) remove(reading, past, gone.rule);
    return gone.end;
  }
  // After the rules that read something off a line (a date, an author, where the article ends).
  if (rest !== undefined && rest.to === rest.from) {
    remove(reading, line, REPEATED);
    reading.opens ||= !line.joined;
    return index + 1;
  }
  if (line.prose) reading.told += 1;
  kept.push(reading.opens ? { ...line, joined: false } : line);
  reading.opens = false;
  return index + 1;
}

/** A line without what stands glued to it: what the outlet repeats, a bar of tools, a publishing date; undefined for none. */
function withoutGlued(reading: Reading, whole: Line | undefined, rest: Rest | undefined): Line | undefined {
  let line = whole;
  if (line !== undefined && rest !== undefined && rest.to > rest.from) {
    const cut = makeLine(line.text.slice(rest.from, rest.to), line.gap, line.joined);
    for (const part of [line.text.slice(0, rest.from), line.text.slice(rest.to)])
      if (part !== '') remove(reading, { text: part.trim() }, REPEATED);
    // What stood before a footer without a stop between them is a sentence all the same.
    line = cut !== undefined && rest.to < line.text.length ? { ...cut, ends: true } : cut;
  }
  line = line === undefined ? undefined : withoutStart(reading, line, barLength(line.text), 'bar');
  const stamp = line !== undefined && reading.told === 0 && line.prose ? stripStamp(line.text) : undefined;
  if (line === undefined || stamp === undefined) return line;
  reading.published ??= stamp.published;
  return withoutStart(reading, line, stamp.length, 'date');
}

function withoutStart(reading: Reading, line: Line, length: number, rule: string): Line | undefined {
  if (length === 0) return line;
  remove(reading, { text: line.text.slice(0, length) }, rule);
  return makeLine(line.text.slice(length), line.gap, line.joined);
}

/** Take out all from a line on at which the article ends; the line alone where it heads a menu above the news. */
function takeEnd(reading: Reading, line: Line, index: number): number {
  const { lines, kept, told } = reading;
  // A menu above the news can follow a sentence too (a description, a notice).
  if (told <= 2 && goesOn(kept, [], lines.slice(index + 1))) {
    remove(reading, line, `«${line.cue?.raw ?? ''}»`);
    return index + 1;
  }
  for (const rest of lines.slice(index)) remove(reading, rest, `after «${line.cue?.raw ?? ''}»`);
  return lines.length;
}

/** Whether a line is of the page's frame, and so is taken out. */
function takeFrame(reading: Reading, line: Line): boolean {
  const rule = frameRule(line, reading.told);
  if (rule === undefined) return false;
  remove(reading, line, rule);
  if (reading.told === 0) reading.published ??= findDate(line.text)?.iso;
  return true;
}

/** An author is named above the news, under the sentence that sums it up, or in so many of a text's last lines. */
const BYLINES_AT_END = 4;
const SUMMARIES = 1;

/** Whether a line near the end is the author's name, with at most a few lines on who that is below it. */
function isSignature({ lines, told, author }: Reading, line: Line, index: number): boolean {
  if (author === undefined || told <= SUMMARIES || index < lines.length - BYLINES_AT_END) return false;
  return !line.ends && keyOfLine(line) === keyOf(author);
}

/** Whether a line says who wrote or who reported, and so is taken out and noted. */
function takeCredit(reading: Reading, line: Line, index: number): boolean {
  const { lines, told } = reading;
  const source = sourceOf(line);
  if (source !== undefined) {
    if (source !== '') reading.statedSource ??= source;
    remove(reading, line, 'source');
    if (told > 0) reading.sourceAt = index;
    return true;
  }
  const writer = told <= SUMMARIES || index >= lines.length - BYLINES_AT_END ? authorOf(line) : undefined;
  if (writer === undefined) return false;
  if (writer !== '') reading.author ??= writer;
  remove(reading, line, 'byline');
  return true;
}

/** Whether a line above the news is nothing but its date or dateline, and so is taken out and noted. */
function takeDateAlone(reading: Reading, line: Line): boolean {
  if (reading.told > 0 || line.prose) return false;
  const date = dateOf(line);
  if (date === undefined && !isDatelineAlone(line.text, reading.own)) return false;
  reading.published ??= date;
  remove(reading, line, date === undefined ? 'dateline' : 'date');
  return true;
}

/** The body without the dateline of its first sentence. */
function withoutDateline(reading: Reading, body: readonly Line[]): readonly Line[] {
  const lead = body.findIndex((line) => line.prose);
  const first = body[lead];
  const dateline = first === undefined ? undefined : stripDateline(first.text, reading.own);
  if (first === undefined || dateline === undefined) return body;
  remove(reading, { text: first.text.slice(0, dateline.length) }, 'dateline');
  reading.published ??= dateline.published;
  return body.with(lead, { ...first, text: first.text.slice(dateline.length).trimStart() });
}

/** The clean article of a noisy text, and which rule took what. Never throws; linear. */
export function cleanTextExplained(raw: RawText): {
  readonly content: ArticleContent;
  readonly why: readonly Removal[];
} {
  const reading = startReading(raw);
  for (let index = 0; index < reading.lines.length; ) index = readLine(reading, index);
  const { kept, why } = reading;
  const removed = (line: Pick<Line, 'text'>, rule: string) => remove(reading, line, rule);

  const { title, decks, news, before, cut } = splitHead(kept, raw.title, raw.publisherNames);
  for (const line of before) removed(line, 'before the title');
  if (cut !== undefined) removed({ text: cut }, 'title');
  const body = trimTail(withoutRepeats([...decks, ...news], title, removed), removed);
  const text = joinLines(withoutDateline(reading, body));
  const notices = why.filter((each) => each.rule.startsWith('«')).map((each) => each.text);
  return {
    content: {
      title,
      text,
      author: reading.author,
      statedSource: reading.statedSource,
      signature: signatureOf(why, raw.text),
      published: reading.published,
      kind: articleKind({ url: raw.url, title, text, notices }),
      url: raw.url,
      image: undefined,
    },
    why,
  };
}

/** Characters kept of what says who reports: a name or two. */
const MAX_SIGNATURE = 200;
/** A credit in brackets signs the text where nothing follows it; elsewhere it is a picture's. */
const CREDIT_AT_END = /^\(.{2,40}\)$/u;

/** What of the removed pieces says who reports: kept for stories, which count origins. */
function signatureOf(removed: readonly Removal[], text: string): string | undefined {
  const end = text.trimEnd();
  const pieces = removed.filter(
    (piece) =>
      piece.text.length <= MAX_SIGNATURE &&
      (/^(?:dateline|source|after the last sentence)$/.test(piece.rule) ||
        (piece.rule === 'caption' && CREDIT_AT_END.test(piece.text) && end.endsWith(piece.text))),
  );
  return (
    pieces
      .map((piece) => piece.text)
      .join('\n')
      .slice(0, MAX_SIGNATURE) || undefined
  );
}

/** The clean article of a plain text (a page saved as text, a feed's content as text). Never throws; linear. */
export function cleanText(raw: RawText): ArticleContent {
  return cleanTextExplained(raw).content;
}

function withoutRepeats(
  lines: readonly Line[],
  title: string | undefined,
  removed: (line: Line, rule: string) => void,
): Line[] {
  const seen = new Set<string>();
  const titleWords = title === undefined ? 0 : title.split(' ').length + 3;
  let titleKey: string | undefined;
  return lines.filter((line, index) => {
    if (title !== undefined && line.words <= titleWords) {
      titleKey ??= bareHeadline(title);
      // Folding only shortens.
      if (line.text.length >= titleKey.length && titleKey === bareHeadline(line.text)) {
        removed(line, 'title');
        return false;
      }
    }
    if ((line.words > 3 && seen.has(line.text)) || isPulled(lines, index)) {
      removed(line, 'repeated');
      return false;
    }
    seen.add(line.text);
    return true;
  });
}

/** Words of a sentence that pages set apart to catch the eye, and how many lines off the sentence stands. */
const PULLED_WORDS = { least: 4, most: 24 } as const;
const PULLED_LINES = 3;
const QUOTATION_MARKS = /^[«"“„]+|[»"”.…]+$/gu;

/** Whether a line is words of a sentence beside it once more. */
function isPulled(lines: readonly Line[], index: number): boolean {
  const line = lines[index];
  if (line === undefined || line.prose || line.joined) return false;
  if (line.words < PULLED_WORDS.least || line.words > PULLED_WORDS.most) return false;
  const words = line.text.replace(QUOTATION_MARKS, '');
  const from = Math.max(0, index - PULLED_LINES);
  return lines
    .slice(from, index + PULLED_LINES + 1)
    .some((other) => other !== line && other.prose && other.text.includes(words));
}
