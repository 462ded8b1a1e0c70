/** How the bot is, for those who run it: what the database shows, what is wrong with that, and what is behind. Pure. */
import { DAY, HOUR, MINUTE } from '../durations.ts';
import type { SourceState } from '../news/source.ts';
import type { JobState } from './jobs.ts';

/** What the database shows at one moment; times are epoch ms. */
export type Snapshot = {
  readonly sources: readonly SourceState[];
  /** Articles that wait to be summarised, and since when the longest waiting of those never summarised. */
  readonly articles: { readonly waiting: number; readonly since: number | undefined };
  /** Chats whose digest is due and not made, and since when. */
  readonly digests: { readonly late: number; readonly since: number | undefined };
  /** Messages in the outbox, those just being sent among them, and the moment that the oldest was for. */
  readonly parts: { readonly waiting: number; readonly since: number | undefined };
  /** When a message was last settled, whatever became of it. */
  readonly settledAt: number | undefined;
  readonly chats: { readonly all: number; readonly active: number };
  readonly databaseBytes: number;
};

/** What became of messages within some time. */
export type Sends = {
  readonly sent: number;
  readonly uncertain: number;
  readonly refused: number;
  /** Refused as they were marked up, and sent as plain text. */
  readonly plain: number;
  /** Given up as older than 12 h. */
  readonly stale: number;
  /** Why Telegram refused the last of them, and the marking up of the last that went as plain text. */
  readonly refusal: string | undefined;
  readonly malformed: string | undefined;
};

export interface OperationsStore {
  snapshot(now: number): Promise<Snapshot>;
  /** Messages settled after `from`, up to `to`. */
  sends(from: number, to: number): Promise<Sends>;
  /** The latest time (epoch ms) at which anything is known to have happened; undefined where nothing did. */
  latest(): Promise<number | undefined>;
}

/** All that is known of the bot at one moment. */
export type Operations = {
  readonly snapshot: Snapshot;
  readonly jobs: readonly JobState[];
  /** Free bytes beside the database; undefined where the system does not tell. */
  readonly freeBytes: number | undefined;
  /** Epoch ms, as `now`. */
  readonly startedAt: number;
  readonly now: number;
};

/** What may be wrong. */
export type TroubleKind =
  | 'source'
  | 'network'
  | 'disk'
  | 'job'
  | 'articles'
  | 'digests'
  | 'parts'
  | 'database';

/** Something that is wrong and lasts until it is mended. */
export type Trouble = {
  readonly kind: TroubleKind;
  /** What it is about, among several of a kind: a source's id, a job's name. */
  readonly subject: string;
  /** How readers of the alert know it. */
  readonly name: string;
  /** Epoch ms; undefined when it is as old as it was first seen. */
  readonly since: number | undefined;
  /** It is told once it is this old. */
  readonly ripeMs: number;
  /** How many, or how many bytes. */
  readonly amount: number;
  /** In English, as errors are. */
  readonly why: string | undefined;
};

/** A source that was visited in vain so often in a row has more than a hiccup. */
const FAILURES = 3;
const SOURCE_DEAD_MS = DAY;
/** Nothing at all could be read for so long: rather this machine's network. */
const NETWORK_MS = 3 * HOUR;
/** A database and its log need room to grow; on a full disk nothing is sent. */
const DISK_LOW = 500_000_000;
/** A job that was to be done has so long; reading very many slow outlets takes its time. */
const JOB_MS: Readonly<Record<string, number>> = { ingest: HOUR };
const JOB_USUAL_MS = 15 * MINUTE;
/** Work that waits while its job runs well. */
const ARTICLES = { most: 20, ms: 30 * MINUTE };
const DIGESTS_MS = 10 * MINUTE;
/** At 30 a second very many chats take their time: what counts is that nothing goes out any more. */
const PARTS_MS = 15 * MINUTE;

/** Whether a job was to be done and has not been for longer than it may take. Deliveries that go out are no stand-still. */
export function isBehind(job: JobState, now: number, settledAt: number | undefined): boolean {
  const bound = JOB_MS[job.name] ?? JOB_USUAL_MS;
  if (job.waitingSince === undefined || now - job.waitingSince <= bound) return false;
  return !(job.name === 'deliver' && job.failure === undefined && now - (settledAt ?? 0) <= bound);
}

