import { describe, expect, it } from 'vitest';
import { addChat, NINE, testStore } from '../support/outbox.ts';

const DAY = 86_400_000;
const RT = { outlet: 'rt', name: 'RT' };

describe('what chats wish', () => {
  it('is told of those chats that wish something', async () => {
    const store = testStore();
    const [one, other] = [
      await addChat(store, { telegramId: 1 }, NINE),
      await addChat(store, { telegramId: 2 }, NINE),
    ];
    expect(await store.wishes.hide(one.id, RT, NINE)).toBe(true);
    expect(await store.wishes.hide(one.id, RT, NINE)).toBe(false);
    const less = await store.wishes.lessen(one.id, { kind: 'topic', subject: 'oil', name: 'oil' }, NINE);
    expect(less).toMatchObject({ kind: 'topic', subject: 'oil', hours: 6 });
    expect(await store.wishes.of([one.id, other.id])).toEqual(
      new Map([[one.id, { hidden: [RT], lessened: [less] }]]),
    );
    expect(await store.wishes.show(other.id, 'rt')).toBe(false);
    expect(await store.wishes.show(one.id, 'rt')).toBe(true);
    expect(await store.wishes.restore(other.id, less.id)).toBeUndefined();
    expect(await store.wishes.restore(one.id, less.id)).toEqual(less);
    expect(await store.wishes.of([one.id, other.id])).toEqual(new Map());
  });

  it('moves with a group that becomes a supergroup, also where both were written to', async () => {
    const store = testStore();
    const [old, fresh] = [
      await addChat(store, { telegramId: -1 }, NINE),
      await addChat(store, { telegramId: -100 }, NINE),
    ];
    await store.wishes.hide(old.id, RT, NINE);
    await store.wishes.lessen(old.id, { kind: 'kind', subject: 'report', name: 'report' }, NINE);
    await store.chats.migrate(-1, -100);
    expect((await store.wishes.of([fresh.id])).get(fresh.id)).toMatchObject({
      hidden: [RT],
      lessened: [{ subject: 'report' }],
    });
  });
});

describe('reports', () => {
  const report = (storyId: number) =>
    ({ storyId, reason: 'wrong', headline: 'خبر', sentences: ['قيل كذا.'], articles: [] }) as const;

  it('are taken once for a story and reason, twenty of a chat a day', async () => {
    const store = testStore();
    const { id } = await addChat(store, { telegramId: 1 }, NINE);
    for (let story = 1; story <= 20; story += 1)
      expect(await store.reports.add(id, report(story), NINE + story)).toBe('taken');
    expect(await store.reports.add(id, report(1), NINE + 50)).toBe('repeated');
    expect(await store.reports.add(id, report(21), NINE + 50)).toBe('full');
    const other = await addChat(store, { telegramId: 2 }, NINE);
    expect(await store.reports.add(other.id, report(21), NINE + 50)).toBe('taken');
    expect(await store.reports.add(id, report(21), NINE + DAY + 1)).toBe('taken');
    expect((await store.reports.list()).slice(0, 2).map(({ chatId, at }) => [chatId, at])).toEqual([
      [id, NINE + DAY + 1],
      [other.id, NINE + 50],
    ]);
  });
});
