/** From documents to articles: what is new in a feed, a page or a text, with its publisher and a time to believe. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { once } from '../arabic/kept.ts';
import { countWords, terms } from '../arabic/words.ts';
import type { Log } from '../log.ts';
import {
  type ArticleContent,
  type ArticleStore,
  believableTime,
  laterThan,
  localTime,
  type NewArticle,
} from './article.ts';
import { decode } from './charset.ts';
import { cleanText, linesOf, withoutRepeated } from './clean.ts';
import type { FeedEntry } from './feed.ts';
import type { Fetcher } from './fetch.ts';
import { htmlToText } from './html-text.ts';
import type { Line } from './lines.ts';
import type { PageReader } from './page.ts';
import { isEmblem, sharedPictures } from './picture.ts';
import { publisherOf, spellingsOf } from './publishers.ts';
import type { FurnitureStore, Repeated } from './repeated.ts';
import type { Robots } from './robots.ts';
import { sniff } from './sniff.ts';
import type { Source, UnreadEntry } from './source.ts';
import type { Turns } from './turns.ts';
import { articleKey, canonicalUrl, type Identity } from './url.ts';

/** What taking articles in works with. */
export type IntakeDeps = {
  readonly articles: ArticleStore;
  readonly furniture: FurnitureStore;
  readonly fetcher: Fetcher;
  readonly robots: Robots;
  readonly readPage: PageReader;
  readonly log: Log;
  /** Ends the work early: nothing half read is stored. */
  readonly signal?: AbortSignal | undefined;
  /** Of which the caller of `takeFeed` has taken one: it is given while pages are read. */
  readonly turns?: Turns | undefined;
};

/** Whose articles these are: a source of the file, or undefined for what was handed in. */
export type Owner = Pick<Source, 'id' | 'publisher' | 'house' | 'fullText' | 'url'> | undefined;

/** What one feed or input brought. */
export type Taken = {
  readonly found: number;
  /** Stored for the first time. */
  readonly added: number;
  /** Stored before, with other words now. */
  readonly corrected: number;
  /** Entries whose pages are for the next visit. */
  readonly left: readonly UnreadEntry[];
};

/** Nothing taken in. */
export const NOTHING: Taken = { found: 0, added: 0, corrected: 0, left: [] };

/** What two visits took in together. */
export function sum(a: Taken, b: Taken): Taken {
  return {
    found: a.found + b.found,
    added: a.added + b.added,
    corrected: a.corrected + b.corrected,
    left: [...a.left, ...b.left],
  };
}

/** A feed that gives fewer words than this has given a teaser. */
const TEASER_WORDS = 60;
/** Pages of one source fetched in one visit, and at once. */
const MAX_PAGES = 30;
const PAGES_AT_ONCE = 2;
/** What is kept of a source for its next visit, as JSON; what exceeds it is taken at once, in the feed's own words. */
const MOST_LEFT_CHARACTERS = 1_000_000;
/** After so many in a row that the site did not give, or so long for all, no more are asked for in this visit. */
const MAX_PAGE_FAILURES = 3;
const PAGES_MS = 60_000;
/** Articles learned from in one go: the bot answers its readers in between. */
const LEARNED_AT_ONCE = 20;

function digest(...parts: readonly (string | undefined)[]): string {
  return createHash('sha256')
    .update(parts.map((part) => part ?? '').join('\u0000'))
    .digest('hex')
    .slice(0, 32);
}

type Voice = { readonly publisher: string | undefined; readonly house: string | undefined };

type Item = {
  readonly entry: FeedEntry;
  readonly voice: Voice;
  readonly key: string;
  readonly revision: string;
  /** The longer of the feed's two texts, as lines. */
  readonly text: string;
  /** The same, read once. */
  readonly lines: () => readonly Line[];
  /** Where the article stands alone; undefined when the link is not its own. */
  readonly page: string | undefined;
};

/**
 * What identifies an article of this outlet. The outlet is part of it, so that no feed can pass its words off as a
 * correction of another outlet's article.
 */
function keyOf({ publisher }: Voice, identity: Identity): string {
  return `${publisher ?? '–'} ${articleKey(identity)}`;
}

/** Names that entries with different headlines bear: they name none of them (every link the front page's, one id for all). */
function ambiguous(
  entries: readonly FeedEntry[],
  nameOf: (entry: FeedEntry) => string | undefined,
): Set<string> {
  const titles = new Map<string, string | undefined>();
  const out = new Set<string>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === undefined) continue;
    if (titles.has(name) && titles.get(name) !== entry.title) out.add(name);
    titles.set(name, entry.title);
  }
  return out;
}

