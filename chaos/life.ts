/** One life of the bot: the real `mujaz start` in a process of its own, watched job by job until it is killed or stopped. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const CLOCK = new URL('./fast-clock.mjs', import.meta.url).href;
const TSX = import.meta.resolve('tsx');

/** What stands in the log when a job's run begins or ends (see schedule.ts). */
const JOB_LINE = /DEBUG: (\w+) (begins|ended)$/u;

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Jobs that were under way at the end. */
  readonly underWay: readonly string[];
  /** What was logged as a warning or an error. */
  readonly complaints: readonly string[];
};

export type Life = {
  /** Called when a job begins to run. */
  onJob: ((job: string) => void) | undefined;
  readonly kill: () => void;
  readonly stop: () => void;
  /** Whether it may write to files; false when this machine has no way to tell it. */
  readonly allowWrites: (allowed: boolean) => boolean;
  readonly ended: Promise<Ended>;
};

/** Start the bot in `folder`, with these settings beside those of the machine. */
export function beginLife(folder: string, environment: Readonly<Record<string, string>>): Life {
  const child: ChildProcess = spawn(process.execPath, ['--import', CLOCK, '--import', TSX, MAIN, 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'debug', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const underWay = new Set<string>();
  const complaints: string[] = [];
  let rest = '';

  function read(line: string): void {
    const [, job = '', what] = JOB_LINE.exec(line) ?? [];
    if (what === 'begins') {
      underWay.add(job);
      life.onJob?.(job);
    } else if (what === 'ended') underWay.delete(job);
    else if (/ (?:WARN|ERROR): /u.test(line) || !line.startsWith('[')) complaints.push(line);
  }

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) read(line);
  });
  const life: Life = {
    onJob: undefined,
    kill: () => void child.kill('SIGKILL'),
    stop: () => void child.kill('SIGTERM'),
    // A limit on the size of files: every write fails as on a broken disk, and the limit goes as it came.
    allowWrites: (allowed) => {
      const size = `${allowed ? 'unlimited' : '0'}:unlimited`;
      return spawnSync('prlimit', ['--pid', String(child.pid), `--fsize=${size}`]).status === 0;
    },
    ended: once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      underWay: [...underWay],
      complaints,
    })),
  };
  return life;
}
