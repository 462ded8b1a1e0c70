/** The first minute, on the page: how many taps it is from the start to the first digest. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { openStage } from '../../scripts/stage.ts';
import { inChromium, MONDAY, openPage } from './page-bot.ts';

/** A page that counts what is tapped on it. */
async function countingPage(
  url: string,
): Promise<{ readonly page: Page; readonly taps: () => Promise<number> }> {
  const page = await openPage(url, { width: 390, height: 780 });
  await page.evaluate(
    `window.taps = 0; document.addEventListener('click', (event) => { window.taps += event.isTrusted ? 1 : 0; }, true);`,
  );
  return { page, taps: async () => page.evaluate('window.taps') };
}

inChromium('from /start to the first digest it is four taps, and nothing is typed', async () => {
  const stage = await openStage(MONDAY);
  onTestFinished(stage.close);
  const { page, taps } = await countingPage(stage.playground.url);
  await page.getByRole('button', { name: 'بدء', exact: true }).click();
  await page.getByRole('button', { name: 'القاهرة', exact: true }).click();
  await page.getByRole('button', { name: 'تمّ', exact: true }).click();
  await page.getByRole('button', { name: 'صباحًا ومساءً', exact: true }).click();
  const digest = page.locator('.message:not(.own)', { hasText: 'نشرة الصباح' });
  await digest.getByText('عيّنة').first().waitFor();
  expect(await taps()).toBeLessThanOrEqual(4);
  expect(
    stage.playground.messages(stage.playground.chats.reader).filter(({ fromBot }) => !fromBot),
  ).toHaveLength(1);
  // It is a digest: it was told, and tomorrow brings others.
  await digest.getByText('5 أخبار').waitFor();
  const told = await digest.locator('.words > b').allTextContents();
  await stage.move(24 * 3600_000);
  const next = page.locator('.message:not(.own)', { hasText: 'الثلاثاء 24 نوفمبر' }).last();
  await next.getByText('عيّنة').first().waitFor();
  const headlines = (texts: readonly string[]) => texts.filter((text) => /^\u200f?\d/u.test(text)).map(bare);
  const tomorrow = headlines(await next.locator('.words > b').allTextContents());
  expect(tomorrow.length).toBeGreaterThan(0);
  expect(tomorrow.filter((headline) => headlines(told).includes(headline))).toEqual([]);
});

/** A headline without its number. */
function bare(headline: string): string {
  return headline.replace(/^\u200f?\d+\D{1,4}/u, '');
}
