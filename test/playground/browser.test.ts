import { mkdir } from 'node:fs/promises';
import { Bot } from 'grammy';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { retryOnce } from '../../src/telegram/retry.ts';
import { TEST_TOKEN } from '../support/bot-api.ts';
import { CHROMIUM, launchChromium, PATIENCE_MS } from '../support/browser.ts';

// Where no Chromium is found the names below say so in the report, instead of passing unseen.
const inChromium = test.runIf(CHROMIUM !== undefined);

const SHOTS = process.env.SCREENSHOTS;

const ANSWER = `<b>إيران</b> · خبران
مواد كتبناها للتجربة

<b>1. مؤتمر للمياه يفتتح أعماله في طهران بمشاركة 14 دولة</b>
بدأت في طهران الاثنين أعمال مؤتمر إقليمي لإدارة المياه. (صحيفة المرفأ)
مصدران: <a href="https://example.org/1">صحيفة المرفأ</a> (النص)، &#8296;RT&#8297; · <tg-time unix="1795421580">الاثنين 11:13</tg-time>
<blockquote expandable><b>مزيد:</b> يناقش المشاركون شح الأمطار في ثلاثة مواسم متتالية وسبل إعادة استعمال المياه في الزراعة. ويعرض خبراء من دول عدة تجاربهم في ترشيد الري.
وتُعقد على هامش المؤتمر ورش عمل للطلاب، ومعرض لمعدات قياس جودة المياه يستمر حتى مساء الأربعاء.
<b>كيف تطوّر الخبر:</b> أُعلن عن المؤتمر في أول الشهر، ثم أُجّل أسبوعًا.</blockquote>

<b>2. <i>script</i> في العنوان: &lt;script&gt;alert(1)&lt;/script&gt;</b>
BRICS سطر يبدأ بكلمة لاتينية`;

let playground: Playground;
let bot: Bot;
let browser: Browser;

beforeAll(async () => {
  playground = await startPlayground({
    host: '127.0.0.1',
    port: 0,
    token: TEST_TOKEN,
    about: { notice: 'الأخبار هنا عيّنات مكتوبة للتجربة، وناشروها من الخيال.', zone: 'Asia/Riyadh' },
  });
  bot = new Bot(TEST_TOKEN, { client: { apiRoot: playground.url } });
  // The tests press faster than a reader would.
  bot.api.config.use(retryOnce(new AbortController().signal));
  await bot.api.setMyCommands([
    { command: 'latest', description: 'آخر الأخبار' },
    { command: 'topic', description: 'أخبار موضوع' },
  ]);
  bot.command('topic', (context) =>
    context.reply(ANSWER, {
      parse_mode: 'HTML',
      reply_markup: {
        inline_keyboard: [
          [
            { text: 'الخبر 2', callback_data: '2' },
            { text: 'الخبر 1', callback_data: '1' },
          ],
          [
            { text: 'مشاركة', url: 'https://t.me/share/url?url=x' },
            { text: 'متابعة إيران', callback_data: 'follow' },
          ],
        ],
      },
    }),
  );
  bot.callbackQuery('follow', (context) => context.answerCallbackQuery({ text: 'تُتابَع إيران الآن' }));
  bot.callbackQuery('1', async (context) => {
    await context.editMessageText('الخبر 1 وحده');
    await context.answerCallbackQuery();
  });
  bot.on('message', (context) => context.reply(`قلتَ: ${context.message.text ?? ''}`));
  void bot.start();
  if (CHROMIUM !== undefined) browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await bot.stop();
  await playground.close();
});

