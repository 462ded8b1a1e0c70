/** When the jobs run: at their cron's ticks and when another job has made work for them; never twice at once. */
import cron from 'node-cron';
import { type Log, reason } from './log.ts';

/** Something to be done again and again. */
export type Job = {
  readonly name: string;
  /** Cron expression; six fields have seconds. */
  readonly cron: string;
  /** Does what is due; once `signal` aborts it starts nothing new and soon ends. */
  readonly run: (signal: AbortSignal) => Promise<void>;
};

/** The jobs while they run. */
export type Schedule = {
  /** Run a job now, or once more when it is running. */
  poke(name: string): void;
  /** Start nothing more; resolves when all that runs has ended. */
  stop(): Promise<void>;
};

/** Whether node-cron takes this expression. */
export function isCron(expression: string): boolean {
  return cron.validate(expression);
}

/** How often the clock is looked at. */
const BEAT_MS = 1_000;

/** When a job runs next, in epoch ms by the machine's clock, and when that was found out. */
type Plan = { readonly at: number; readonly since: number };

type Running = { promise: Promise<void> | undefined; again: boolean };

/**
 * Start the jobs. A job that throws is told to the operator (once while the reason stays the same) and runs again at its
 * next tick. Throws when a cron expression is wrong.
 */
export function startSchedule(jobs: readonly Job[], log: Log): Schedule {
  const abort = new AbortController();
  const states = new Map<string, Running>();
  const pokes = new Map<string, () => void>();

  function starter(job: Job): () => void {
    const state: Running = { promise: undefined, again: false };
    states.set(job.name, state);
    let lastFailure = '';
    const loop = async (): Promise<void> => {
      do {
        state.again = false;
        log.debug(`${job.name} begins`);
        try {
          await job.run(abort.signal);
          if (lastFailure !== '') log.info(`${job.name} works again`);
          lastFailure = '';
        } catch (error) {
          const why = reason(error);
          if (why !== lastFailure) log.error(`${job.name} failed: ${why}`);
          lastFailure = why;
          // Trying again at once would fail again at once.
          state.again = false;
        }
        log.debug(`${job.name} ended`);
      } while (state.again && !abort.signal.aborted);
      state.promise = undefined;
    };
    return () => {
      if (abort.signal.aborted) return;
      if (state.promise) state.again = true;
      else state.promise = loop();
    };
  }

  const ticks = jobs.map((job) => {
    const start = starter(job);
    pokes.set(job.name, start);
    // node-cron reads the expression alone. Its own ticks stop until a clock that was set back has caught up, and are left out when
    // the loop was busy for a second.
    const task = cron.createTask(job.cron, () => undefined);
    const planned = (): Plan => ({
      at: task.getNextRuns(1)[0]?.getTime() ?? Number.POSITIVE_INFINITY,
      since: Date.now(),
    });
    let plan = planned();
    return () => {
      const now = Date.now();
      // However many ticks were slept through, one asks for all that is due.
      if (now < plan.at && now >= plan.since) return;
      plan = planned();
      start();
    };
  });
  const beat = setInterval(() => {
    for (const tick of ticks) tick();
  }, BEAT_MS);

  let stopped: Promise<void> | undefined;
  async function end(): Promise<void> {
    abort.abort();
    clearInterval(beat);
    await Promise.all([...states.values()].map(async (state) => state.promise));
  }

  return {
    poke(name) {
      pokes.get(name)?.();
    },
    stop() {
      stopped ??= end();
      return stopped;
    },
  };
}
