/** The whole playground in one process, with the sample articles and a clock that begins where one likes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../src/commands/app.ts';
import { addSamples, summarized } from '../src/commands/samples.ts';
import { readConfig } from '../src/config.ts';
import { log } from '../src/log.ts';
import { createMovableClock } from '../src/playground/clock.ts';
import { type Playground, startPlayground } from '../src/playground/server.ts';
import { startSchedule } from '../src/schedule.ts';
import { openStore } from '../src/storage/store.ts';
import { runPolling } from '../src/telegram/polling.ts';

const TOKEN = '4242:STAGE-TOKEN-of-the-playground-0000000000';

export type Stage = {
  readonly playground: Playground;
  /** Lets so many ms go by at once. */
  readonly pass: (ms: number) => void;
  /** Moves the clock on by so many ms, brings the samples of that time and does what is due. */
  readonly move: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens the stage at this time (epoch ms), on a free port and a database that goes when it closes. */
export async function openStage(startedAt: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-stage-'));
  const database = join(folder, 'stage.db');
  const clock = createMovableClock(startedAt);
  // No outlet is asked.
  const sources = join(folder, 'sources.json');
  writeFileSync(sources, '[]');
  const config = readConfig({ DATABASE_PATH: database, SOURCES_FILE: sources });
  const playground = await startPlayground({
    host: '127.0.0.1',
    port: 0,
    token: TOKEN,
    // Scripts are faster than readers.
    limits: false,
    about: {
      notice: 'ما كُتب عليه «عيّنة» كتبناه نحن للتجربة، وليس خبرًا حقيقيًا.',
      zone: config.DEFAULT_TIMEZONE,
    },
    clock,
    onMoved: bring,
  });
  const stop = new AbortController();
  const store = openStore(database);
  const app = openApp(config, {
    store,
    database,
    token: TOKEN,
    apiRoot: playground.url,
    now: clock.now,
    signal: stop.signal,
    poke: (job) => schedule.poke(job),
  });
  const schedule = startSchedule(app.jobs, log);

  async function bring(): Promise<void> {
    await addSamples(store, { now: clock.now(), startedAt });
    schedule.poke('summarize');
    await summarized(store, stop.signal);
    for (const { name } of app.jobs) schedule.poke(name);
  }

  const polling = runPolling(app.bot, {
    signal: stop.signal,
    log,
    now: clock.now,
    onReady: (username) => app.named(username),
  });
  await bring();

  return {
    playground,
    pass: clock.advance,
    async move(ms) {
      const moved = await fetch(`${playground.url}/playground/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ by: ms }),
      });
      if (!moved.ok) throw new Error(`the clock was not moved: ${moved.status}`);
    },
    async close() {
      stop.abort();
      await Promise.all([polling, schedule.stop()]);
      await app.close();
      await playground.close();
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