/** One item for each article of a feed. */
async function itemsOf(
  entries: readonly FeedEntry[],
  owner: Owner,
  feedTitle: string | undefined,
): Promise<Item[]> {
  const scope = owner?.id ?? hostOf(entries.find(({ url }) => url !== undefined)?.url);
  const sharedIds = ambiguous(entries, ({ id }) => id);
  const sharedUrls = ambiguous(entries, ({ url }) => url);
  const items = new Map<string, Item>();
  for (const [index, entry] of entries.entries()) {
    // The bot answers its readers between two handfuls, however large the feed.
    if (index % 20 === 19) await nextTurn();
    if ((entry.title ?? entry.summary ?? entry.content) === undefined) continue;
    const text = textOf(entry);
    const id = sharedIds.has(entry.id ?? '') ? undefined : entry.id;
    const url = sharedUrls.has(entry.url ?? '') ? undefined : entry.url;
    const voice = voiceOf(owner, entry.url, feedTitle);
    const key = keyOf(voice, { id, url, title: entry.title, text, scope });
    if (!items.has(key)) items.set(key, itemOf(entry, { voice, key, text, page: url }));
  }
  return [...items.values()];
}

/** The longer of the feed's two texts, as lines. */
function textOf(entry: FeedEntry): string {
  const texts = [entry.content, entry.summary].map((html) => htmlToText(html ?? ''));
  return texts.reduce((best, other) => (countWords(other) > countWords(best) ? other : best), '');
}

function itemOf(entry: FeedEntry, about: Pick<Item, 'voice' | 'key' | 'text' | 'page'>): Item {
  // The feed's dates and pictures are no part of it: some servers write them anew for each visitor.
  const revision = digest(entry.title, about.text);
  return { entry, ...about, revision, lines: once(() => linesOf(about.text)) };
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}

/** The source's publisher; for what was handed in, the one its address or its own words name. */
function voiceOf(owner: Owner, url: string | undefined, stated: string | undefined): Voice {
  if (owner !== undefined) {
    const known = publisherOf({ url: owner.url, stated: owner.publisher });
    return { publisher: owner.publisher, house: owner.house ?? known?.house };
  }
  const known = publisherOf({ url, stated });
  return { publisher: known?.name ?? stated, house: known?.house };
}

/** A feed whose entries are being taken in. */
export type FeedInHand = {
  /** What the feed holds; nothing when it was not asked, or has not changed. */
  readonly entries: readonly FeedEntry[];
  readonly title: string | undefined;
  readonly owner: Owner;
  /** What earlier visits left. */
  readonly unread?: readonly UnreadEntry[] | undefined;
  /** No visit comes after this one: nothing is left for it. */
  readonly last: boolean;
};

/** Take what is new or corrected in a feed; what is known costs nothing, and no page is fetched for it. */
export async function takeFeed(
  deps: IntakeDeps,
  { entries, title, owner, unread = [], last }: FeedInHand,
  now: number,
): Promise<Taken> {
  const own = await itemsOf(entries, owner, title);
  const held = new Set(own.map(({ key }) => key));
  const earlier = unread.filter(({ key }) => !held.has(key));
  const items = [...own, ...earlier.map((each) => itemOfUnread(each, owner))];
  const known = await deps.articles.revisions(items.map(({ key }) => key));
  const changed = items.filter(({ key, revision }) => known.get(key) !== revision);
  const wantsPage = ({ page, text }: Item) =>
    page !== undefined && (owner?.fullText === true || countWords(text) < TEASER_WORDS);
  const wanting = changed.filter(wantsPage);
  const asking = new Set(wanting.slice(0, MAX_PAGES));
  const leaving = new Set(last ? [] : keepable(wanting.slice(MAX_PAGES)));
  const taking = changed.filter((item) => !leaving.has(item));

  const atOnce = pLimit(PAGES_AT_ONCE);
  const { signal, letGo } = pagesSignal(deps.signal);
  const site = { failures: 0, signal };
  const reading = Promise.all(
    taking.map((item) =>
      atOnce(async (): Promise<ReadItem> => {
        const asks = asking.has(item) && site.failures < MAX_PAGE_FAILURES && !signal.aborted;
        const page = asks ? await pageOf(deps, item, { site, now }) : undefined;
        return { item, page, isNew: !known.has(item.key) };
      }),
    ),
  ).finally(letGo);
  const read = asking.size > 0 ? await withoutTurn(deps, reading) : await reading;
  // What an ended fetch left as a teaser would stay one: the next visit takes it whole.
  const cutShort = ({ item, page }: ReadItem) =>
    deps.signal?.aborted === true && page === undefined && asking.has(item);
  const left = [...read.filter(cutShort).map(({ item }) => item), ...leaving];
  if (left.length > leaving.size && (last || keepable(left).length < left.length))
    throw new Error('was stopped');
  const whole = read.filter((each) => !cutShort(each));
  const repeats = await learnRepeats(deps, whole, now);
  const shared = sharedPictures(
    whole.map(({ item: { entry }, page }) => ({ title: entry.title, pictures: [entry.image, page?.image] })),
  );
  const emblems = (picture: string) => shared.has(picture) || isEmblem(picture);
  const articles: NewArticle[] = [];
  for (const { item, page } of whole) {
    await nextTurn();
    const repeated = repeats.get(outletOf(item.voice, item.page));
    articles.push(articleOf(item, { page, owner, repeated, emblems, now }));
  }
  const telling = articles.filter(({ text }) => countWords(text) > 0);
  const added = await deps.articles.add(telling, now);
  return {
    found: entries.length + earlier.length,
    added,
    corrected: telling.length - added,
    left: left.map(({ key, entry }) => ({ key, entry })),
  };
}

