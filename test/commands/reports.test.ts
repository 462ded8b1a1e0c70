/** `reports`: what readers reported, as lines of JSON. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mujaz } from '../support/command.ts';
import { addChat, NINE, testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('each report is a line with the story as the reader saw it, the newest first', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = testStore(path);
  const { id } = await addChat(store, { telegramId: 42 }, NINE);
  const seen = {
    storyId: 3,
    headline: 'افتتاح جسر المرفأ',
    sentences: ['افتتح الوزير الجسر.'],
    articles: [
      { publisher: 'صحيفة الميناء', title: 'الجسر', url: 'https://example.org/1', published: undefined },
    ],
  };
  await store.reports.add(id, { ...seen, reason: 'wrong' }, NINE);
  await store.reports.add(id, { ...seen, reason: 'repeated' }, NINE + 1_000);
  await store.privacy.forget(id);
  const json = await mujaz(['reports', '--json'], { DATABASE_PATH: path });
  expect(json).toMatchObject({ status: 0, err: '' });
  expect(json.lines).toEqual([
    {
      report: 2,
      at: '2026-11-23T06:00:01.000Z',
      reason: 'repeated',
      story: 3,
      headline: 'افتتاح جسر المرفأ',
      sentences: ['افتتح الوزير الجسر.'],
      articles: [
        { publisher: 'صحيفة الميناء', title: 'الجسر', url: 'https://example.org/1', published: null },
      ],
      chat: null,
    },
    expect.objectContaining({ report: 1, reason: 'wrong' }),
  ]);
  const { out } = await mujaz(['reports'], { DATABASE_PATH: path });
  expect(out.split('\n')[1]).toBe(
    '2026-11-23T06:00:00.000Z  wrong     story 3  افتتاح جسر المرفأ  (صحيفة الميناء)',
  );
});
