/** What a running bot leaves on a machine: its database, and nothing elsewhere; it needs no root. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { backUp, restore } from '../src/storage/backup.ts';
import { holdStart, openStore } from '../src/storage/store.ts';
import { temporaryFolder } from './support/temporary.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const NOBODY = 65_534;

type Run = { readonly folder: string; readonly user?: number };

/** Start the playground on a database in `folder/data`, wait until it listens, end it; its log. */
async function lived({ folder, user }: Run): Promise<string> {
  const [sources, home] = [join(folder, 'sources.json'), join(folder, 'home')];
  writeFileSync(sources, '[]');
  mkdirSync(home, { mode: 0o500 });
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      DATABASE_PATH: join(folder, 'data', 'mujaz.db'),
      SOURCES_FILE: sources,
      PORT: '0',
      // Neither can be written by anybody but root.
      HOME: home,
      TMPDIR: home,
      // Else tsx keeps what it compiled in the temporary folder.
      TSX_DISABLE_CACHE: '1',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  let log = '';
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stderr })) {
    log += `${line}\n`;
    if (line.includes('playground at')) child.kill('SIGTERM');
  }
  await ended;
  return log;
}

test('what is kept is the owner’s alone, in its own folder', async () => {
  const folder = temporaryFolder();
  expect(await lived({ folder })).toContain('playground at');
  const data = join(folder, 'data');
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const files = readdirSync(data);
  expect(files).toContain('mujaz.playground.db');
  for (const file of files) {
    expect(file).toMatch(/^mujaz\.playground\.db/);
    expect([file, statSync(join(data, file)).mode & 0o777]).toEqual([file, 0o600]);
  }
});

/** Whether another user may read the program at all. */
const nobodyMayRead =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['--eval', 'require("fs").readFileSync("package.json")'], {
    cwd: ROOT,
    uid: NOBODY,
    gid: NOBODY,
  }).status === 0;

test.skipIf(!nobodyMayRead)(
  'it runs as nobody, who can write beside the database alone (tried as root)',
  async () => {
    const folder = temporaryFolder();
    chownSync(folder, 0, NOBODY);
    chmodSync(folder, 0o750);
    const data = join(folder, 'data');
    mkdirSync(data);
    chownSync(data, NOBODY, NOBODY);
    const log = await lived({ folder, user: NOBODY });
    expect(log).toContain('playground at');
    expect(log).not.toMatch(/ERROR|EACCES/);
    expect(readdirSync(data)).toContain('mujaz.playground.db');
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
    // What root's commands make beside it is the bot's too.
    const path = join(data, 'mujaz.playground.db');
    openStore(path).close();
    holdStart(join(data, 'other.db')).release();
    await backUp(path, join(folder, 'copy.db'), false);
    await restore(join(folder, 'copy.db'), path, { asItIs: true, now: 0 });
    for (const file of readdirSync(data))
      expect([file, statSync(join(data, file)).uid]).toEqual([file, NOBODY]);
  },
);
