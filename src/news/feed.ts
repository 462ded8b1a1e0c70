/** Feeds of every dialect outlets publish: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1. Pure. */
import { feedDate, isZoneless } from './feed-date.ts';
import { readJsonFeed } from './feed-json.ts';
import {
  childrenNamed,
  type Element,
  hasElements,
  innerMarkup,
  innerText,
  plainAsHtml,
  readFeedTree,
  textOfHtml,
} from './feed-xml.ts';
import { withoutServerMessages } from './sniff.ts';
import { absoluteUrl } from './url.ts';

/** What a feed says of one article. */
export type FeedEntry = {
  /** guid, atom:id, rdf:about or JSON id, as given. */
  readonly id: string | undefined;
  /** Absolute http(s) address of the article. */
  readonly url: string | undefined;
  /** Plain text on one line. */
  readonly title: string | undefined;
  /** HTML as the outlet gave it, not sanitised. */
  readonly summary: string | undefined;
  /** HTML as the outlet gave it, not sanitised. */
  readonly content: string | undefined;
  readonly author: string | undefined;
  /** ISO 8601 in the outlet's own offset. */
  readonly published: string | undefined;
  /** Its clock is of a zone that the feed leaves open, and was taken for UTC. */
  readonly zoneless?: true;
  readonly updated: string | undefined;
  readonly categories: readonly string[];
  /** Absolute http(s) address. */
  readonly image: string | undefined;
};

/** A feed as it was read, or why a text is none. */
export type FeedReading =
  | {
      readonly kind: 'feed';
      readonly title: string | undefined;
      readonly entries: readonly FeedEntry[];
      /** Entries that were cut off, empty or over the limit. */
      readonly skipped: number;
      /** The document broke off or was too large to be read whole. */
      readonly truncated: boolean;
      /** It ended in the middle: another transfer may bring more. What lies past our limits stays there. */
      readonly brokenOff: boolean;
      /** How often the feed asks to be read (ttl, sy:updatePeriod); undefined when it does not say. */
      readonly refreshMs: number | undefined;
    }
  | { readonly kind: 'no-feed'; readonly reason: string };

/**
 * Read a feed, whatever state it is in. Never throws; a truncated feed gives its whole entries, a document that is no feed
 * says what it is.
 * @param baseUrl where the feed came from, for relative links; without it the feed's own site serves.
 */
