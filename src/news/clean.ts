/** From a noisy text to the news and nothing else. */
import { stripInvisible } from '../arabic/normalize.ts';
import { terms } from '../arabic/words.ts';
import type { ArticleContent } from './article.ts';
import { stripDateline } from './dateline.ts';
import { findDate } from './dates.ts';
import { BAR_WORDS, type Cue, cueAt, keyOf, NETWORKS, PLACEHOLDER } from './furniture.ts';
import { articleKind } from './kind.ts';

export type RawText = {
  readonly text: string;
  readonly title: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly author: string | undefined;
  readonly statedSource: string | undefined;
  /** Names that count as the outlet's own. */
  readonly publisherNames: readonly string[];
};

/** Which rule took which piece of the text. */
export type Removal = { readonly rule: string; readonly text: string };

type Line = {
  text: string;
  /** The first words folded, without marks. */
  readonly key: string;
  readonly words: number;
  /** Whether it ends as a sentence of prose does. */
  readonly ends: boolean;
  readonly prose: boolean;
  /** Whether an empty line stood before it. */
  readonly gap: boolean;
  readonly cue: Cue | undefined;
};

const MAX_CHARACTERS = 400_000;
const FULL_STOP = /[.؟!…][»”"’)\]]{0,3}$/u;

/** Runs of spaces where a page's blocks met, in texts whose line ends were lost. */
const WIDE = /[ \t]{4,}/u;

function makeLine(raw: string, gap: boolean): Line | undefined {
  const text = raw.replace(/\s+/gu, ' ').trim();
  if (text === '') return undefined;
  const words = text.split(' ').length;
  const key = keyOf(text.slice(0, 120));
  const ends = FULL_STOP.test(text);
  const firm = /[.][»”"’)\]]{0,3}$/u.test(text) && !/\.\.[»”"’)\]]{0,3}$/u.test(text);
  const prose = (firm && words >= 5) || (ends && words >= 16) || words >= 24;
  return { text, key, words, ends, prose, gap, cue: cueAt(key) };
}

function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = false;
  for (const raw of text.split('\n')) {
    if (raw.trim() === '') {
      gap = true;
      continue;
    }
    const pieces = raw.length > 200 && WIDE.test(raw) ? raw.split(/[ \t]{3,}/u) : [raw];
    for (const piece of pieces) {
      const line = makeLine(piece, gap || pieces.length > 1);
      if (line !== undefined) lines.push(line);
      gap = false;
    }
  }
  return lines;
}

const letterCount = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
const arabicCount = (text: string) => text.match(/\p{Script=Arabic}/gu)?.length ?? 0;

