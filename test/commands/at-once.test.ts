/** Breaking news in the running bot: from what was read to the chat, by its jobs alone. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openApp } from '../../src/commands/app.ts';
import { readConfig } from '../../src/config.ts';
import { openStore } from '../../src/storage/store.ts';
import { BLAST, MINUTE, NOON } from '../digests/newsroom.ts';
import { newArticle } from '../support/articles.ts';
import { startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('what was read and breaks is sent as soon as it is summarised, by jobs that wake one another', async () => {
  const clock = { now: NOON };
  const api = await startTestApi({ now: () => clock.now });
  const database = join(temporaryFolder(), 'mujaz.db');
  const store = openStore(database);
  const poked: string[] = [];
  const app = openApp(readConfig({ DATABASE_PATH: database }), {
    store,
    database,
    token: TEST_TOKEN,
    apiRoot: api.url,
    now: () => clock.now,
    signal: new AbortController().signal,
    poke: (job) => poked.push(job),
  });
  onTestFinished(async () => {
    await app.close();
    await api.close();
    store.close();
  });
  const running = new AbortController().signal;
  const run = async (name: string): Promise<void> => {
    const job = app.jobs.find((one) => one.name === name);
    if (job === undefined) throw new Error(`there is no job ${name}`);
    await job.run(running);
  };
  const reader = api.addUser({ firstName: 'سلمى', started: true });
  const chat = await store.chats.open(
    { telegramId: reader, threadId: 0 },
    { kind: 'private', title: undefined },
    NOON,
  );
  await store.chats.setSettings(chat.id, { breaking: 'two' });

  await run('breaking');
  expect(poked).toEqual([]);
  await store.articles.add(
    BLAST.map((article) => newArticle({ ...article, publishedAt: NOON })),
    NOON,
  );
  await run('summarize');
  expect(poked).toContain('breaking');
  await run('breaking');
  expect(poked).toContain('deliver');
  await run('deliver');
  expect(api.messages(reader).map(({ text }) => text)).toEqual([expect.stringContaining('خبر عاجل: ')]);

  poked.length = 0;
  clock.now += MINUTE;
  await run('breaking');
  await run('deliver');
  expect(poked).toEqual([]);
  expect(api.messages(reader)).toHaveLength(1);
});
