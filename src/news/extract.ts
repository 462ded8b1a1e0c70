/** From an HTML page to its article: what the page says of itself, the extractor, then the Arabic rules. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { countWords } from '../arabic/words.ts';
import type { ArticleContent } from './article.ts';
import { authorOf } from './byline.ts';
import { cleanTextExplained, type Removal } from './clean.ts';
import { headlineAt } from './headline.ts';
import { htmlToText } from './html-text.ts';
import { sectionKind } from './kind.ts';
import { makeLine } from './lines.ts';
import { type PageFacts, pageFacts } from './metadata.ts';
import type { PageReading } from './page.ts';
import { type PageSource, splitSource } from './page-source.ts';
import { stateText } from './page-state.ts';
import { pickArticle } from './pick.ts';
import { type PageLine, type Survey, survey } from './survey.ts';
import { pageWall } from './walls.ts';

/** The letters and digits alone, to compare texts that differ in spaces and marks. */
const bare = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

const MARKED = /<(?:p|br|div|span|strong|a)\b|&(?:lt|gt|nbsp|quot|amp|#\d+);/iu;

/**
 * The text that structured data carries, in the paragraphs of the page: the page's lines that stand in it when
 * together they hold nearly all of it, else the text itself, broken where a paragraph's full stop met the next.
 */
function structuredBody(body: string, pageText: string): string {
  // Some escape their markup twice.
  const once = MARKED.test(body) ? htmlToText(body) : body;
  const plain = MARKED.test(once) ? htmlToText(once) : once;
  const whole = bare(plain);
  const seen = new Set<string>();
  const lines: string[] = [];
  let covered = 0;
  for (const line of pageText.split('\n')) {
    const key = bare(line);
    if (key === '' || seen.has(key) || !whole.includes(key)) continue;
    seen.add(key);
    lines.push(line);
    covered += key.length;
  }
  if (covered >= whole.length * 0.9) return lines.join('\n');
  return plain.replace(/([.؟!])(?=[\u0621-\u064a«])/gu, '$1\n');
}

/** Whether a text from structured data is whole: it is as long as what was found, or ends where a line of the page does. */
function isWhole(body: string, pageText: string, found: number): boolean {
  const words = countWords(body);
  if (words < 40) return false;
  const end = bare(body).slice(-30);
  return (
    words >= found * 0.8 ||
    (words >= found * 0.6 && pageText.split('\n').some((line) => bare(line).endsWith(end)))
  );
}

const BYLINE_LINES = 8;

/** The author named under the headline, where the page does not mark one. */
function writtenAuthor(title: string | undefined, pageText: string): string | undefined {
  const lines = pageText.split('\n');
  const at = title === undefined ? -1 : lines.lastIndexOf(title, lines.length);
  if (at === -1) return undefined;
  // «outlet - كتب: name» on one line.
  const parts = lines
    .slice(at + 1, at + 1 + BYLINE_LINES)
    .flatMap((text) => [text, ...text.split(/\s[-–—|]\s/u)]);
  for (const text of parts) {
    const line = makeLine(text, false, false);
    const author = line === undefined ? undefined : authorOf(line);
    if (author !== undefined && author !== '') return author;
  }
  return undefined;
}

const shorten = (text: string, words: number) => {
  const kept: string[] = [];
  let count = 0;
  for (const line of text.split('\n')) {
    count += countWords(line);
    if (count > words && kept.length > 0) break;
    kept.push(line);
  }
  return kept.join('\n');
};

/** How much of a live page, a gallery or a video page is kept: what opens it. */
const SHORT_WORDS = 120;
const LEAST_WORDS = 8;

/** A line that is a time of day and little more, and how many of them head the entries of a live page. */
const CLOCK =
  /^(?:الساعة\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:ص|م|صباحا|مساء|am|pm|GMT|ت\s?غ|بتوقيت \S+(?: \S+)?))*$/iu;
const LIVE_ENTRIES = 5;

/** Whether what was picked is entries under times of day. */
function isLive(lines: readonly PageLine[]): boolean {
  let entries = 0;
  lines.forEach(({ text }, at) => {
    if (text.length < 40 && CLOCK.test(text) && (lines[at + 1]?.text.length ?? 0) >= 40) entries += 1;
  });
  return entries >= LIVE_ENTRIES;
}

/** Folders of addresses under which pictures or films stand, with a few words. */
const MEDIA =
  /\/(?:videos?|watch|galler(?:y|ies)|photos?|photo-?galler(?:y|ies)|pictures|albums?|صور|فيديو|معرض-الصور)\//iu;

function isMedia(url: string | undefined): boolean {
  if (url === undefined || !URL.canParse(url)) return false;
  const path = new URL(url).pathname;
  try {
    return MEDIA.test(decodeURIComponent(path));
  } catch {
    // An address that is not escaped as it should be is read as it stands.
    return MEDIA.test(path);
  }
}

