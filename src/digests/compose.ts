/** The compose job: makes the digests that are due and puts them into the outbox. */
import { setImmediate } from 'node:timers/promises';
import { HOUR } from '../durations.ts';
import { type Log, reason } from '../log.ts';
import type { Chat, ChatStore, Moment } from '../subscriptions/chat.ts';
import { latestMoment, nextMoment, quietEnd, type Schedule, scheduleOf } from '../subscriptions/due.ts';
import { aloneOn } from './alone.ts';
import type { Candidates } from './choose.ts';
import type { DigestEntry, DigestPart, DigestStore, OutboxPart, RenderDigest } from './digest.ts';
import { type FollowUp, followUpsOf } from './follow-up.ts';
import {
  candidatesFor,
  digestFor,
  forOutbox,
  type MakeDeps,
  type Stored,
  storedOf,
  storiesOf,
} from './make.ts';
import type { Addressee, RenderNotice } from './notice.ts';
import { ramadanQuestion } from './ramadan.ts';

/** Chats in one transaction; between two of them others have their turn. */
const BATCH = 100;
/** Digests made without a pause: a few milliseconds' work. */
const AT_A_TIME = 10;
/** By how much a zone's law may shift a moment after it was planned. */
const LAW_MS = 3 * HOUR;

/** What the compose job works with. */
export type ComposeDeps = MakeDeps & {
  readonly digests: DigestStore;
  readonly chats: Pick<ChatStore, 'due'>;
  readonly render: RenderDigest;
  /** For what is new about stories that a chat was told; such news is left out where it is missing. */
  readonly renderNotice?: RenderNotice;
  readonly log: Log;
};

/** What became of the chats that were due. */
export type ComposeReport = {
  /** Digests put into the outbox. */
  readonly composed: number;
  /** Moments at which there was nothing to tell. */
  readonly empty: number;
  /** Moments that had their digest before. */
  readonly repeated: number;
  /** Chats whose missed moments were all too old. */
  readonly skipped: number;
  /** Digests that could not be made; their stories compete again. */
  readonly failed: number;
  readonly passedOver: number;
};

/**
 * Put a digest into the outbox for each chat whose moment has come by `now` (epoch ms): the newest missed moment younger than
 * 12 h fires and covers the gap, older ones are skipped; where there is nothing to tell the moment passes in silence.
 * Stops between two batches when `signal` aborts. Throws what a store throws, and when the default zone is unknown.
 */
export async function composeDue(
  deps: ComposeDeps,
  now: number,
  signal: AbortSignal,
): Promise<ComposeReport> {
  const { chats, digests, log } = deps;
  const total = { composed: 0, empty: 0, repeated: 0, skipped: 0, failed: 0, passedOver: 0 };
  let candidates: Candidates | undefined;
  let failure = '';
  while (!signal.aborted) {
    const due = await chats.due(now, BATCH);
    if (due.length === 0) break;
    candidates ??= await candidatesFor(deps, now);
    const known = candidates;
    const { entries, held, failures, written } = await aloneOn(digests, () => makeAll(deps, due, known, now));
    total.failed += failures.length;
    const [first] = failures;
    if (first !== undefined && failure === '')
      log.error(`a digest could not be made: ${first.failure}`, { chat: first.chatId });
    failure = first?.failure ?? failure;
    written.forEach((result, index) => {
      const entry = entries[index];
      if (entry === undefined) return;
      if (result === 'moved' && !held.has(entry)) total.skipped += 1;
      if (result === 'repeated') total.repeated += 1;
      if (result !== 'stored') return;
      if (entry.parts.length > 0) total.composed += 1;
      else total.empty += 1;
      total.passedOver += entry.passedOver;
    });
    // Chats that changed meanwhile are due again by themselves; were there no others, asking at once could go on for ever.
    if (written.every((result) => result === 'changed')) break;
    await setImmediate();
  }
  if (total.skipped > 0)
    log.info(`${total.skipped} chats had only moments older than 12 h, which were skipped`);
  if (total.failed > 1) log.error(`${total.failed} digests could not be made`);
  return total;
}

