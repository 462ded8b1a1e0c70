/** What an address is that an operator wants read: a feed, a page that names its feed, or a page alone. */
import { Parser } from 'htmlparser2';
import { believableTime } from './article.ts';
import { decode } from './charset.ts';
import { type FeedEntry, parseFeed } from './feed.ts';
import type { Fetcher } from './fetch.ts';
import { FEED_TYPES } from './ingest.ts';
import type { PageReader } from './page.ts';
import { sniff, whyUnreadable } from './sniff.ts';
import { absoluteUrl } from './url.ts';

/** What was found at an address, as far as a row of sources.json needs it. */
export type Discovery =
  | {
      readonly kind: 'feed' | 'page';
      /** Where it is read: after lasting redirects, the feed's own address where a page named it. */
      readonly url: string;
      /** What it calls itself. */
      readonly title: string | undefined;
      /** Articles it holds now. */
      readonly found: number;
    }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Feeds that a page names and that are tried, in its order. */
const TRIED = 6;
const FEED_MIME = /^application\/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|json|xml)$|^text\/xml$/;
/** Feeds of readers' comments are no news. */
const COMMENTS = /comment|تعليق/i;
/** Links stand in the head; what comes later is not looked at. */
const LOOKED_AT = 1_000_000;

/** The feeds that a page names (link rel=alternate), those of comments last. */
function feedsNamedBy(html: string, pageUrl: string): readonly string[] {
  const named: { url: string; comments: boolean }[] = [];
  let base = pageUrl;
  const parser = new Parser({
    onopentag(name, { rel = '', type = '', href, title = '' }) {
      if (name === 'base') base = absoluteUrl(href, pageUrl) ?? base;
      if (name !== 'link' || named.length >= 50) return;
      const is = rel.toLowerCase().split(/\s+/);
      const mime = type.toLowerCase().split(';')[0]?.trim() ?? '';
      const url = absoluteUrl(href, base);
      if (url !== undefined && (is.includes('feed') || (is.includes('alternate') && FEED_MIME.test(mime))))
        named.push({ url, comments: COMMENTS.test(`${title} ${url}`) });
    },
  });
  parser.end(html.slice(0, LOOKED_AT));
  const inOrder = [...named].sort((one, other) => Number(one.comments) - Number(other.comments));
  return [...new Set(inOrder.map(({ url }) => url))];
}

/** The newest time that an entry bears, ISO 8601; undefined when none bears one to believe. */
export function newestOf(entries: readonly FeedEntry[], now: number): string | undefined {
  let newest: { readonly iso: string; readonly at: number } | undefined;
  for (const { published, updated } of entries) {
    const iso = published ?? updated;
    const at = believableTime(iso, now);
    if (iso !== undefined && at !== undefined && at > (newest?.at ?? 0)) newest = { iso, at };
  }
  return newest?.iso;
}

/** Asks the address, and the feeds that it names. Never throws: what goes wrong is the reason. */
export async function discover(
  { fetcher, readPage }: { readonly fetcher: Fetcher; readonly readPage: PageReader },
  address: string,
): Promise<Discovery> {
  const answer = await ask(fetcher, address);
  if (answer.kind === 'failed') return nothing(answer.reason);
  const feed = feedIn(answer);
  if (feed !== undefined) return feed;
  const trouble = whyUnreadable(answer.text);
  if (trouble !== undefined) return nothing(trouble);
  if (sniff(answer.text) !== 'html') return nothing('is neither a feed nor a web page');
  let refused: string | undefined;
  for (const url of feedsNamedBy(answer.text, answer.finalUrl).slice(0, TRIED)) {
    const named = await ask(fetcher, url);
    const found = named.kind === 'failed' ? undefined : feedIn(named);
    if (found !== undefined) return found;
    refused ??= `the page names a feed, ${url}, which ${named.kind === 'failed' ? named.reason : 'is none'}`;
  }
  if (refused !== undefined) return nothing(refused);
  const reading = await readPage.read(answer.text, answer.finalUrl);
  if (reading.kind === 'unreadable')
    return nothing(`names no feed, and no article could be read in it: ${reading.reason}`);
  return { kind: 'page', url: answer.url, title: reading.content.statedSource, found: 1 };
}

type Asked =
  | { readonly kind: 'failed'; readonly reason: string }
  | {
      readonly kind: 'ok';
      readonly text: string;
      /** To be asked from now on. */
      readonly url: string;
      /** What relative links stand against. */
      readonly finalUrl: string;
    };

async function ask(fetcher: Fetcher, address: string): Promise<Asked> {
  const outcome = await fetcher.fetch(address, { accept: FEED_TYPES });
  if (outcome.kind === 'failed') return outcome;
  if (outcome.kind !== 'ok') return { kind: 'failed', reason: 'answered HTTP 410: gone' };
  const { bytes, contentType, movedTo = address, finalUrl } = outcome;
  return { kind: 'ok', text: decode(bytes, contentType), url: movedTo, finalUrl };
}

function feedIn({ text, url, finalUrl }: Extract<Asked, { kind: 'ok' }>): Discovery | undefined {
  if (sniff(text) !== 'feed') return undefined;
  const feed = parseFeed(text, finalUrl);
  if (feed.kind === 'no-feed') return undefined;
  return { kind: 'feed', url, title: feed.title, found: feed.entries.length };
}

function nothing(reason: string): Discovery {
  return { kind: 'nothing', reason };
}
