/** What a page says of itself: JSON-LD, Open Graph, microdata, and where those are silent its own elements. */
import type { ArticleKind } from './article.ts';
import { findDate, metadataDate } from './dates.ts';
import { headline, headlineAt, letters, outletSuffix } from './headline.ts';
import { ARTICLE, type Json, jsonLd, said, types } from './json-ld.ts';
import type { PageLine, Said, Survey } from './survey.ts';
import { canonicalUrl } from './url.ts';

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
  readonly paid: boolean;
};

/** Whether a name in the author's place is somebody's, not the outlet's, an address or a dateline. */
function isPerson(name: string, names: readonly string[]): boolean {
  if (name.length > 80 || /https?:|[@()/]|\d{3}|\s[-–—|]\s/u.test(name)) return false;
  const key = letters(name);
  return !names.map(letters).some((own) => own.length >= 3 && (key.includes(own) || own.includes(key)));
}

function absolute(address: string | undefined, base: string | undefined): URL | undefined {
  if (address === undefined || address.length > 2000) return undefined;
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

const site = (host: string) => host.replace(/^(?:(?:www\d?|m|amp|mobile|ar|arabic)\.)+(?=[^.]+\.)/u, '');

/** Whether two hosts are one site's: the same, or one a part of the other. */
function isSameSite(a: string, b: string): boolean {
  const [one, other] = [site(a), site(b)];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** The address that a page gives itself, when it is this site's and more than its front door. */
function canonical(address: string | undefined, url: string | undefined): string | undefined {
  const own = absolute(address, url);
  if (own === undefined) return undefined;
  if (own.pathname === '/' && own.search === '') return undefined;
  if (url !== undefined && URL.canParse(url) && !isSameSite(new URL(url).hostname, own.hostname))
    return undefined;
  return canonicalUrl(own.href);
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

/** The facts of a page. `url` is where it was fetched, `structured` its JSON-LD scripts. */
export function pageFacts(page: Survey, structured: readonly string[], url: string | undefined): PageFacts {
  const { metas, marked, times, dated, title: documentTitle } = page;
  const meta = (...keys: string[]) => keys.map((key) => metas.get(key)).find((value) => value !== undefined);
  const text = (property: string) => marked.get(property)?.text;
  const nodes = jsonLd(structured);
  const headings = [...page.headings, ...headingsOf(page.lines, documentTitle)];
  const article = mainArticle(nodes, [meta('og:title'), documentTitle, ...headings]);
  const allTypes = new Set(nodes.flatMap(types));

  const siteName =
    meta('og:site_name') ??
    said(article.publisher, 'name') ??
    text('publisher.name') ??
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
    meta(...PUBLISHED),
    marked.get('datePublished')?.machine ?? text('datePublished'),
    publicationTime(times),
    said(anyPage(nodes)?.datePublished, 'name'),
    said(article.dateCreated, 'name'),
    said(nodes.find((node) => node.uploadDate !== undefined)?.uploadDate, 'name'),
  ]
    .map((value) => (value === undefined ? undefined : metadataDate(value)))
    .filter((value) => value !== undefined);
  const shown = writtenDate(dated, page.lines, title);
  const updated = [
    said(article.dateModified, 'name'),
    meta('article:modified_time', 'og:updated_time', 'datemodified', 'lastmod', 'last-modified'),
    marked.get('dateModified')?.machine ?? text('dateModified'),
  ]
    .map((value) => (value === undefined ? undefined : metadataDate(value)))
    .find((value) => value !== undefined);

  const body = typeof article.articleBody === 'string' ? article.articleBody : undefined;
  const author = [
    said(referred(article.author, nodes), 'name'),
    text('author.name'),
    meta('author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author'),
    text('author'),
    ...page.authors.filter((words) => WRITTEN_NAME.test(words)),
  ]
    .map((name) => name?.replace(/^بواسطة\s?:?\s/u, ''))
    .find((name) => name !== undefined && isPerson(name, names));
  const sectionNames = [article.articleSection].flat().filter((each) => typeof each === 'string');

  return {
    title,
    documentTitle,
    url: canonical(page.canonical, url) ?? canonical(meta('og:url'), url) ?? url,
    published: publishedOf(stated, shown) ?? shown ?? updated,
    author,
    siteName: siteName ?? suffix,
    names,
    image: [
      meta('og:image', 'og:image:url', 'og:image:secure_url', 'twitter:image', 'twitter:image:src'),
      said(article.image, 'url'),
      marked.get('image')?.machine,
      page.picture,
    ]
      .map((address) => absolute(address, url)?.href)
      .find((address) => address !== undefined),
    sections: [...sectionNames, meta('article:section')].filter((each) => each !== undefined),
    kind: pageKind(allTypes, meta('og:type')),
    descriptions: [
      said(article.description, 'name'),
      meta('description', 'og:description'),
      text('description'),
    ].filter((each) => each !== undefined),
    body: body?.slice(0, 500_000),
    paid: [article, ...[article.hasPart].flat()].some(isClosed),
  };
}

/** Two words to five, without the label of a byline: a name where only a class speaks of an author. */
const WRITTEN_NAME =
  /^(?:(?:كتبت?|بقلم|بواسطة|إعداد|by)\s?[:：-]?\s)?(?!(?:معلومات|عن|نبذة|جميع|كل|المزيد|تابع)\s)\p{L}[\p{L}\p{M}.'’-]*(?:\s\p{L}[\p{L}\p{M}.'’-]*){1,4}$/iu;

/** Two statements of one moment differ by less. */
const SAME_MOMENT_MS = 120_000;

/**
 * The first of a page's statements, with what the others know better: the hour of its day, and the outlet's own offset
 * where the first is in UTC. A page that shows the next day beside its headline is dated by a clock ahead of UTC: the
 * same moment is then told in the least offset of Arab capitals that reaches that day.
 */
function publishedOf(stated: readonly string[], shown: string | undefined): string | undefined {
  const day = stated[0]?.slice(0, 10);
  const first = stated.find((value) => value.length > 10 && value.slice(0, 10) === day) ?? stated[0];
  if (first === undefined || !first.endsWith('+00:00')) return first;
  const at = Date.parse(first);
  const own = stated.find(
    (value) =>
      value.length > 10 && !value.endsWith('+00:00') && Math.abs(Date.parse(value) - at) < SAME_MOMENT_MS,
  );
  if (own !== undefined || shown === undefined || shown.slice(0, 10) <= first.slice(0, 10))
    return own ?? first;
  for (const hours of [1, 2, 3, 4]) {
    const local = new Date(at + hours * 3_600_000).toISOString();
    if (local.slice(0, 10) === shown.slice(0, 10)) return `${local.slice(0, 19)}+0${hours}:00`;
  }
  return first;
}

/** Names under which pages state in meta elements when they were published. */
const PUBLISHED = [
  'datepublished',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publisheddate',
  'published_time',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'date',
  'parsely-pub-date',
  'sailthru.date',
];

/** What a value that only names an object of the same data stands for; any other value as it is. */
function referred(value: unknown, nodes: readonly Json[]): unknown {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null || !('@id' in first) || 'name' in first) return value;
  return nodes.find((node) => node['@id'] === first['@id'] && node.name !== undefined) ?? value;
}

