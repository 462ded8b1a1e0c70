/** `start`: the bot and its jobs until SIGTERM; without a token, the playground. */
import { randomBytes } from 'node:crypto';
import { join, parse } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import { CannotListen } from '../listen.ts';
import { log, reason } from '../log.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import type { MovableClock } from '../playground/clock.ts';
import type { Playground } from '../playground/server.ts';
import { isCron, type Job, type Schedule, startSchedule } from '../schedule.ts';
import { holdStart, openStore, StorageError } from '../storage/store.ts';
import { BotRefused } from '../telegram/refused.ts';
import { watchOperations } from './operations.ts';
import { openOutbox } from './outbox.ts';
import { type Route, serveRoute, startWeb } from './web.ts';

/** What is in hand at SIGTERM has this long: the deliver job takes 8 s of it at most. */
const GRACE_MS = 9_500;

/** Exit code where another bot has the database or the token: who restarts it would only do so for ever. */
const TAKEN = 3;

const NOTICE = 'على هذا الجهاز وحده. ما كُتب عليه «عيّنة» كتبناه نحن للتجربة، وليس خبرًا حقيقيًا.';

/** Where the bot talks: Telegram, or the playground on this machine. */
type Place = {
  readonly token: string;
  readonly apiRoot: string;
  readonly database: string;
  readonly playground: (Playground & { readonly clock: MovableClock }) | undefined;
  /** Epoch ms: the machine's clock, or the one that the playground's page moves. */
  readonly now: () => number;
};

/** What the playground serves besides, and what is done when its clock was moved; filled in as the bot is wired. */
type Wiring = { readonly routes: Route[]; moved: () => Promise<void> };

async function placeOf(config: Config, wiring: Wiring): Promise<Place> {
  if (config.BOT_TOKEN !== undefined) {
    const apiRoot = config.TELEGRAM_API_ROOT.replace(/\/+$/, '');
    const { BOT_TOKEN: token, DATABASE_PATH: database } = config;
    return { token, apiRoot, database, playground: undefined, now: () => Date.now() };
  }
  if (config.WEBHOOK_URL !== undefined)
    throw new ConfigError('WEBHOOK_URL needs a BOT_TOKEN: correct it in .env or the environment.');
  if (process.env.NODE_ENV === 'production') {
    throw new ConfigError(
      'BOT_TOKEN is not set: put the token that @BotFather gave into .env or the environment.',
    );
  }
  const { createMovableClock } = await import('../playground/clock.ts');
  const { startPlayground } = await import('../playground/server.ts');
  // Made anew at each start: nobody else on this machine knows it.
  const token = `1:${randomBytes(24).toString('base64url')}`;
  const clock = createMovableClock();
  const playground = await startPlayground({
    host: config.HOST,
    port: config.PORT,
    token,
    about: { notice: NOTICE, zone: config.DEFAULT_TIMEZONE },
    clock,
    onMoved: () => wiring.moved(),
    beside: (request, response) => serveRoute(wiring.routes, request, response),
  });
  // Samples never reach a real chat: they have a database of their own.
  const { dir, name, ext } = parse(config.DATABASE_PATH);
  const database = join(dir, `${name}.playground${ext}`);
  return { token, apiRoot: playground.url, database, playground: { ...playground, clock }, now: clock.now };
}

function refusal(error: unknown): string {
  if (error instanceof BotRefused) {
    switch (error.kind) {
      case 'token':
        return 'Telegram refuses the token: correct BOT_TOKEN (ask @BotFather for a new one if it was revoked).';
      case 'poller':
        return 'another process polls with this token: stop it, or give this one a bot of its own.';
      case 'webhook':
        return `Telegram refuses the webhook: correct WEBHOOK_URL (${reason(error)}).`;
    }
  }
  return reason(error);
}

function isTaken(error: unknown): boolean {
  return error instanceof BotRefused
    ? error.kind === 'poller'
    : error instanceof StorageError && error.served;
}

/** Runs until a signal ends it or Telegram refuses the bot; then finishes what is in hand within 10 s and ends the process. */
export async function start(config: Config): Promise<void> {
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) return;
    stop.abort();
    setTimeout(() => {
      log.error(`what was in hand did not end within ${GRACE_MS / 1000} s: it ends here`);
      process.exit(1);
    }, GRACE_MS).unref();
  };
  // A terminal's Ctrl-C reaches the process twice under npm: once more must not kill what is finishing.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);
  const closers: (() => Promise<void> | void)[] = [];
  let failure: unknown;
  try {
    const fail = (error: unknown) => {
      failure ??= error;
      end();
    };
    await run(config, { signal: stop.signal, fail, closers });
    if (failure !== undefined) throw failure;
  } catch (error) {
    log.error(refusal(error));
    process.exitCode = isTaken(error) ? TAKEN : 1;
  } finally {
    end();
    for (const close of closers.reverse()) await close();
  }
  // All is written and closed; an answer that some server still owes us keeps nothing open.
  process.exit();
}

