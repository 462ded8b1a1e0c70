/** The running bot: its jobs over one store, the alerts to its operators, and the bot that answers readers. */
import type { Bot } from 'grammy';
import { summarizePending } from '../briefs/summarize.ts';
import type { Config } from '../config.ts';
import { createAtOnce } from '../digests/at-once.ts';
import { composeDue } from '../digests/compose.ts';
import type { Digest, DigestPart } from '../digests/digest.ts';
import type { Addressee, Notice } from '../digests/notice.ts';
import { firstDigest, previewDigest } from '../digests/preview.ts';
import { log } from '../log.ts';
import { type IngestReport, ingestDue } from '../news/ingest.ts';
import { type AlertDeps, type AlertMemory, tellOfDatabase, tellOperators } from '../operator/alerts.ts';
import type { Job } from '../schedule.ts';
import { aloneSummarizing, type Store } from '../storage/store.ts';
import { renderNotice } from '../telegram/at-once.ts';
import { createBot } from '../telegram/bot.ts';
import { alertText } from '../telegram/operator-words.ts';
import { renderDigest } from '../telegram/render.ts';
import { createCatchUp } from './catch-up.ts';
import { followSources } from './follow-sources.ts';
import { type OperationsWatch, watchOperations } from './operations.ts';
import { type Outbox, openOutbox, withRoom } from './outbox.ts';
import { openOutlets } from './outlets.ts';
import { createTidy } from './tidy.ts';
import type { Route } from './web.ts';

/** The bot with its jobs, wired and not yet started. */
export type App = {
  readonly bot: Bot;
  readonly jobs: readonly Job[];
  /** The bot's own name, once Telegram has told it: digests then carry a link that shares it. */
  named(username: string): void;
  /** Tells by GET /health how all fares. */
  readonly health: Route;
  /** Tells the operators that the bot ends because of this; within 3 s. */
  lastWords(error: unknown): Promise<void>;
  /** Frees the sockets and threads; the store is the caller's. */
  close(): Promise<void>;
};

/** What the bot is wired over. */
export type AppOptions = {
  readonly store: Store;
  /** What runs already; opened here when absent, and the outbox's job is then among the jobs. */
  readonly begun?: { readonly outbox: Outbox; readonly operations: OperationsWatch };
  /** The store's file. */
  readonly database: string;
  readonly token: string;
  readonly apiRoot: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Called when a job has made work for another one. */
  readonly poke: (job: string) => void;
};

const EVERY_MINUTE = '* * * * *';
const EVERY_HOUR = '17 * * * *';

const LAST_WORDS_MS = 3_000;

/** The jobs that make the database grow, or do what must be recorded in it. */
const GROWING: ReadonlySet<string> = new Set(['ingest', 'summarize', 'breaking', 'compose']);

/** One line a failing source; one for all where it is rather this machine that has no network. */
function tellFailures(results: IngestReport): void {
  const failing = results.filter((result) => result.status === 'failed');
  if (failing.length > 1 && failing.length === results.length) {
    log.warn(`none of ${failing.length} sources could be read: ${failing[0]?.input}: ${failing[0]?.error}`);
    return;
  }
  for (const { input, error } of failing) log.warn(`source ${input} failed: ${error}`);
}

