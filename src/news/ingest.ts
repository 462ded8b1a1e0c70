/** The ingest job: read what is due, keep what is new. */
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { reason } from '../log.ts';
import { decode } from './charset.ts';
import { cleanText } from './clean.ts';
import { parseFeed } from './feed.ts';
import type { FetchOutcome } from './fetch.ts';
import { type IntakeDeps, NOTHING, type Owner, sum, type Taken, takeDocument, takeFeed } from './intake.ts';
import { spellingsOf } from './publishers.ts';
import { sniff, whyUnreadable } from './sniff.ts';
import type { SourceState, SourceStore, UnreadEntry } from './source.ts';
import { createTurns } from './turns.ts';
import { addressOf, ended, failed, readOn, succeeded, unreadOnly } from './visit.ts';

/** What the ingest job works with. */
export type IngestDeps = IntakeDeps & {
  readonly sources: SourceStore;
  /** Told when a visit has stored articles: nobody need wait for the slowest outlet. */
  readonly stored?: (() => void) | undefined;
};

/** What came of one source or input. */
export type IngestResult = {
  /** The source's id, or what was handed in. */
  readonly input: string;
  /** unchanged: read, and nothing in it was new or corrected. */
  readonly status: 'ok' | 'unchanged' | 'failed';
  /** Articles it held. */
  readonly found: number;
  /** Articles stored for the first time. */
  readonly new: number;
  readonly error: string | undefined;
};

/** A result for each source that was due. */
export type IngestReport = readonly IngestResult[];

/**
 * Sources visited at once; one host never gets more than the fetcher allows. Those that failed last time have a few turns
 * of their own, so that slow and broken ones hold up nobody else.
 */
const SOURCES_AT_ONCE = 24;
const DOUBTED_AT_ONCE = 4;
/**
 * Feeds whose entries are in memory at once, those apart that wait for pages: the others' answers wait as the bytes that came.
 * With all that are visited at once a poll of a thousand feeds took a fifth more memory.
 */
const FEEDS_IN_HAND = 3;
/** What a reader of feeds would rather have. */
export const FEED_TYPES =
  'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5';
/** Of one file, and of how many in a folder: what is handed in comes from the operator, and is bounded all the same. */
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 5_000;
/** What a folder is searched for; a file named by hand may be called anything. */
const READABLE = /\.(?:txt|html?|xhtml|xml|rss|rdf|atom|json)$/i;

/** Why an input gave nothing, in words for the operator. */
class Unreadable extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}

/** HTTP 410: said once and already recorded. */
class Ended extends Unreadable {}

/**
 * Visit every source that is due, each on its own: what fails in one is its result and stops no other. A visit is settled
 * only when its articles are stored, so a kill in between repeats it. Failures are for the caller to tell.
 */
export async function ingestDue(given: IngestDeps, now: number): Promise<IngestReport> {
  const deps = { ...given, turns: createTurns(FEEDS_IN_HAND) };
  const due = await deps.sources.due(now);
  const sound = pLimit(SOURCES_AT_ONCE);
  const doubted = pLimit(DOUBTED_AT_ONCE);
  const report = await Promise.all(
    due.map((source) => (source.failures === 0 ? sound : doubted)(() => visit(deps, source, now))),
  );
  await cleanAgain(deps, now);
  return report;
}

/**
 * What was stored before its outlet was known well. Once for all visits of a run: an outlet of many feeds is learned of at
 * each. What a stop or a kill leaves undone, the next run does.
 */
async function cleanAgain({ furniture, signal }: IntakeDeps, now: number): Promise<void> {
  while (signal?.aborted !== true && (await furniture.cleanAgain(now))) await nextTurn();
}

async function visit(deps: IngestDeps, source: SourceState, now: number): Promise<IngestResult> {
  const input = source.id;
  try {
    deps.signal?.throwIfAborted();
    const taken = await visitByKind(deps, source, now);
    if (taken.added + taken.corrected > 0) deps.stored?.();
    return result(input, taken);
  } catch (error) {
    const why = reason(error);
    // A visit that we broke off says nothing of the source.
    if (deps.signal?.aborted !== true && !(error instanceof Ended)) {
      const retryAfterMs = error instanceof Unreadable ? error.retryAfterMs : undefined;
      await deps.sources
        .settle(input, failed(source, { reason: why, retryAfterMs }, now))
        .catch((again: unknown) =>
          deps.log.error('visit not recorded', { source: input, error: reason(again) }),
        );
    }
    return { input, status: 'failed', found: 0, new: 0, error: why };
  }
}