type Run = {
  readonly signal: AbortSignal;
  /** Ends the bot because going on would do harm. */
  readonly fail: (error: unknown) => void;
  /** What is to be closed at the end, the last one first. */
  readonly closers: (() => Promise<void> | void)[];
};

/** Opens what is needed and polls until `signal` aborts. */
async function run(config: Config, { signal, fail, closers }: Run): Promise<void> {
  if (!isCron(config.INGEST_CRON)) {
    throw new ConfigError(
      'INGEST_CRON must be a cron expression such as */5 * * * *: correct it in .env or the environment.',
    );
  }
  const sources = await readSourcesFile(config.SOURCES_FILE);
  const wiring: Wiring = { routes: [], moved: async () => undefined };
  const { routes } = wiring;
  const place = await placeOf(config, wiring);
  const { now } = place;
  closers.push(async () => place.playground?.close());
  const lock = holdStart(place.database);
  closers.push(() => lock.release());
  let damage: unknown;
  const onDamage = (error: unknown): void => {
    damage ??= error;
    fail(error);
  };
  const store = openStore(place.database, { checked: true, onDamage });
  closers.push(() => store.close());
  // A clock that was moved on goes on from there: to its database what it was set back to would be long ago.
  place.playground?.clock.advance(((await store.operations.latest()) ?? 0) - now());
  const startedAt = now();
  await store.sources.sync(sources, now());
  const { database, token, apiRoot } = place;
  const schedules: Schedule[] = [];
  const begin = (jobs: readonly Job[]): void => {
    const schedule = startSchedule(jobs, log);
    schedules.push(schedule);
    closers.push(() => schedule.stop());
    signal.addEventListener('abort', () => void schedule.stop(), { once: true });
  };
  const poke = (job: string): void => {
    for (const schedule of schedules) schedule.poke(job);
  };
  const operations = watchOperations({ store, database, now, log });
  const outbox = openOutbox(config, { store, database, token, apiRoot, now });
  closers.push(() => outbox.close());
  // What waits is sent while the rest of the program is read.
  begin([operations.watched(outbox.job)]);
  poke(outbox.job.name);

  const samples = place.playground ? await import('./samples.ts') : undefined;
  await samples?.addSamples(store, { now: now(), startedAt });
  const { openApp } = await import('./app.ts');
  const app = openApp(config, {
    ...{ store, database, token, apiRoot, now, signal, poke },
    begun: { outbox, operations },
  });
  closers.push(() => app.close());
  closers.push(async () => {
    if (damage !== undefined) await app.lastWords(damage);
  });
  // Samples are dated from now: a playground that stays up keeps them fresh.
  const renew: readonly Job[] = samples
    ? [
        {
          name: 'samples',
          cron: '0 * * * *',
          run: () => samples.addSamples(store, { now: now(), startedAt }),
        },
      ]
    : [];
  // Told to stop, or found damaged, while the program was read.
  if (signal.aborted) return;
  begin([...app.jobs, ...renew]);
  for (const job of app.jobs) poke(job.name);
  // What came to be due is sent with the news of its time.
  wiring.moved = async () => {
    await samples?.addSamples(store, { now: now(), startedAt });
    poke('summarize');
    await samples?.summarized(store, signal);
    for (const job of app.jobs) poke(job.name);
  };

  const onReady = (username: string) => {
    app.named(username);
    if (place.playground === undefined) log.info(`@${username} is listening`, { sources: sources.length });
    else log.info(`no BOT_TOKEN: playground at ${place.playground.url}`, { database: place.database });
  };
  routes.push(app.health);
  const { WEBHOOK_URL: url, WEBHOOK_SECRET: secret } = config;
  if (url === undefined || secret === undefined) {
    if (place.playground === undefined) closers.push(await serveHealth(config, routes));
    const { runPolling } = await import('../telegram/polling.ts');
    await runPolling(app.bot, { signal, log, now, onReady });
    return;
  }
  let health = '';
  const { openWebhook } = await import('../telegram/webhook.ts');
  const webhook = openWebhook(app.bot, {
    url,
    secret,
    signal,
    log,
    onReady: (username) => {
      onReady(username);
      log.info(`health at ${health}`);
    },
  });
  routes.push({ method: 'POST', path: webhook.path, answer: webhook.take });
  const web = await startWeb({ host: config.HOST, port: config.PORT, routes });
  closers.push(() => web.close());
  health = `${web.url}/health`;
  await webhook.run();
}

/** Serves what polling does not need: news go out also where the port is another's. Returns how it ends. */
async function serveHealth(config: Config, routes: readonly Route[]): Promise<() => Promise<void>> {
  try {
    const web = await startWeb({ host: config.HOST, port: config.PORT, routes });
    log.info(`health at ${web.url}/health`);
    return () => web.close();
  } catch (error) {
    if (!(error instanceof CannotListen)) throw error;
    log.warn(`no health answer: ${error.message}`);
    return async () => undefined;
  }
}