function itemOfUnread({ key, entry }: UnreadEntry, owner: Owner): Item {
  const voice = voiceOf(owner, entry.url, undefined);
  return itemOf(entry, { voice, key, text: textOf(entry), page: entry.url });
}

/** As many of these, in their order, as there is room for until the next visit. */
function keepable(items: readonly Item[]): readonly Item[] {
  let room = MOST_LEFT_CHARACTERS;
  return items.filter(({ entry }) => {
    room -= JSON.stringify(entry).length;
    return room >= 0;
  });
}

async function withoutTurn<T>({ turns }: IntakeDeps, work: Promise<T>): Promise<T> {
  turns?.give();
  try {
    return await work;
  } finally {
    await turns?.take();
  }
}

/** Fires when the visit is stopped, and when its pages have had their time. By hand: AbortSignal.any leaves a little behind at
 * `stopped`, which lives as long as the bot (Node 20). */
function pagesSignal(stopped: AbortSignal | undefined): {
  readonly signal: AbortSignal;
  readonly letGo: () => void;
} {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, PAGES_MS);
  if (stopped?.aborted === true) end();
  else stopped?.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    letGo() {
      clearTimeout(timer);
      stopped?.removeEventListener('abort', end);
    },
  };
}

type ReadItem = {
  readonly item: Item;
  readonly page: ArticleContent | undefined;
  /** Not a correction of what was learned from before. */
  readonly isNew: boolean;
};

/** Whose furniture an article bears; undefined when nothing says so. */
function outletOf({ publisher }: Voice, url: string | undefined): string | undefined {
  return publisher ?? hostOf(url);
}

/** What each outlet among these articles is known to repeat, these articles counted. */
async function learnRepeats(
  deps: IntakeDeps,
  read: readonly ReadItem[],
  now: number,
): Promise<ReadonlyMap<string | undefined, Repeated>> {
  const outlets = new Map<string, ReadItem[]>();
  for (const each of read) {
    const outlet = outletOf(each.item.voice, each.item.page);
    if (outlet !== undefined) outlets.set(outlet, [...(outlets.get(outlet) ?? []), each]);
  }
  const repeats = new Map<string, Repeated>();
  for (const [outlet, own] of outlets) {
    const fresh = own.filter(({ isNew }) => isNew);
    for (let start = 0; start === 0 || start < fresh.length; start += LEARNED_AT_ONCE) {
      const told = fresh.slice(start, start + LEARNED_AT_ONCE).map(({ item, page }) => {
        const usesPage = page !== undefined && countWords(page.text) > countWords(item.text);
        return { title: item.entry.title, lines: usesPage ? linesOf(page.text) : item.lines() };
      });
      repeats.set(outlet, await deps.furniture.learn(outlet, told, now));
      await nextTurn();
    }
  }
  return repeats;
}

/** What its pages have cost so far in this visit, and the signal that ends it. */
type Site = { failures: number; readonly signal: AbortSignal };

/** The article on an entry's page; undefined when robots.txt, the network or the page itself forbid. */
async function pageOf(
  deps: IntakeDeps,
  { page: url = '', entry }: Item,
  { site, now }: { readonly site: Site; readonly now: number },
): Promise<ArticleContent | undefined> {
  const refuse = (why: string) => {
    deps.log.debug('page left', { url: withoutQuery(url), why });
    return undefined;
  };
  const { signal } = site;
  if (!(await deps.robots.allows(url, now, signal))) return refuse('robots.txt');
  const outcome = await deps.fetcher.fetch(url, { signal });
  if (outcome.kind === 'failed') {
    const { status = 500 } = outcome;
    if (status >= 500 || status === 429) site.failures += 1;
    return refuse(outcome.reason);
  }
  if (outcome.kind !== 'ok') return refuse(outcome.kind);
  const text = decode(outcome.bytes, outcome.contentType);
  if (sniff(text) !== 'html') return refuse('no HTML page');
  const reading = await deps.readPage.read(text, outcome.finalUrl);
  // One thread reads every outlet's pages, one at a time.
  const overran = reading.kind === 'unreadable' && reading.overran === true;
  site.failures = overran ? site.failures + 1 : 0;
  if (reading.kind === 'unreadable') return refuse(reading.reason);
  return tells(reading.content, entry.title) ? reading.content : refuse('tells of something else');
}

