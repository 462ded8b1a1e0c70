/** What a page says of itself: JSON-LD, Open Graph, microdata, and where those are silent its own elements. */
import { type ArticleKind, laterThan } from './article.ts';
import { headline, LEAST_LETTERS, letters, OUTLET, outletSuffix, SEPARATOR } from './headline.ts';
import { ARTICLE, type Json, jsonLd, said, types } from './json-ld.ts';
import { changeDate, publicationDate } from './page-date.ts';
import { isEmblem } from './picture.ts';
import type { PageLine, Survey } from './survey.ts';
import { canonicalUrl } from './url.ts';

/** What a page states of its article. */
export type PageFacts = {
  readonly title: string | undefined;
  /** The whole of <title>, outlet and all. */
  readonly documentTitle: string | undefined;
  readonly url: string | undefined;
  readonly published: string | undefined;
  readonly updated: string | undefined;
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

/** The article among a page's structured data: the one with the first of the page's headlines, else the first. */
function mainArticle(nodes: readonly Json[], headlines: readonly (string | undefined)[]): Json {
  const articles = nodes.filter((node) => types(node).some((type) => ARTICLE.test(type)));
  const keys = headlines.map((each) => letters(each ?? '')).filter((key) => key.length >= LEAST_LETTERS);
  const named = articles
    .map((node) => ({ node, own: letters(said(node.headline, 'name') ?? '') }))
    .filter(({ own }) => own.length >= LEAST_LETTERS);
  // The page may hold the article that is read next as well, with a heading and data of its own.
  for (const key of keys) {
    const found = named.find(({ own }) => key.includes(own) || own.includes(key));
    if (found !== undefined) return found.node;
  }
  return articles[0] ?? {};
}

/** The facts of a page. `url` is where it was fetched, `structured` its JSON-LD scripts. */
export function pageFacts(page: Survey, structured: readonly string[], url: string | undefined): PageFacts {
  const { metas, marked, title: documentTitle } = page;
  const meta = (...keys: string[]) => keys.map((key) => metas.get(key)).find((value) => value !== undefined);
  const text = (property: string) => marked.get(property)?.text;
  const nodes = jsonLd(structured);
  const headings = [...page.headings, ...headingsOf(page.lines, documentTitle)].filter(
    (heading) => !isNameplate(heading, page.lines, documentTitle),
  );
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

  const published = publicationDate(page, { article, nodes, title });

  const body = typeof article.articleBody === 'string' ? article.articleBody : undefined;
  const author = [
    said(referred(article.author, nodes), 'name'),
    text('author.name'),
    meta('author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author'),
    text('author'),
    // «name – place», «place – name», «name – name».
    ...page.authors.flatMap((words) => words.split(/\s[-–—]\s/u)).filter((words) => WRITTEN_NAME.test(words)),
  ]
    .map((name) => name?.replace(/^بواسطة\s?:?\s/u, ''))
    .find((name) => name !== undefined && isPerson(name, names));
  const sectionNames = [article.articleSection].flat().filter((each) => typeof each === 'string');

  return {
    title,
    documentTitle,
    url: canonical(page.canonical, url) ?? canonical(meta('og:url'), url) ?? url,
    published,
    updated: laterThan(published, changeDate(page, article)),
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
      .find((address) => address !== undefined && !isEmblem(address)),
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

/** Whether a heading is the outlet's nameplate: a link, or called a paper, beside a longer part of the head's title that the page shows too. */
function isNameplate(
  heading: string,
  lines: readonly PageLine[],
  documentTitle: string | undefined,
): boolean {
  const key = letters(heading);
  const parts = documentTitle?.split(SEPARATOR).map(letters) ?? [];
  if (!parts.includes(key)) return false;
  const line = lines.find(({ text, heading: level }) => level === 1 && letters(text) === key);
  if (line === undefined || (line.linked < line.text.length * 0.9 && !OUTLET.test(line.text))) return false;
  return parts.some(
    (part) =>
      part.length > key.length &&
      part.length >= LEAST_LETTERS &&
      lines.some(({ text, heading: level }, at) => at > 0 && level !== 1 && letters(text) === part),
  );
}

/**
 * Lines that stand as the headline without being marked as one: a line of the page that the head's title begins or
 * ends with, the outlet beside it.
 */
function headingsOf(lines: readonly PageLine[], documentTitle: string | undefined): string[] {
  const whole = letters(documentTitle ?? '');
  if (whole.length < LEAST_LETTERS) return [];
  let best: { readonly text: string; readonly length: number } | undefined;
  for (const { text } of lines) {
    if (text.length < LEAST_LETTERS || text.length > whole.length * 2) continue;
    const key = letters(text);
    if (key.length < LEAST_LETTERS || key.length < whole.length / 3 || key.length >= whole.length) continue;
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