async function visitByKind(deps: IngestDeps, source: SourceState, now: number): Promise<Taken> {
  if (source.kind === 'folder') {
    const { taken, errors } = await takeFolder(deps, source.url, { owner: source, now });
    if (errors.length > 0 && taken.found === 0) throw new Unreadable(errors[0] ?? '');
    for (const error of errors) deps.log.warn('file left', { source: source.id, error });
    await deps.sources.settle(
      source.id,
      succeeded(source, { outcome: undefined, refreshMs: undefined, left: taken.left }, now),
    );
    return taken;
  }
  const unread = unreadOnly(source, now);
  if (unread !== undefined) {
    const taken = await inTurn(deps, () => takeLeft(deps, source, { last: false, now }));
    await deps.sources.settle(source.id, readOn(source, { unread, left: taken.left }, now));
    return taken;
  }
  const { etag, lastModified } = source.unread?.brokenOff === true ? NO_VALIDATORS : source;
  const accept = source.kind === 'feed' ? FEED_TYPES : undefined;
  const address = addressOf(source);
  const outcome = await deps.fetcher.fetch(address, { etag, lastModified, accept, signal: deps.signal });
  if (outcome.kind === 'gone') {
    await inTurn(deps, () => takeLeft(deps, source, { last: true, now }));
    const visited = ended(source, now);
    await deps.sources.settle(source.id, visited);
    deps.log.warn('source ended', { source: source.id, error: visited.disabled });
    throw new Ended(visited.disabled ?? 'gone');
  }
  if (outcome.kind === 'failed') throw new Unreadable(outcome.reason, outcome.retryAfterMs);
  const { taken, refreshMs, brokenOff } =
    outcome.kind === 'ok'
      ? await takeAnswer(deps, outcome, { source, now })
      : { ...UNCHANGED, taken: await inTurn(deps, () => takeLeft(deps, source, { last: false, now })) };
  const visited = succeeded(source, { outcome, refreshMs, left: taken.left, brokenOff }, now);
  await deps.sources.settle(source.id, visited);
  if (addressOf({ ...source, ...visited }) !== address && visited.movedTo !== undefined)
    deps.log.info('source has moved', { source: source.id, to: visited.movedTo });
  return taken;
}

const NO_VALIDATORS = { etag: undefined, lastModified: undefined };

/** What earlier visits left unread; `last` when nothing may be left again. */
async function takeLeft(
  deps: IngestDeps,
  source: SourceState,
  { last, now }: { readonly last: boolean; readonly now: number },
): Promise<Taken> {
  if (source.unread === undefined) return NOTHING;
  const { entries: unread } = source.unread;
  return takeFeed(deps, { entries: [], title: undefined, owner: source, unread, last }, now);
}

type Read = {
  readonly taken: Taken;
  readonly refreshMs: number | undefined;
  /** A feed that ended in the middle: there may be more in it. */
  readonly brokenOff: boolean;
};

const UNCHANGED: Read = { taken: NOTHING, refreshMs: undefined, brokenOff: false };

/** A source's answer must be what the source is: a login page in a feed's place is a failure, not an article. */
async function takeAnswer(
  deps: IngestDeps,
  outcome: Extract<FetchOutcome, { kind: 'ok' }>,
  { source, now }: { readonly source: SourceState; readonly now: number },
): Promise<Read> {
  if (source.kind === 'page') {
    const text = decode(outcome.bytes, outcome.contentType);
    const document = { text, url: outcome.finalUrl, place: outcome.finalUrl };
    return takeText(deps, document, { owner: source, now });
  }
  const unread = source.unread?.entries;
  return inTurn(deps, () => {
    const text = decode(outcome.bytes, outcome.contentType);
    return takeFeedText(deps, { text, url: outcome.finalUrl }, { owner: source, unread, now });
  });
}

async function inTurn<T>({ turns }: IngestDeps, work: () => Promise<T>): Promise<T> {
  await turns?.take();
  try {
    return await work();
  } finally {
    turns?.give();
  }
}

type For = {
  readonly owner: Owner;
  /** What earlier visits to it left. */
  readonly unread?: readonly UnreadEntry[] | undefined;
  readonly now: number;
};

async function takeFeedText(
  deps: IntakeDeps,
  { text, url }: { readonly text: string; readonly url: string | undefined },
  { owner, unread, now }: For,
): Promise<Read> {
  const feed = parseFeed(text, url);
  if (feed.kind === 'no-feed') throw new Unreadable(feed.reason);
  if (feed.entries.length === 0 && feed.truncated)
    throw new Unreadable('breaks off before its first entry ends');
  if (feed.entries.length === 0 && feed.skipped > 0) throw new Unreadable('has no entry that says anything');
  if (feed.skipped > 0 || feed.truncated)
    deps.log.debug('feed not whole', { url, skipped: feed.skipped, truncated: feed.truncated });
  const { entries, title } = feed;
  // What was handed in is seen once.
  const taken = await takeFeed(deps, { entries, title, owner, unread, last: owner === undefined }, now);
  return { taken, refreshMs: feed.refreshMs, brokenOff: feed.brokenOff };
}