/** Of a headline's words, the least that its own page repeats: an address that died may lead to any page. */
const OWN_TERMS = 0.3;
const FEWEST_TERMS = 3;

function tells({ title, text }: ArticleContent, headline: string | undefined): boolean {
  const wanted = new Set(terms(headline ?? ''));
  if (wanted.size < FEWEST_TERMS) return true;
  const found = new Set(terms(`${title ?? ''}\n${text.slice(0, 5_000)}`));
  return [...wanted].filter((term) => found.has(term)).length >= wanted.size * OWN_TERMS;
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

type Context = {
  readonly page: ArticleContent | undefined;
  readonly owner: Owner;
  readonly repeated: Repeated | undefined;
  /** Whether a picture stands for the outlet. */
  readonly emblems: (picture: string) => boolean;
  readonly now: number;
};

/** What the feed says, and where a page was read its text: the longer one is the article. */
function articleOf(
  { entry, voice, key, revision, text, lines }: Item,
  { page, owner, repeated, emblems, now }: Context,
): NewArticle {
  const { publisher, house } = voice;
  const names = publisher === undefined ? [] : spellingsOf(publisher);
  const published = entry.zoneless === true ? localTime(entry.published, now) : entry.published;
  const times = [published, entry.updated];
  const said = times.find((time) => believableTime(time, now) !== undefined) ?? times.find(Boolean);
  const feed = cleanText({
    text,
    title: entry.title,
    url: entry.url,
    published: said,
    author: entry.author,
    statedSource: undefined,
    publisherNames: names,
    repeated,
    lines: lines(),
  });
  const pageText = page === undefined ? '' : bareOf(page, repeated);
  const bodyText = countWords(pageText) > countWords(feed.text) ? pageText : feed.text;
  const feedTime = believableTime(said, now);
  const usesPageTime = feedTime === undefined && believableTime(page?.published, now) !== undefined;
  const url = page?.url ?? entry.url;
  return {
    title: feed.title ?? page?.title,
    // A headline is a sentence too: an entry that has nothing else is told by it.
    text: bodyText === '' ? (feed.title ?? '') : bodyText,
    author: feed.author ?? page?.author,
    statedSource: page?.statedSource ?? feed.statedSource,
    signature: page?.signature ?? feed.signature,
    published: usesPageTime ? page?.published : said,
    updated: laterThan(usesPageTime ? page?.published : said, entry.updated ?? page?.updated),
    section: page?.section,
    kind: page !== undefined && page.kind !== 'news' ? page.kind : feed.kind,
    url: url === undefined ? undefined : canonicalUrl(url),
    image: [entry.image, page?.image].find((image) => image !== undefined && !emblems(image)),
    key,
    revision,
    sourceId: owner?.id,
    publisher,
    house,
    publishedAt: feedTime ?? believableTime(page?.published, now),
    sample: false,
  };
}

/** The text of cleaned content without what its outlet repeats; all of it where nothing else would be left. */
function bareOf({ text, title }: ArticleContent, repeated: Repeated | undefined): string {
  const bare = repeated === undefined ? text : withoutRepeated(text, title, repeated).text;
  return bare === '' ? text : bare;
}

/** Take one article that came as a document of its own. `place` is its identity where it states no address. */
export async function takeDocument(
  deps: IntakeDeps,
  {
    content,
    place,
    owner,
  }: { readonly content: ArticleContent; readonly place: string; readonly owner: Owner },
  now: number,
): Promise<Taken> {
  const url = content.url === undefined ? undefined : canonicalUrl(content.url);
  const voice = voiceOf(owner, url, content.statedSource);
  const { title, text } = content;
  const key = url === undefined ? place : keyOf(voice, { id: undefined, url, title, text, scope: undefined });
  const revision = digest(content.title, content.text);
  const known = (await deps.articles.revisions([key])).get(key);
  if (known === revision) return { ...NOTHING, found: 1 };
  const outlet = outletOf(voice, url);
  const told = known === undefined ? [{ title, lines: linesOf(text) }] : [];
  const repeated = outlet === undefined ? undefined : await deps.furniture.learn(outlet, told, now);
  const article: NewArticle = {
    ...content,
    ...voice,
    text: bareOf(content, repeated),
    url,
    key,
    revision,
    sourceId: owner?.id,
    publishedAt: believableTime(content.published, now),
    sample: false,
  };
  const added = await deps.articles.add([article], now);
  return { found: 1, added, corrected: 1 - added, left: [] };
}
