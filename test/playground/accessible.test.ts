/** The page for those who cannot see it, or use no mouse. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inChromium, lineOf, openPage, startPageBot, type } from './page-bot.ts';

/** What axe finds wrong on the page as it stands, by WCAG 2.0 to 2.2, levels A and AA, and its own best practice. */
async function violations(page: Page): Promise<readonly string[]> {
  // Colours that are on their way to others have no contrast of their own.
  await page.waitForFunction('document.getAnimations().length === 0');
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(`axe.run(document, { runOnly: { type: 'tag', values: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
    .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.html + ' ' + node.failureSummary)))`);
  return found as readonly string[];
}

const SIZES = [
  ['wide', 1300, 900],
  ['phone', 390, 780],
] as const;

for (const colorScheme of ['light', 'dark'] as const)
  for (const [name, width, height] of SIZES)
    inChromium(
      `axe finds nothing on the ${colorScheme} page of a ${name} screen, whatever stands on it`,
      async () => {
        const { playground, bot } = await startPageBot();
        const page = await openPage(playground.url, { width, height, colorScheme });
        expect(await violations(page), 'an empty chat').toEqual([]);
        await type(page, '/topic iran');
        await page.getByText('مؤتمر للمياه').waitFor();
        await type(page, '/keys');
        await page.getByRole('button', { name: 'متابعاتي' }).waitFor();
        await type(page, '/export');
        await page.getByRole('link', { name: 'بياناتي.json' }).waitFor();
        await type(page, '/ask');
        await page.getByText('رد على موجز').waitFor();
        await page.getByRole('button', { name: 'المزيد' }).click();
        expect(await violations(page), 'a full chat').toEqual([]);
        await page.locator('.message').last().hover();
        await page.getByRole('button', { name: 'القائمة' }).click();
        await page.getByRole('button', { name: 'أخبار موضوع' }).waitFor();
        expect(await violations(page), 'the commands').toEqual([]);
        await bot.api.sendMessage(playground.chats.channel, 'نشرة القناة');
        await page.getByRole('button', { name: 'مجموعة التجربة', exact: true }).click();
        await lineOf(page).fill(`@${playground.botUsername} إيران`);
        await page.getByRole('button', { name: 'مؤتمر للمياه في طهران' }).waitFor();
        expect(await violations(page), 'cards in a group').toEqual([]);
        await page.getByRole('button', { name: 'مؤتمر للمياه في طهران' }).click();
        await page.getByText('بواسطة موجز').waitFor();
        await page.getByRole('button', { name: 'محادثة خاصة', exact: true }).click();
        await page.getByRole('button', { name: 'الخبر 1' }).click();
        await page.getByRole('dialog').getByText('هذا هو').waitFor();
        expect(await violations(page), 'a dialogue').toEqual([]);
      },
    );

inChromium('axe finds nothing where three chats stand side by side', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url, { width: 1600 });
  for (const title of ['مجموعة التجربة', 'قناة التجربة'])
    await page.getByRole('button', { name: `بجانب المفتوح: ${title}` }).click();
  await page.getByRole('button', { name: 'إغلاق قناة التجربة' }).waitFor();
  expect(await page.getByRole('region').count()).toBe(3);
  expect(await violations(page)).toEqual([]);
});

/** What stands under the keyboard, in words. */
/** What a loaded machine takes. */
const SOON = { timeout: 30_000 };

async function focused(page: Page): Promise<string> {
  return page.evaluate(
    `(document.activeElement?.ariaLabel || document.activeElement?.textContent || '').trim()`,
  );
}

inChromium('everything can be done by keyboard alone, and where it stands can be seen', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  // The chat that opens is ready to be written in.
  await expect.poll(() => focused(page), SOON).toBe('الرسالة');
  await page.keyboard.type('/to');
  await page.getByRole('button', { name: 'أخبار موضوع' }).waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toContain('أخبار موضوع');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('الرسالة');
  expect(await page.getByRole('button', { name: 'أخبار موضوع' }).count()).toBe(0);
  await page.keyboard.type('pic iran');
  await page.keyboard.press('Enter');
  await page.getByText('مؤتمر للمياه').waitFor();

  // Backwards from the line: the menu, then the buttons of the last message, from the last to the first.
  const seen: string[] = [];
  for (let step = 0; step < 12 && !seen.includes('المزيد'); step += 1) {
    await page.keyboard.press('Shift+Tab');
    seen.push(await focused(page));
    const outline: string = await page.evaluate(
      `(() => { const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement); return outlineStyle + ' ' + outlineWidth; })()`,
    );
    expect(outline, seen.at(-1)).not.toMatch(/^none| 0px$/);
  }
  expect(seen).toEqual(expect.arrayContaining(['القائمة', 'الخبر 1', 'الخبر 2', 'رد', 'نص مخفي', 'المزيد']));
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('أقل');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await page.locator('.spoiler.shown').count()).toBe(1);

  // A tap, its alert, and back to where one was.
  await page.getByRole('button', { name: 'الخبر 1' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('هذا هو').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count(), SOON).toBe(0);

  // Another chat, beside this one, and away again.
  await page.getByRole('button', { name: 'بجانب المفتوح: قناة التجربة' }).focus();
  await page.keyboard.press('Enter');
  // Once it is drawn it is ready to be written in: before that, its line would take what is pressed.
  await expect.poll(() => focused(page), SOON).toBe('الرسالة');
  expect(await page.getByRole('region').count()).toBe(2);
  await page.getByRole('button', { name: 'إغلاق قناة التجربة' }).focus();
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByRole('region').count(), SOON).toBe(1);
  await expect.poll(() => focused(page), SOON).toBe('الرسالة');
});

inChromium('what comes is read out, once, and what was there before is not', async () => {
  const { playground, bot } = await startPageBot();
  await bot.api.sendMessage(playground.chats.reader, 'قديمة');
  const page = await openPage(playground.url);
  await page.getByText('قديمة').waitFor();
  const log = page.getByRole('log');
  expect(await log.getAttribute('aria-live')).toBe('polite');
  await bot.api.sendMessage(playground.chats.reader, 'جديدة');
  await log.getByText('جديدة').waitFor();
  expect(await log.getByText('قديمة').count()).toBe(1);
});

inChromium('the colours are the system’s until one chooses, and then stay', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url, { colorScheme: 'dark' });
  const background = async (): Promise<string> =>
    page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await background();
  const theme = page.getByRole('button', { name: 'داكن' });
  expect(await theme.getAttribute('aria-pressed')).toBe('true');
  await theme.click();
  expect(await theme.getAttribute('aria-pressed')).toBe('false');
  const light = await background();
  expect(light).not.toBe(dark);
  await page.reload();
  await lineOf(page).waitFor();
  expect(await background()).toBe(light);
});
