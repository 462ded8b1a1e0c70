/** What a page says of itself: JSON-LD, Open Graph, microdata, and where those are silent its own elements. */
import { fold } from '../arabic/normalize.ts';
import type { ArticleKind } from './article.ts';
import { findDate, metadataDate } from './dates.ts';

/** As much of the DOM as is used here; linkedom's document has it. */
type Element = {
  readonly textContent: string | null;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
};
type Document = {
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
};

export type PageFacts = {
  readonly title: string | undefined;
  /** The whole of <title>, outlet and all. */
  readonly documentTitle: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly author: string | undefined;
  readonly siteName: string | undefined;
  /** All names the page uses for its outlet. */
  readonly names: readonly string[];
  readonly image: string | undefined;
  readonly sections: readonly string[];
  /** Set where the page's type says it: a live page, a gallery, a video. */
  readonly kind: ArticleKind | undefined;
  /** The text as structured data carries it. */
  readonly body: string | undefined;
  /** What the page says the article is about: often its lead, cut. */
  readonly descriptions: readonly string[];
  /** The inner HTML of the element marked as the text. */
  readonly bodyHtml: string | undefined;
  readonly paid: boolean;
};

type Json = Readonly<Record<string, unknown>>;
const ARTICLE = /(?:Article|BlogPosting|LiveBlogPosting|NewsItem|Report)$/u;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function types(node: Json): string[] {
  return [node['@type']].flat().filter((type): type is string => typeof type === 'string');
}

/** Every object of a JSON-LD tree that has a type, up to a size that no honest page reaches. */
function typedNodes(root: unknown): Json[] {
  const found: Json[] = [];
  const open: unknown[] = [root];
  for (let steps = 0; steps < 2000 && open.length > 0; steps += 1) {
    const value = open.shift();
    if (Array.isArray(value)) open.push(...value.slice(0, 200));
    else if (isObject(value)) {
      if (types(value).length > 0) found.push(value);
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'itemListElement', 'hasPart']) {
        if (value[key] !== undefined) open.push(value[key]);
      }
    }
  }
  return found;
}

/** The text of a value that may be a string, an object with a name or address, or a list of them. */
function said(value: unknown, key: 'name' | 'url'): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const text = isObject(first) ? (first[key] ?? first['@id']) : first;
  return typeof text === 'string' ? tidy(text) : undefined;
}

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
};

/** One line; entities that were escaped twice are undone; nothing becomes undefined. */
function tidy(text: string | null | undefined): string | undefined {
  const line = (text ?? '')
    .slice(0, 2000)
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(quot|amp|lt|gt|apos|nbsp));/giu, (_, decimal, hex, name) =>
      name === undefined
        ? String.fromCodePoint(
            Math.min(0x10ffff, decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)),
          )
        : (ENTITIES[String(name).toLowerCase()] ?? ' '),
    )
    .replace(/\s+/gu, ' ')
    .trim();
  return line === '' ? undefined : line;
}

function jsonLd(document: Document): Json[] {
  const found: Json[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const source = (script.textContent ?? '').trim();
    if (source.length > 1_000_000) continue;
    try {
      found.push(...typedNodes(JSON.parse(source)));
    } catch {
      // Line breaks inside strings are the commonest fault, and harmless.
      try {
        found.push(...typedNodes(JSON.parse(source.replace(/[\n\r\t]+/gu, ' '))));
      } catch {
        // Ill-formed structured data says nothing; the page's elements still do.
      }
    }
  }
  return found;
}

const SEPARATOR = /\s+[-–—|«»:/•·]{1,2}\s+|\s*\|\s*|\s+::\s+/u;
const letters = (text: string) => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * A headline without the outlet and sections that follow (or precede) it: what stands alone on the page as its
 * heading decides; else parts that name the outlet are taken off both ends.
 */
