/** The whole line: outlets' feeds and pages in, the strict Bot API out, with a restart in the middle. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type App, openApp } from '../src/commands/app.ts';
import { type Config, readConfig } from '../src/config.ts';
import { log } from '../src/log.ts';
import { readSourcesFile } from '../src/news/sources-file.ts';
import type { BotApi } from '../src/playground/bot-api.ts';
import { openStore, type Store } from '../src/storage/store.ts';
import { runPolling } from '../src/telegram/polling.ts';
import { type Clock, createClock, nextBotMessage, startTestApi, TEST_TOKEN } from './support/bot-api.ts';
import { startOutlets } from './support/outlets.ts';
import { temporaryFolder } from './support/temporary.ts';

type Running = {
  readonly store: Store;
  readonly run: (job: string) => Promise<void>;
  /** As SIGTERM does it. */
  readonly stop: () => Promise<void>;
};

/** One process's worth of bot; its jobs run when told to. */
async function boot(config: Config, api: BotApi, clock: Clock): Promise<Running> {
  const stop = new AbortController();
  const store = openStore(config.DATABASE_PATH);
  await store.sources.sync(await readSourcesFile(config.SOURCES_FILE), clock.now());
  const app: App = openApp(config, {
    store,
    token: TEST_TOKEN,
    apiRoot: api.url,
    now: clock.now,
    signal: stop.signal,
    database: config.DATABASE_PATH,
    poke: () => {},
  });
  let ready: (name: string) => void = () => {};
  const listening = new Promise<string>((resolve) => {
    ready = resolve;
  });
  const polling = runPolling(app.bot, { signal: stop.signal, log, now: () => Date.now(), onReady: ready });
  app.named(await listening);
  let stopped: Promise<void> | undefined;
  const end = async () => {
    stop.abort();
    await polling;
    await app.close();
    store.close();
  };
  const running: Running = {
    store,
    run: async (job) => app.jobs.find(({ name }) => name === job)?.run(stop.signal),
    stop: () => {
      stopped ??= end();
      return stopped;
    },
  };
  onTestFinished(running.stop);
  return running;
}

test('from two outlets to one digest, told once, across a restart', async () => {
  const clock = createClock(Date.UTC(2026, 10, 23, 9));
  const folder = temporaryFolder();
  const outlets = await startOutlets(clock.now);
  const api = await startTestApi({ now: clock.now });
  onTestFinished(api.close);
  const sourcesFile = join(folder, 'sources.json');
  const source = (id: string, publisher: string) => ({
    id,
    kind: 'feed',
    url: `${outlets.url}/${id}/feed`,
    publisher,
  });
  writeFileSync(
    sourcesFile,
    JSON.stringify([source('harbour', 'صحيفة المرفأ'), source('horizon', 'قناة الأفق')]),
  );
  const config = readConfig({
    DATABASE_PATH: join(folder, 'mujaz.db'),
    SOURCES_FILE: sourcesFile,
    ALLOW_PRIVATE_HOSTS: '127.0.0.1',
  });
  const reader = api.addUser({ firstName: 'ليلى', started: true });
  const ask = async (text: string): Promise<string> => {
    // Nobody types faster.
    clock.advance(1_000);
    const answer = nextBotMessage(api, reader);
    api.say({ chatId: reader, from: reader, text });
    return (await answer).text;
  };

  const first = await boot(config, api, clock);
  // New sources are not all visited in the first minute, and an unchanged one is asked again with its validators.
  clock.advance(60 * 60_000);
  await first.run('ingest');
  await first.run('summarize');
  expect(outlets.asked).toContain('/harbour/tehran-water');

  const latest = await ask('/latest');
  expect(latest).toContain('ترام الرمل');
  for (const furniture of ['مطاعم', 'كلمات دلالية', 'واتساب', 'عاجل', 'utm_source'])
    expect(latest).not.toContain(furniture);

  // Both outlets tell of one conference: one story with both names.
  const iran = await ask('/topic iran');
  expect(iran).toContain('مصدران');
  expect(iran).toContain('صحيفة المرفأ');
  expect(iran).toContain('قناة الأفق');
  expect(iran).not.toContain('ترام');
  for (const name of ['إيران', 'ايران', 'Iran', 'آخر أخبار إيران'])
    expect(await ask(name)).toContain('أحواض الأنهار');

  await ask('/subscribe iran');
  // 10:00 UTC is 13:00 in Riyadh.
  await ask('/time 13:05');
  clock.advance(5 * 60_000);
  await first.run('compose');
  await first.stop();

  const before = api.messages(reader).length;
  const second = await boot(config, api, clock);
  const digests = () =>
    api
      .messages(reader)
      .slice(before)
      .map((message) => message.text);
  await second.run('deliver');
  expect(digests()).toHaveLength(1);
  expect(digests()[0]).toContain('أحواض الأنهار');
  expect(digests()[0]).not.toContain('ترام');

  // Ticks of the same minute and the next one, and an outlet that says nothing new.
  clock.advance(60 * 60_000);
  for (const job of ['ingest', 'summarize', 'compose', 'deliver']) await second.run(job);
  expect(digests()).toHaveLength(1);

  // The next day there is nothing new: silence, not a repetition.
  clock.advance(23 * 60 * 60_000);
  for (const job of ['compose', 'deliver']) await second.run(job);
  expect(digests()).toHaveLength(1);
  expect(await second.store.deliveries.counts()).toMatchObject({ sent: 1, pending: 0, uncertain: 0 });
});
