/** The job that sends at once what does not wait for a digest: breaking news, what is new about it, and denials of what was told. */
import { setImmediate } from 'node:timers/promises';
import { HOUR } from '../durations.ts';
import type { Story, StoryStore } from '../stories/story.ts';
import type { Chat, ChatStore } from '../subscriptions/chat.ts';
import { aloneOn } from './alone.ts';
import { type Announced, isReachable } from './announce.ts';
import { type BreakDeps, breakTo, levelOf, prepareBreaking } from './break-to.ts';
import { breakingAge, isReportedAtOnce, isYoung, mayBreak } from './breaking.ts';
import { type Denial, type DenyDeps, denialOf, denyTo, isFresh } from './deny.ts';
import type { DigestStore } from './digest.ts';
import { pressingFacts } from './facts.ts';
import { createHeld } from './held.ts';
import type { Telling } from './notice.ts';
import { type RemindDeps, remindAlone } from './remind.ts';
import { updateTo } from './update-to.ts';

/** Chats in one transaction; between two of them others have their turn. */
const BATCH = 100;
/** Stories read at once. */
const READ_AT_ONCE = 100;
/** Stories that grew longer ago are not looked at again; at the start, further back: something may have been held then, news of a story
 * until the next morning. */
const LOOK_BACK = { usual: 3 * HOUR, first: 24 * HOUR };
/** A story of fewer did not break. */
const LEAST_ARTICLES = 3;

/** What the at-once job works with. */
export type AtOnceDeps = BreakDeps &
  DenyDeps &
  RemindDeps & {
    readonly stories: Pick<StoryStore, 'grown'>;
    readonly chats: Pick<ChatStore, 'wantingBreaking' | 'byIds'>;
    readonly digests: DigestStore;
  };

/** Messages put into the outbox, messages that could not be made, and chats for which something waits until they may be disturbed. */
export type AtOnceReport = Readonly<Announced & { held: number }>;

/**
 * The job's run: looks at the stories that changed since the last one, and puts what is to be sent at once into the outbox. `now` is
 * epoch ms. Ends early when `signal` aborts: what was not looked at is looked at next time. It remembers only what need not be
 * looked at again, and what is held; what was sent is known by the outbox.
 */