export function headline(
  candidates: readonly (string | undefined)[],
  headings: readonly string[],
  names: readonly string[],
): string | undefined {
  const own = new Set(names.map(letters).filter((name) => name !== ''));
  const all = candidates.filter((each) => each !== undefined);
  const uncut = all.filter((each) => !/(?:…|\.\.\.?)$/u.test(each));
  const given = uncut.length > 0 ? uncut : all;
  for (const candidate of given) {
    const whole = letters(candidate);
    for (const heading of headings) {
      const key = letters(heading);
      if (key.length >= 12 && !own.has(key) && whole.includes(key)) return heading;
    }
  }
  const first = given.find((each) => !own.has(letters(each)));
  if (first === undefined) return headings.find((heading) => letters(heading).length >= 12);
  const isName = (part: string) => {
    const key = letters(part);
    return [...own].some(
      (name) => key === name || (name.length >= 4 && (key.includes(name) || name.includes(key))),
    );
  };
  const pieces = first.split(new RegExp(`(${SEPARATOR.source})`, 'u'));
  while (pieces.length > 2 && isName(pieces.at(-1) ?? '')) pieces.splice(-2);
  while (pieces.length > 2 && isName(pieces[0] ?? '')) pieces.splice(0, 2);
  return tidy(pieces.join(''));
}

/** What follows or precedes the headline in <title>, where the page shows the headline without it elsewhere. */
function outletSuffix(
  documentTitle: string | undefined,
  headings: readonly (string | undefined)[],
): string | undefined {
  const parts = documentTitle?.split(SEPARATOR) ?? [];
  if (documentTitle === undefined || parts.length < 2) return undefined;
  const whole = letters(documentTitle);
  const keys = headings.map((heading) => letters(heading ?? '')).filter((key) => key.length >= 12);
  const has = (part: string | undefined, test: (key: string) => boolean) =>
    keys.some((key) => test(key) && whole.length >= key.length + letters(part ?? '').length);
  if (has(parts.at(-1), (key) => whole.startsWith(key))) return parts.at(-1);
  return has(parts[0], (key) => whole.endsWith(key)) ? parts[0] : undefined;
}

/** Whether a name in the author's place is somebody's, not the outlet's, an address or a dateline. */
function isPerson(name: string, names: readonly string[]): boolean {
  if (name.length > 80 || /https?:|[@()/]|\d{3}/u.test(name)) return false;
  const key = letters(name);
  return !names.map(letters).some((own) => own.length >= 3 && (key.includes(own) || own.includes(key)));
}

