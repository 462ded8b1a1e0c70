/** `mujaz start` as a process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Settings = Readonly<Record<string, string>>;

/** Settings of a bot that touches nothing outside `folder`, reads no outlets and, unless `more` has a token, is the playground. */
export function settingsIn(folder: string, more: Settings = {}): Settings {
  const sources = join(folder, 'sources.json');
  writeFileSync(sources, '[]');
  return {
    DATABASE_PATH: join(folder, 'mujaz.db'),
    SOURCES_FILE: sources,
    HOST: '127.0.0.1',
    PORT: '0',
    BOT_TOKEN: '',
    NODE_ENV: '',
    ...more,
  };
}

export type Started = {
  readonly child: ChildProcess;
  /** All that it wrote so far. */
  said(): string;
  /** Resolves with the first line that holds this, also one that was written before; rejects when the process ends without. */
  hears(words: string): Promise<string>;
  /** Resolves with the exit code, once all that it wrote is read. */
  readonly exit: Promise<number | null>;
};

/** Starts it with `settingsIn(folder, more)`; killed when the test ends. */
export function startMujaz(folder: string, more: Settings = {}): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, ...settingsIn(folder, more) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener(line);
    });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return {
    child,
    exit,
    said: () => lines.join('\n'),
    hears: (words) =>
      new Promise((resolve, reject) => {
        const listener = (line: string): void => {
          if (line.includes(words)) resolve(line);
        };
        listeners.add(listener);
        for (const line of lines) listener(line);
        void exit.then(() => reject(new Error(`it ended: ${lines.join('\n')}`)));
      }),
  };
}