function content(
  facts: PageFacts,
  text: string,
  url: string | undefined,
  pageText: string,
): { readonly content: ArticleContent; readonly why: readonly Removal[] } {
  const { content: cleaned, why } = cleanTextExplained({
    text,
    title: facts.title,
    url: facts.url ?? url,
    published: facts.published,
    author: facts.author ?? writtenAuthor(facts.title, pageText),
    statedSource: facts.siteName,
    publisherNames: facts.names,
  });
  const kind = facts.kind ?? sectionKind(facts.sections) ?? cleaned.kind;
  const short = facts.kind !== undefined || kind === 'live';
  return {
    content: {
      ...cleaned,
      updated: facts.updated,
      section: sectionName(facts.sections[0]),
      kind,
      text: short ? shorten(cleaned.text, SHORT_WORDS) : cleaned.text,
      image: facts.image,
    },
    why,
  };
}

/** A section's name is a few words. */
const LONGEST_SECTION = 60;

function sectionName(said: string | undefined): string | undefined {
  const name = said?.replace(/\s+/gu, ' ').trim() ?? '';
  return name === '' || name.length > LONGEST_SECTION ? undefined : name;
}

/** Lines without those that are nothing but a link and no sentence (menus, teasers). */
function textOf(lines: readonly PageLine[]): string {
  const kept = lines.filter(
    ({ text, linked }) => linked < text.length * 0.9 || /[.؟!…][»”"’)]?$/u.test(text),
  );
  return (kept.length > 0 ? kept : lines).map(({ text }) => text).join('\n');
}

/** A pick of fewer words is held against the data that the page's own program renders from. */
const FEW_WORDS = 60;

/** An offer to read on stands so near below what is free. */
const LINES_BELOW = 8;

/** The extractor's work grows faster than a page does: what honest pages hold without scripts stays below. */
const READABLE_LENGTH = 1_000_000;

/** What the extractor takes for the article. */
function readable(html: string): string {
  if (html.length > READABLE_LENGTH) return '';
  const { document } = parseHTML(/<html[\s>]/iu.test(html) ? html : `<html><body>${html}</body></html>`);
  return htmlToText(new Readability(document, { charThreshold: 200 }).parse()?.content ?? '');
}

/** What a page was split and read into. */
type Read = { readonly source: PageSource; readonly facts: PageFacts; readonly pageText: string };

/** The text of the article: what structured data gives whole, else what was picked, else what the page's program renders. */
function chosenText(picked: string, { source, facts, pageText }: Read): string {
  const words = countWords(picked);
  const marked =
    facts.body !== undefined && isWhole(facts.body, pageText, words)
      ? structuredBody(facts.body, pageText)
      : picked;
  if (countWords(marked) >= FEW_WORDS) return marked;
  const data = stateText(source.state, facts.title) ?? '';
  return countWords(data) > countWords(marked) * 1.5 ? data : marked;
}

/** So many linked headings make a page a list, where what was found is no longer than one of its summaries. */
const LISTED = 6;
const SUMMARY_WORDS = 60;

/** Whether a page is a list of articles: no headline of its own below the head, no day, and many headlines of others. */
function isList(page: Survey, { title, published }: PageFacts, text: string): boolean {
  if (published !== undefined || countWords(text) >= SUMMARY_WORDS) return false;
  const listed = page.lines.filter(
    ({ heading, linked, text: { length } }) => heading > 0 && linked >= length * 0.8,
  );
  return listed.length >= LISTED && headlineAt(page.lines, title) <= 0;
}

/** The article of a page, or why it has none. Pure and synchronous; time is bounded by whoever calls it. */
export function readPage(html: string, url: string | undefined): PageReading {
  const source = splitSource(html);
  if (source.tooDeep) return { kind: 'unreadable', reason: 'the page nests too deep' };
  const page = survey(source.html);
  const stated = pageFacts(page, source.structured, url);
  const pageText = page.lines.map((line) => line.text).join('\n');
  const picked = pickArticle(page, stated);
  const seen = isLive(picked) ? 'live' : isMedia(stated.url) ? 'soft' : undefined;
  const facts: PageFacts = { ...stated, kind: stated.kind ?? seen };
  let text = chosenText(textOf(picked), { source, facts, pageText });
  const last = picked.at(-1);
  const end = last === undefined ? 0 : page.lines.indexOf(last) + 1;
  const wall = pageWall({
    html,
    title: facts.documentTitle,
    page: pageText,
    article: { text, below: textOf(page.lines.slice(end, end + LINES_BELOW)) },
    paid: facts.paid,
  });
  if (wall !== undefined) return { kind: 'unreadable', reason: wall };
  if (isList(page, facts, text))
    return { kind: 'unreadable', reason: 'a list of articles, and none of them' };
  if (countWords(text) < LEAST_WORDS) text = readable(source.html);
  const article = content(facts, text, url, pageText);
  if (countWords(article.content.text) < LEAST_WORDS)
    return { kind: 'unreadable', reason: 'no article text on the page' };
  return { kind: 'article', ...article };
}