function absolute(address: string | undefined, base: string | undefined): URL | undefined {
  if (address === undefined || address.length > 2000) return undefined;
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

const site = (host: string) => host.replace(/^(?:www|m|amp|mobile|ar|arabic)\./u, '');

/** The address that a page gives itself, when it is this site's and more than its front door. */
function canonical(address: string | undefined, url: string | undefined): string | undefined {
  const own = absolute(address, url);
  if (own === undefined) return undefined;
  if (own.pathname === '/' && own.search === '') return undefined;
  if (url !== undefined && URL.canParse(url) && site(new URL(url).hostname) !== site(own.hostname))
    return undefined;
  own.hash = '';
  return own.href;
}

/** The facts of a parsed page. `url` is where it was fetched. */
export function pageFacts(document: Document, url: string | undefined): PageFacts {
  const metas = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta')) {
    const key = (
      meta.getAttribute('property') ??
      meta.getAttribute('name') ??
      meta.getAttribute('itemprop') ??
      ''
    ).toLowerCase();
    const value = tidy(meta.getAttribute('content'));
    if (key !== '' && value !== undefined && !metas.has(key)) metas.set(key, value);
  }
  const meta = (...keys: string[]) => keys.map((key) => metas.get(key)).find((value) => value !== undefined);
  const text = (selector: string) => tidy(document.querySelector(selector)?.textContent);
  const nodes = jsonLd(document);
  const article = nodes.find((node) => types(node).some((type) => ARTICLE.test(type))) ?? {};
  const allTypes = new Set(nodes.flatMap(types));

  const headings = [...document.querySelectorAll('h1, [itemprop="headline"]')]
    .slice(0, 20)
    .map((each) => tidy(each.getAttribute('content') ?? each.textContent))
    .filter((each) => each !== undefined);
  const documentTitle = text('title');
  const siteName =
    meta('og:site_name') ??
    said(article.publisher, 'name') ??
    text('[itemprop="publisher"] [itemprop="name"]') ??
    meta('application-name');
  const host = url !== undefined && URL.canParse(url) ? site(new URL(url).hostname).split('.')[0] : undefined;
  const suffix = outletSuffix(documentTitle, [meta('og:title'), ...headings]);
  const names = [
    siteName,
    said(article.publisher, 'name'),
    meta('application-name'),
    meta('twitter:site'),
    suffix,
    host,
  ]
    .filter((name) => name !== undefined)
    .filter((name, index, all) => name.length <= 60 && all.indexOf(name) === index);

  const title = headline(
    [said(article.headline, 'name'), meta('og:title'), meta('twitter:title'), documentTitle],
    headings,
    names,
  );

  const date =
    [
      said(article.datePublished, 'name'),
      meta('article:published_time', 'og:published_time', 'og:article:published_time'),
      meta(
        'datepublished',
        'pubdate',
        'publishdate',
        'publish-date',
        'publish_date',
        'dc.date.issued',
        'dc.date',
        'date',
        'parsely-pub-date',
        'sailthru.date',
      ),
      attribute(document, '[itemprop="datePublished"]', 'datetime') ??
        attribute(document, '[itemprop="datePublished"]', 'content') ??
        text('[itemprop="datePublished"]'),
      attribute(document, 'article time[datetime], main time[datetime], time[pubdate]', 'datetime') ??
        attribute(document, 'time[datetime]', 'datetime'),
      said(article.dateCreated, 'name'),
    ]
      .map((value) => (value === undefined ? undefined : metadataDate(value)))
      .find((value) => value !== undefined) ?? writtenDate(document);

  const bodies = nodes.map((node) => node.articleBody).filter((body) => typeof body === 'string');
  const body = bodies.sort((a, b) => b.length - a.length)[0];
  const author = [
    said(article.author, 'name'),
    text('[itemprop="author"] [itemprop="name"]'),
    meta('author', 'article:author', 'dc.creator'),
    text('[rel="author"], [itemprop="author"]'),
  ].find((name) => name !== undefined && isPerson(name, names));
  const sectionNames = [article.articleSection].flat().filter((each) => typeof each === 'string');

  return {
    title,
    documentTitle,
    url:
      canonical(attribute(document, 'link[rel="canonical"]', 'href'), url) ??
      canonical(meta('og:url'), url) ??
      url,
    published: date,
    author,
    siteName: siteName ?? suffix,
    names,
    image: absolute(meta('og:image', 'og:image:url', 'twitter:image') ?? said(article.image, 'url'), url)
      ?.href,
    sections: [...sectionNames, meta('article:section')].filter((each) => each !== undefined),
    kind: pageKind(allTypes, meta('og:type')),
    descriptions: [
      said(article.description, 'name'),
      meta('description', 'og:description'),
      text('[itemprop="description"]'),
    ].filter((each) => each !== undefined),
    body: body?.slice(0, 500_000),
    bodyHtml: document.querySelector('[itemprop="articleBody"]')?.innerHTML,
    paid: article.isAccessibleForFree === false || /^false$/iu.test(String(article.isAccessibleForFree)),
  };
}

function attribute(document: Document, selector: string, name: string): string | undefined {
  return tidy(document.querySelector(selector)?.getAttribute(name));
}

function pageKind(all: ReadonlySet<string>, openGraph: string | undefined): ArticleKind | undefined {
  if (all.has('LiveBlogPosting')) return 'live';
  const isArticle = [...all].some((type) => ARTICLE.test(type));
  if (all.has('ImageGallery') || all.has('MediaGallery')) return isArticle ? undefined : 'soft';
  if (!isArticle && (all.has('VideoObject') || openGraph?.startsWith('video') === true)) return 'soft';
  return undefined;
}

/** The first whole date in a short element whose class speaks of a date. */
function writtenDate(document: Document): string | undefined {
  let seen = 0;
  for (const element of document.querySelectorAll(
    'time, [class*="date" i], [class*="time" i], [class*="publish" i], [id*="date" i]',
  )) {
    seen += 1;
    if (seen > 40) return undefined;
    const words = tidy(element.textContent);
    if (words === undefined || words.length > 120) continue;
    const found = findDate(words);
    if (found !== undefined) return found.iso;
  }
  return undefined;
}
