/** The settings menu as readers use it: one message, edited in place, over the strict Bot API. */
import { describe, expect, test } from 'vitest';
import { addChat, ZONE } from '../support/outbox.ts';
import { buttons, chatOf, HOUR, NINE, type Rig, read, rig, say, settled, written } from './harness.ts';

const DAY = 24 * HOUR;

/** The menu, opened by a reader whose digests have begun. */
async function opened(r: Rig, chatId: number = r.reader) {
  const message = await say(r, '/settings', { chatId, from: r.reader });
  const shown = () => r.api.messages(chatId).find(({ id }) => id === message.id);
  return {
    id: message.id,
    text: () => read(shown()?.text ?? ''),
    rows: () => buttons(shown()),
    press: async (button: string, from: number = r.reader) => {
      r.clock.now += 1_000;
      const answer = await r.api.press({ chatId, from, messageId: message.id, button });
      await settled(r);
      return answer;
    },
  };
}

/** What is said to a tap on a button that an altered client made up. */
async function forged(r: Rig, data: string): Promise<string> {
  const message = await r.bot.api.sendMessage(r.reader, 'رسالة', {
    reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
  });
  r.clock.now += 1_000;
  const tap = { chatId: r.reader, from: r.reader, messageId: message.message_id, button: data };
  return (await r.api.press(tap)).text;
}

async function begun(about: Partial<Parameters<typeof addChat>[1]> = {}) {
  const r = await rig();
  await addChat(r.store, { telegramId: r.reader, zone: ZONE, ...about }, NINE);
  return r;
}

test('the menu shows how the digests stand, and when the next one comes', async () => {
  const r = await begun({ topics: ['iran'] });
  const menu = await opened(r);
  expect(menu.text()).toBe(
    [
      'إعدادات النشرة',
      'النشرة قصيرة: 5 أخبار، لكلٍّ منها جملة.',
      'مواعيد النشرة: 8:00 ص و8:00 م بتوقيت الرياض.',
      'الأيام: كل يوم.',
      'بلا ساعات هدوء.',
      'الأخبار العاجلة لا تصل.',
      'المتابَع: إيران.',
      '',
      'النشرة التالية: الاثنين 8:00 م.',
    ].join('\n'),
  );
  expect(menu.rows()).toEqual([
    ['خاطفة', '✅ قصيرة', 'كاملة'],
    ['المواعيد', 'الأيام'],
    ['المدينة', 'ساعات الهدوء'],
    ['كل المواضيع', 'تفاصيل'],
    ['إيقاف النشرات'],
  ]);
});

test.each(['/settings', 'إعدادات', 'الإعدادات', '/إعدادات', 'إعدادات النشرة'])(
  '«%s» opens it',
  async (words) => {
    const r = await begun();
    expect(read((await say(r, words)).text)).toMatch(/^إعدادات النشرة\n/u);
  },
);

test('every change is made in the one message', async () => {
  const r = await begun();
  const menu = await opened(r);
  const messages = written(r, r.reader).length;
  for (const button of [
    'كاملة',
    'المواعيد',
    '7:00 ص',
    'رجوع',
    'الأيام',
    'أيام العمل',
    'رجوع',
    'المدينة',
    'القاهرة',
    'رجوع',
    'ساعات الهدوء',
    '10:00 م – 7:00 ص',
    'رجوع',
    'تفاصيل',
    'كل عاجل',
    'صامتة ليلًا',
    'التاريخ الهجري',
    'رجوع',
  ])
    await menu.press(button);
  expect(written(r, r.reader)).toHaveLength(messages);
  expect(await chatOf(r, r.reader)).toMatchObject({
    times: ['07:00', '08:00', '20:00'],
    days: [0, 1, 2, 3, 4],
    zone: 'Africa/Cairo',
    quiet: { from: '22:00', to: '07:00' },
    settings: { preset: 'full', breaking: 'all', silent: 'night', hijri: true },
  });
  expect(menu.text()).toContain('النشرة التالية: الاثنين 8:00 م.');
});

