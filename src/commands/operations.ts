/** How the running bot fares, gathered for its operators: for alerts, /status and the health answer. */
import { readFileSync } from 'node:fs';
import { DAY } from '../durations.ts';
import { type Log, reason } from '../log.ts';
import { createJobWatch } from '../operator/jobs.ts';
import { isBehind, type Operations, type Sight, sightOf } from '../operator/operations.ts';
import type { Job } from '../schedule.ts';
import { freeRoom } from '../storage/room.ts';
import type { Store } from '../storage/store.ts';
import type { Status } from '../telegram/operator-words.ts';
import type { Route } from './web.ts';

/** However often it is asked, health is looked at once in so long. */
const LOOKED_AT_MS = 1_000;

/** Mujaz's own version. */
function version(): string {
  const { version: own } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { readonly version: string };
  return own;
}

async function freeBytes(database: string, log: Log): Promise<number | undefined> {
  try {
    return await freeRoom(database);
  } catch (error) {
    log.debug('free space is not known', { reason: reason(error) });
    return undefined;
  }
}

/** How the jobs fare, for those who ask. */
export type OperationsWatch = {
  /** The same job, watched. */
  watched(job: Job): Job;
  /** What is wrong now. Throws what the store throws. */
  look(): Promise<Sight>;
  /** What /status tells. Throws what the store throws. */
  status(): Promise<Status>;
  /** GET /health: 200 when well, 503 when a job is behind or the database fails; names no chat, no source and no error. */
  readonly health: Route;
};

/** Watches from now on. `database` is the store's file; `now` gives epoch ms. */
export function watchOperations({
  store,
  database,
  now,
  log,
}: {
  readonly store: Pick<Store, 'operations'>;
  readonly database: string;
  readonly now: () => number;
  readonly log: Log;
}): OperationsWatch {
  const startedAt = now();
  const own = version();
  const jobs = createJobWatch(now, reason);

  async function operations(): Promise<Operations> {
    const at = now();
    const [snapshot, free] = await Promise.all([store.operations.snapshot(at), freeBytes(database, log)]);
    return { snapshot, jobs: jobs.states(), freeBytes: free, startedAt, now: at };
  }

  async function health(): Promise<{ readonly status: number; readonly body: string }> {
    const at = now();
    // Of its trouble the alerts tell, and the jobs that fail by it.
    const snapshot = await store.operations.snapshot(at).catch(() => undefined);
    const states = jobs.states().map((job) => ({ job, behind: isBehind(job, at, snapshot?.settledAt) }));
    const usable = snapshot !== undefined && !states.some(({ job }) => job.databaseFailed);
    const well = usable && !states.some(({ behind }) => behind);
    const iso = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());
    const body = {
      status: well ? 'ok' : 'failing',
      version: own,
      started: iso(startedAt),
      database: usable ? 'ok' : 'failing',
      jobs: states.map(({ job, behind }) => ({
        name: job.name,
        lastSuccess: iso(job.lastSuccessAt),
        runningSince: iso(job.runningSince),
        failing: job.failure !== undefined,
        behind,
      })),
      backlog: {
        articles: snapshot?.articles.waiting ?? null,
        digests: snapshot?.digests.late ?? null,
        messages: snapshot?.parts.waiting ?? null,
      },
    };
    return { status: well ? 200 : 503, body: `${JSON.stringify(body)}\n` };
  }

  let looked: { readonly at: number; readonly answer: ReturnType<typeof health> } | undefined;
  return {
    watched: (job) => ({ ...job, run: jobs.watched(job.name, job.run) }),
    look: async () => sightOf(await operations()),
    async status() {
      const seen = await operations();
      const sends = await store.operations.sends(seen.now - DAY, seen.now);
      return { ...seen, sends, version: own };
    },
    health: {
      method: 'GET',
      path: '/health',
      async answer() {
        if (looked === undefined || Math.abs(now() - looked.at) >= LOOKED_AT_MS)
          looked = { at: now(), answer: health() };
        return { type: 'application/json; charset=utf-8', ...(await looked.answer) };
      },
    },
  };
}
