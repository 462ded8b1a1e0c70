import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import { claimDue } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2026, 10, 23, 9);

function store(): Store {
  const opened = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => opened.close());
  return opened;
}

const PRIVATE = { kind: 'private', title: undefined } as const;

/** A chat with one part waiting that tells one story. */
async function withWaitingPart(db: Store, telegramId: number): Promise<{ chatId: number; storyId: number }> {
  await db.articles.add([newArticle({ publishedAt: NOW })], NOW);
  const [article] = await db.stories.pending(1);
  if (!article) throw new Error('nothing is pending');
  const storyId = await db.stories.write(
    {
      articleId: article.id,
      articleTopics: { main: [], side: [] },
      joinTerms: [],
      searchTerms: [],
      storyId: undefined,
      brief: { headline: 'خبر', headlineArticleId: article.id, sentences: [], before: [], differences: [] },
      topics: { main: ['iran'], side: [] },
    },
    NOW,
  );
  const chat = await db.chats.open({ telegramId, threadId: 0 }, PRIVATE, NOW);
  await db.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: NOW }, NOW);
  const moment = { at: NOW, localDate: '2026-11-23', localTime: '12:00' };
  const part = { html: 'خبر', buttons: [], storyIds: [storyId], reminderIds: [] };
  const entry = { chatId: chat.id, dueAt: NOW, moment, parts: [part], passedOver: 0, nextDigestAt: NOW + 1 };
  expect(await db.digests.create([entry], NOW)).toEqual(['stored']);
  return { chatId: chat.id, storyId };
}

test('a pause cancels what waits, and its stories are untold again', async () => {
  const db = store();
  const { chatId, storyId } = await withWaitingPart(db, 7);
  expect(await db.digests.told([chatId], 0)).toEqual(new Map([[chatId, new Set([storyId])]]));
  await db.chats.setPaused(chatId, 'reader', undefined);
  expect(await db.deliveries.counts()).toMatchObject({ pending: 0, cancelled: 1 });
  expect(await db.digests.told([chatId], 0)).toEqual(new Map());
});

test('a refusal that comes after the reader’s own stop leaves the stop as it is', async () => {
  const db = store();
  const { chatId } = await withWaitingPart(db, 7);
  const [part] = await claimDue(db, NOW, 1);
  await db.chats.setPaused(chatId, 'reader', undefined);
  const settlement = {
    id: part?.id ?? 0,
    kind: 'unreachable',
    paused: 'blocked',
    reason: 'blocked',
  } as const;
  await db.deliveries.settle([settlement], NOW);
  expect((await db.chats.byId(chatId))?.paused).toBe('reader');
  expect(await db.deliveries.counts()).toMatchObject({ sending: 0, cancelled: 1 });
});

test('a group that moves keeps its subscriptions, hours, history and what waits, also where its new number is known', async () => {
  const db = store();
  const { chatId, storyId } = await withWaitingPart(db, -7);
  await db.chats.subscribe(chatId, 'iran', NOW);
  const stranger = await db.chats.open(
    { telegramId: -1007, threadId: 0 },
    { kind: 'group', title: 'جديدة' },
    NOW + 1,
  );
  await db.chats.subscribe(stranger.id, 'egypt', NOW + 1);
  await db.chats.migrate(-7, -1007);
  expect(await db.chats.find({ telegramId: -7, threadId: 0 })).toBeUndefined();
  const moved = await db.chats.find({ telegramId: -1007, threadId: 0 });
  expect(moved).toMatchObject({ topics: ['iran', 'egypt'], nextDigestAt: NOW + 1, since: NOW });
  const id = moved?.id ?? 0;
  expect(await db.digests.told([id], 0)).toEqual(new Map([[id, new Set([storyId])]]));
  const [delivery] = await claimDue(db, NOW, 5);
  expect(delivery).toMatchObject({ telegramId: -1007, chatId: id });
});

test('an update counts once, and is forgotten when Telegram has forgotten it too', async () => {
  const db = store();
  expect(await db.chats.handled(5)).toBe(false);
  expect(await db.chats.firstTime(5, NOW)).toBe(true);
  expect(await db.chats.firstTime(5, NOW)).toBe(false);
  expect(await db.chats.handled(5)).toBe(true);
  await db.chats.firstTime(6, NOW + 49 * 3_600_000);
  expect(await db.chats.handled(5)).toBe(false);
});

