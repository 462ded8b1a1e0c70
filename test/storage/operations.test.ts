import { expect, test } from 'vitest';
import { newArticle } from '../support/articles.ts';
import { addChat, addStory, claimDue, HOUR, NINE, testStore } from '../support/outbox.ts';

test('a snapshot counts what waits and since when, and tells nothing of what does not', async () => {
  const store = testStore();
  expect(await store.operations.snapshot(NINE)).toEqual({
    sources: [],
    articles: { waiting: 0, since: undefined },
    digests: { late: 0, since: undefined },
    parts: { waiting: 0, since: undefined },
    settledAt: undefined,
    chats: { all: 0, active: 0 },
    databaseBytes: expect.any(Number),
  });
  const storyId = await addStory(store, { headline: 'خبر من الميناء' });
  // Put back for another brief: it waits, but not for its first.
  await store.stories.reopenAll();
  expect((await store.operations.snapshot(NINE)).articles).toEqual({ waiting: 1, since: undefined });
  await store.articles.add([newArticle({ publishedAt: NINE - 9 * HOUR })], NINE - HOUR);
  await store.articles.add([newArticle()], NINE);
  const due = await addChat(store, { telegramId: 1 }, NINE - 3 * HOUR);
  const paused = await addChat(store, { telegramId: 2 }, NINE - 3 * HOUR);
  await store.chats.setPaused(paused.id, 'reader', undefined);
  await addChat(store, { telegramId: 3 }, NINE);
  expect(await store.operations.snapshot(NINE)).toMatchObject({
    articles: { waiting: 3, since: NINE - HOUR },
    digests: { late: 1, since: due.nextDigestAt },
    chats: { all: 3, active: 2 },
  });
  const moment = { at: NINE - HOUR, localDate: '2026-11-23', localTime: '08:00' };
  const part = { html: 'خبر', buttons: [], storyIds: [storyId], reminderIds: [] };
  await store.digests.create(
    [
      {
        chatId: due.id,
        dueAt: due.nextDigestAt ?? 0,
        moment,
        parts: [part, part],
        passedOver: 0,
        nextDigestAt: NINE + HOUR,
      },
    ],
    NINE,
  );
  const [claimed] = await claimDue(store, NINE);
  expect((await store.operations.snapshot(NINE)).parts).toEqual({ waiting: 2, since: NINE - HOUR });
  await store.deliveries.settle([{ id: claimed?.id ?? 0, kind: 'sent', messageId: 1 }], NINE + 5);
  expect(await store.operations.snapshot(NINE)).toMatchObject({
    digests: { late: 0 },
    parts: { waiting: 1, since: NINE - HOUR },
    settledAt: NINE + 5,
  });
  expect(await store.operations.sends(NINE, NINE + 5)).toMatchObject({ sent: 1 });
  expect(await store.operations.sends(NINE + 5, NINE + 9)).toMatchObject({ sent: 0 });
});
