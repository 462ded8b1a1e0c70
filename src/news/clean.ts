/** From a noisy text to the news and nothing else. */
import { stripInvisible } from '../arabic/normalize.ts';
import type { ArticleContent } from './article.ts';
import { aside, goesOn, newArticleAt } from './aside.ts';
import { authorOf, cleanAuthor, sourceOf } from './byline.ts';
import { dateOf, isDatelineAlone, stripDateline, stripStamp } from './dateline.ts';
import { findDate } from './dates.ts';
import { frameRule, isEnd } from './frame.ts';
import { keyOf, PLACEHOLDER } from './furniture.ts';
import { bareHeadline, splitHead } from './head.ts';
import { articleKind } from './kind.ts';
import { formOf, joinLines, type Line, makeLine, toLines, unwrap } from './lines.ts';
import { postLines, separatePosts } from './posts.ts';
import type { Repeated } from './repeated.ts';
import { trimTail } from './tail.ts';
import { barLength } from './tools.ts';

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
};

/** Which rule took which piece of the text. */
export type Removal = { readonly rule: string; readonly text: string };

/** Longer texts are cut here: no article is. */
const MAX_CHARACTERS = 400_000;

/** What is left of HTML in a text: single attributes, and tags. */
const MARKUP = /[a-z-]{2,20}=(?:"[^"\n]{0,2000}"|'[^'\n]{0,2000}')\s{0,3}\/?>|<\/?[a-z][^<>\n]{0,300}>/giu;
/** How feeds mark a text that they cut. */
const CUT_MARK = /\[\s?(?:…|\.{3}|&hellip;)\s?\]/gu;
const REPEATED = 'repeated by the outlet';