/** Whether structured data says of an article, or a part of it, that it is not free. */
function isClosed(part: unknown): boolean {
  if (typeof part !== 'object' || part === null || !('isAccessibleForFree' in part)) return false;
  return /^false$/iu.test(String(part.isAccessibleForFree));
}

/** The page among the structured data, which some software dates instead of the article. */
function anyPage(nodes: readonly Json[]): Json | undefined {
  return nodes.find((node) => node.datePublished !== undefined);
}

/**
 * Lines that stand as the headline without being marked as one: a line of the page that the head's title begins or
 * ends with, the outlet beside it.
 */
function headingsOf(lines: readonly PageLine[], documentTitle: string | undefined): string[] {
  const whole = letters(documentTitle ?? '');
  if (whole.length < 12) return [];
  let best: { readonly text: string; readonly length: number } | undefined;
  for (const { text } of lines) {
    if (text.length < 12 || text.length > whole.length * 2) continue;
    const key = letters(text);
    if (key.length < 12 || key.length < whole.length / 3 || key.length >= whole.length) continue;
    if (key.length > (best?.length ?? 0) && (whole.startsWith(key) || whole.endsWith(key)))
      best = { text, length: key.length };
  }
  return best === undefined ? [] : [best.text];
}

function pageKind(all: ReadonlySet<string>, openGraph: string | undefined): ArticleKind | undefined {
  if (all.has('LiveBlogPosting')) return 'live';
  const isArticle = [...all].some((type) => ARTICLE.test(type));
  if (all.has('ImageGallery') || all.has('MediaGallery')) return isArticle ? undefined : 'soft';
  if (!isArticle && (all.has('VideoObject') || openGraph?.startsWith('video') === true)) return 'soft';
  return undefined;
}

const CHANGED = /updat|modif/iu;

/** The time element that is the article's: in it rather than around it, and not of its last change. */
function publicationTime(times: readonly Said[]): string | undefined {
  const own = times.filter((each) => !CHANGED.test(each.named) || times.length === 1);
  return (own.find((each) => each.inside) ?? own[0])?.machine;
}

/** The first whole date in a short one of these elements, one that says it is of a change last. */
function firstDate(dated: readonly Said[]): string | undefined {
  let changed: string | undefined;
  for (const { text, machine, named } of dated) {
    const found = (machine === undefined ? undefined : metadataDate(machine)) ?? wholeDate(text);
    if (found === undefined) continue;
    if (!CHANGED.test(named)) return found;
    changed ??= found;
  }
  return changed;
}

function wholeDate(text: string | undefined): string | undefined {
  return text === undefined || text.length > 120 ? undefined : findDate(text)?.iso;
}

/** A date stands so many lines under the headline, or so many above it. */
const LINES_UNDER = 14;
const LINES_OVER = 4;

/**
 * The date that the page shows: in an element that speaks of one beside the headline, on any short line there, in such
 * an element further down, and last above, where sites put today's.
 */
function writtenDate(
  dated: readonly Said[],
  lines: readonly PageLine[],
  title: string | undefined,
): string | undefined {
  const headline = headlineAt(lines, title);
  if (headline === -1) return firstDate(dated);
  const from = headline - LINES_OVER;
  const to = headline + LINES_UNDER;
  return (
    firstDate(dated.filter((each) => each.at > headline && each.at <= to)) ??
    lineDate(lines.slice(headline + 1, to)) ??
    firstDate(dated.filter((each) => each.at >= from && each.at <= headline).reverse()) ??
    lineDate(lines.slice(Math.max(0, from), headline).reverse()) ??
    firstDate(dated.filter((each) => each.at > to)) ??
    firstDate(dated.filter((each) => each.at < from).reverse())
  );
}

/** The date on the first short line that has one, before the text. */
function lineDate(lines: readonly PageLine[]): string | undefined {
  for (const { text } of lines) {
    if (text.length > 200) return undefined;
    const found = wholeDate(text);
    if (found !== undefined) return found;
  }
  return undefined;
}
