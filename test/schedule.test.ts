import { expect, test } from 'vitest';
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