export function parseFeed(text: string, baseUrl: string | undefined): FeedReading {
  if (/^[\s\ufeff]*\{/.test(text.slice(0, 1000))) return readJsonFeed(text, baseUrl);
  const tree = readFeedTree(withoutServerMessages(text), baseUrl);
  if (tree.root === undefined) return { kind: 'no-feed', reason: whatItIs(text) };
  const channel = childrenNamed(tree.root, 'channel')[0] ?? tree.root;
  // A feed from a file has no address; its links then stand against the site it names.
  const home = baseUrl === undefined ? linkOf(channel, undefined) : undefined;
  if (home !== undefined) return parseFeed(text, home);
  const entries = tree.entries.map(readEntry).filter((entry) => entry !== undefined);
  return {
    kind: 'feed',
    title: titleOf(channel),
    entries,
    skipped: tree.skipped + tree.entries.length - entries.length,
    truncated: tree.truncated,
    brokenOff: tree.brokenOff,
    refreshMs: refreshOf(channel),
  };
}

function whatItIs(text: string): string {
  const head = text.slice(0, 20_000);
  if (head.trim() === '') return 'an empty answer, not a feed';
  if (/type\s*=\s*["']?password\b/i.test(head)) return 'a login page, not a feed';
  if (/<(?:!doctype\s+html|html|head|body)\b/i.test(head)) return 'an HTML page, not a feed';
  return 'not a feed';
}

function readEntry(element: Element): FeedEntry | undefined {
  const id =
    oneLine(first(element, ['guid', 'id'], innerText)) ?? oneLine(element.attributes.get('rdf:about'));
  const written = first(
    element,
    ['pubdate', 'published', 'issued', 'dcterms:issued', 'dc:date', 'dcterms:created', 'created', 'date'],
    (child) => (dateOf(child) === undefined ? undefined : innerText(child)),
    'last',
  );
  const entry: FeedEntry = {
    id,
    url: linkOf(element, id),
    title: titleOf(element),
    ...textsOf(element),
    author: authorOf(element),
    published: feedDate(written),
    ...(isZoneless(written) ? { zoneless: true } : {}),
    updated:
      first(
        element,
        ['updated', 'modified', 'dcterms:modified', 'dc:date', 'lastbuilddate'],
        dateOf,
        'last',
      ) ?? feedDate(element.attributes.get('lastmod')),
    categories: categoriesOf(element),
    image: imageOf(element),
  };
  return isEmpty(entry) ? undefined : entry;
}

/** Whether nothing at all could be read from it. */
function isEmpty({ categories, ...entry }: FeedEntry): boolean {
  return categories.length === 0 && Object.values(entry).every((value) => value === undefined);
}

const SUMMARIES = [
  'description',
  'summary',
  'dc:description',
  'dcterms:abstract',
  'media:description',
  'itunes:summary',
  'abstract',
];
const CONTENTS = ['content:encoded', 'content', 'xhtml:body', 'body', 'xhtml:div', 'fullitem', 'fulltext'];

/** A summary and a content; of a description and a summary side by side the later is the content. */
function textsOf(element: Element): Pick<FeedEntry, 'summary' | 'content'> {
  const content = first(element, CONTENTS, htmlOf);
  if (content === undefined) {
    const both = element.children.filter(
      (child): child is Element =>
        typeof child !== 'string' && (child.name === 'description' || child.name === 'summary'),
    );
    const [summary, other] = both.map(htmlOf).filter((html) => html !== undefined);
    if (other !== undefined && other !== summary) return { summary, content: other };
  }
  const groups = [element, ...childrenNamed(element, 'media:group')];
  for (const group of groups) {
    const summary = first(group, SUMMARIES, htmlOf);
    if (summary !== undefined) return { summary, content };
  }
  return { summary: undefined, content };
}

/** The first child, in the order of the names, of which `read` makes something; of one name the first or the last. */
function first<T>(
  element: Element,
  names: readonly string[],
  read: (child: Element) => T | undefined,
  ofOneName: 'first' | 'last' = 'first',
): T | undefined {
  for (const name of names) {
    const named = childrenNamed(element, name);
    for (const child of ofOneName === 'first' ? named : named.reverse()) {
      const value = read(child);
      if (value !== undefined && value !== '') return value;
    }
  }
  return undefined;
}

function oneLine(text: string | undefined): string | undefined {
  const line = text?.slice(0, 20_000).replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

function dateOf(element: Element): string | undefined {
  return feedDate(innerText(element));
}

/** How Atom 1.0 and 0.3 say what a text is: type and mode. */
function isBase64(element: Element): boolean {
  const type = element.attributes.get('type') ?? '';
  return element.attributes.get('mode') === 'base64' || /^application\/octet-stream$/i.test(type);
}

function isPlain(element: Element): boolean {
  return /^text(?:\/plain)?$/i.test(element.attributes.get('type') ?? '');
}

function htmlOf(element: Element): string | undefined {
  if (hasElements(element)) {
    const inner = unwrapped(element);
    const escaped = inner !== element && !hasElements(inner) && element.attributes.get('type') === 'html';
    return trimmed(escaped ? innerText(inner) : innerMarkup(inner));
  }
  const text = innerText(element);
  if (isBase64(element)) return trimmed(Buffer.from(text, 'base64').toString('utf8'));
  return trimmed(isPlain(element) ? plainAsHtml(text) : text);
}

/** Atom puts one div around its XHTML that is no part of it. */
function unwrapped(element: Element): Element {
  const inner = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const only = inner[0];
  return inner.length === 1 && typeof only === 'object' && /^(?:xhtml:)?div$/.test(only.name)
    ? only
    : element;
}

function trimmed(text: string): string | undefined {
  const out = text.trim();
  return out === '' ? undefined : out;
}

function plainOf(element: Element): string | undefined {
  const html = htmlOf(element)?.slice(0, 20_000);
  return html === undefined ? undefined : oneLine(/[<&]/.test(html) ? textOfHtml(html) : html);
}

function titleOf(element: Element): string | undefined {
  return first(element, ['title', 'dc:title', 'media:title', 'itunes:title'], plainOf);
}

/** A relation may be written out as the address of its entry in the registry (RFC 4287, 4.2.7.2). */
const ALTERNATE = /^(?:(?:https?:\/\/www\.iana\.org\/assignments\/relation\/)?alternate)?$/i;

function linkOf(element: Element, id: string | undefined): string | undefined {
  const original = first(element, ['feedburner:origlink'], (child) =>
    absoluteUrl(innerText(child), child.base),
  );
  if (original !== undefined) return original;
  const links = childrenNamed(element, 'link');
  for (const link of links) {
    const written = absoluteUrl(innerText(link), link.base);
    if (written !== undefined) return written;
  }
  const alternates = links.filter(({ attributes }) => ALTERNATE.test(attributes.get('rel') ?? ''));
  const pages = alternates.filter(({ attributes }) => /^$|html/i.test(attributes.get('type') ?? ''));
  for (const link of [...pages, ...alternates]) {
    const href = absoluteUrl(link.attributes.get('href'), link.base);
    if (href !== undefined) return href;
  }
  const guid = childrenNamed(element, 'guid')[0];
  const isLink = guid?.attributes.get('ispermalink')?.toLowerCase() !== 'false';
  if (isLink && /^https?:\/\//i.test(id ?? '')) return absoluteUrl(id, undefined);
  // RSS 1.0 names the item by its address; an isPermaLink that is relative is one against the feed.
  if (guid?.attributes.get('ispermalink')?.toLowerCase() === 'true') return absoluteUrl(id, guid.base);
  // CDF, which some servers still write.
  return absoluteUrl(element.attributes.get('href'), element.base);
}

/** Names, each with its mail address in brackets behind it where the feed gives one, joined as Arabic lists are. */
function authorOf(element: Element): string | undefined {
  const names = new Set<string>();
  for (const tag of ['author', 'dc:creator', 'dcterms:creator', 'dc:author']) {
    for (const child of childrenNamed(element, tag)) {
      const name = personOf(child);
      if (name !== undefined && names.size < 10) names.add(name);
    }
    if (names.size > 0) break;
  }
  return names.size === 0 ? first(element, ['itunes:author'], plainOf) : [...names].join('، ');
}

const ADDRESS = /(?:mailto:)?([^\s<>()[\]@]{1,100}@[^\s<>()[\]@]{1,100})/;

/** Atom writes name and address apart, RSS in one line in either order. */
function personOf(element: Element): string | undefined {
  const parts = ['name', 'email', 'uri', 'url'].some((part) => childrenNamed(element, part).length > 0);
  const written = parts ? '' : innerText(element).slice(0, 1_000);
  const email = first(element, ['email'], plainOf) ?? ADDRESS.exec(written)?.[1];
  const name = parts
    ? first(element, ['name'], plainOf)
    : email === undefined
      ? plainOf(element)
      : withoutAddress(written);
  if (email === undefined || name === undefined || name === email) return name ?? email;
  return `${name} (${email})`;
}

function withoutAddress(text: string): string | undefined {
  const name = text.replace(ADDRESS, ' ').replace(/^[\s()<>[\],-]+|[\s()<>[\],-]+$/g, '');
  return oneLine(/[<&]/.test(name) ? textOfHtml(name) : name);
}

function categoriesOf(element: Element): string[] {
  const out = new Set<string>();
  const add = (text: string | undefined) => {
    if (text !== undefined && out.size < 100) out.add(text.slice(0, 200));
  };
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    const { attributes, name } = child;
    // Some servers write all in one element.
    if (name === 'tags') for (const tag of (plainOf(child) ?? '').split(/[,،]/, 100)) add(oneLine(tag));
    else if (['category', 'dc:subject', 'media:category', 'itunes:category'].includes(name))
      add(
        oneLine(attributes.get('term')) ??
          oneLine(attributes.get('label')) ??
          plainOf(child) ??
          oneLine(attributes.get('text')),
      );
  }
  return [...out];
}

const PICTURE = /\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)/i;

function imageOf(element: Element): string | undefined {
  const groups = [element, ...childrenNamed(element, 'media:group')];
  const contents = groups.flatMap((group) => childrenNamed(group, 'media:content'));
  const width = (picture: Element) => Number.parseInt(picture.attributes.get('width') ?? '0', 10) || 0;
  const candidates = [
    ...contents.filter(isPicture).sort((a, b) => width(b) - width(a)),
    ...childrenNamed(element, 'enclosure').filter(isPicture),
    ...childrenNamed(element, 'link').filter(
      (link) => /^(?:enclosure|image)$/.test(link.attributes.get('rel') ?? '') && isPicture(link),
    ),
    ...[...groups, ...contents].flatMap((group) => childrenNamed(group, 'media:thumbnail')),
    ...childrenNamed(element, 'image'),
    ...childrenNamed(element, 'itunes:image'),
  ];
  for (const candidate of candidates) {
    const { attributes } = candidate;
    const written = attributes.get('url') ?? attributes.get('href') ?? first(candidate, ['url'], innerText);
    const address = absoluteUrl(written ?? innerText(candidate), candidate.base);
    if (address !== undefined) return address;
  }
  return undefined;
}

function isPicture({ attributes }: Element): boolean {
  const type = attributes.get('type');
  if (type !== undefined && type !== '') return /^image\//i.test(type);
  if (attributes.has('medium')) return attributes.get('medium') === 'image';
  return PICTURE.test(attributes.get('url') ?? attributes.get('href') ?? '');
}

const PERIODS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hourly: 1,
    daily: 24,
    weekly: 168,
    monthly: 720,
    yearly: 8760,
  }),
);

function refreshOf(channel: Element): number | undefined {
  const minutes = Number(first(channel, ['ttl'], innerText) ?? Number.NaN);
  if (minutes > 0 && minutes < 1e6) return minutes * 60_000;
  const period = PERIODS.get((first(channel, ['sy:updateperiod'], innerText) ?? '').trim().toLowerCase());
  const frequency = Number(first(channel, ['sy:updatefrequency'], innerText) ?? 1);
  return period === undefined || !(frequency >= 1) ? undefined : (period * 3_600_000) / frequency;
}
