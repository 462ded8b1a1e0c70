import { expect, onTestFinished, test, vi } from 'vitest';
import type { Log } from '../src/log.ts';
import { startSchedule } from '../src/schedule.ts';

/** Ticks that do not come during a test: jobs run when poked. */
const NEVER = '0 0 1 1 *';

function recorder(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const write = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return {
    lines,
    log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
  };
}

test('a job poked while it runs runs once more, never twice at once', async () => {
  const running: (() => void)[] = [];
  let runs = 0;
  let atOnce = 0;
  let most = 0;
  const started = () => new Promise<void>((resolve) => void waiting.push(resolve));
  const waiting: (() => void)[] = [];
  const run = async () => {
    runs++;
    most = Math.max(most, ++atOnce);
    for (const resolve of waiting.splice(0)) resolve();
    await new Promise<void>((resolve) => void running.push(resolve));
    atOnce--;
  };
  const schedule = startSchedule([{ name: 'job', cron: NEVER, run }], recorder().log);
  let next = started();
  schedule.poke('job');
  await next;
  schedule.poke('job');
  schedule.poke('job');
  next = started();
  running.shift()?.();
  await next;
  running.shift()?.();
  await schedule.stop();
  expect([runs, most]).toEqual([2, 1]);
});

test('a failing job is told once while the reason stays, and its recovery too', async () => {
  const outcomes = ['disk full', 'disk full', 'other', ''];
  const { log, lines } = recorder();
  let done: () => void = () => {};
  const run = async () => {
    const failure = outcomes.shift();
    queueMicrotask(() => setImmediate(done));
    if (failure) throw new Error(failure);
  };
  const schedule = startSchedule([{ name: 'job', cron: NEVER, run }], log);
  while (outcomes.length > 0) {
    await new Promise<void>((resolve) => {
      done = resolve;
      schedule.poke('job');
    });
  }
  await schedule.stop();
  expect(lines.filter((line) => !line.startsWith('debug: '))).toEqual([
    'error: job failed: disk full',
    'error: job failed: other',
    'info: job works again',
  ]);
});

test('at debug each run of a job is told, also one that fails', async () => {
  const { log, lines } = recorder();
  const run = async () => Promise.reject(new Error('disk full'));
  const schedule = startSchedule([{ name: 'job', cron: NEVER, run }], log);
  schedule.poke('job');
  await schedule.stop();
  expect(lines).toEqual(['debug: job begins', 'error: job failed: disk full', 'debug: job ended']);
});

test('stopping tells the job in hand and waits for it; nothing starts afterwards', async () => {
  let runs = 0;
  let ended = false;
  const run = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      runs++;
      signal.addEventListener('abort', () =>
        setImmediate(() => {
          ended = true;
          resolve();
        }),
      );
    });
  const schedule = startSchedule([{ name: 'job', cron: NEVER, run }], recorder().log);
  schedule.poke('job');
  await schedule.stop();
  expect(ended).toBe(true);
  schedule.poke('job');
  expect(runs).toBe(1);
});

test('a wrong cron expression is refused', () => {
  const run = async () => {};
  expect(() => startSchedule([{ name: 'job', cron: '99 * * * *', run }], recorder().log)).toThrow();
});

/** A schedule with one job, by a clock that is moved by hand. */
function clocked(cron: string) {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 9, 0, 30) });
  let runs = 0;
  const run = async () => void runs++;
  const schedule = startSchedule([{ name: 'job', cron, run }], recorder().log);
  onTestFinished(async () => {
    await schedule.stop();
    vi.useRealTimers();
  });
  const pass = async (seconds: number): Promise<number> => {
    const before = runs;
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return runs - before;
  };
  return { pass, set: (time: number) => vi.setSystemTime(time) };
}

test.each([
  ['* * * * *', 600, 10],
  ['*/10 * * * * *', 600, 60],
  ['*/5 * * * *', 3600, 12],
])('%s runs in %i seconds %i times', async (cron, seconds, times) => {
  expect(await clocked(cron).pass(seconds)).toBe(times);
});

test('a clock set back by days stops no job', async () => {
  const { pass, set } = clocked('* * * * *');
  expect(await pass(120)).toBe(2);
  set(Date.UTC(2026, 10, 18, 9, 0, 30));
  // Once because nobody knows what is due now, and then every minute.
  expect(await pass(120)).toBe(3);
  expect(await pass(600)).toBe(10);
});

test('a machine that slept, or a clock set forward, brings one run and not those that were missed', async () => {
  const { pass, set } = clocked('*/10 * * * * *');
  set(Date.UTC(2027, 1, 1, 12, 0, 1));
  expect(await pass(1)).toBe(1);
  expect(await pass(60)).toBe(6);
});
