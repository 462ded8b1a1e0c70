import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, launchChromium } from '../support/browser.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOTS = process.env.SCREENSHOTS;

/** `npm start` of one who just cloned: no token, no outlet that can be reached. */
async function startMujaz(): Promise<{ readonly url: string; readonly stop: () => Promise<number | null> }> {
  const folder = temporaryFolder();
  await writeFile(join(folder, 'sources.json'), '[]');
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      BOT_TOKEN: '',
      NODE_ENV: '',
      PORT: '0',
      DATABASE_PATH: join(folder, 'mujaz.db'),
      SOURCES_FILE: join(folder, 'sources.json'),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    const url = /playground at (http:\/\/\S+)/.exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      stop: async () => {
        child.kill('SIGTERM');
        const [code] = (await ended) as [number | null];
        return code;
      },
    };
  }
  throw new Error(`start ended without a playground: ${said.join('\n')}`);
}

// Where no Chromium is found, this name says so in the report instead of passing unseen.
test.runIf(CHROMIUM !== undefined)(
  'a newcomer types /topic iran and reads attributed briefs, marked as samples, and moves the clock to the evening’s digest',
  async () => {
    const mujaz = await startMujaz();
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const page = await (await browser.newContext({ viewport: { width: 1000, height: 1000 } })).newPage();
    await page.goto(mujaz.url);
    await page.getByRole('note').getByText('عيّنة').waitFor();
    await page.getByRole('button', { name: 'القائمة' }).waitFor();
    const input = page.getByLabel('الرسالة', { exact: true });
    await input.fill('/topic iran');
    await input.press('Enter');

    // Named by what it says: what a newcomer is asked after the tap comes below it.
    const answer = page.locator('.message:not(.own)', { hasText: 'مؤتمر طهران للمياه' }).first();
    await answer.getByText('مؤتمر طهران للمياه').first().waitFor();
    expect(await answer.locator('b').first().textContent()).toBe('إيران');
    expect(await answer.getByText('عيّنة').count()).toBeGreaterThan(0);
    for (const outlet of ['صحيفة المرفأ', 'وكالة السنابل', 'قناة الأفق'])
      expect(await answer.getByRole('link', { name: outlet }).count()).toBeGreaterThan(0);
    if (SHOTS !== undefined) {
      await mkdir(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, 'newcomer.png') });
    }

    await answer.getByRole('button', { name: 'متابعة إيران', exact: true }).click();
    await answer.getByRole('button', { name: 'إلغاء متابعة إيران' }).waitFor();
    await input.fill('متابعاتي');
    await input.press('Enter');
    const followed = page.locator('.message:not(.own)', { hasText: 'ضغطة على متابعة لكتمها' });
    await followed.getByRole('button', { name: 'إيران', exact: true }).waitFor();

    // The clock goes on to the evening, and the digest of that hour comes at once.
    await page.getByRole('button', { name: 'حتى 8:00 م' }).click();
    const digest = page.locator('.message:not(.own)', { hasText: 'نشرة المساء' }).last();
    await digest.getByText('عيّنة').first().waitFor();
    expect(await page.locator('#clock').textContent()).toMatch(/8:00 م$/);
    expect(await mujaz.stop()).toBe(0);
  },
);