describe('times', () => {
  test('an hour is added and removed by a tap, and the next digest is told anew', async () => {
    const r = await begun();
    const menu = await opened(r);
    await menu.press('المواعيد');
    expect(menu.rows().flat()).toContain('✅ 8:00 ص');
    await menu.press('1:00 م');
    expect(menu.text()).toContain('مواعيد النشرة: 8:00 ص و1:00 م و8:00 م بتوقيت الرياض.');
    expect(menu.text()).toContain('النشرة التالية: الاثنين 1:00 م.');
    await menu.press('✅ 1:00 م');
    expect(menu.text()).toContain('النشرة التالية: الاثنين 8:00 م.');
  });

  test('the last one stays, and no more than six fit', async () => {
    const r = await begun({ times: ['08:00'] });
    const menu = await opened(r);
    await menu.press('المواعيد');
    expect((await menu.press('✅ 8:00 ص')).text).toBe(
      'لا بدّ من موعد واحد على الأقل. لإيقاف النشرات زر في الإعدادات.',
    );
    for (const hour of ['9:00 ص', '10:00 ص', '11:00 ص', '12:00 م', '1:00 م']) await menu.press(hour);
    expect((await menu.press('2:00 م')).text).toBe('أكثر ما أرسله 6 نشرات في اليوم.');
    expect((await chatOf(r, r.reader)).times).toHaveLength(6);
    await menu.press('صباحًا ومساءً');
    expect((await chatOf(r, r.reader)).times).toEqual([]);
    expect(menu.text()).toContain('8:00 ص و8:00 م');
  });

  test('a time between the hours stands in the grid too, to be removed', async () => {
    const r = await begun({ times: ['07:30', '20:00'] });
    const menu = await opened(r);
    await menu.press('المواعيد');
    await menu.press('✅ 7:30 ص');
    expect((await chatOf(r, r.reader)).times).toEqual(['20:00']);
  });
});

describe('days', () => {
  test('a day is left out by a tap, and the days off are those of the city', async () => {
    const r = await begun({ zone: 'Asia/Beirut' });
    const menu = await opened(r);
    await menu.press('الأيام');
    expect(menu.text()).toContain('وفي عطلة الأسبوع، السبت والأحد؟');
    await menu.press('✅ الاثنين');
    expect(menu.text()).toContain('الأيام: الأحد، الثلاثاء، الأربعاء، الخميس، الجمعة، السبت.');
    expect(menu.text()).toContain('النشرة التالية: الثلاثاء 8:00 ص.');
    await menu.press('كل يوم');
    expect(menu.text()).toContain('الأيام: كل يوم.');
  });

  test('on days off the digest comes late, or not at all', async () => {
    const r = await begun({ days: [5] });
    const menu = await opened(r);
    await menu.press('الأيام');
    expect(menu.text()).toContain('النشرة التالية: الجمعة 8:00 ص.');
    await menu.press('من 10 ص');
    // No digest comes on the other day off anyway.
    expect(menu.text()).toContain('\nالجمعة: لا نشرة قبل 10:00 ص.');
    expect(menu.text()).toContain('النشرة التالية: الجمعة 10:00 ص.');
    await menu.press('بلا نشرات');
    expect(menu.text()).toContain('لا نشرة تالية: لم يبقَ لها يوم.');
    expect(await chatOf(r, r.reader)).toMatchObject({ nextDigestAt: undefined, paused: undefined });
    await menu.press('كسائر الأيام');
    expect(menu.text()).toContain('النشرة التالية: الجمعة 8:00 ص.');
  });

  test('without any day no digest comes, and one brings them back', async () => {
    const r = await begun({ days: [1] });
    const menu = await opened(r);
    await menu.press('الأيام');
    await menu.press('✅ الاثنين');
    expect(menu.text()).toContain('الأيام: لا يوم، فلا نشرات.');
    expect(read((await say(r, '/subscriptions')).text)).toContain('لا نشرة تالية');
    await menu.press('الأحد');
    expect((await chatOf(r, r.reader)).nextDigestAt).toBe(NINE - HOUR + 6 * DAY);
  });

  test('who gets breaking news alone is told so, and a time brings digests on every day', async () => {
    const r = await begun({ days: [] });
    const menu = await opened(r);
    expect(menu.text()).not.toContain('مواعيد النشرة');
    await menu.press('تفاصيل');
    await menu.press('عاجلان يوميًا');
    expect(menu.text()).toContain('لا نشرات مجدولة، ويصل العاجل وحده.');
    expect(read((await say(r, '/time 7 ص')).text)).toContain('النشرة التالية: الثلاثاء 7:00 ص.');
    expect((await chatOf(r, r.reader)).days).toHaveLength(7);
  });
});