/** What a line is by its form alone, whatever its words say; undefined for a line that may be news. */
function formOf(line: Line): string | undefined {
  const { text, words } = line;
  if (
    /["']\s*\/?>|<\/?[a-z]+[\s>]|[{};]\s*$|^\s*(?:var|function|window\.|document\.)/u.test(text) &&
    !line.prose
  )
    return 'markup';
  if (/=["'][^"']*["']\s*\/?>/u.test(text)) return 'markup';
  const letters = letterCount(text);
  if (letters === 0) return 'no letters';
  const arabic = arabicCount(text);
  if (/[\ufffd]{2}|(?:[ØÙÃÂ][^\s\p{Script=Arabic}]){3}/u.test(text)) return 'mojibake';
  if (arabic === 0 && (words <= 4 || !line.ends)) return 'no Arabic';
  if (/^(?:https?:\/\/|www\.)\S+$/u.test(text)) return 'link';
  if (/^(?:#[\p{L}\p{N}_]+[\s،,|]*)+$/u.test(text)) return 'hashtags';
  return undefined;
}

/** Marks of a post on a social network. */
const POST_SIGN = /^[—–-]{1,2} ?.{1,120}\(@\w{1,30}\)/u;
const POST_MARK =
  /pic\.twitter\.com\/|https?:\/\/t\.co\/|(?:^|\s)via @\w|(?:^|\s)@\w{3,}|#[\p{L}\p{N}_]{2,}/u;

/** Take out embedded posts: a signature («— name (@name) day»), and the lines above it that are the post. */
function dropPosts(lines: Line[], removed: (line: Line, rule: string) => void): Line[] {
  const gone = new Set<Line>();
  lines.forEach((line, index) => {
    if (/pic\.twitter\.com\/|https?:\/\/t\.co\//u.test(line.text) && line.words < 120) gone.add(line);
    if (!POST_SIGN.test(line.text)) return;
    gone.add(line);
    for (let up = index - 1, taken = 0; up >= 0 && taken < 6; up -= 1, taken += 1) {
      const above = lines[up];
      if (above === undefined || gone.has(above)) continue;
      if (taken > 0 && !POST_MARK.test(above.text)) break;
      gone.add(above);
    }
  });
  for (const line of gone) removed(line, 'embedded post');
  return lines.filter((line) => !gone.has(line));
}

/** How many characters of a share bar a text starts with. */
function barLength(text: string): number {
  let end = 0;
  let networks = 0;
  let seen = 0;
  for (const match of text.slice(0, 400).matchAll(/\S+/gu)) {
    const word = keyOf(match[0]);
    if (NETWORKS.has(word)) networks += 1;
    else if (!BAR_WORDS.has(word) && !/^\d*$/u.test(word)) break;
    seen += 1;
    end = match.index + match[0].length;
  }
  return networks >= 2 || (networks === 1 && seen === 1 && end === text.length) ? end : 0;
}

const TITLES_OF_PERSONS =
  /^(?:(?:د|م|أ|ا)\s?[./ـ]\s*|(?:ال)?(?:دكتور|دكتورة|مهندس|مهندسة|أستاذ|أستاذة|كاتب|كاتبة|صحفي|صحفية|صحافي|صحافية|زميل|زميلة)\s+)+/u;
const BYLINE =
  /^(?:كتب|كتبت|كتبه|كتبها|بقلم|إعداد|اعداد|تحرير|ترجمة|تقرير|حوار|حاوره|حاورها|متابعة|تصوير|مراسل|مراسلة)(?:\s?[:：/ـ–-]\s*|\s+)(.{3,60})$/u;
const CLEAR_BYLINE =
  /^(?:بقلم|كتبت?ه?ا?|إعداد|اعداد|تحرير|ترجمة|تقرير|متابعة|حوار)\s*[:：/ـ–-]|^بقلم\s|^كتبت?\s+(?:د|م|أ|ا)\s?[./]/u;

function cleanAuthor(name: string | undefined): string | undefined {
  const bare = name
    ?.replace(/^\s*(?:بقلم|كتبت?|إعداد|اعداد|تحرير|by)\s*[:/ـ–-]?\s+/iu, '')
    .replace(/[\s:،,|–-]+$/u, '')
    .trim()
    .replace(TITLES_OF_PERSONS, '')
    .trim();
  return bare === undefined || bare === '' || bare.length > 80 || !/\p{L}{2}/u.test(bare) ? undefined : bare;
}

function byline(line: Line): string | undefined {
  if (line.ends || line.words > 9) return undefined;
  const match = BYLINE.exec(line.text);
  if (match === null) return undefined;
  return CLEAR_BYLINE.test(line.text) || line.words <= 5 ? cleanAuthor(match[1]) : undefined;
}

const SOURCE = /^(?:المصدر|مصدر الخبر|نقلا عن|نقلاً عن)\s*[:：–-]?\s*(.{0,60})$/u;
const MENU_WORDS = 4;

/** The words that two lines share, as a part of the shorter one's. */
function likeness(a: string, b: string): number {
  const first = new Set(a.split(' ').filter((word) => word.length > 3));
  const second = new Set(b.split(' ').filter((word) => word.length > 3));
  if (first.size === 0 || second.size === 0) return 0;
  let shared = 0;
  for (const word of first) if (second.has(word)) shared += 1;
  return shared / Math.min(first.size, second.size);
}

/** The clean article of a noisy text, and which rule took what; the title, author, source and date that it states. */
export function cleanTextExplained(raw: RawText): { content: ArticleContent; why: readonly Removal[] } {
  const why: Removal[] = [];
  const removed = (line: Line, rule: string) => {
    why.push({ rule, text: line.text });
  };
  const ownNames = new Set(raw.publisherNames.map(keyOf));
  let author = cleanAuthor(raw.author);
  let statedSource = raw.statedSource;
  let published = raw.published;

  const source = stripInvisible(raw.text.slice(0, MAX_CHARACTERS)).replace(PLACEHOLDER, (mark) => {
    why.push({ rule: 'placeholder', text: mark });
    return '\n';
  });
  let lines = toLines(source).filter((line) => {
    const form = formOf(line);
    if (form !== undefined) removed(line, form);
    return form === undefined;
  });
  lines = dropPosts(lines, removed);

  // The frame's own words, wherever they stand.
  let body = 0;
  const kept: Line[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const bar = barLength(line.text);
    if (bar > 0) {
      why.push({ rule: 'share bar', text: line.text.slice(0, bar) });
      const rest = makeLine(line.text.slice(bar), line.gap);
      if (rest === undefined) continue;
      lines[index] = rest;
      index -= 1;
      continue;
    }
    const stated = line.ends ? null : SOURCE.exec(line.text);
    if (stated !== null && line.words <= 8) {
      const name = (stated[1] ?? '').replace(/^[\s«"“]+|[\s».”"،]+$/gu, '');
      if (name !== '' && statedSource === undefined) statedSource = name;
      removed(line, 'source');
      continue;
    }
    const written = byline(line);
    if (written !== undefined && (body === 0 || index > lines.length - 4)) {
      author ??= written;
      removed(line, 'byline');
      continue;
    }
    const { cue } = line;
    if (cue !== undefined) {
      const heading = line.words <= cue.words + 3 || /^[^:：]{0,40}[:：]/u.test(line.text);
      if (cue.kind === 'end' && body > 0 && heading && !(line.ends && line.words > cue.words + 3)) {
        for (const rest of lines.slice(index)) removed(rest, `after «${cue.phrase}»`);
        break;
      }
      if (cue.kind === 'aside') {
        index = afterAside(lines, index, kept, removed);
        continue;
      }
      if (cue.kind === 'appeal' && (line.words <= 40 || body === 0)) {
        removed(line, `«${cue.phrase}»`);
        continue;
      }
      if (
        (cue.kind === 'line' || cue.kind === 'end') &&
        !line.prose &&
        (!line.ends || line.words <= cue.words + 2)
      ) {
        const date = findDate(line.text);
        if (date !== undefined) published ??= date.iso;
        if (heading || date !== undefined || line.words <= 6) {
          if (!(cue.phrase === 'عاجل' && line.words > 2)) {
            removed(line, `«${cue.phrase}»`);
            continue;
          }
        }
      }
    }
    if (body === 0 && !line.prose && line.words <= 9) {
      const date = findDate(line.text);
      if (date !== undefined && line.text.length - (date.end - date.start) <= 40) {
        published ??= date.iso;
        removed(line, 'date');
        continue;
      }
    }
    if (line.prose) body += 1;
    kept.push(line);
  }

  // The head: what stands before the first line of prose.
  const first = kept.findIndex((line) => line.prose);
  const head = first === -1 ? [] : kept.slice(0, first);
  const news = first === -1 ? kept : kept.slice(first);
  const title = chooseTitle(head, news, raw.title);
  const titleKey = title === undefined ? '' : keyOf(title);
  const at = head.findLastIndex((line) => keyOf(line.text) === titleKey);
  const decks = head.filter((line, index) => {
    const stays = index > at && at !== -1 && line.words > MENU_WORDS && head.length - at <= 4;
    const single = at === -1 && head.length <= 2 && line.words > MENU_WORDS && keyOf(line.text) !== titleKey;
    if (stays || single) return true;
    removed(line, keyOf(line.text) === titleKey ? 'title' : 'before the title');
    return false;
  });

  const seen = new Set<string>([titleKey]);
  let result = [...decks, ...news].filter((line) => {
    const key = keyOf(line.text);
    if (seen.has(key)) {
      removed(line, 'repeated');
      return false;
    }
    if (line.words > 3) seen.add(key);
    return true;
  });

  // The tail: short lines after the last sentence.
  const sentenceLines = result.filter((line) => line.ends).length;
  if (sentenceLines > 0 && sentenceLines * 2 >= result.length) {
    let last = result.length - 1;
    while (last > 0 && !(result[last]?.ends ?? false) && (result[last]?.words ?? 99) <= 6) last -= 1;
    for (const line of result.slice(last + 1)) removed(line, 'after the last sentence');
    result = result.slice(0, last + 1);
  }

  const lead = result.find((line) => line.prose);
  if (lead !== undefined) {
    const dateline = stripDateline(lead.text, ownNames);
    if (dateline !== undefined) {
      why.push({ rule: 'dateline', text: lead.text.slice(0, dateline.length) });
      published ??= dateline.published;
      lead.text = lead.text.slice(dateline.length).trimStart();
    }
  }
  const text = result
    .map((line) => line.text)
    .filter((line) => line !== '')
    .join('\n');
  return {
    content: {
      title,
      text,
      author,
      statedSource,
      published,
      kind: articleKind({ url: raw.url, title, text, sections: [] }),
      url: raw.url,
      image: undefined,
    },
    why,
  };
}

/**
 * Past a pointer to another article («اقرأ أيضًا»): its headlines, and, where what follows tells of them rather
 * than of this article, all the rest. Returns the index of the last line that is gone.
 */
function afterAside(
  lines: readonly Line[],
  at: number,
  before: readonly Line[],
  removed: (line: Line, rule: string) => void,
): number {
  const cue = lines[at];
  if (cue === undefined) return at;
  const rule = `«${cue.cue?.phrase ?? ''}»`;
  removed(cue, rule);
  let next = at + 1;
  for (; next < lines.length && next <= at + 12; next += 1) {
    const line = lines[next];
    if (line === undefined || line.prose) break;
    if (line.cue !== undefined && line.cue.kind === 'end') break;
    // With the headline on the cue's own line, a short line below may be a subheading of this article.
    if (cue.words > (cue.cue?.words ?? 2) + 3) break;
    removed(line, rule);
  }
  const headlines = lines
    .slice(at, next)
    .map((line) => line.key)
    .join(' ');
  const rest = lines.slice(next);
  const prose = rest.filter((line) => line.prose);
  const told = before.filter((line) => line.prose);
  if (prose.length === 0 || told.length === 0) return next - 1;
  const foreign = likeness(
    headlines,
    prose
      .slice(0, 2)
      .map((line) => keyOf(line.text))
      .join(' '),
  );
  const own = likeness(
    prose[0] === undefined ? '' : keyOf(prose[0].text),
    told.map((line) => keyOf(line.text)).join(' '),
  );
  if (foreign > own) {
    for (const line of rest) removed(line, `after ${rule}`);
    return lines.length;
  }
  return next - 1;
}

/** The headline among the lines before the news: the one given, the one repeated, or the one nearest to the lead. */
function chooseTitle(
  head: readonly Line[],
  news: readonly Line[],
  given: string | undefined,
): string | undefined {
  if (given !== undefined && given.trim() !== '') return given.replace(/\s+/gu, ' ').trim();
  const candidates = head.filter((line) => line.words >= 3 && line.words <= 30);
  if (candidates.length <= 2) return candidates[0]?.text;
  const lead = new Set(news.slice(0, 3).flatMap((line) => terms(line.text.slice(0, 1000))));
  let best: Line | undefined;
  let score = -1;
  candidates.forEach((line, index) => {
    const own = new Set(terms(line.text));
    const shared = [...own].filter((term) => lead.has(term)).length;
    // The lines nearest to the lead are the likelier headlines.
    const like = shared / Math.max(4, own.size) + (index >= candidates.length - 2 ? 0.2 : 0);
    if (like > score) {
      best = line;
      score = like;
    }
  });
  return best?.text;
}

/** The clean article of a plain text (a page saved as text, a feed's content as text). Never throws; linear. */
export function cleanText(raw: RawText): ArticleContent {
  return cleanTextExplained(raw).content;
}
