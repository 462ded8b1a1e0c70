/** From an HTML page to its article: what the page says of itself, the extractor, then the Arabic rules. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { countWords } from '../arabic/words.ts';
import type { ArticleContent } from './article.ts';
import { authorOf } from './byline.ts';
import { cleanTextExplained, type Removal } from './clean.ts';
import { htmlToText } from './html-text.ts';
import { sectionKind } from './kind.ts';
import { makeLine } from './lines.ts';
import { type PageFacts, pageFacts } from './metadata.ts';
import type { PageReading } from './page.ts';
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
    (words >= found * 0.3 && pageText.split('\n').some((line) => bare(line).endsWith(end)))
  );
}

/** So many lines that are no prose in a row end the text under a headline. */
const GAP_LINES = 4;

/**
 * The prose that stands under the headline, where the extractor took something else for the article (a short one
 * beside long lists of others): undefined when what it found holds any of it.
 */
function underHeadline(title: string | undefined, pageText: string, found: string): string | undefined {
  const lines = pageText.split('\n');
  const at = title === undefined ? -1 : lines.indexOf(title);
  if (at === -1) return undefined;
  const have = bare(found);
  const text: string[] = [];
  let gap = 0;
  for (const each of lines.slice(at + 1)) {
    const line = makeLine(each, false, false);
    if (line === undefined) continue;
    gap = line.prose ? 0 : gap + 1;
    if (gap > GAP_LINES) break;
    if (!line.prose) continue;
    if (have.includes(bare(each))) return undefined;
    text.push(each);
  }
  return text.length === 0 ? undefined : text.join('\n');
}

const BYLINE_LINES = 8;

/** The author named under the headline, where the page does not mark one. */
function writtenAuthor(title: string | undefined, pageText: string): string | undefined {
  const lines = pageText.split('\n');
  const at = title === undefined ? -1 : lines.lastIndexOf(title, lines.length);
  if (at === -1) return undefined;
  for (const text of lines.slice(at + 1, at + 1 + BYLINE_LINES)) {
    const line = makeLine(text, false, false);
    const author = line === undefined ? undefined : authorOf(line);
    if (author !== undefined && author !== '') return author;
  }
  return undefined;
}

/**
 * The lead that stands outside the element with the text: the line of the page that opens as the page's own
 * description does, when the text lacks it.
 */
function missingLead(descriptions: readonly string[], pageText: string, text: string): string | undefined {
  const have = bare(text);
  const lines = pageText.split('\n').filter((line) => line.length >= 50 && line.length <= 1500);
  for (const description of descriptions) {
    const start = bare(description).slice(0, 60);
    if (start.length < 40 || have.includes(start)) continue;
    const lead = lines.find((line) => bare(line).startsWith(start));
    if (lead !== undefined && !have.includes(bare(lead).slice(0, 60))) return lead;
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
      kind,
      text: short ? shorten(cleaned.text, SHORT_WORDS) : cleaned.text,
      image: facts.image,
    },
    why,
  };
}

/** The article of a page, or why it has none. Pure and synchronous; time is bounded by whoever calls it. */
export function readPage(html: string, url: string | undefined): PageReading {
  const { document } = parseHTML(/<html[\s>]/iu.test(html) ? html : `<html><body>${html}</body></html>`);
  const facts = pageFacts(document, url);
  const pageText = htmlToText(html);
  const wall = pageWall({ html, title: facts.documentTitle, text: pageText, paid: facts.paid });
  if (wall !== undefined) return { kind: 'unreadable', reason: wall };
  const marked = facts.bodyHtml === undefined ? '' : htmlToText(facts.bodyHtml);
  const found = new Readability(document, { charThreshold: 200 }).parse();
  const readable = htmlToText(found?.content ?? '');
  const size = countWords(readable);
  let text = underHeadline(facts.title, pageText, readable) ?? readable;
  if (facts.body !== undefined && isWhole(facts.body, pageText, size)) {
    text = structuredBody(facts.body, pageText);
  } else if (countWords(marked) >= Math.max(40, size * 0.6)) text = marked;
  const lead = missingLead(facts.descriptions, pageText, text);
  const article = content(facts, lead === undefined ? text : `${lead}\n${text}`, url, pageText);
  if (countWords(article.content.text) < LEAST_WORDS)
    return { kind: 'unreadable', reason: 'no article text on the page' };
  return { kind: 'article', ...article };
}