test('days and times are set by text too, and say what they lead to', async () => {
  const r = await begun();
  expect(read((await say(r, '/time أيام العمل 7:30 ص')).text)).toBe(
    [
      'تمّ. موعد النشرة: 7:30 ص بتوقيت الرياض. النشرة التالية: الثلاثاء 7:30 ص.',
      'الأيام: الأحد، الاثنين، الثلاثاء، الأربعاء، الخميس.',
    ].join('\n'),
  );
  expect(read((await say(r, 'الموعد كل يوم')).text)).toContain('الأيام: كل يوم.');
  expect(await chatOf(r, r.reader)).toMatchObject({ times: ['07:30'], days: [0, 1, 2, 3, 4, 5, 6] });
  await r.store.chats.setSchedule(
    (await chatOf(r, r.reader)).id,
    { quiet: { from: '22:00', to: '07:00' }, nextDigestAt: undefined },
    NINE,
  );
  expect(read((await say(r, '/time 11 م')).text)).toBe(
    [
      'تمّ. موعد النشرة: 11:00 م بتوقيت الرياض. النشرة التالية: الثلاثاء 7:00 ص.',
      'الموعد 11:00 م داخل ساعات الهدوء، فتصل نشرته عند نهايتها: 7:00 ص.',
    ].join('\n'),
  );
});

describe('quiet hours', () => {
  test('a digest inside them is said to come at their end', async () => {
    const r = await begun({ times: ['23:00'] });
    const menu = await opened(r);
    await menu.press('ساعات الهدوء');
    await menu.press('10:00 م – 7:00 ص');
    expect(menu.text()).toContain('الموعد 11:00 م داخل ساعات الهدوء، فتصل نشرته عند نهايتها: 7:00 ص.');
    expect(menu.text()).toContain('النشرة التالية: الثلاثاء 7:00 ص.');
    await menu.press('بلا ساعات هدوء');
    expect(menu.text()).toContain('النشرة التالية: الاثنين 11:00 م.');
  });

  test('may be any from one hour to another', async () => {
    const r = await begun();
    const menu = await opened(r);
    for (const button of ['ساعات الهدوء', 'ساعات أخرى', '1:00 م', '5:00 م']) await menu.press(button);
    expect((await chatOf(r, r.reader)).quiet).toEqual({ from: '13:00', to: '17:00' });
    expect(menu.rows().flat()).toContain('✅ ساعات أخرى');
  });
});

describe('the city', () => {
  test('sets the zone by a button, or by its name', async () => {
    const r = await begun();
    const menu = await opened(r);
    await menu.press('المدينة');
    await menu.press('القاهرة');
    expect(menu.text()).toContain('مواعيد النشرة: 8:00 ص و8:00 م بتوقيت القاهرة.');
    expect(menu.rows().flat()).toContain('✅ القاهرة');
    await menu.press('مدينة أخرى');
    const question = written(r, r.reader).at(-1);
    expect(question?.text).toContain('في أي مدينة؟');
    await say(r, 'طنجة', { replyTo: question?.id ?? 0 });
    expect((await chatOf(r, r.reader)).zone).toBe('Africa/Casablanca');
  });
});

