import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, type Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
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
  await db.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: NOW });
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
  const [part] = await db.deliveries.claim(NOW, { limit: 1, except: [] });
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
  const [delivery] = await db.deliveries.claim(NOW, { limit: 5, except: [] });
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
