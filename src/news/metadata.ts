/** What a page says of itself: JSON-LD, Open Graph, microdata, and where those are silent its own elements. */
import type { ArticleKind } from './article.ts';
import { findDate, metadataDate } from './dates.ts';
import { headline, letters, outletSuffix, tidy } from './headline.ts';
import { ARTICLE, type Json, jsonLd, said, types } from './json-ld.ts';
import { canonicalUrl } from './url.ts';

/** As much of the DOM as is used here; linkedom's document has it. */
type Element = {
  readonly localName: string;
  readonly textContent: string | null;
  readonly innerHTML: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  closest(selector: string): Element | null;
};
type Document = {
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
  return canonicalUrl(own.href);
}

type Survey = {
  /** The content of each meta element, by its property, name or itemprop. */
  readonly metas: ReadonlyMap<string, string>;
  /** The first element of each itemprop other than meta. */
  readonly marked: ReadonlyMap<string, Element>;
  readonly headings: readonly string[];
  readonly times: readonly Element[];
  /** Elements whose class or id speaks of a date, those after the first heading first. */
  readonly dated: readonly Element[];
  readonly scripts: readonly string[];
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  readonly relAuthor: string | undefined;
};

const MOST_HEADINGS = 20;
const MOST_DATED = 40;
const DATED = /date|time|publish|posted/iu;

/** One walk over the page: queries one by one would cost as much as the extractor. */
function survey(document: Document): Survey {
  const metas = new Map<string, string>();
  const marked = new Map<string, Element>();
  const headings: string[] = [];
  const times: Element[] = [];
  const above: Element[] = [];
  const below: Element[] = [];
  const scripts: string[] = [];
  let title: string | undefined;
  let canonicalLink: string | undefined;
  let relAuthor: string | undefined;
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    const property = element.getAttribute('itemprop');
    if (name === 'meta') {
      const key = element.getAttribute('property') ?? element.getAttribute('name') ?? property;
      const value = tidy(element.getAttribute('content'));
      for (const each of [key, property]) {
        if (each !== null && value !== undefined && !metas.has(each.toLowerCase()))
          metas.set(each.toLowerCase(), value);
      }
      continue;
    }
    if (
      name === 'time' ||
      DATED.test(`${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`)
    ) {
      const side = headings.length > 0 ? below : above;
      if (side.length < MOST_DATED) side.push(element);
    }
    for (const each of property?.split(' ') ?? []) if (!marked.has(each)) marked.set(each, element);
    if (name === 'h1' || property?.split(' ').includes('headline') === true) {
      const text = tidy(element.textContent);
      if (text !== undefined && headings.length < MOST_HEADINGS) headings.push(text);
    } else if (name === 'time') times.push(element);
    else if (name === 'title') title ??= tidy(element.textContent);
    else if (name === 'script') {
      if (element.getAttribute('type') === 'application/ld+json') scripts.push(element.textContent ?? '');
    } else if (name === 'link') {
      if (element.getAttribute('rel') === 'canonical') canonicalLink ??= tidy(element.getAttribute('href'));
    } else if (name === 'a' && element.getAttribute('rel') === 'author')
      relAuthor ??= tidy(element.textContent);
  }
  const dated = [...below, ...above.reverse()];
  return { metas, marked, headings, times, dated, scripts, title, canonical: canonicalLink, relAuthor };
}

/** The article among a page's structured data: the one with the page's headline, else the first. */
function mainArticle(nodes: readonly Json[], headlines: readonly (string | undefined)[]): Json {
  const articles = nodes.filter((node) => types(node).some((type) => ARTICLE.test(type)));
  const keys = headlines.map((each) => letters(each ?? '')).filter((key) => key.length >= 12);
  const named = articles.find((node) => {
    const key = letters(said(node.headline, 'name') ?? '');
    return key.length >= 12 && keys.some((each) => each.includes(key) || key.includes(each));
  });
  return named ?? articles[0] ?? {};
}

/** The facts of a parsed page. `url` is where it was fetched. */
export function pageFacts(document: Document, url: string | undefined): PageFacts {
  const { metas, marked, headings, times, dated, scripts, title: documentTitle, ...links } = survey(document);
  const meta = (...keys: string[]) => keys.map((key) => metas.get(key)).find((value) => value !== undefined);
  const text = (property: string) => tidy(marked.get(property)?.textContent);
  const nameIn = (property: string) =>
    tidy(marked.get(property)?.querySelector('[itemprop="name"]')?.textContent);
  const nodes = jsonLd(scripts);
  const article = mainArticle(nodes, [meta('og:title'), documentTitle, ...headings]);
  const allTypes = new Set(nodes.flatMap(types));

  const siteName =
    meta('og:site_name') ??
    said(article.publisher, 'name') ??
    nameIn('publisher') ??
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

  const stated = [
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
    tidy(marked.get('datePublished')?.getAttribute('datetime')) ?? text('datePublished'),
    publicationTime(times),
    said(article.dateCreated, 'name'),
  ]
    .map((value) => (value === undefined ? undefined : metadataDate(value)))
    .filter((value) => value !== undefined);
  // Of the first one's day, whoever knows the hour.
  const date =
    stated.find((value) => value.length > 10 && value.slice(0, 10) === stated[0]?.slice(0, 10)) ?? stated[0];

  const body = typeof article.articleBody === 'string' ? article.articleBody : undefined;
  const author = [
    said(article.author, 'name'),
    nameIn('author'),
    meta('author', 'article:author', 'dc.creator'),
    links.relAuthor,
    text('author'),
  ].find((name) => name !== undefined && isPerson(name, names));
  const sectionNames = [article.articleSection].flat().filter((each) => typeof each === 'string');

  return {
    title,
    documentTitle,
    url: canonical(links.canonical, url) ?? canonical(meta('og:url'), url) ?? url,
    published: date ?? writtenDate(dated),
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
      text('description'),
    ].filter((each) => each !== undefined),
    body: body?.slice(0, 500_000),
    bodyHtml: marked.get('articleBody')?.innerHTML,
    paid: article.isAccessibleForFree === false || /^false$/iu.test(String(article.isAccessibleForFree)),
  };
}

function pageKind(all: ReadonlySet<string>, openGraph: string | undefined): ArticleKind | undefined {
  if (all.has('LiveBlogPosting')) return 'live';
  const isArticle = [...all].some((type) => ARTICLE.test(type));
  if (all.has('ImageGallery') || all.has('MediaGallery')) return isArticle ? undefined : 'soft';
  if (!isArticle && (all.has('VideoObject') || openGraph?.startsWith('video') === true)) return 'soft';
  return undefined;
}

/** The time element that is the article's: in it rather than around it, and not of its last change. */
function publicationTime(times: readonly Element[]): string | undefined {
  const own = times.filter(
    (each) =>
      each.getAttribute('datetime') !== null && !/updat|modif/iu.test(each.getAttribute('class') ?? ''),
  );
  const inside = own.find((each) => each.closest('article, main') !== null);
  return tidy((inside ?? own[0])?.getAttribute('datetime'));
}

/** The first whole date in a short one of these elements. */
function writtenDate(dated: readonly Element[]): string | undefined {
  for (const element of dated) {
    const words = tidy(element.textContent);
    if (words === undefined || words.length > 120) continue;
    const found = findDate(words);
    if (found !== undefined) return found.iso;
  }
  return undefined;
}