describe('details', () => {
  test('a rest lasts a week, is said with its date, and ends by itself or by a tap', async () => {
    const r = await begun();
    const menu = await opened(r);
    await menu.press('تفاصيل');
    await menu.press('استراحة أسبوع');
    expect(menu.text()).toContain('استراحة من النشرات حتى الاثنين 30 نوفمبر 9:00 ص، ثم تعود وحدها.');
    expect(menu.text()).toContain('النشرة التالية: الاثنين 30 نوفمبر 8:00 م.');
    await menu.press('قطع الاستراحة');
    expect(menu.text()).not.toContain('استراحة من');
    expect(menu.text()).toContain('النشرة التالية: الاثنين 8:00 م.');
  });

  test('digits and language change what the bot says from then on', async () => {
    const r = await begun();
    const menu = await opened(r);
    await menu.press('تفاصيل');
    await menu.press('أرقام ١٢٣');
    expect(menu.text()).toContain('النشرة التالية: الاثنين ٨:٠٠ م.');
    await menu.press('رجوع');
    expect(menu.text()).toContain('٨:٠٠ ص و٨:٠٠ م');
    await menu.press('تفاصيل');
    await menu.press('English');
    expect(menu.text()).toContain('Details');
    expect(menu.text()).toContain('Next digest: Monday 8:00 PM.');
    await menu.press('Pause for a week');
    expect(menu.text()).toContain('The digests pause until Monday 30 November 9:00 AM,');
    await menu.press('End the pause');
    await menu.press('Back');
    expect(menu.text()).toContain('Digest times: 8:00 AM and 8:00 PM Riyadh time.');
    await menu.press('Days');
    // From left to right.
    expect(menu.rows()[0]?.toReversed()).toEqual(['✅ Sunday', '✅ Monday', '✅ Tuesday', '✅ Wednesday']);
    await menu.press('Back');
    await menu.press('City');
    await menu.press('Cairo');
    expect(menu.text()).not.toMatch(/\p{Script=Arabic}/u);
    await menu.press('Back');
    await menu.press('Details');
    expect(menu.rows().flat()).toContain('✅ English');
    await menu.press('العربية');
    expect(menu.text()).toContain('تفاصيل');
  });
});

test('digests are stopped and resumed in the menu', async () => {
  const r = await begun();
  const menu = await opened(r);
  await menu.press('إيقاف النشرات');
  expect(menu.text()).toContain('النشرات موقوفة، والمتابعات محفوظة.');
  expect((await chatOf(r, r.reader)).paused).toBe('reader');
  await menu.press('استئناف');
  expect(menu.text()).toContain('النشرة التالية: الاثنين 8:00 م.');
  expect((await chatOf(r, r.reader)).paused).toBeUndefined();
});

test('what no button of the menu carries changes nothing', async () => {
  const r = await begun();
  const before = await chatOf(r, r.reader);
  for (const data of [
    'set:zz',
    'set:p',
    'set:p:huge',
    'set:t:2500',
    'set:t:08:00',
    'set:d:7',
    'set:w:x',
    'set:c:Mars/Olympus',
    'set:q:2200',
    'set:q:2200:2200',
    'set:q:from:99',
    'set:x:rich',
    'set:x:digits:roman',
    'set:x:footer:<b>',
    'set:r',
  ])
    expect(await forged(r, data), data).toContain('هذا الزر قديم');
  expect(await chatOf(r, r.reader)).toEqual(before);
});

test('in a group only administrators change anything', async () => {
  const r = await begun();
  const group = r.api.addGroup({ title: 'ديوانية', administrators: [r.reader] });
  const member = r.api.addUser({ firstName: 'سالم' });
  r.api.setMember(group, member, 'member');
  const menu = await opened(r, group);
  expect((await menu.press('خاطفة', member)).text).toBe('إعداد المجموعة للمشرفين فقط.');
  await menu.press('خاطفة');
  expect((await chatOf(r, group)).settings.preset).toBe('flash');
});

test('a group is set up as fast as its administrator taps', async () => {
  const r = await begun();
  const group = r.api.addGroup({ title: 'ديوانية', administrators: [r.reader] });
  const menu = await opened(r, group);
  const hours = ['6:00 ص', '7:00 ص', '9:00 ص', '1:00 م'];
  for (const button of ['المواعيد', ...hours, 'رجوع', 'الأيام', 'أيام العمل', 'رجوع', 'كاملة'])
    expect((await menu.press(button)).text).toBe('');
  expect(await chatOf(r, group)).toMatchObject({
    times: ['06:00', '07:00', '08:00', '09:00', '13:00', '20:00'],
    days: [0, 1, 2, 3, 4],
    settings: { preset: 'full' },
  });
});
