/** What can be done on the page, in each kind of chat. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { FORUM, OTHER, READER } from '../../src/playground/scene.ts';
import { inChromium, lineOf, MONDAY, openPage, startPageBot, type } from './page-bot.ts';

const pane = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });

inChromium('a group and a channel stand beside the private chat, each with its own messages', async () => {
  const { playground, bot } = await startPageBot();
  const page = await openPage(playground.url, { width: 1600 });
  await page.getByRole('button', { name: 'بجانب المفتوح: مجموعة التجربة' }).click();
  await page.getByRole('button', { name: 'بجانب المفتوح: قناة التجربة' }).click();
  await bot.api.sendMessage(playground.chats.channel, 'نشرة القناة');
  await bot.api.sendMessage(playground.chats.group, 'نشرة المجموعة');
  await bot.api.sendMessage(READER, 'نشرتك');
  await pane(page, 'قناة التجربة').getByText('نشرة القناة').waitFor();
  await pane(page, 'مجموعة التجربة').getByText('نشرة المجموعة').waitFor();
  await pane(page, 'موجز').getByText('نشرتك').waitFor();
  expect(await page.getByText('نشرة القناة').count()).toBe(1);
  // The first is the rightmost, as lines of Arabic begin.
  const boxes = await Promise.all(
    ['موجز', 'مجموعة التجربة', 'قناة التجربة'].map((title) => pane(page, title).boundingBox()),
  );
  expect(boxes.map((box) => box?.x ?? 0)).toEqual(boxes.map((box) => box?.x ?? 0).toSorted((a, b) => b - a));
  // Three are enough: no fourth is offered, and a closed one makes room.
  expect(await page.getByRole('button', { name: /^بجانب المفتوح/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'إغلاق مجموعة التجربة' }).click();
  expect(await pane(page, 'مجموعة التجربة').count()).toBe(0);
  expect(await page.getByRole('button', { name: /^بجانب المفتوح/ }).count()).toBe(4);
});

inChromium('in a group one writes as an administrator, a member or the group itself', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await page.getByRole('button', { name: 'مجموعة التجربة', exact: true }).click();
  const authors: unknown[] = [];
  for (const [as, name] of [
    [String(OTHER), 'سلمى'],
    ['null', 'Group'],
    [String(READER), 'قارئ'],
  ] as const) {
    await page.getByLabel('الكتابة باسم').selectOption(as);
    await type(page, `@${playground.botUsername} هنا`, 'مجموعة التجربة');
    await page.getByText(`${name}: @${playground.botUsername} هنا`).waitFor();
    authors.push(playground.messages(playground.chats.group).at(-2)?.authorId);
  }
  expect(authors).toEqual([OTHER, undefined, READER]);
  // What others wrote stands on their side, with their name.
  expect(await page.locator('.message:not(.own) .author', { hasText: 'سلمى' }).count()).toBe(1);
});

inChromium('each thread of the forum is a chat of its own', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await page.getByRole('button', { name: 'المنتدى: رياضة', exact: true }).click();
  await type(page, '/topic iran', 'المنتدى: رياضة');
  await page.getByText('مؤتمر للمياه').waitFor();
  expect(playground.messages(FORUM).map(({ threadId }) => threadId)).toEqual([3, 3]);
  await page.getByRole('button', { name: 'المنتدى: أخبار', exact: true }).click();
  await lineOf(page, 'المنتدى: أخبار').waitFor();
  expect(await page.getByText('مؤتمر للمياه').count()).toBe(0);
});

inChromium('the bot’s name and words bring cards in any chat; one that is chosen is posted', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await page.getByRole('button', { name: 'قناة التجربة', exact: true }).click();
  // The name need not be typed to its end.
  await lineOf(page).fill('@mu');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => lineOf(page).inputValue()).toBe(`@${playground.botUsername} `);
  await page.keyboard.type('إيران');
  await page.getByRole('button', { name: 'إيران: قطار جديد' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const posted = page.locator('.message').last();
  await posted.getByText('قطار جديد').waitFor();
  expect(await posted.locator('b').textContent()).toBe('قطار جديد');
  expect(await posted.getByText('بواسطة موجز').count()).toBe(1);
  expect(await lineOf(page).inputValue()).toBe('');
  expect(playground.messages(playground.chats.channel)).toMatchObject([{ viaBot: true, text: 'قطار جديد' }]);
});

inChromium('keys under the line write their words until the bot takes them away', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await type(page, '/keys');
  const keys = page.getByRole('group', { name: 'لوحة الأزرار' });
  await keys.getByRole('button', { name: 'متابعاتي' }).click();
  await page.getByText('قارئ: متابعاتي').waitFor();
  // As sent, the last key is the rightmost.
  const [first, last] = await Promise.all(
    ['متابعاتي', 'آخر الأخبار'].map((name) => keys.getByRole('button', { name }).boundingBox()),
  );
  expect(last?.x ?? 0).toBeGreaterThan(first?.x ?? 0);
  await page.reload();
  await keys.getByRole('button', { name: 'متابعاتي' }).waitFor();
  await type(page, '/nokeys');
  await page.getByText('بلا لوحة').waitFor();
  expect(await keys.count()).toBe(0);
});

inChromium('a question of the bot’s is answered by a reply, which shows what it answers', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await type(page, '/ask');
  await page.getByText('رد على موجز: ما الكلمات؟').waitFor();
  await type(page, 'سد النهضة');
  await page.getByText('قارئ: سد النهضة ← ما الكلمات؟').waitFor();
  expect(await page.locator('.own .quoted').textContent()).toContain('ما الكلمات؟');
  expect(await page.getByText('رد على موجز').count()).toBe(0);
  // Any message can be answered, and the answer left.
  await page.locator('.message').last().hover();
  await page.locator('.message').last().getByRole('button', { name: 'رد' }).click();
  await page.getByText('رد على موجز: قارئ: سد النهضة').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByText('رد على موجز').count()).toBe(0);
});

inChromium('a file is downloaded as it was sent, and what came without a sound says so', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await type(page, '/export');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'بياناتي.json' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('بياناتي.json');
  expect(await readFile(await download.path(), 'utf8')).toBe('{}');
  expect(await page.locator('.message').last().getByText('بلا صوت').count()).toBe(1);
});

inChromium('links into Telegram lead where they would lead there', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await type(page, '/topic iran');
  await page.getByRole('link', { name: 'مشاركة' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'قناة التجربة' }).click();
  await expect.poll(() => lineOf(page, 'قناة التجربة').inputValue()).toBe('خبر https://t.me/x');
  await page.getByRole('button', { name: 'محادثة خاصة', exact: true }).click();
  await page.getByRole('button', { name: 'البحث هنا' }).click();
  await page.getByRole('button', { name: 'لبنان: قطار جديد' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'فتح موجز' }).click();
  await page.getByText('قارئ: /start topic_iran').waitFor();
});

inChromium('a link that adds the bot to a group or channel does, and the bot hears of it', async () => {
  const { playground } = await startPageBot();
  const page = await openPage(playground.url);
  await type(page, '/add');
  await page.getByRole('link', { name: 'إضافة إلى قناة' }).click();
  await page.getByText('قناة التجربة: left ثم administrator').waitFor();
  await page.getByRole('link', { name: 'إضافة إلى مجموعة' }).click();
  await pane(page, 'مجموعة التجربة')
    .getByText(`/start@${playground.botUsername} topic_iran`)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^محادثة خاصة/ }).click();
  const joined = page.getByText('مجموعة التجربة: left ثم member');
  await joined.waitFor();
  expect(await joined.count()).toBe(1);
});

inChromium('the clock is moved on, and messages stand under their day', async () => {
  const { playground, bot } = await startPageBot();
  const page = await openPage(playground.url);
  expect(await page.locator('#clock').textContent()).toMatch(/الاثنين، 23 نوفمبر.* 9:0\d ص/);
  await bot.api.sendMessage(READER, 'نشرة اليوم');
  await page.getByRole('button', { name: 'حتى 8:00 ص' }).click();
  await page.getByText(/^الساعة الآن: الثلاثاء، 24 نوفمبر.* 8:00 ص/).waitFor();
  await bot.api.sendMessage(READER, 'نشرة الغد');
  await page.getByText('نشرة الغد').waitFor();
  expect(await page.locator('.day').allTextContents()).toEqual(['الاثنين، 23 نوفمبر', 'الثلاثاء، 24 نوفمبر']);
  const [today, tomorrow] = playground.messages(READER).map(({ sentAt }) => sentAt);
  expect((tomorrow ?? 0) - (today ?? 0)).toBeGreaterThan(22 * 3600_000);
  expect(today).toBeGreaterThanOrEqual(MONDAY);
});