/** The lines of a text, without what is no text by its form. */
function readLines(text: string, removed: (line: Pick<Line, 'text'>, rule: string) => void): Line[] {
  const out = (rule: string) => (mark: string) => {
    removed({ text: mark }, rule);
    return '\n';
  };
  let source = stripInvisible(text.slice(0, MAX_CHARACTERS));
  if (source.includes('[')) source = source.replace(PLACEHOLDER, out('placeholder')).replace(CUT_MARK, '…');
  if (source.includes('=') || source.includes('<')) source = source.replace(MARKUP, out('markup'));
  return toLines(unwrap(separatePosts(source))).filter((line) => {
    const form = formOf(line);
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

/** The clean article of a noisy text, and which rule took what. */
export function cleanTextExplained(raw: RawText): { content: ArticleContent; why: readonly Removal[] } {
  const why: Removal[] = [];
  const removed = (line: Pick<Line, 'text'>, rule: string) => {
    why.push({ rule, text: line.text });
  };
  const own = new Set(raw.publisherNames.map(keyOf).filter((name) => name !== ''));
  let author = cleanAuthor(raw.author);
  if (author !== undefined && own.has(keyOf(author))) author = undefined;
  let statedSource = raw.statedSource;
  let published = raw.published;

  let lines = readLines(raw.text, removed);
  const posts = postLines(lines);
  for (const post of posts) removed(post, 'embedded post');
  if (posts.size > 0) lines = lines.filter((line) => !posts.has(line));
  const rests = raw.repeated?.(lines, raw.title);

  const kept: Line[] = [];
  let told = 0;
  let sourceAt = Number.NEGATIVE_INFINITY;
  /** Whether a paragraph lost its first sentence: the next one opens it. */
  let opens = false;
  for (let index = 0; index < lines.length; index += 1) {
    let line = lines[index];
    if (line === undefined) break;
    const rest = rests?.[index];
    if (rest !== undefined && rest.to > rest.from) {
      const cut = makeLine(line.text.slice(rest.from, rest.to), line.gap, line.joined);
      for (const part of [line.text.slice(0, rest.from), line.text.slice(rest.to)])
        if (part !== '') removed({ text: part.trim() }, REPEATED);
      if (cut === undefined) continue;
      // What stood before a footer without a stop between them is a sentence all the same.
      line = rest.to < line.text.length ? { ...cut, ends: true } : cut;
    }
    const bar = barLength(line.text);
    if (bar > 0) {
      removed({ text: line.text.slice(0, bar) }, 'bar');
      const after = makeLine(line.text.slice(bar), line.gap, line.joined);
      if (after === undefined) continue;
      line = after;
    }
    const stamp = told === 0 && line.prose ? stripStamp(line.text) : undefined;
    if (stamp !== undefined) {
      removed({ text: line.text.slice(0, stamp.length) }, 'date');
      published ??= stamp.published;
      const after = makeLine(line.text.slice(stamp.length), line.gap, line.joined);
      if (after === undefined) continue;
      line = after;
    }
    if (told > 0 && isEnd(line, index === lines.length - 1)) {
      // A menu above the news can follow a sentence too (a description, a notice).
      if (told <= 2 && goesOn(kept, [], lines.slice(index + 1))) {
        removed(line, `«${line.cue?.raw ?? ''}»`);
        continue;
      }
      for (const rest of lines.slice(index)) removed(rest, `after «${line.cue?.raw ?? ''}»`);
      break;
    }
    const rule = frameRule(line, told);
    if (rule !== undefined) {
      removed(line, rule);
      if (told === 0) published ??= findDate(line.text)?.iso;
      continue;
    }
    const stated = sourceOf(line);
    if (stated !== undefined) {
      if (stated !== '') statedSource ??= stated;
      removed(line, 'source');
      if (told > 0) sourceAt = index;
      continue;
    }
    const writer = told === 0 || index >= lines.length - 4 ? authorOf(line) : undefined;
    if (writer !== undefined) {
      if (writer !== '') author ??= writer;
      removed(line, 'byline');
      continue;
    }
    if (told === 0 && !line.prose) {
      const date = dateOf(line);
      if (date !== undefined || isDatelineAlone(line.text, own)) {
        published ??= date;
        removed(line, date === undefined ? 'dateline' : 'date');
        continue;
      }
    }
    const gone =
      aside({ lines, at: index, kept, told, ended: index - sourceAt <= 2 }) ??
      newArticleAt(lines, index, told, own);
    if (gone !== undefined) {
      for (const past of lines.slice(index, gone.end)) removed(past, gone.rule);
      index = gone.end - 1;
      continue;
    }
    // After the rules that read something off a line (a date, an author, where the article ends).
    if (rest !== undefined && rest.to === rest.from) {
      removed(line, REPEATED);
      opens ||= !line.joined;
      continue;
    }
    if (line.prose) told += 1;
    kept.push(opens ? { ...line, joined: false } : line);
    opens = false;
  }

  const { title, decks, news, before, cut } = splitHead(kept, raw.title, raw.publisherNames);
  for (const line of before) removed(line, 'before the title');
  if (cut !== undefined) removed({ text: cut }, 'title');
  const body = [...trimTail(withoutRepeats([...decks, ...news], title, removed), removed)];

  const lead = body.findIndex((line) => line.prose);
  const first = body[lead];
  if (first !== undefined) {
    const dateline = stripDateline(first.text, own);
    if (dateline !== undefined) {
      removed({ text: first.text.slice(0, dateline.length) }, 'dateline');
      published ??= dateline.published;
      body[lead] = { ...first, text: first.text.slice(dateline.length).trimStart() };
    }
  }
  const text = joinLines(body);
  const notices = why.filter((each) => each.rule.startsWith('«')).map((each) => each.text);
  const signature = signatureOf(why, raw.text);
  const kind = articleKind({ url: raw.url, title, text, notices });
  return {
    content: {
      title,
      text,
      author,
      statedSource,
      signature,
      published,
      kind,
      url: raw.url,
      image: undefined,
    },
    why,
  };
}

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
  const titleKey = title === undefined ? undefined : bareHeadline(title);
  const titleWords = title === undefined ? 0 : title.split(' ').length + 3;
  return lines.filter((line) => {
    // Folding only shortens.
    const near = titleKey !== undefined && line.words <= titleWords && line.text.length >= titleKey.length;
    if (near && titleKey === bareHeadline(line.text)) {
      removed(line, 'title');
      return false;
    }
    if (line.words > 3 && seen.has(line.text)) {
      removed(line, 'repeated');
      return false;
    }
    seen.add(line.text);
    return true;
  });
}
