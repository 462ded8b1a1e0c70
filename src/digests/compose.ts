/** The job that makes the digests that are due, and what a chat's next one would hold. */
import { setImmediate } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { type Log, reason } from '../log.ts';
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat, ChatStore, Moment } from '../subscriptions/chat.ts';
import { latestMoment, nextMoment, quietEnd, type Schedule, scheduleOf } from '../subscriptions/due.ts';
import { isSilent, quietAhead } from '../subscriptions/quiet.ts';
import type { Wishes, WishStore } from '../subscriptions/wishes.ts';
import {
  type Candidates,
  type Choice,
  chooseStories,
  digestSizes,
  rankCandidates,
  storyLifetime,
} from './choose.ts';
import type {
  Digest,
  DigestEntry,
  DigestPart,
  DigestStore,
  OutboxPart,
  Reminder,
  RenderDigest,
  Unconfirmed,
} from './digest.ts';
import { writtenFacts } from './facts.ts';
import { type FollowUp, followUpsOf } from './follow-up.ts';
import type { Addressee, RenderNotice } from './notice.ts';
import { lookUpWords } from './own-words.ts';
import { ramadanQuestion } from './ramadan.ts';

/** Chats in one transaction; between two of them others have their turn. */
const BATCH = 100;
/** Digests made without a pause: a few milliseconds' work. */
const AT_A_TIME = 10;
/** By how much a zone's law may shift a moment after it was planned. */
const LAW_MS = 3 * 3_600_000;

/** What choosing a digest works with. */
export type PreviewDeps = {
  readonly stories: Pick<StoryStore, 'recent' | 'byIds' | 'articlesHolding' | 'termsLike'>;
  readonly digests: DigestStore;
  readonly wishes: Pick<WishStore, 'of'>;
  /** IANA zone of chats that chose none. */
  readonly defaultZone: string;
};