type Document = {
  readonly text: string;
  readonly url: string | undefined;
  /** Its identity where it states no address of its own. */
  readonly place: string;
};

/** A feed, an HTML page or plain text, told apart by content. */
async function takeText(deps: IntakeDeps, document: Document, { owner, now }: For): Promise<Read> {
  const { text, url, place } = document;
  const trouble = whyUnreadable(text);
  if (trouble !== undefined) throw new Unreadable(trouble);
  const kind = sniff(text);
  if (kind === 'feed') return takeFeedText({ ...deps, turns: undefined }, document, { owner, now });
  if (kind === 'html') {
    const reading = await deps.readPage.read(text, url);
    if (deps.signal?.aborted === true) throw new Unreadable('was stopped');
    if (reading.kind === 'unreadable') throw new Unreadable(reading.reason);
    const content = { ...reading.content, url: reading.content.url ?? url };
    return { ...UNCHANGED, taken: await takeDocument(deps, { content, place, owner }, now) };
  }
  const content = cleanText({
    text,
    title: undefined,
    url,
    published: undefined,
    author: undefined,
    statedSource: undefined,
    publisherNames: owner === undefined ? [] : spellingsOf(owner.publisher),
  });
  if (content.text === '') throw new Unreadable('holds no article');
  return { ...UNCHANGED, taken: await takeDocument(deps, { content, place, owner }, now) };
}

async function takeFolder(
  deps: IntakeDeps,
  folder: string,
  asked: For,
): Promise<{ readonly taken: Taken; readonly errors: readonly string[] }> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && READABLE.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .slice(0, MAX_FILES);
  const errors: string[] = [];
  let taken = NOTHING;
  for (const name of names) {
    deps.signal?.throwIfAborted();
    try {
      taken = sum(taken, (await takeFile(deps, join(folder, name), asked)).taken);
    } catch (error) {
      errors.push(`${name}: ${reason(error)}`);
    }
  }
  return { taken, errors };
}

async function takeFile(deps: IntakeDeps, path: string, asked: For): Promise<Read> {
  const bytes = await readBounded(path);
  const place = `file:${await realpath(path)}`;
  return takeText(deps, { text: decode(bytes, undefined), url: undefined, place }, asked);
}

/** A regular file, whole. Throws where it is none, or larger than any feed or page (64 MiB). */
export async function readBounded(path: string): Promise<Uint8Array> {
  // Opening a named pipe waits for its writer: it is asked first what it is, and again when it is open.
  if (!(await stat(path)).isFile()) throw new Unreadable('is not a regular file');
  const file = await open(path, 'r');
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new Unreadable('is not a regular file');
    if (about.size > MAX_FILE_BYTES) throw new Unreadable(`is larger than ${MAX_FILE_BYTES} bytes`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/**
 * Take one thing that was handed in: an http(s) address, a file or a folder of files, each a feed, an HTML page or plain
 * text. Failures are in the result; of a folder the files that cannot be read are logged, and fail it only together.
 * @param input a path stands against the process's folder.
 */
export async function ingestInput(deps: IntakeDeps, input: string, now: number): Promise<IngestResult> {
  try {
    const taken = await takeInput(deps, input, { owner: undefined, now });
    await cleanAgain(deps, now);
    return result(input, taken);
  } catch (error) {
    return { input, status: 'failed', found: 0, new: 0, error: told(error) };
  }
}

async function takeInput(deps: IntakeDeps, input: string, asked: For): Promise<Taken> {
  if (/^https?:\/\//i.test(input)) return takeAddress(deps, input, asked);
  const path = resolve(input);
  if (!(await stat(path)).isDirectory()) return (await takeFile(deps, path, asked)).taken;
  const { taken, errors } = await takeFolder(deps, path, asked);
  if (errors.length > 0 && taken.found === 0) throw new Unreadable(errors[0] ?? '');
  for (const error of errors) deps.log.warn('file left', { folder: input, error });
  return taken;
}

async function takeAddress(deps: IntakeDeps, address: string, asked: For): Promise<Taken> {
  const outcome = await deps.fetcher.fetch(address, { signal: deps.signal });
  if (outcome.kind === 'failed') throw new Unreadable(outcome.reason);
  if (outcome.kind !== 'ok') throw new Unreadable('answered HTTP 410: gone');
  const text = decode(outcome.bytes, outcome.contentType);
  const { taken } = await takeText(deps, { text, url: outcome.finalUrl, place: outcome.finalUrl }, asked);
  return taken;
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'may not be read',
  EISDIR: 'is a folder',
};

function told(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return FILE_ERRORS[code] ?? reason(error);
}

function result(input: string, { found, added, corrected }: Taken): IngestResult {
  const status = added + corrected > 0 ? 'ok' : 'unchanged';
  return { input, status, found, new: added, error: undefined };
}