/** Wire the parts; nothing runs before its job or the bot is started. */
export function openApp(
  config: Config,
  { store, begun, database, token, apiRoot, now, signal, poke }: AppOptions,
): App {
  const outlets = openOutlets(config, store);
  const operations = begun?.operations ?? watchOperations({ store, database, now, log });
  const outbox = begun?.outbox ?? openOutbox(config, { store, database, token, apiRoot, now });
  const { send, pace } = outbox;
  let username: string | undefined;
  const digests = {
    stories: store.stories,
    digests: store.digests,
    wishes: store.wishes,
    defaultZone: config.DEFAULT_TIMEZONE,
  };

  const render = (digest: Digest): readonly DigestPart[] => renderDigest(digest, { username });

  const answer = (notice: Notice, to: Addressee): DigestPart => renderNotice(notice, to, username);
  const sendAtOnce = createAtOnce({ ...digests, chats: store.chats, render: answer, log });

  const bot = createBot({
    token,
    apiRoot,
    chats: store.chats,
    stories: store.stories,
    sources: store.sources,
    digests: store.digests,
    wishes: store.wishes,
    reports: store.reports,
    questions: store.questions,
    privacy: store.privacy,
    previewDigest: (chat, at) => previewDigest(digests, chat, at),
    async firstDigest(chat, at) {
      const first = await firstDigest({ ...digests, render }, chat, at);
      if (first === undefined) return undefined;
      return {
        async tell() {
          const told = await first.tell();
          if (told) poke('deliver');
          return told;
        },
      };
    },
    keptDays: config.KEEP_TEXTS_DAYS,
    defaultZone: config.DEFAULT_TIMEZONE,
    adminIds: config.ADMIN_IDS,
    status: () => operations.status(),
    now,
    signal,
    pace,
    log,
  });

  const follow = followSources(config.SOURCES_FILE, { sources: store.sources, log });
  const catchUp = createCatchUp();
  const told = new Set<string>();
  const tidy = createTidy(store.retention, {
    texts: config.KEEP_TEXTS_DAYS,
    stories: config.KEEP_STORIES_DAYS,
  });
  const alerts: AlertDeps = {
    alerts: store.alerts,
    adminIds: config.ADMIN_IDS,
    look: () => operations.look(),
    send,
    pace,
    render: (report) => alertText(report, { zone: config.DEFAULT_TIMEZONE, now: now() }),
    log,
  };
  const toldOfDatabase: AlertMemory = new Map();
  const tell: Job = {
    name: 'alerts',
    cron: EVERY_MINUTE,
    run: (stop) => tellOperators(alerts, toldOfDatabase, now(), stop),
  };
  const jobs: readonly Job[] = [
    {
      name: 'ingest',
      cron: config.INGEST_CRON,
      async run(stop) {
        const beganAt = now();
        await follow(beganAt);
        const stored = () => poke('summarize');
        const results = await ingestDue({ ...outlets.deps, signal: stop, stored }, now());
        if (!stop.aborted) {
          tellFailures(results);
          catchUp.visited(beganAt);
        }
        const fresh = results.reduce((sum, result) => sum + result.new, 0);
        if (fresh > 0) log.info('sources visited', { visited: results.length, newArticles: fresh });
        poke('summarize');
      },
    },
    {
      name: 'summarize',
      cron: EVERY_MINUTE,
      async run(stop) {
        const summarized = catchUp.summarizing();
        const done = await aloneSummarizing(database, () =>
          summarizePending({ stories: store.stories, holders: store.holders, log, told }, now(), stop),
        );
        // While a command summarises beside us, its work is ours too: the next tick takes what is left.
        if (done && done.summarized + done.failed > 0) log.info('articles summarised', done);
        if (done && !stop.aborted && summarized()) poke('compose');
        if (done && done.summarized > 0) poke('breaking');
      },
    },
    {
      name: 'breaking',
      cron: EVERY_MINUTE,
      async run(stop) {
        const { held, ...made } = await sendAtOnce(now(), stop);
        if (Object.values(made).every((count) => count === 0)) return;
        log.info('messages to be sent at once', { ...made, held });
        poke('deliver');
      },
    },
    {
      name: 'compose',
      cron: EVERY_MINUTE,
      async run(stop) {
        const [first] = await store.chats.due(now(), 1);
        if (catchUp.waits(first?.nextDigestAt, now())) return;
        const report = await composeDue(
          { ...digests, chats: store.chats, render, renderNotice: answer, log },
          now(),
          stop,
        );
        if (report.composed + report.failed + report.passedOver > 0) {
          log.info('digests composed', {
            composed: report.composed,
            failed: report.failed,
            passedOver: report.passedOver,
          });
        }
        poke('deliver');
      },
    },
    ...(begun === undefined ? [outbox.job] : []),
    {
      name: 'tidy',
      cron: EVERY_HOUR,
      async run(stop) {
        const gone = await tidy(now(), stop);
        if (gone.texts + gone.digests + gone.stories > 0) log.info('what was old was let go of', gone);
      },
    },
    // Without operators there is nobody to tell.
    ...(config.ADMIN_IDS.length === 0 ? [] : [tell]),
  ];

  return {
    bot,
    jobs: jobs.map((job) => operations.watched(GROWING.has(job.name) ? withRoom(job, database) : job)),
    health: operations.health,
    lastWords: (error) =>
      tellOfDatabase(alerts, toldOfDatabase, {
        error,
        now: now(),
        signal: AbortSignal.timeout(LAST_WORDS_MS),
      }),
    named(name) {
      username = name;
    },
    async close() {
      await Promise.all([outlets.close(), begun === undefined ? outbox.close() : undefined]);
    },
  };
}