/** The digests of one batch, made and put into the outbox; of those in `held` the moment waits for the end of quiet hours. */
async function makeAll(deps: ComposeDeps, due: readonly Chat[], candidates: Candidates, now: number) {
  const stored = await storedOf(deps, due, candidates);
  const news = await newsFor(deps, due, stored);
  const entries: DigestEntry[] = [];
  const held = new Set<DigestEntry>();
  const failures: { readonly chatId: number; readonly failure: string }[] = [];
  for (const [index, chat] of due.entries()) {
    if (chat.nextDigestAt === undefined) continue;
    if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    const about = { chat, dueAt: chat.nextDigestAt, stored, news: news.get(chat.id) ?? [] };
    const made = entryFor(deps, about, now);
    if (made.failure !== undefined) failures.push({ chatId: chat.id, failure: made.failure });
    entries.push(made.entry);
    if (made.held === true) held.add(made.entry);
  }
  return { entries, held, failures, written: await deps.digests.create(entries, now) };
}

/** What is news about stories that these chats were told. */
async function newsFor(
  deps: ComposeDeps,
  chats: readonly Chat[],
  stored: Stored,
): Promise<ReadonlyMap<number, readonly FollowUp[]>> {
  return deps.renderNotice === undefined ? new Map() : followUpsOf(deps.digests, chats, stored);
}

/** The news as messages that answer those that told the stories: they come before the digest's own. */
function answersWith(
  { renderNotice }: ComposeDeps,
  news: readonly FollowUp[],
  to: Addressee,
): readonly OutboxPart[] {
  if (renderNotice === undefined) return [];
  return news.map(({ notice, replyTo }) => ({ ...renderNotice(notice, to), replyTo }));
}

/**
 * The moment that fires for a chat that was due at `dueAt`. One from before is another law's or another clock's, unless it
 * was held until quiet hours ended.
 */
function firingMoment(schedule: Schedule, dueAt: number, now: number): Moment | undefined {
  const latest = latestMoment(schedule, now);
  if (latest === undefined || dueAt > now) return undefined;
  return latest.at > dueAt - LAW_MS || quietEnd(schedule, dueAt - 1) === dueAt ? latest : undefined;
}

function entryFor(
  deps: ComposeDeps,
  {
    chat,
    dueAt,
    stored,
    news,
  }: {
    readonly chat: Chat;
    readonly dueAt: number;
    readonly stored: Stored;
    readonly news: readonly FollowUp[];
  },
  now: number,
): { readonly entry: DigestEntry; readonly failure: string | undefined; readonly held?: true } {
  const schedule = scheduleOf(chat, deps.defaultZone);
  const next = nextMoment(schedule, now);
  const moment = firingMoment(schedule, dueAt, now);
  const moved = { chatId: chat.id, dueAt, moment, parts: [], passedOver: 0, nextDigestAt: next?.at };
  if (moment === undefined) return { entry: moved, failure: undefined };
  // One that comes late, after an outage, disturbs nobody's night either.
  const held = quietEnd(schedule, now);
  if (held !== undefined)
    return { entry: { ...moved, moment: undefined, nextDigestAt: held }, failure: undefined, held: true };
  try {
    const { digest, passedOver } = digestFor({ chat, schedule, moment, next }, stored, now);
    const question = digest && ramadanQuestion(chat, moment.localDate);
    const told: readonly DigestPart[] = digest === undefined ? [] : deps.render({ ...digest, question });
    const answers = answersWith(deps, news, { chat, zone: schedule.zone, at: now });
    const stories = [...news.map(({ notice }) => notice.story), ...storiesOf(digest)];
    const parts = forOutbox([...answers, ...told], { chat, schedule, stories, now });
    return { entry: { ...moved, parts, passedOver, question }, failure: undefined };
  } catch (error) {
    // One chat's fault holds up nobody else; its stories stay untold.
    return { entry: moved, failure: reason(error) };
  }
}
