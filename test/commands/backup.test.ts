import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { holdStart } from '../../src/storage/store.ts';
import { addStory, testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function mujaz(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/main.ts', ...args],
    {
      cwd: ROOT,
      // File names count from where they were typed.
      env: { ...process.env, INIT_CWD: folder, DATABASE_PATH: join(folder, 'mujaz.db'), BOT_TOKEN: '' },
      encoding: 'utf8',
    },
  );
  return { status, out: stdout, err: stderr };
}

test('a backup beside a running bot, its refusal to overwrite, and the way back once the bot has stopped', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  const store = testStore(path);
  await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' });
  const held = holdStart(path);
  const made = mujaz(folder, 'backup', 'copy.db');
  expect(made).toEqual({
    status: 0,
    out: expect.stringMatching(/^copy\.db: \d+\.\d MB, \d+ rows, checked\n$/),
    err: '',
  });
  expect(existsSync(join(folder, 'copy.db'))).toBe(true);
  expect(mujaz(folder, 'backup', 'copy.db')).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(
      /^mujaz: .*copy\.db is there already: name another file, or add --replace\.\n$/,
    ),
  });
  expect(mujaz(folder, 'backup')).toMatchObject({ status: 2, out: '' });
  expect(mujaz(folder, 'restore', 'copy.db')).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(/^mujaz: .* already served by another running Mujaz: .*\n$/),
  });
  held.release();
  store.close();
  const back = mujaz(folder, 'restore', 'copy.db');
  expect(back).toMatchObject({ status: 0, err: '' });
  expect(back.out).toMatch(/mujaz\.db: .* checked\nwhat stood there is kept as .*before-restore-.*\n$/);
  expect(mujaz(folder, 'latest', '--json').out).toContain('افتتاح جسر المرفأ الجديد');
});
