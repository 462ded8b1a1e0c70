import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CHROMIUM, launchChromium, PATIENCE_MS } from '../support/browser.ts';
import { startMujaz } from '../support/started.ts';
import { temporaryFolder } from '../support/temporary.ts';

const SHOTS = process.env.SCREENSHOTS;

// Where no Chromium is found, this name says so in the report instead of passing unseen.
test.runIf(CHROMIUM !== undefined)(
  'a newcomer types /topic iran and reads attributed briefs, marked as samples, and moves the clock to the evening’s digest',
  async () => {
    // As one who just cloned: no token, no outlet that can be reached.
    const mujaz = startMujaz(temporaryFolder());
    const url = /http:\/\/\S+/.exec(await mujaz.hears('playground at'))?.[0] ?? '';
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1000, height: 1000 } });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(url);
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
    mujaz.child.kill('SIGTERM');
    expect(await mujaz.exit).toBe(0);
  },
);
