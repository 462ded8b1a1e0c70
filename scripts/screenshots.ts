/**
 * Pictures of the bot, taken in its playground: `npm run screenshots` writes those of the README into docs/, and
 * `npm run screenshots -- --all FOLDER` twelve states into a folder. It fails where a line of Arabic runs from left to right or something is
 * cut off.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Locator, Page } from 'playwright-core';
import { log } from '../src/log.ts';
import { launchChromium } from '../test/support/browser.ts';
import { openStage, type Stage } from './stage.ts';

/** A Monday, 09:00 in Riyadh. */
const MONDAY = Date.UTC(2026, 10, 23, 6);
const HOUR = 3_600_000;

type Look = { readonly width: number; readonly height: number; readonly scale: number };

const PHONE: Look = { width: 420, height: 840, scale: 1.2 };
const WIDE: Look = { width: 1500, height: 860, scale: 1 };

/** Readers take their time; who writes faster is told so by the bot. */
const PAUSE = 3_000;

type Shoot = (name: string, about: { readonly colors?: 'light' | 'dark' }) => Promise<void>;

/** What is wrong with what stands on the page, by its messages and keys. Runs in the page. */
const FAULTS = `(() => {
  const faults = [];
  const arabic = /[\\u0620-\\u064a]/u;
  const strong = /[A-Za-z\\u00c0-\\u024f\\u0400-\\u04ff\\u0620-\\u064a\\u200e\\u200f]/u;
  for (const words of document.querySelectorAll('.message:not(.own) .words')) {
    for (const line of words.innerText.split('\\n')) {
      // What stands in an isolate does not say which way the line runs.
      const bare = line.replace(/[\\u2066-\\u2068][^\\u2069]*\\u2069/gu, '');
      const first = strong.exec(bare)?.[0] ?? '';
      if (arabic.test(line) && /[A-Za-z\\u00c0-\\u024f\\u0400-\\u04ff\\u200e]/u.test(first)) faults.push('left to right: ' + line);
    }
  }
  // Unicode counts the letters that flags are made of as running from left to right.
  for (const key of document.querySelectorAll('.key, .menu .title'))
    if (arabic.test(key.textContent) && /[A-Za-z\\p{RI}]/u.test(/[A-Za-z\\p{RI}\\u0620-\\u064a\\u200f]/u.exec(key.textContent)[0]))
      faults.push('left to right: ' + key.textContent);
  for (const box of document.querySelectorAll('.key, .bubble, .words, .clock, .head h2, .chats .name, .text'))
    if (box.scrollWidth > box.clientWidth + 1) faults.push('cut off: ' + (box.value || box.textContent));
  for (const key of document.querySelectorAll('.keyboard .key'))
    if (key.clientHeight > 60) faults.push('too long for its place: ' + key.textContent);
  if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
  return faults;
})()`;

async function openPage(browser: Browser, stage: Stage, { width, height, scale }: Look): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(stage.playground.url);
  await page.getByLabel('الرسالة', { exact: true }).first().waitFor();
  return page;
}

/** The last message of the bot's that holds these words, once it has come and stands still. */
async function answer(page: Page, words: string, pane = page.locator('.pane').first()) {
  const message = pane.locator('.message:not(.own)', { hasText: words }).last();
  await message.waitFor();
  return message;
}

/** What a reader does on the page, in their own time. */
function handsOf(page: Page, stage: Stage) {
  return {
    async write(words: string, pane = page.locator('.pane').first()): Promise<void> {
      stage.pass(PAUSE);
      const line = pane.getByLabel('الرسالة', { exact: true });
      await line.fill(words);
      await line.press('Enter');
    },
    async tap(name: string): Promise<void> {
      stage.pass(PAUSE);
      await page.locator('.message').getByRole('button', { name, exact: true }).last().click();
    },
  };
}

/** Brings a message to the top of its chat, so that it is read from its beginning. */
async function toTop(page: Page, words: string, pane?: Locator): Promise<void> {
  const message = await answer(page, words, pane);
  await message.evaluate((element) => element.scrollIntoView({ block: 'start' }));
}

