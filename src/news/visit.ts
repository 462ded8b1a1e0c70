/** What a visit to a source leaves behind: when to come again, and what is remembered. Pure. */
import { createHash } from 'node:crypto';
import { MINUTE } from '../durations.ts';
import type { FetchOutcome } from './fetch.ts';
import type { SourceState, SourceVisit, Unread, UnreadEntry } from './source.ts';

/** No outlet is asked more often, whatever it allows, nor forgotten for longer, whatever it asks. */
const SHORTEST = 10 * MINUTE;
const LONGEST = 24 * 60 * MINUTE;
/** Where an outlet says nothing: between these two, always the same for one source, so that sources spread. */
const USUAL = 15 * MINUTE;
const USUAL_SPREAD = 15 * MINUTE;
const FIRST_RETRY = 15 * MINUTE;
/** A permanent redirect is believed after this many visits in a row that saw it: servers say 301 by mistake too. */
const BELIEVED_AFTER = 3;

/** Where a source is read: its own address, or the one a lasting permanent redirect named. */
export function addressOf(source: SourceState): string {
  return source.movedTo !== undefined && source.movedSeen >= BELIEVED_AFTER ? source.movedTo : source.url;
}

/** A fraction of one that is always the same for the same words. */
function fraction(words: string): number {
  return createHash('sha256').update(words).digest().readUInt32BE(0) / 2 ** 32;
}

function within(ms: number): number {
  return Math.min(LONGEST, Math.max(SHORTEST, ms));
}

/** @param hints what HTTP and the feed itself ask for; the longest of them is kept. */
function afterSuccess(id: string, hints: readonly (number | undefined)[]): number {
  const asked = Math.max(...hints.map((hint) => hint ?? 0));
  if (asked <= 0) return USUAL + fraction(id) * USUAL_SPREAD;
  return within(asked) + fraction(id) * MINUTE;
}

/** A server that names a time is believed for so long. */
const LONGEST_RETRY_AFTER = 7 * LONGEST;
/** No visit is planned further ahead, in ms: one that is was planned before a clock was set back. */
export const farthestVisit = LONGEST_RETRY_AFTER + MINUTE;

/** Doubled with each failure in a row, spread by up to a quarter; Retry-After is kept where it is longer. */
function afterFailure(id: string, failures: number, retryAfterMs: number | undefined): number {
  const doubled = FIRST_RETRY * 2 ** Math.min(failures - 1, 10);
  const spread = 1 + fraction(`${id} ${failures}`) / 4;
  return Math.max(within(doubled * spread), Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER));
}

function remembered(source: SourceState): SourceVisit {
  const { disabled, etag, lastModified, nextDueAt, failures, lastSuccessAt } = source;
  const { lastError, movedTo, movedSeen, unread } = source;
  return {
    disabled,
    etag,
    lastModified,
    nextDueAt,
    failures,
    lastSuccessAt,
    lastError,
    movedTo,
    movedSeen,
    unread,
  };
}

/** A visit that was answered. */
export type Success = {
  readonly outcome: Extract<FetchOutcome, { kind: 'ok' | 'unchanged' }> | undefined;
  /** How often the feed itself asks to be read. */
  readonly refreshMs: number | undefined;
  /** Entries whose pages are still to be read: soon, and without asking for the feed again before its time. */
  readonly left: readonly UnreadEntry[];
  /** What came ended in the middle: its validators stand for a whole that was not read. */
  readonly brokenOff?: boolean;
};

/** After a visit that was answered; without an outcome for a folder. */
export function succeeded(
  source: SourceState,
  { outcome, refreshMs, left, brokenOff = false }: Success,
  now: number,
): SourceVisit {
  const askAt = now + Math.round(afterSuccess(source.id, [outcome?.freshMs, refreshMs]));
  // A 304 repeats what was asked; only a full answer brings validators of its own.
  const { etag, lastModified } = outcome?.kind === 'ok' ? outcome : source;
  const unread = {
    entries: left,
    askAt,
    brokenOff: brokenOff && !isSameAgain(source, { etag, lastModified }),
  };
  // A folder is read anew each time.
  const isKept = outcome !== undefined && (left.length > 0 || unread.brokenOff);
  return {
    disabled: source.disabled,
    etag,
    lastModified,
    nextDueAt: nextTime(unread, now),
    failures: 0,
    lastSuccessAt: now,
    lastError: undefined,
    ...moved(source, outcome?.movedTo),
    unread: isKept ? unread : undefined,
  };
}

/**
 * Whether an answer that ended in the middle did so before, under the same validators: then that is all there is of it, and it is
 * not asked for whole once more. A transfer that went wrong is mended by the one request that is; without it what was cut
 * away would never be read while the feed stays as it is.
 */
function isSameAgain(
  source: SourceState,
  { etag, lastModified }: Pick<SourceState, 'etag' | 'lastModified'>,
): boolean {
  if ((etag ?? lastModified) === undefined) return true;
  return source.unread?.brokenOff === true && etag === source.etag && lastModified === source.lastModified;
}

/** Pages that are still to be read are so soon, the feed itself in its time. */
function nextTime({ entries, askAt }: Pick<Unread, 'entries' | 'askAt'>, now: number): number {
  return entries.length > 0 ? Math.min(now + SHORTEST, askAt) : askAt;
}

/** What there is to read without asking for the feed; undefined when it is to be asked. */
export function unreadOnly({ unread }: SourceState, now: number): Unread | undefined {
  if (unread === undefined || unread.entries.length === 0) return undefined;
  const left = unread.askAt - now;
  return left > 0 && left <= farthestVisit ? unread : undefined;
}

/** After a visit that read some of what an earlier one left, and did not ask for the feed. */
export function readOn(
  source: SourceState,
  { unread, left }: { readonly unread: Unread; readonly left: readonly UnreadEntry[] },
  now: number,
): SourceVisit {
  const rest = { ...unread, entries: left };
  return {
    ...remembered(source),
    nextDueAt: nextTime(rest, now),
    unread: left.length > 0 || rest.brokenOff ? rest : undefined,
  };
}

function moved(source: SourceState, target: string | undefined): Pick<SourceVisit, 'movedTo' | 'movedSeen'> {
  const { movedTo, movedSeen } = source;
  if (target === undefined) {
    // At the new address nothing redirects any more: that is as believed.
    return addressOf(source) === source.url ? { movedTo: undefined, movedSeen: 0 } : { movedTo, movedSeen };
  }
  return { movedTo: target, movedSeen: target === movedTo ? movedSeen + 1 : 1 };
}

/** After a visit that failed; a redirect that was believed is doubted again. */
export function failed(
  source: SourceState,
  { reason, retryAfterMs }: { readonly reason: string; readonly retryAfterMs: number | undefined },
  now: number,
): SourceVisit {
  const failures = source.failures + 1;
  const doubt = addressOf(source) === source.url ? {} : { movedTo: undefined, movedSeen: 0 };
  return {
    ...remembered(source),
    ...doubt,
    nextDueAt: now + Math.round(afterFailure(source.id, failures, retryAfterMs)),
    failures,
    lastError: reason,
  };
}

/** After HTTP 410: not visited again until the operator says so, or the address changes. */
export function ended(source: SourceState, now: number): SourceVisit {
  const reason = 'the outlet has ended this address (HTTP 410)';
  return {
    ...remembered(source),
    disabled: reason,
    lastError: reason,
    nextDueAt: now + LONGEST,
    unread: undefined,
  };
}
