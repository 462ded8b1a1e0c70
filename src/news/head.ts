/** What stands before the first sentence: the headline, and the strips and menus around it. */
import { terms } from '../arabic/words.ts';
import { CARRIES_ON } from './aside.ts';
import { keyOf, wordKey } from './furniture.ts';
import { keyOfLine, type Line, tidy } from './lines.ts';

/** Letters and digits of a headline, to tell its repetitions. */
export function bareHeadline(text: string): string {
  return keyOf(text.replace(/^\s*(?:خبر\s)?عاجل\s?[:|/.-]*/u, '')).replace(/ /gu, '');
}

/** Words: a line of no more is a label, and one of more than the second number no headline. */
const SHORT_LINE = 4;
const TITLE_WORDS = 16;
/** More lines than this before the news are a strip or a menu, not a headline with its decks. */
const MOST_HEAD_LINES = 4;

function overlap(line: Line, lead: ReadonlySet<string>): number {
  const own = new Set(terms(line.text));
  let shared = 0;
  for (const term of own) if (lead.has(term)) shared += 1;
  return shared / Math.max(4, own.size);
}

/** The headline without the outlet's name after a separator, and without «عاجل» before it. */
function tidyTitle(text: string, names: readonly string[]): string {
  let title = tidy(text);
  if (title.includes('عاجل')) title = title.replace(/^(?:خبر )?عاجل\s?[:|/.-]+\s?/u, '');
  const keys = new Set(names.map(wordKey).filter((name) => name !== ''));
  for (;;) {
    const cut = /^(.{8,}?)\s?(?:[-–—|•»«›]|::)\s?([^-–—|•»«›:]{2,40})$/u.exec(title);
    if (cut === null || !keys.has(keyOf(cut[2] ?? ''))) return title;
    title = cut[1] ?? title;
  }
}

/** The beginning of a text, told apart: headline, decks, news. */
export type Head = {
  readonly title: string | undefined;
  /** Lines between the headline and the news that may say something. */
  readonly decks: readonly Line[];
  readonly news: readonly Line[];
  readonly before: readonly Line[];
  /** The headline where the news' first line began with it. */
  readonly cut?: string;
};

/**
 * Split the lines of a text at its headline. `given` is the headline where it is known from elsewhere. A text that
 * begins with a sentence has none.
 */
export function splitHead(lines: readonly Line[], given: string | undefined, names: readonly string[]): Head {
  let first = lines.findIndex((line) => line.prose);
  if (first === -1) first = lines.findIndex((line) => line.words >= 12);
  if (first === -1) first = lines.length > 1 ? 1 : 0;
  // A strip of headlines never goes on with «وقال» or «كما»: what does is prose without full stops.
  if (lines.slice(1, first).some((line) => line.words >= 6 && CARRIES_ON.test(keyOfLine(line)))) {
    first = given === undefined && (lines[0]?.words ?? 99) <= TITLE_WORDS ? 1 : 0;
  }
  const head = lines.slice(0, first);
  const news = lines.slice(first);
  if (given !== undefined && given.trim() !== '') {
    const title = tidyTitle(given, names);
    const key = head.length === 0 ? '' : bareHeadline(title);
    const at = head.findLastIndex((line) => key.length >= 8 && bareHeadline(line.text).includes(key));
    const rest = head.slice(at + 1);
    const least = at === -1 && head.length > MOST_HEAD_LINES ? 12 : at === -1 ? 7 : SHORT_LINE;
    const decks = rest.filter((line) => line.words > least);
    const before = head.filter((line) => !decks.includes(line));
    const [lead, ...others] = news;
    const length = lead === undefined ? 0 : titleLength(lead, title);
    if (lead === undefined || length === 0) return { title, decks, news, before };
    const opened = { ...lead, text: lead.text.slice(length) };
    return { title, decks, news: [opened, ...others], before, cut: lead.text.slice(0, length) };
  }
  const title = choose(head, news);
  if (title === undefined) {
    const decks = head.filter((line) => line.words > SHORT_LINE);
    return { title: undefined, decks, news, before: head.filter((line) => !decks.includes(line)) };
  }
  const key = bareHeadline(title.text);
  const at = head.findLastIndex((line) => bareHeadline(line.text) === key);
  const decks = head
    .slice(at + 1)
    .filter((line) => line.words > SHORT_LINE && head.length - at <= MOST_HEAD_LINES);
  return {
    title: tidyTitle(title.text, names),
    decks,
    news,
    before: head.filter((line) => !decks.includes(line) && line !== title),
  };
}

/** The headline among the lines before the news: the only one, the one repeated, or the one nearest to the lead. */
function choose(head: readonly Line[], news: readonly Line[]): Line | undefined {
  // Where no line ends as a sentence does, a long first line is the first sentence.
  const most = news.some((line) => line.ends) ? 20 : 14;
  const candidates = head.filter((line) => line.words >= 3 && line.words <= most);
  if (candidates.length <= 1) return candidates[0];
  const keys = candidates.map((line) => bareHeadline(line.text));
  const contained = candidates.find((_, index) =>
    keys.some((key, other) => other < index && key.includes(keys[index] ?? '')),
  );
  if (contained !== undefined) return contained;
  const lead = new Set(news.slice(0, 3).flatMap((line) => terms(line.text.slice(0, 1000))));
  const strip = candidates.length > MOST_HEAD_LINES;
  let best: Line | undefined;
  let score = -1;
  candidates.forEach((line, index) => {
    // Under a strip the headline stands lowest; else it stands first, with its decks below.
    const place = (strip ? index >= candidates.length - 2 : index === 0) ? 0.25 : 0;
    const like = overlap(line, lead) + place;
    if (like > score) {
      best = line;
      score = like;
    }
  });
  return best;
}

function firstKey(text: string): string {
  const space = text.indexOf(' ');
  return wordKey(space === -1 ? text : text.slice(0, space));
}

/** How many characters of a first line are the headline and what parts it from the news; 0 where it begins otherwise. */
function titleLength(line: Line, title: string): number {
  // Most first lines do not even begin with the headline's first word.
  const [own, titles] = [firstKey(line.text), firstKey(title)];
  if (!own.startsWith(titles) && !titles.startsWith(own)) return 0;
  const words = keyOf(title);
  const key = keyOfLine(line);
  if (words.split(' ').length < 4 || !key.startsWith(words.slice(0, key.length))) return 0;
  let seen = '';
  for (const match of line.text.slice(0, title.length * 2 + 50).matchAll(/\S+/gu)) {
    seen = `${seen} ${wordKey(match[0])}`.trim();
    if (seen.length < words.length) continue;
    const end = match.index + match[0].length;
    const rest = line.text.slice(end).replace(/^[\s:،,.–-]+/u, '');
    return seen === words && rest !== '' ? line.text.length - rest.length : 0;
  }
  return 0;
}