/** The first minute and a day of a reader on a phone. */
async function reader(page: Page, stage: Stage, shoot: Shoot): Promise<void> {
  const hands = handsOf(page, stage);
  await page.getByRole('button', { name: 'بدء', exact: true }).click();
  await answer(page, 'في أي مدينة؟');
  await shoot('start', {});
  await hands.tap('الرياض');
  await answer(page, 'ما الذي يهمّك؟');
  await hands.tap('\u200f🇮🇷 إيران');
  await page.getByRole('button', { name: '✅ \u200f🇮🇷 إيران' }).waitFor();
  await shoot('topics', { colors: 'dark' });
  await hands.tap('تمّ');
  await answer(page, 'متى تصل النشرة؟');
  await hands.tap('صباحًا ومساءً');
  await toTop(page, 'نشرة الصباح');
  await shoot('digest', {});
  await hands.tap('الخبر 2');
  await toTop(page, 'كيف تطوّر الخبر');
  await shoot('story', { colors: 'dark' });
  await hands.write('إيران');
  await toTop(page, '3 أخبار');
  await shoot('topic', {});
  await hands.write('/settings');
  await answer(page, 'إعدادات النشرة');
  await shoot('settings', {});
  await hands.tap('تفاصيل');
  await page.getByRole('button', { name: 'رجوع' }).last().waitFor();
  await shoot('details', { colors: 'dark' });
  await hands.write('/why');
  await toTop(page, 'لماذا هذه الأخبار؟');
  await shoot('why', {});
  await stage.move(11 * HOUR);
  await toTop(page, 'جديد الخبر');
  await shoot('update', { colors: 'dark' });
  await stage.move(12 * HOUR);
  await toTop(page, 'الثلاثاء 24 نوفمبر');
  await shoot('tomorrow', {});
  const line = page.getByLabel('الرسالة', { exact: true });
  await line.fill(`@${stage.playground.botUsername} إيران`);
  await page.getByRole('list', { name: 'بطاقات للمشاركة' }).waitFor();
  await shoot('inline', { colors: 'dark' });
}

/** The reader, a group and a channel beside one another. */
async function channel(page: Page, stage: Stage, shoot: Shoot): Promise<void> {
  const hands = handsOf(page, stage);
  for (const title of ['مجموعة التجربة', 'قناة التجربة'])
    await page.getByRole('button', { name: `بجانب المفتوح: ${title}` }).click();
  const [, group, posts] = await page.locator('.pane').all();
  if (group === undefined || posts === undefined) throw new Error('the chats did not open');
  await hands.write(`/topic@${stage.playground.botUsername} اقتصاد`, group);
  await answer(page, 'اقتصاد', group);
  await hands.write('/start', posts);
  await answer(page, 'بدأت النشرات', posts);
  await stage.move(12 * HOUR);
  await toTop(page, 'الثلاثاء 24 نوفمبر');
  await toTop(page, 'اقتصاد', group);
  await toTop(page, 'نشرة المساء', posts);
  await shoot('channel', {});
}

/** Takes the pictures that are wanted; returns what is wrong on them. */
async function takeAll(folder: string, wanted: ReadonlySet<string> | undefined): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const faults: string[] = [];
  const taken = new Set<string>();
  const stage = await openStage(MONDAY);
  const browser = await launchChromium();
  const shooting =
    (page: Page): Shoot =>
    async (name, { colors = 'light' }) => {
      await page.emulateMedia({ colorScheme: colors });
      // What was said for a moment is no part of the state.
      await page.locator('#toast').evaluate((element) => element.setAttribute('hidden', ''));
      await page.mouse.move(0, 0);
      await page.evaluate('document.fonts.ready');
      const found = (await page.evaluate(FAULTS)) as readonly string[];
      faults.push(...found.map((fault) => `${name}: ${fault}`));
      taken.add(name);
      if (wanted === undefined || wanted.has(name))
        await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    };
  try {
    const phone = await openPage(browser, stage, PHONE);
    await reader(phone, stage, shooting(phone));
    await phone.context().close();
    const wide = await openPage(browser, stage, WIDE);
    await channel(wide, stage, shooting(wide));
  } finally {
    await browser.close();
    await stage.close();
  }
  for (const name of wanted ?? []) if (!taken.has(name)) faults.push(`${name}: was not taken`);
  return faults;
}

/** Those that the README shows. */
const README = new Set(['digest', 'story', 'settings', 'inline', 'channel']);

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const folder = resolve(process.env.INIT_CWD ?? '.', positionals[0] ?? 'docs');
const faults = await takeAll(folder, values.all ? undefined : README);
for (const fault of faults) log.error(fault);
log.info(`pictures are in ${folder}`);
process.exit(faults.length === 0 ? 0 : 1);
