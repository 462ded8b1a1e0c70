/** The pictures of twelve states, as the README's are made. */
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { CHROMIUM } from '../support/browser.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

// Where no Chromium is found, this name says so in the report instead of passing unseen.
test.runIf(CHROMIUM !== undefined)(
  'twelve states are taken, with no line of Arabic from left to right and nothing cut off',
  async () => {
    const folder = temporaryFolder();
    // Ends with 1, and says what, where something is wrong on a picture.
    await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'scripts/screenshots.ts', '--all', folder],
      {
        cwd: ROOT,
        env: { ...process.env, INIT_CWD: ROOT },
      },
    );
    const pictures = readdirSync(folder);
    expect(pictures).toHaveLength(12);
    for (const picture of pictures)
      expect(statSync(join(folder, picture)).size, picture).toBeGreaterThan(20_000);
    // Those that the README shows are among them.
    for (const shown of readdirSync(join(ROOT, 'docs'))) expect(pictures).toContain(shown);
  },
  180_000,
);
