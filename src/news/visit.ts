/** What a visit to a source leaves behind: when to come again, and what is remembered. Pure. */
import { createHash } from 'node:crypto';
import type { FetchOutcome } from './fetch.ts';
import type { SourceState, SourceVisit } from './source.ts';

const MINUTE = 60_000;
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

/** Doubled with each failure in a row, spread by up to a quarter; Retry-After is kept where it is longer. */
function afterFailure(id: string, failures: number, retryAfterMs: number | undefined): number {
  const doubled = FIRST_RETRY * 2 ** Math.min(failures - 1, 10);
  const spread = 1 + fraction(`${id} ${failures}`) / 4;
  return Math.max(within(doubled * spread), Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER));
}

function remembered(source: SourceState): SourceVisit {
  const { disabled, etag, lastModified, nextDueAt, failures, lastSuccessAt, lastError, movedTo, movedSeen } =
    source;
  return { disabled, etag, lastModified, nextDueAt, failures, lastSuccessAt, lastError, movedTo, movedSeen };
}

export type Success = {
  readonly outcome: Extract<FetchOutcome, { kind: 'ok' | 'unchanged' }> | undefined;
  /** How often the feed itself asks to be read. */
  readonly refreshMs: number | undefined;
  /** Not all was taken: come again soon, and ask for the whole answer. */
  readonly unfinished: boolean;
  /** What came broke off: its validators stand for a whole that was not read, and are forgotten. */
  readonly brokenOff?: boolean;
};

/** After a visit that was answered; without an outcome for a folder. */
export function succeeded(
  source: SourceState,
  { outcome, refreshMs, unfinished, brokenOff = false }: Success,
  now: number,
): SourceVisit {
  const wait = unfinished ? SHORTEST : afterSuccess(source.id, [outcome?.freshMs, refreshMs]);
  const partial = unfinished || brokenOff;
  const full = outcome?.kind === 'ok' && !partial;
  return {
    disabled: source.disabled,
    // A 304 repeats what was asked; only a full answer brings validators of its own.
    etag: full ? outcome.etag : partial ? undefined : source.etag,
    lastModified: full ? outcome.lastModified : partial ? undefined : source.lastModified,
    nextDueAt: now + Math.round(wait),
    failures: 0,
    lastSuccessAt: now,
    lastError: undefined,
    ...moved(source, outcome?.movedTo),
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
  return { ...remembered(source), disabled: reason, lastError: reason, nextDueAt: now + LONGEST };
}
