/** A playground with a small bot of its own on it, and pages open on it: what tests of the page need. */
import { Bot, InputFile } from 'grammy';
import type { Browser, Page } from 'playwright-core';
import { afterAll, onTestFinished, test } from 'vitest';
import { createMovableClock } from '../../src/playground/clock.ts';
import { type Playground, startPlayground } from '../../src/playground/server.ts';
import { retryOnce } from '../../src/telegram/retry.ts';
import { TEST_TOKEN } from '../support/bot-api.ts';
import { CHROMIUM, launchChromium, PATIENCE_MS } from '../support/browser.ts';

/** A Monday, 09:00 in Riyadh. */
export const MONDAY = Date.UTC(2026, 10, 23, 6);

const ANSWER = `<b>إيران</b> · خبران

<b>1. مؤتمر للمياه يفتتح أعماله في طهران</b>
مصدران: <a href="https://example.org/1">صحيفة المرفأ</a> (النص)، &#8296;RT&#8297; · <tg-time unix="1795421580">الاثنين 11:13</tg-time>
<blockquote expandable><b>مزيد:</b> يناقش المشاركون شح الأمطار في ثلاثة مواسم متتالية وسبل إعادة استعمال المياه في الزراعة. ويعرض خبراء من دول عدة تجاربهم في ترشيد الري.
وتُعقد على هامش المؤتمر ورش عمل للطلاب، ومعرض لمعدات قياس جودة المياه يستمر حتى مساء الأربعاء. ويُختتم المؤتمر بزيارة سد قريب من المدينة.
ثم يعود المشاركون إلى بلدانهم.</blockquote>
<tg-spoiler>النتيجة 3-1</tg-spoiler> <code>x</code> #وسم /latest
<pre>سطر</pre>`;

/** The bot of these tests: it answers whatever the page must be able to show. */
function answering(playground: Playground): Bot {
  const bot = new Bot(TEST_TOKEN, { client: { apiRoot: playground.url } });
  // The tests press faster than a reader would.
  bot.api.config.use(retryOnce(new AbortController().signal));
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
            { text: 'البحث هنا', switch_inline_query_current_chat: 'لبنان' },
            {
              text: 'مشاركة',
              url: 'https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fx&text=%D8%AE%D8%A8%D8%B1',
            },
            { text: 'فتح موجز', url: `https://t.me/${playground.botUsername}?start=topic_iran` },
          ],
        ],
      },
    }),
  );
  bot.command('add', (context) =>
    context.reply('إضافة', {
      reply_markup: {
        inline_keyboard: [
          [
            {
              text: 'إضافة إلى قناة',
              url: `https://t.me/${playground.botUsername}?startchannel=x&admin=post_messages`,
            },
            { text: 'إضافة إلى مجموعة', url: `https://t.me/${playground.botUsername}?startgroup=topic_iran` },
          ],
        ],
      },
    }),
  );
  bot.on('my_chat_member', async (context) => {
    const { chat, from, old_chat_member: before, new_chat_member: after } = context.myChatMember;
    if (chat.type !== 'private')
      await context.api.sendMessage(from.id, `${chat.title}: ${before.status} ثم ${after.status}`);
  });
  bot.command('keys', (context) =>
    context.reply('لوحة', {
      reply_markup: { keyboard: [['متابعاتي', 'آخر الأخبار']], resize_keyboard: true, is_persistent: true },
    }),
  );
  bot.command('nokeys', (context) => context.reply('بلا لوحة', { reply_markup: { remove_keyboard: true } }));
  bot.command('ask', (context) => context.reply('ما الكلمات؟', { reply_markup: { force_reply: true } }));
  bot.command('export', (context) =>
    context.replyWithDocument(new InputFile(Buffer.from('{}'), 'بياناتي.json'), {
      caption: 'بياناتك',
      disable_notification: true,
    }),
  );
  bot.callbackQuery('1', async (context) => {
    await context.editMessageText('الخبر 1 وحده');
    await context.answerCallbackQuery({ text: 'هذا هو', show_alert: true });
  });
  bot.on('inline_query', (context) =>
    context.answerInlineQuery(
      ['مؤتمر للمياه في طهران', 'قطار جديد'].map((title, at) => ({
        type: 'article',
        id: String(at),
        title: `${context.inlineQuery.query}: ${title}`,
        description: 'صحيفة المرفأ',
        input_message_content: { message_text: `<b>${title}</b>`, parse_mode: 'HTML' },
      })),
      { button: { text: 'فتح موجز', start_parameter: 'inline' } },
    ),
  );
  bot.on('message', (context) => {
    const { reply_to_message: replied, text, from } = context.message;
    return context.reply(
      `${from.first_name}: ${text ?? ''}${replied === undefined ? '' : ` ← ${replied.text}`}`,
      {
        reply_parameters: { message_id: context.message.message_id },
      },
    );
  });
  return bot;
}

/** The playground and its bot until the test is over. */
export async function startPageBot(): Promise<{ readonly playground: Playground; readonly bot: Bot }> {
  const playground = await startPlayground({
    host: '127.0.0.1',
    port: 0,
    token: TEST_TOKEN,
    about: { notice: 'الأخبار هنا عيّنات مكتوبة للتجربة.', zone: 'Asia/Riyadh' },
    clock: createMovableClock(MONDAY),
    limits: false,
  });
  const bot = answering(playground);
  await bot.api.setMyCommands([
    { command: 'topic', description: 'أخبار موضوع' },
    { command: 'keys', description: 'لوحة الأزرار' },
  ]);
  void bot.start();
  onTestFinished(async () => {
    await bot.stop();
    await playground.close();
  });
  return { playground, bot };
}

/** A test in Chromium. Where none is found its name says so in the report, instead of passing unseen. */
export const inChromium = test.runIf(CHROMIUM !== undefined);

/** One for all tests of a file. */
let browser: Promise<Browser> | undefined;
afterAll(async () => {
  await (await browser)?.close();
});

/** A page on it; an error in its scripts fails the test. */
export async function openPage(
  url: string,
  {
    width = 1200,
    height = 900,
    colorScheme = 'light',
  }: { readonly width?: number; readonly height?: number; readonly colorScheme?: 'light' | 'dark' } = {},
): Promise<Page> {
  browser ??= launchChromium();
  const context = await (await browser).newContext({ viewport: { width, height }, colorScheme });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  await lineOf(page).waitFor();
  return page;
}

/** The line to write in, of the chat with this title; of the only one when absent. */
export function lineOf(page: Page, title?: string) {
  const pane = title === undefined ? page : page.getByRole('region', { name: title, exact: true });
  return pane.getByLabel('الرسالة', { exact: true });
}

export async function type(page: Page, words: string, title?: string): Promise<void> {
  await lineOf(page, title).fill(words);
  await lineOf(page, title).press('Enter');
}