describe('a group known under both its numbers', () => {
  const GROUP = { kind: 'group', title: 'ديوانية' } as const;
  const OLD = { telegramId: -7, threadId: 0 };
  const NEW = { telegramId: -1007, threadId: 0 };
  const moment = { at: NOW, localDate: '2026-11-23', localTime: '12:00' };

  async function storyOf(db: Store, headline: string): Promise<number> {
    await db.articles.add([newArticle({ title: headline, publishedAt: NOW })], NOW);
    const [article] = await db.stories.pending(1);
    if (!article) throw new Error('nothing is pending');
    const brief = { headline, headlineArticleId: article.id, sentences: [], before: [], differences: [] };
    const topics = { main: ['iran'], side: [] };
    const terms = { joinTerms: [], searchTerms: [] };
    return db.stories.write(
      { articleId: article.id, articleTopics: topics, ...terms, storyId: undefined, brief, topics },
      NOW,
    );
  }

  /** A chat with a digest of that moment, a part a story. */
  async function withDigest(
    db: Store,
    address: { readonly telegramId: number; readonly threadId: number },
    storyIds: readonly number[],
  ): Promise<number> {
    const { id } = await db.chats.open(address, GROUP, NOW);
    await db.chats.setSchedule(id, { zone: undefined, times: [], nextDigestAt: NOW }, NOW);
    const parts = storyIds.map((storyId) => ({
      html: 'خبر',
      buttons: [],
      storyIds: [storyId],
      reminderIds: [],
    }));
    const entry = { chatId: id, dueAt: NOW, moment, parts, passedOver: 0, nextDigestAt: NOW + 1 };
    expect(await db.digests.create([entry], NOW)).toEqual(['stored']);
    return id;
  }

  const settled = async (db: Store, kind: 'sent' | 'uncertain', limit: number): Promise<void> => {
    const claimed = await claimDue(db, NOW, limit);
    const outcome = (id: number) => (kind === 'sent' ? { kind, messageId: id } : { kind, reason: 'reset' });
    await db.deliveries.settle(
      claimed.map(({ id }) => ({ id, ...outcome(id) })),
      NOW,
    );
  };

  test('keeps what it was told under either, though both had a digest of one moment; what waits goes once', async () => {
    const db = store();
    const stories = [];
    for (const headline of ['سفينة', 'جسر', 'مطار', 'ميناء']) stories.push(await storyOf(db, headline));
    const [sent = 0, doubtful = 0, waiting = 0, other = 0] = stories;
    await withDigest(db, OLD, [sent, doubtful, waiting]);
    await settled(db, 'sent', 1);
    await settled(db, 'uncertain', 1);
    const id = await withDigest(db, NEW, [other]);

    await db.chats.migrate(OLD.telegramId, NEW.telegramId);

    expect(await db.digests.told([id], 0)).toEqual(new Map([[id, new Set([sent, doubtful, other])]]));
    expect((await db.digests.unconfirmed([id])).get(id)).toEqual([
      { storyId: doubtful, localDate: '2026-11-23', localTime: '12:00' },
    ]);
    const claimed = await claimDue(db, NOW);
    expect(claimed.map(({ telegramId, part }) => [telegramId, part])).toEqual([[NEW.telegramId, 1]]);
    expect(await db.deliveries.counts()).toMatchObject({ sent: 1, uncertain: 1, cancelled: 1, sending: 1 });
  });

  test('moves with all its threads', async () => {
    const db = store();
    for (const threadId of [0, 4, 9]) {
      const chat = await db.chats.open({ telegramId: -7, threadId }, GROUP, NOW);
      await db.chats.subscribe(chat.id, `topic-${threadId}`, NOW);
    }
    await db.chats.open({ telegramId: -1007, threadId: 4 }, GROUP, NOW);
    await db.chats.migrate(-7, -1007);
    expect(await db.chats.ofTelegram(-7)).toEqual([]);
    const moved = await db.chats.ofTelegram(-1007);
    expect(new Map(moved.map(({ threadId, topics }) => [threadId, topics]))).toEqual(
      new Map([
        [0, ['topic-0']],
        [4, ['topic-4']],
        [9, ['topic-9']],
      ]),
    );
  });

  test('goes on under the new number when the old one was paused as gone', async () => {
    const db = store();
    const old = await db.chats.open(OLD, GROUP, NOW - 5);
    await db.chats.setPaused(old.id, 'gone', undefined);
    const fresh = await db.chats.open(NEW, GROUP, NOW);
    await db.chats.setSchedule(
      fresh.id,
      { zone: 'Africa/Cairo', times: ['07:00'], nextDigestAt: NOW + 9 },
      NOW,
    );
    await db.chats.migrate(OLD.telegramId, NEW.telegramId);
    expect(await db.chats.find(NEW)).toMatchObject({
      paused: undefined,
      nextDigestAt: NOW + 9,
      zone: 'Africa/Cairo',
      since: NOW - 5,
    });
  });

  test('keeps its own words where the old number came back later', async () => {
    const db = store();
    const kept = await db.chats.open(NEW, GROUP, NOW);
    const plan = { zone: 'Africa/Cairo', times: ['07:00'], nextDigestAt: NOW + 9 };
    await db.chats.setSchedule(kept.id, plan, NOW);
    const late = await db.chats.open(OLD, GROUP, NOW + 5);
    await db.chats.subscribe(late.id, 'iran', NOW + 5);
    await db.chats.migrate(OLD.telegramId, NEW.telegramId);
    expect(await db.chats.find(NEW)).toMatchObject({ ...plan, since: NOW, topics: ['iran'] });
    expect(await db.chats.movedTo(OLD.telegramId)).toBe(NEW.telegramId);
    expect(await db.chats.movedTo(NEW.telegramId)).toBeUndefined();
  });

  test('stays paused when its reader stopped it and nobody began it anew', async () => {
    const db = store();
    const old = await db.chats.open(OLD, GROUP, NOW);
    await db.chats.setPaused(old.id, 'reader', undefined);
    await db.chats.open(NEW, GROUP, NOW);
    await db.chats.migrate(OLD.telegramId, NEW.telegramId);
    expect(await db.chats.find(NEW)).toMatchObject({ paused: 'reader', nextDigestAt: undefined });
  });
});