/** What the compose job works with. */
export type ComposeDeps = PreviewDeps & {
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
    const facts = await factsOf(deps, due, candidates);
    const news = await newsFor(deps, due, facts);
    const entries: DigestEntry[] = [];
    const held = new Set<DigestEntry>();
    for (const [index, chat] of due.entries()) {
      if (chat.nextDigestAt === undefined) continue;
      if (index % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
      const made = entryFor(
        deps,
        { chat, dueAt: chat.nextDigestAt, facts, news: news.get(chat.id) ?? [] },
        now,
      );
      if (made.failure !== undefined) {
        total.failed += 1;
        if (failure === '') log.error(`a digest could not be made: ${made.failure}`, { chat: chat.id });
        failure = made.failure;
      }
      entries.push(made.entry);
      if (made.held === true) held.add(made.entry);
    }
    const written = await digests.create(entries, now);
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

/**
 * What the chat's next digest would hold if it came at `now` (epoch ms); undefined when there is nothing to tell.
 * Spends nothing: nothing is told by it.
 */
export async function previewDigest(deps: PreviewDeps, chat: Chat, now: number): Promise<Digest | undefined> {
  const facts = await factsOf(deps, [chat], await candidatesFor(deps, now));
  const schedule = scheduleOf(chat, deps.defaultZone);
  const moment = nextMoment(schedule, now) ?? momentAt(schedule.zone, now);
  return digestFor({ chat, schedule, moment, next: nextMoment(schedule, moment.at) }, facts, now).digest;
}

/**
 * The chat's first digest, as it is at `now` (epoch ms) whatever its hours; `tell` puts it into the outbox, and resolves to whether it
 * is there: a story of it may have been taken out meanwhile. undefined where there is nothing to tell, for a paused chat,
 * and for one that had a digest before.
 */
export async function firstDigest(
  deps: PreviewDeps & Pick<ComposeDeps, 'render'>,
  chat: Chat,
  now: number,
): Promise<{ readonly tell: () => Promise<boolean> } | undefined> {
  const { digests } = deps;
  if (chat.paused !== undefined || (await digests.last(chat.id)) !== undefined) return undefined;
  const facts = await factsOf(deps, [chat], await candidatesFor(deps, now));
  const schedule = scheduleOf(chat, deps.defaultZone);
  const moment = momentAt(schedule.zone, now);
  const { digest } = digestFor({ chat, schedule, moment, next: nextMoment(schedule, now) }, facts, now);
  if (digest === undefined) return undefined;
  const { nextDigestAt } = chat;
  const parts = forOutbox(deps.render(digest), { chat, schedule, stories: storiesOf(digest), now });
  const entry = { chatId: chat.id, dueAt: nextDigestAt, moment, parts, passedOver: 0, nextDigestAt };
  return { tell: async () => (await digests.create([entry], now))[0] === 'stored' };
}

async function candidatesFor(deps: PreviewDeps, now: number): Promise<Candidates> {
  return rankCandidates(await deps.stories.recent(now - storyLifetime), now);
}

/** What is stored about these chats and bears on their digests. */
type Facts = {
  readonly candidates: Candidates;
  readonly told: ReadonlyMap<number, ReadonlySet<number>>;
  readonly unconfirmed: ReadonlyMap<number, readonly Unconfirmed[]>;
  readonly wishes: ReadonlyMap<number, Wishes>;
  /** The stories of `unconfirmed`. */
  readonly stories: ReadonlyMap<number, Story>;
};

async function factsOf(deps: PreviewDeps, chats: readonly Chat[], candidates: Candidates): Promise<Facts> {
  await lookUpWords(deps.stories, candidates, chats);
  const ids = chats.map(({ id }) => id);
  const oldest = candidates.ranked.reduce((least, { story }) => Math.min(least, story.id), Infinity);
  const told = oldest === Infinity ? new Map() : await deps.digests.told(ids, oldest);
  const unconfirmed = await deps.digests.unconfirmed(ids);
  const wanted = new Set([...unconfirmed.values()].flatMap((list) => list.map(({ storyId }) => storyId)));
  const stories = wanted.size === 0 ? [] : await deps.stories.byIds([...wanted]);
  const wishes = await deps.wishes.of(ids);
  return {
    candidates,
    told,
    unconfirmed,
    wishes,
    stories: new Map(stories.map((story) => [story.id, story])),
  };
}

/** What is news about stories that these chats were told. */
async function newsFor(
  deps: ComposeDeps,
  chats: readonly Chat[],
  facts: Facts,
): Promise<ReadonlyMap<number, readonly FollowUp[]>> {
  return deps.renderNotice === undefined ? new Map() : followUpsOf(deps.digests, chats, facts);
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

/** Parts with what the outbox wants to know of them; `now` is epoch ms. */
function forOutbox(
  parts: readonly OutboxPart[],
  {
    chat,
    schedule,
    stories,
    now,
  }: {
    readonly chat: Chat;
    readonly schedule: Schedule;
    readonly stories: readonly Story[];
    readonly now: number;
  },
): readonly OutboxPart[] {
  const silent = isSilent(chat.settings.silent, schedule.zone, now);
  const quiet = quietAhead(schedule, now);
  const facts = new Map(stories.map((story) => [story.id, writtenFacts(story)]));
  return parts.map((part) => ({ ...part, silent, quiet, facts }));
}

function storiesOf(digest: Digest | undefined): readonly Story[] {
  return digest?.items.map(({ story }) => story) ?? [];
}

/** What a chat without moments of its own is shown: its digest as it would be now. */
function momentAt(zone: string, now: number): Moment {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  return {
    at: now,
    localDate: local.toPlainDate().toString(),
    localTime: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
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
    facts,
    news,
  }: {
    readonly chat: Chat;
    readonly dueAt: number;
    readonly facts: Facts;
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
    const { digest, passedOver } = digestFor({ chat, schedule, moment, next }, facts, now);
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

type When = {
  readonly chat: Chat;
  readonly schedule: Schedule;
  readonly moment: Moment;
  readonly next: Moment | undefined;
};

function digestFor(
  { chat, schedule, moment, next }: When,
  { candidates, told, unconfirmed, wishes, stories }: Facts,
  now: number,
): Pick<Choice, 'passedOver'> & { readonly digest: Digest | undefined } {
  const { items, passedOver } = chooseStories({
    chat,
    told: told.get(chat.id) ?? new Set(),
    candidates,
    now,
    nextAt: next?.at,
    size: digestSizes[chat.settings.preset],
    wishes: wishes.get(chat.id),
  });
  const reminders = (unconfirmed.get(chat.id) ?? []).flatMap(({ storyId, ...digest }): Reminder[] => {
    const story = stories.get(storyId);
    return story === undefined ? [] : [{ story, digest }];
  });
  if (items.length === 0 && reminders.length === 0) return { passedOver, digest: undefined };
  return { passedOver, digest: { chat, zone: schedule.zone, moment, items, reminders, next } };
}