async function openPage(
  width: number,
  height: number,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(playground.url);
  await page.getByLabel('الرسالة', { exact: true }).waitFor();
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

async function type(page: Page, words: string): Promise<void> {
  await page.getByLabel('الرسالة', { exact: true }).fill(words);
  await page.keyboard.press('Enter');
}

inChromium('a typed command is answered right to left, with a fold and buttons that work', async () => {
  const page = await openPage(1100, 900);
  await type(page, '/topic iran');
  const answer = page.locator('.message:not(.own)').last();
  await answer.getByText('مؤتمر للمياه').waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  // A headline begins at the right edge of its message.
  const [bubble, headline] = await Promise.all([
    answer.locator('.bubble').boundingBox(),
    answer.locator('b').nth(1).boundingBox(),
  ]);
  const rightOf = (box: typeof bubble): number => (box?.x ?? 0) + (box?.width ?? 0);
  expect(rightOf(bubble) - rightOf(headline)).toBeLessThan(30);
  // The text of outside stays text.
  expect(await answer.locator('.words script').count()).toBe(0);
  expect(await answer.textContent()).toContain('<script>alert(1)</script>');
  expect(await answer.getByRole('link', { name: 'صحيفة المرفأ' }).getAttribute('href')).toBe(
    'https://example.org/1',
  );
  await shoot(page, 'answer');

  const quote = answer.locator('blockquote .quote-body');
  const folded = (await quote.boundingBox())?.height ?? 0;
  await answer.getByRole('button', { name: 'المزيد' }).click();
  expect((await quote.boundingBox())?.height ?? 0).toBeGreaterThan(folded);
  await shoot(page, 'unfolded');

  // Rows lie as sent: the last button of a row is the rightmost one.
  const [two, one] = await Promise.all(
    ['الخبر 2', 'الخبر 1'].map(async (name) => answer.getByRole('button', { name }).boundingBox()),
  );
  expect(one?.x ?? 0).toBeGreaterThan(two?.x ?? 0);
  await answer.getByRole('button', { name: 'متابعة إيران' }).click();
  await page.getByText('تُتابَع إيران الآن').waitFor();
  await answer.getByRole('button', { name: 'الخبر 1' }).click();
  await page.getByText('الخبر 1 وحده').waitFor();
  expect(await page.getByText('مؤتمر للمياه').count()).toBe(0);
  await page.context().close();
});

inChromium('a message that comes by itself shows at once, in another chat as a count', async () => {
  const page = await openPage(390, 780, 'dark');
  await bot.api.sendMessage(playground.chats.reader, '<b>نشرة الصباح</b> · الثلاثاء 1 يوليو', {
    parse_mode: 'HTML',
  });
  await page.getByText('نشرة الصباح').waitFor();
  await bot.api.sendMessage(playground.chats.channel, 'نشرة القناة');
  await page.getByRole('button', { name: 'قناة التجربة 1', exact: true }).click();
  await page.getByText('نشرة القناة').waitFor();
  await page.getByRole('button', { name: 'محادثة خاصة', exact: true }).click();
  await type(page, '/topic iran');
  await page.getByText('مؤتمر للمياه').last().waitFor();
  await shoot(page, 'phone-dark');
  // Nothing reaches over the edge of a phone.
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await page.context().close();
});

inChromium('the registered commands are offered and sent by a press', async () => {
  const page = await openPage(390, 780);
  await page.getByRole('button', { name: 'القائمة' }).click();
  await page.getByRole('button', { name: /آخر الأخبار/ }).waitFor();
  await shoot(page, 'menu');
  await page.getByRole('button', { name: /آخر الأخبار/ }).click();
  const answer = page.getByText('قلتَ: /latest').first();
  await answer.waitFor();
  expect(await answer.isVisible()).toBe(true);
  await page.context().close();
});

inChromium('every kind of entity is drawn, and the words are those that were sent', async () => {
  const page = await openPage(900, 900);
  const lines = [
    '<b>عريض <a href="https://example.org/x">رابط <i>مائل</i></a> عريض</b>',
    '<u>خط</u> <s>شطب</s> <code>x &lt; y</code> <tg-spoiler>سر</tg-spoiler>',
    'اسم @somebody ووسم #وسم وأمر /latest وموقع example.org',
    '<tg-time unix="1795421580">الاثنين</tg-time> &lt;img src=x onerror=alert(1)&gt;',
    '<blockquote>اقتباس <b>عريض</b></blockquote>',
    '<pre>سطر\nسطر</pre>',
    '<blockquote expandable>قصير</blockquote>',
    '<a href="https://almarfa.example/x">رابط عيّنة</a>',
  ];
  const shown = page.getByRole('link', { name: 'رابط عيّنة' });
  await bot.api.sendMessage(playground.chats.reader, lines.join('\n'), { parse_mode: 'HTML' });
  await shown.waitFor();
  // An answer to an earlier test's tap may still come after this message.
  const words = page.locator('.message', { has: shown }).locator('.words');
  const told = playground
    .messages(playground.chats.reader)
    .findLast(({ text }) => text.includes('رابط عيّنة'));
  const sent = told?.text ?? '';
  // Blocks stand on lines of their own: the line feeds around them are not drawn; a short quote hides its «المزيد».
  const bare = (text: string): string => text.replaceAll('\n', '').replace('المزيد', '');
  expect(bare((await words.textContent()) ?? '')).toBe(bare(sent));
  for (const tag of ['b', 'i', 'u', 's', 'code', 'pre', 'time', 'blockquote', '.spoiler', '.tag', '.command'])
    expect(await words.locator(tag).count(), tag).toBeGreaterThan(0);
  expect(await words.locator('img').count()).toBe(0);
  expect(await words.getByRole('link', { name: 'example.org', exact: true }).getAttribute('href')).toBe(
    'http://example.org',
  );
  expect(await words.getByRole('button', { name: 'المزيد' }).isVisible()).toBe(false);
  await shown.click();
  await page.getByText('هذا رابط عيّنة').waitFor();
  await words.getByText('/latest').click();
  await page.getByText('قلتَ: /latest').last().waitFor();
  await shoot(page, 'entities');
  await page.context().close();
});
