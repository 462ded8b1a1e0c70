import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import { publisherTarget } from '../../src/operator/removal.ts';
import { openDatabase } from '../../src/storage/database.ts';
import type { Store } from '../../src/storage/store.ts';
import {
  addChat,
  addStory,
  claimDue,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;

async function waiting(): Promise<Store> {
  const store = testStore();
  await addStory(store, { headline: 'خبر', topics: ['iran'] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const deps = { ...store, render: renderPlainly, defaultZone: ZONE, log: listeningLog() };
  await composeDue(deps, EVENING, new AbortController().signal);
  return store;
}

const claim = (store: Store, now: number) => claimDue(store, now);

test('every commit is on the disk before anything relies on it', () => {
  const database = openDatabase(join(temporaryFolder(), 'mujaz.db'), false);
  onTestFinished(() => void database.close());
  // 2 is FULL.
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
});

test('a part that is put off waits its time, and no longer when the clock is set back meanwhile', async () => {
  const store = await waiting();
  const [part] = await claim(store, EVENING);
  const notBefore = EVENING + HOUR;
  await store.deliveries.settle(
    [{ id: part?.id ?? 0, kind: 'waiting', notBefore, reason: 'not now' }],
    EVENING,
  );
  expect(await claim(store, notBefore - 1)).toEqual([]);
  expect(await claim(store, EVENING - 5 * 24 * HOUR)).toHaveLength(1);
});

test('a part made anew since it was read is not taken for the one that was read, though it has its number', async () => {
  const store = testStore();
  for (const headline of ['افتتاح الجسر', 'وصول السفينة'])
    await addStory(store, { headline, topics: ['iran'], publishers: [headline] });
  await addChat(store, { telegramId: 1, topics: ['iran'] }, NINE);
  const compose = (now: number) =>
    composeDue(
      { ...store, render: renderPlainly, defaultZone: ZONE, log: listeningLog() },
      now,
      new AbortController().signal,
    );
  const read = () => store.deliveries.waiting(EVENING + HOUR, { limit: 9, except: [], underWay: [] });
  await compose(EVENING);
  const [before] = await read();
  if (before === undefined) throw new Error('nothing waits');
  await store.removals.remove(publisherTarget(before.message.html), () => EVENING);
  await compose(EVENING + 1_000);
  const [anew] = await read();
  if (anew === undefined) throw new Error('nothing was made anew');
  expect([anew.id, anew.chatId]).toEqual([before.id, before.chatId]);
  expect(anew.message.html).not.toBe(before.message.html);
  expect(await store.deliveries.claim([before])).toEqual(new Set());
  expect(await store.deliveries.claim([anew])).toEqual(new Set([anew.id]));
});

test('a part is settled once: what comes later for it changes nothing', async () => {
  const store = await waiting();
  const [part] = await claim(store, EVENING);
  const id = part?.id ?? 0;
  await store.deliveries.settle([{ id, kind: 'sent', messageId: 5 }], EVENING);
  await store.deliveries.settle([{ id, kind: 'waiting', notBefore: 0, reason: 'late' }], EVENING);
  await store.deliveries.settle([{ id, kind: 'unreachable', paused: 'gone', reason: 'late' }], EVENING);
  expect(await claim(store, EVENING)).toEqual([]);
  expect(await store.deliveries.counts()).toMatchObject({ sent: 1, pending: 0, cancelled: 0 });
  expect(await store.chats.byId(1)).toMatchObject({ paused: undefined });
});
