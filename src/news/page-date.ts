/** When a page's article was published: what the page states, and what it shows. */
import { fold } from '../arabic/normalize.ts';
import { HOUR } from '../durations.ts';
import { findDate, metadataDate } from './dates.ts';
import { headlineAt } from './headline.ts';
import { type Json, said } from './json-ld.ts';
import type { Said } from './statements.ts';
import type { PageLine, Survey } from './survey.ts';

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

/** The page among the structured data, which some software dates instead of the article. */
function anyPage(nodes: readonly Json[]): Json | undefined {
  return nodes.find((node) => node.datePublished !== undefined);
}

type About = {
  /** The article among the structured data. */
  readonly article: Json;
  readonly nodes: readonly Json[];
  readonly title: string | undefined;
};

/**
 * The publication date of a page's article as ISO 8601: with the outlet's own offset where one is stated, the day alone
 * where no zone is; its last change where nothing else is told; undefined when there is no date.
 */
export function publicationDate(page: Survey, { article, nodes, title }: About): string | undefined {
  const { marked, times, dated } = page;
  const meta = metaOf(page);
  const text = (property: string) => marked.get(property)?.text;
  const headline = headlineAt(page.lines, title);
  const stated = [
    said(article.datePublished, 'name'),
    meta('article:published_time', 'og:published_time', 'og:article:published_time'),
    meta(...PUBLISHED),
    marked.get('datePublished')?.machine ?? text('datePublished'),
    publicationTime(times, headline, firstDate(besideOf(dated, headline))),
    said(anyPage(nodes)?.datePublished, 'name'),
    said(article.dateCreated, 'name'),
    said(nodes.find((node) => node.uploadDate !== undefined)?.uploadDate, 'name'),
  ]
    .map((value) => (value === undefined ? undefined : metadataDate(value)))
    .filter((value) => value !== undefined);
  const shown = writtenDate(dated, page, headline);
  return publishedOf(stated, shown) ?? shown ?? changeDate(page, article);
}

/** The first of these names under which a page's meta elements say something. */
function metaOf({ metas }: Survey): (...names: string[]) => string | undefined {
  return (...names) => names.map((name) => metas.get(name)).find((value) => value !== undefined);
}

/** When a page says that its article changed last, as ISO 8601; undefined when it does not. */
export function changeDate(page: Survey, article: Json): string | undefined {
  const marked = page.marked.get('dateModified');
  return [
    said(article.dateModified, 'name'),
    metaOf(page)('article:modified_time', 'og:updated_time', 'datemodified', 'lastmod', 'last-modified'),
    marked?.machine ?? marked?.text,
  ]
    .map((value) => (value === undefined ? undefined : metadataDate(value)))
    .find((value) => value !== undefined);
}

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

const CHANGED = /updat|modif/iu;

/** Of these the ones under a headline; none where there is no headline. */
function besideOf(dated: readonly Said[], headline: number): readonly Said[] {
  return headline === -1 ? [] : dated.filter(({ at }) => at > headline && at <= headline + LINES_UNDER);
}

/** Further apart two elements date two things: an article and a comment on it. */
const ONE_THING_MS = 36 * HOUR;

/**
 * The time element that is the article's: by its headline, else in it rather than around it; not of its last change, nor
 * of another day than is `written` beside the headline.
 */
function publicationTime(
  times: readonly Said[],
  headline: number,
  written: string | undefined,
): string | undefined {
  const dates = (each: Said): boolean => {
    const stated = metadataDate(each.machine ?? '');
    if (written === undefined || stated === undefined) return true;
    // Where an hour is written, the day alone need not be sought elsewhere; where none is, a clock ahead of UTC may be on the next.
    if (written.length > 10) return stated.slice(0, 10) === written.slice(0, 10);
    return Math.abs(Date.parse(stated) - Date.parse(written)) <= ONE_THING_MS;
  };
  const own = times.filter((each) => (!CHANGED.test(each.named) || times.length === 1) && dates(each));
  const under = own.find(({ at }) => at > headline && at <= headline + LINES_UNDER);
  const over = own.findLast(({ at }) => at >= headline - LINES_OVER && at <= headline);
  const near = headline === -1 ? undefined : (under ?? over);
  return (near ?? own.find((each) => each.inside) ?? own[0])?.machine;
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

/** Says of the date behind it that it is of a change. */
const CHANGE_SAID = /(?:تحديث|تعديل|updated|modified)\P{N}{0,30}$/u;

/** The whole date in a short text, that of a change only where it has no other. */
function wholeDate(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 120) return undefined;
  const folded = fold(text);
  const found = findDate(folded);
  if (found === undefined || !CHANGE_SAID.test(folded.slice(0, found.start))) return found?.iso;
  return (findDate(folded.slice(found.end)) ?? found).iso;
}

/** A date stands so many lines under the headline, or so many above it. */
const LINES_UNDER = 14;
const LINES_OVER = 4;

/** The first line of the article or main element that the headline stands in: above it sites put today's date. */
function openingOf({ lines, boxes }: Survey, headline: number): number {
  let own = lines[headline]?.box ?? -1;
  while (own > 0 && !/^(?:article|main)$/u.test(boxes[own]?.name ?? '')) own = boxes[own]?.parent ?? -1;
  if (own <= 0) return 0;
  // A box stands behind the one around it, and all within it behind itself.
  const first = lines.findIndex(({ box }) => box >= own);
  return first === -1 ? 0 : first;
}

/**
 * The date that the page shows: in an element that speaks of one beside the headline, on any short line there, in such
 * an element further down, and last above, where sites put today's.
 */
function writtenDate(dated: readonly Said[], page: Survey, headline: number): string | undefined {
  const { lines } = page;
  if (headline === -1) return firstDate(dated);
  const opens = openingOf(page, headline);
  const above = dated.filter(({ at }) => at >= opens && at <= headline);
  const from = headline - LINES_OVER;
  const to = headline + LINES_UNDER;
  return (
    firstDate(besideOf(dated, headline)) ??
    lineDate(lines.slice(headline + 1, to)) ??
    firstDate(above.filter((each) => each.at >= from).reverse()) ??
    lineDate(lines.slice(Math.max(0, from, opens), headline).reverse()) ??
    firstDate(dated.filter((each) => each.at > to)) ??
    firstDate(above.filter((each) => each.at < from).reverse())
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