/** Whether a source gives nothing, beyond a hiccup: it fails, or its outlet ended it. `byOperator`: the reason of those he stopped. */
export function isFailing(source: SourceState, byOperator: string): boolean {
  if (source.disabled !== undefined) return source.disabled !== byOperator;
  return source.failures >= FAILURES;
}

/** Why a source that the operator stopped is not visited. */
export const STOPPED_BY_OPERATOR = 'by the operator';

/** What is wrong, and what nobody can say yet so soon after the start: troubles of before by kind and subject, with a space between. */
export type Sight = { readonly troubles: readonly Trouble[]; readonly undecided: ReadonlySet<string> };

/** All that is wrong now. What waits was perhaps left by an outage: it has its time from the start on. */
export function sightOf(operations: Operations): Sight {
  const { jobs, startedAt, now } = operations;
  const undecided = jobs
    .filter(({ lastSuccessAt }) => lastSuccessAt === undefined)
    .map(({ name }) => `job ${name}`);
  const bounds = { articles: ARTICLES.ms, digests: DIGESTS_MS, parts: PARTS_MS };
  for (const [kind, ms] of Object.entries(bounds)) if (now - startedAt <= ms) undecided.push(`${kind} `);
  return { troubles: troublesIn(operations), undecided: new Set(undecided) };
}

function troublesIn({ snapshot, jobs, freeBytes, startedAt, now }: Operations): readonly Trouble[] {
  const troubles: Trouble[] = [...sourceTroubles(snapshot.sources, now)];
  const isOlder = (since: number | undefined, ms: number): boolean =>
    since !== undefined && now - Math.max(since, startedAt) > ms;
  const add = (kind: TroubleKind, about: Partial<Trouble> & Pick<Trouble, 'amount'>): void => {
    troubles.push({ kind, subject: '', name: '', since: undefined, ripeMs: 0, why: undefined, ...about });
  };
  const unrecorded = jobs.find(({ databaseFailed }) => databaseFailed);
  if (unrecorded !== undefined) add('database', { amount: 0, why: unrecorded.failure });
  if (freeBytes !== undefined && freeBytes < DISK_LOW) add('disk', { amount: freeBytes });
  for (const job of jobs)
    if (isBehind(job, now, snapshot.settledAt)) {
      const { name, waitingSince: since, failure: why } = job;
      add('job', { subject: name, name, since, why, amount: 0 });
    }
  const { articles, digests, parts } = snapshot;
  if (articles.waiting >= ARTICLES.most && isOlder(articles.since, ARTICLES.ms))
    add('articles', { since: articles.since, amount: articles.waiting });
  if (digests.late > 0 && isOlder(digests.since, DIGESTS_MS))
    add('digests', { since: digests.since, amount: digests.late });
  const standing = now - (snapshot.settledAt ?? 0) > PARTS_MS;
  if (parts.waiting > 0 && standing && isOlder(parts.since, PARTS_MS))
    add('parts', { since: parts.since, amount: parts.waiting });
  return troubles;
}

/** Each source that gives nothing; one for all where none does. */
function sourceTroubles(sources: readonly SourceState[], now: number): readonly Trouble[] {
  const wanted = sources.filter(({ disabled }) => disabled !== STOPPED_BY_OPERATOR);
  const failing = wanted.filter((source) => isFailing(source, STOPPED_BY_OPERATOR));
  if (wanted.length > 2 && failing.length === wanted.length) {
    const times = failing.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
    const since = times.length === 0 ? undefined : Math.max(...times);
    const why = failing[0]?.lastError;
    const amount = failing.length;
    return [{ kind: 'network', subject: '', name: '', since, ripeMs: NETWORK_MS, amount, why }];
  }
  return failing.map(({ id, publisher, lastSuccessAt, lastError, disabled }) => ({
    kind: 'source',
    subject: id,
    name: publisher,
    since: lastSuccessAt,
    // What an outlet has ended does not come back by itself.
    ripeMs: disabled === undefined ? SOURCE_DEAD_MS : 0,
    amount: Math.max(0, now - (lastSuccessAt ?? now)),
    why: disabled ?? lastError,
  }));
}