test('who sets up which channels is kept, with whether they know of it, and goes with the channel', async () => {
  const db = store();
  const channel = { kind: 'channel', title: 'قناة الوادي' } as const;
  const first = await db.chats.open({ telegramId: -1001, threadId: 0 }, channel, NOW);
  const second = await db.chats.open({ telegramId: -1002, threadId: 0 }, channel, NOW);
  expect(first.settings).toMatchObject({ silent: 'night', hashtags: true });
  await db.chats.keep(first.id, 7, false);
  await db.chats.keep(second.id, 7, true);
  await db.chats.keep(second.id, 8, false);
  const kept = async (person: number) =>
    (await db.chats.keptBy(person)).map(({ chat, told }) => [chat.id, told]);
  expect(await kept(7)).toEqual([
    [second.id, true],
    [first.id, false],
  ]);
  await db.chats.keep(first.id, 7, true);
  await db.chats.keep(first.id, 7, false);
  await db.chats.unkeep(second.id, 7);
  expect(await kept(7)).toEqual([[first.id, true]]);
  expect(await kept(8)).toEqual([[second.id, false]]);
});

test('what a chat follows is numbered, muted and named, and a number that is gone is no other’s', async () => {
  const db = store();
  const chat = await db.chats.open({ telegramId: 7, threadId: 0 }, PRIVATE, NOW);
  const other = await db.chats.open({ telegramId: 8, threadId: 0 }, PRIVATE, NOW);
  const own = { words: 'سد النهضة', name: 'سد النهضة' };
  expect(await db.chats.subscribe(chat.id, '=سد النهضه', NOW, own)).toBe(true);
  expect(await db.chats.subscribe(chat.id, '=سد النهضه', NOW, { ...own, name: 'السد' })).toBe(false);
  await db.chats.subscribe(chat.id, 'iran', NOW);
  await db.chats.subscribe(other.id, 'iran', NOW);
  const [dam, iran] = await db.chats.subscriptions(chat.id);
  expect([dam, iran]).toEqual([
    { id: dam?.id, topic: '=سد النهضه', words: 'سد النهضة', muted: false },
    { id: iran?.id, topic: 'iran', words: undefined, muted: false },
  ]);
  expect(await db.chats.byId(chat.id)).toMatchObject({
    topics: ['=سد النهضه', 'iran'],
    muted: [],
    names: new Map([['=سد النهضه', 'سد النهضة']]),
  });

  expect(await db.chats.changeSubscription(chat.id, 'iran', { muted: true })).toBe(true);
  expect(await db.chats.changeSubscription(chat.id, '=سد النهضه', { name: 'السد' })).toBe(true);
  expect(await db.chats.changeSubscription(chat.id, 'egypt', { muted: true })).toBe(false);
  expect(await db.chats.byId(chat.id)).toMatchObject({
    muted: ['iran'],
    names: new Map([['=سد النهضه', 'السد']]),
  });
  expect((await db.chats.byId(other.id))?.muted).toEqual([]);

  const numbers = (await db.chats.subscriptions(other.id)).map(({ id }) => id);
  await db.chats.unsubscribe(other.id, 'iran');
  await db.chats.subscribe(other.id, 'egypt', NOW);
  expect((await db.chats.subscriptions(other.id)).map(({ id }) => id)).not.toEqual(numbers);
});

test('a group that moves keeps what is muted, and what its own words are called', async () => {
  const db = store();
  const group = await db.chats.open({ telegramId: -7, threadId: 0 }, { kind: 'group', title: 'عائلة' }, NOW);
  await db.chats.subscribe(group.id, '=قطن', NOW, { words: 'قطن', name: 'قطن' });
  await db.chats.changeSubscription(group.id, '=قطن', { muted: true, name: 'القطن' });
  await db.chats.open({ telegramId: -1007, threadId: 0 }, { kind: 'group', title: 'عائلة' }, NOW + 1);
  await db.chats.migrate(-7, -1007);
  expect(await db.chats.find({ telegramId: -1007, threadId: 0 })).toMatchObject({
    topics: ['=قطن'],
    muted: ['=قطن'],
    names: new Map([['=قطن', 'القطن']]),
  });
});