export function createAtOnce(deps: AtOnceDeps): (now: number, signal: AbortSignal) => Promise<AtOnceReport> {
  const { stories, chats, digests } = deps;
  /** Each story's state when it was looked at. */
  const seen = new Map<number, string>();
  /** To whom stories went, and of how many articles they were. */
  const spread = new Map<number, { readonly level: ReturnType<typeof levelOf>; readonly articles: number }>();
  /** The facts of breaking stories that those who had been told them were told. */
  const followed = new Map<number, string>();
  /** Denials that went to those who had been told what they deny. */
  const denied = new Map<number, Denial>();
  const held = createHeld();
  let lookBack: number = LOOK_BACK.first;

  return async (now, signal) => {
    const total: Announced = { breaking: 0, update: 0, denial: 0, failed: 0 };
    const run: Run = { now, signal, total };
    const rows = await stories.grown(now - lookBack);
    const changed = rows.filter(({ id, state }) => seen.get(id) !== state);
    const breaking: Story[] = [];
    for (let at = 0; at < changed.length && !signal.aborted; at += READ_AT_ONCE) {
      const batch = changed.slice(at, at + READ_AT_ONCE).map(({ id }) => id);
      for (const story of await stories.byIds(batch)) {
        if (await breaks(story, now)) breaking.push(story);
        // One that goes to more chats now may bring news to those who had it before.
        await followUpBreaking(story, run);
        const denial = denied.has(story.id) ? undefined : await denialOf(deps, story, now);
        if (denial !== undefined) await spreadDenial(denial, run);
      }
      await setImmediate();
    }
    if (breaking.length > 0) await spreadBreaking(breaking, run);
    await release(run);
    if (!signal.aborted) await aloneOn(digests, () => remindAlone(deps, { now, total }));
    if (!signal.aborted) {
      seen.clear();
      for (const { id, state } of rows) seen.set(id, state);
      for (const memory of [spread, followed])
        for (const id of memory.keys()) if (!seen.has(id)) memory.delete(id);
      for (const [id, denial] of denied) if (!isFresh(denial, now)) denied.delete(id);
      lookBack = LOOK_BACK.usual;
    }
    return { ...total, held: held.size };
  };

  async function breaks(story: Story, now: number): Promise<boolean> {
    if (!mayBreak(story, now) || isSpread(story)) return false;
    return isReportedAtOnce(await stories.articlesOf(story.id));
  }

  /** Whether it went to all it goes to. What waited of a story that lost an article was taken back, and goes anew. */
  function isSpread(story: Story): boolean {
    const known = spread.get(story.id);
    if (known === undefined || story.articles.length < known.articles) return false;
    return known.level === 'all' || known.level === levelOf(story);
  }

  async function spreadBreaking(list: readonly Story[], { now, signal, total }: Run): Promise<void> {
    const breaking = await prepareBreaking(deps, list, now);
    const hold = held.holding('breaking', now);
    await toThoseWanting(signal, (page) => breakTo(deps, page, { breaking, now, total, hold }));
    if (signal.aborted) return;
    for (const story of list)
      spread.set(story.id, { level: levelOf(story), articles: story.articles.length });
  }

  /** Tell what is new about a breaking story to those who got it as such; what cannot come now comes with their next digest, or is held for
   * those who get none. */
  async function followUpBreaking(story: Story, run: Run): Promise<void> {
    const { now, total } = run;
    const hold = held.holding('updates', now);
    if (story.articles.length < LEAST_ARTICLES) return;
    const facts = pressingFacts(story);
    if (facts === '' || followed.get(story.id) === facts) return;
    if (isReportedAtOnce(await stories.articlesOf(story.id)))
      await toThoseTold([story], run, (page, tellings) =>
        updateTo(deps, page, { story, tellings, now, total, hold }),
      );
    // Its articles were read whole.
    await setImmediate();
    if (!run.signal.aborted) followed.set(story.id, facts);
  }

  async function spreadDenial(denial: Denial, run: Run): Promise<void> {
    const { now, signal, total } = run;
    // Those that are held are asked again by it.
    denied.set(denial.story.id, denial);
    const hold = held.holding('denials', now);
    let isDone = false;
    try {
      await toThoseTold(denial.told, run, (page, tellings) =>
        denyTo(deps, page, { denial, tellings, now, total, hold }),
      );
      isDone = !signal.aborted;
    } finally {
      if (!isDone) denied.delete(denial.story.id);
    }
  }

  /** Go through the chats that want breaking news. */
  async function toThoseWanting(
    signal: AbortSignal,
    each: (page: readonly Chat[]) => Promise<void>,
  ): Promise<void> {
    let after = 0;
    while (!signal.aborted) {
      const page = await chats.wantingBreaking(after, BATCH);
      await aloneOn(digests, () => each(page));
      const last = page.at(-1);
      if (last === undefined || page.length < BATCH) break;
      after = last.id;
      await setImmediate();
    }
  }

  /** Go through the chats that were told one of these stories, and may be written to. */
  async function toThoseTold(
    list: readonly Story[],
    { now, signal }: Run,
    each: (page: readonly Chat[], tellings: ReadonlyMap<number, readonly Telling[]>) => Promise<void>,
  ): Promise<void> {
    const storyIds = list.map(({ id }) => id);
    for (const storyId of storyIds) {
      let after = 0;
      while (!signal.aborted) {
        const ids = await digests.toldOf(storyId, after, BATCH);
        const page = (await chats.byIds(ids)).filter((chat) => isReachable(chat, now));
        if (page.length > 0) await aloneOn(digests, async () => each(page, await tellingsOf(page, storyIds)));
        const last = ids.at(-1);
        if (last === undefined || ids.length < BATCH) break;
        after = last;
        await setImmediate();
      }
    }
  }

  function tellingsOf(page: readonly Chat[], storyIds: readonly number[]) {
    return digests.tellings(
      page.map(({ id }) => id),
      storyIds,
    );
  }

  /** Ask again those who may be disturbed now. */
  async function release(run: Run): Promise<void> {
    const { now, signal, total } = run;
    const due = held.due(now);
    if (due.length === 0) return;
    const ids = new Set(due.flatMap((own) => [...own.breaking]));
    const young = (await stories.byIds([...ids])).filter((story) => isYoung(story, now, breakingAge.held));
    const breaking = young.length === 0 ? undefined : await prepareBreaking(deps, young, now);
    for (let from = 0; from < due.length && !signal.aborted; from += BATCH) {
      const batch = due.slice(from, from + BATCH);
      held.take(batch);
      const all = await chats.byIds(batch.map(({ chatId }) => chatId));
      const page = all.filter((chat) => isReachable(chat, now));
      /** The chats of the page for which a story of this kind waits, by the story's id. */
      const waiting = (kind: 'updates' | 'denials'): ReadonlyMap<number, readonly Chat[]> => {
        const of = new Map(batch.map((own) => [own.chatId, own[kind]]));
        const stories = new Set(batch.flatMap((own) => [...own[kind]]));
        return new Map([...stories].map((id) => [id, page.filter((chat) => of.get(chat.id)?.has(id))]));
      };
      if (breaking !== undefined) {
        const waits = new Set(batch.flatMap((own) => (own.breaking.size > 0 ? own.chatId : [])));
        // Where a digest is due as well, it tells what was held.
        const free = page.filter(({ id, nextDigestAt = Infinity }) => waits.has(id) && nextDigestAt > now);
        const hold = held.holding('breaking', now);
        await aloneOn(digests, () => breakTo(deps, free, { breaking, now, total, hold }));
      }
      for (const [id, those] of waiting('updates')) {
        const [story] = await stories.byIds([id]);
        if (story === undefined || those.length === 0) continue;
        const hold = held.holding('updates', now);
        await aloneOn(digests, async () => {
          const tellings = await tellingsOf(those, [id]);
          await updateTo(deps, those, { story, tellings, now, total, hold });
        });
      }
      for (const [id, those] of waiting('denials')) {
        const denial = denied.get(id);
        if (denial === undefined) continue;
        const told = denial.told.map((story) => story.id);
        const hold = held.holding('denials', now);
        await aloneOn(digests, async () => {
          const tellings = await tellingsOf(those, told);
          await denyTo(deps, those, { denial, tellings, now, total, hold });
        });
      }
      await setImmediate();
    }
  }
}

type Run = { readonly now: number; readonly signal: AbortSignal; readonly total: Announced };
