/** JSON Feed 1 and 1.1 (jsonfeed.org), also when it breaks off. Pure. */
import type { FeedEntry, FeedReading } from './feed.ts';
import { feedDate } from './feed-date.ts';
import { plainAsHtml } from './feed-xml.ts';
import { absoluteUrl } from './url.ts';

/** No honest feed comes near; past it nothing is read, or no more entries. */
const MAX_CHARACTERS = 64_000_000;
const MAX_ENTRIES = 2_000;

type Json = Readonly<Record<string, unknown>>;

/** Like parseFeed, for a text that begins with a brace. Never throws. */
export function readJsonFeed(text: string, baseUrl: string | undefined): FeedReading {
  if (text.length > MAX_CHARACTERS) return { kind: 'no-feed', reason: 'too large for a JSON feed' };
  const whole = parsed(text.replace(/^\ufeff/, ''));
  const items = isJson(whole) && Array.isArray(whole.items) ? (whole.items as unknown[]) : undefined;
  if (whole !== undefined && items === undefined)
    return { kind: 'no-feed', reason: 'JSON, but not a JSON feed' };
  const found = items ?? salvaged(text);
  if (found === undefined) return { kind: 'no-feed', reason: 'broken JSON, not a feed' };
  const base = baseUrl ?? (isJson(whole) ? absoluteUrl(textOf(whole.home_page_url), undefined) : undefined);
  const entries = found
    .slice(0, MAX_ENTRIES)
    .map((item) => readItem(item, base))
    .filter((entry) => entry !== undefined);
  return {
    kind: 'feed',
    title: isJson(whole) ? textOf(whole.title) : undefined,
    entries,
    skipped: found.length - entries.length + (items === undefined ? 1 : 0),
    truncated: items === undefined || found.length > MAX_ENTRIES,
    brokenOff: items === undefined,
    refreshMs: undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The whole objects that follow `"items": [` in a document that breaks off; undefined when there is no such list. */
function salvaged(text: string): unknown[] | undefined {
  const list = /"items"\s*:\s*\[/.exec(text);
  if (list === null) return undefined;
  const out: unknown[] = [];
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let at = list.index + list[0].length; at < text.length && out.length < MAX_ENTRIES; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') {
      if (depth === 0) start = at;
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth < 0) break;
      if (depth === 0) out.push(parsed(text.slice(start, at + 1)));
    }
  }
  return out;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

function lineOf(value: unknown): string | undefined {
  return textOf(value)?.slice(0, 20_000).replace(/\s+/g, ' ');
}

function readItem(item: unknown, baseUrl: string | undefined): FeedEntry | undefined {
  if (!isJson(item)) return undefined;
  const plain = textOf(item.content_text);
  const summary = textOf(item.summary);
  const id = lineOf(item.id);
  const authors = (Array.isArray(item.authors) ? (item.authors as unknown[]) : [item.author])
    .map((author) => (isJson(author) ? lineOf(author.name) : undefined))
    .filter((name) => name !== undefined);
  const entry: FeedEntry = {
    id,
    url:
      absoluteUrl(textOf(item.url), baseUrl) ??
      (/^https?:\/\//i.test(id ?? '') ? absoluteUrl(id, undefined) : undefined) ??
      absoluteUrl(textOf(item.external_url), baseUrl),
    title: lineOf(item.title),
    // JSON Feed's summary is plain text; here summaries are HTML.
    summary: summary === undefined ? undefined : plainAsHtml(summary),
    content: textOf(item.content_html) ?? (plain === undefined ? undefined : plainAsHtml(plain)),
    author: authors.length === 0 ? undefined : authors.slice(0, 10).join('، '),
    published: feedDate(textOf(item.date_published)),
    updated: feedDate(textOf(item.date_modified)),
    categories: (Array.isArray(item.tags) ? (item.tags as unknown[]) : [])
      .slice(0, 100)
      .map(lineOf)
      .filter((tag) => tag !== undefined),
    image: absoluteUrl(textOf(item.image) ?? textOf(item.banner_image), baseUrl),
  };
  const { categories, ...fields } = entry;
  return categories.length === 0 && Object.values(fields).every((field) => field === undefined)
    ? undefined
    : entry;
}
