import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { outletKey } from '../../src/news/publishers.ts';
import type { Store } from '../../src/storage/store.ts';
import { messages } from '../../src/telegram/messages.ts';
import { outletCode } from '../../src/telegram/wish-buttons.ts';
import { addStory as addShared, testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { addStory, buttons, chatOf, HOUR, NINE, type Rig, read, rig, say, staleNote } from './harness.ts';
import { sendDigest } from './sent.ts';
import { groupOf, offer, tap, tapped } from './wishes.ts';

/** A story that three outlets report, and one of a lone outlet. */
async function news(store: Store) {
  const shared = await addShared(store, {
    headline: 'قمة في طهران تبحث الملاحة في المضيق',
    topics: ['iran'],
    publishedAt: NINE - HOUR,
    publishers: ['صحيفة الميناء', 'قناة الوادي', 'وكالة الجبل'],
  });
  const lone = await addStory(store, {
    headline: 'افتتاح جسر على نهر الليطاني',
    topics: ['lebanon'],
    publisher: 'صحيفة الأرز',
  });
  return { shared, lone };
}

const wishesOf = async (r: Rig, telegramId: number) => {
  const { id } = await chatOf(r, telegramId);
  return (await r.store.wishes.of([id])).get(id);
};

test('/why explains the last digest: why each story came, and what kept the others', async () => {
  const r = await rig();
  await news(r.store);
  await addStory(r.store, { headline: 'لماذا تراجع الدينار؟', topics: ['iran'], kind: 'opinion' });
  await say(r, 'تابع إيران');
  await sendDigest(r, r.reader);
  await addStory(r.store, { headline: 'هزة أرضية في شيراز', topics: ['iran'], publishedAt: r.clock.now });
  const text = read((await say(r, 'ليش')).text);
  expect(text.split('\n')).toEqual([
    'لماذا هذه الأخبار؟ · نشرة المساء، الاثنين 23 نوفمبر',
    '',
    '1. قمة في طهران تبحث الملاحة في المضيق',
    'وصلك لأنك تتابع «إيران»، ونشره 3 مصادر الاثنين 8:00 ص.',
    '',
    'ما لم يصل فيها',
    'جاء أو اتّسع بعد النشرة: «هزة أرضية في شيراز»',
    'رأي أو شرح أو خدمة، والنشرة للأخبار والتقارير: «لماذا تراجع الدينار؟»',
  ]);
});

test('/why before the first digest tells what the next one would hold', async () => {
  const r = await rig();
  await news(r.store);
  expect(read((await say(r, '/why')).text)).toBe(read(messages.whyNotBegun));
  await say(r, 'تابع لبنان');
  expect(read((await say(r, 'لماذا؟')).text)).toBe(
    'لماذا هذه الأخبار؟ · النشرة التالية\n\n1. افتتاح جسر على نهر الليطاني\n' +
      'لم يصل بعد، وهو في النشرة التالية، ما لم يأت أهم منه، لأنك تتابع «لبنان». لم أجده حتى الآن إلا في هذا المصدر من بين ما أتابعه: صحيفة الأرز، الاثنين 8:00 ص.',
  );
});

test('the button tells why one story came: topic, voices, times', async () => {
  const r = await rig();
  const { shared, lone } = await news(r.store);
  const message = await offer(r, r.reader, `wy:${shared}`, `wy:${lone}`, 'wy:999', 'wy:x', 'wy:-1');
  expect((await tap(r, message, `wy:${shared}`)).text).toBe('لم تبدأ النشرات هنا بعد: \u2068/start\u2069');
  await say(r, 'تابع إيران');
  expect((await tap(r, message, `wy:${lone}`)).text).toBe('لم يصل في نشرة: ليس من المواضيع المتابَعة هنا.');
  await say(r, 'تابع لبنان');
  await sendDigest(r, r.reader);
  expect(await tap(r, message, `wy:${shared}`)).toEqual({
    text: 'وصلك لأنك تتابع «إيران»، ونشره 3 مصادر الاثنين 8:00 ص.',
    alert: true,
  });
  expect((await tap(r, message, `wy:${lone}`)).text).toBe(
    'وصلك لأنك تتابع «لبنان». لم أجده حتى الآن إلا في هذا المصدر من بين ما أتابعه: صحيفة الأرز، الاثنين 8:00 ص.',
  );
  expect((await tap(r, message, 'wy:999')).text).toBe(messages.storyGone);
  for (const forged of ['wy:x', 'wy:-1'])
    expect((await tap(r, message, forged)).text).toBe(staleNote(forged));
});

test('times are told as a span, by day where it was not today, in the chat’s own digits', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const r = await rig({ store: testStore(path) });
  const id = await addShared(r.store, {
    headline: 'حريق في ميناء بندر عباس',
    topics: ['iran'],
    publishedAt: NINE - HOUR,
    publishers: ['صحيفة الميناء', 'قناة الوادي'],
  });
  const raw = new Sqlite(path);
  const publish = (publisher: string, at: number) =>
    raw.prepare('UPDATE articles SET published_at = ? WHERE publisher = ?').run(at, publisher);
  await say(r, 'تابع إيران');
  await sendDigest(r, r.reader);
  const why = async () => (await tap(r, await offer(r, r.reader, `wy:${id}`), `wy:${id}`)).text;
  const opening = 'وصلك لأنك تتابع «إيران»، ونشره مصدران';
  publish('قناة الوادي', NINE + 10 * 60_000);
  expect(await why()).toBe(`${opening} بين 8:00 و9:10 ص.`);
  publish('قناة الوادي', NINE + 5 * HOUR);
  expect(await why()).toBe(`${opening} بين 8:00 ص و2:00 م.`);
  publish('صحيفة الميناء', NINE - 12 * HOUR);
  expect(await why()).toBe(`${opening} بين الأحد 9:00 م والاثنين 2:00 م.`);
  await r.store.chats.setSettings((await chatOf(r, r.reader)).id, { digits: 'arab' });
  expect(await why()).toBe(`${opening} بين الأحد ٩:٠٠ م والاثنين ٢:٠٠ م.`);
  raw.close();
});

test('a chat that follows nothing is told that a story is among the top news', async () => {
  const r = await rig();
  const { shared } = await news(r.store);
  await say(r, '/start');
  await sendDigest(r, r.reader);
  const message = await offer(r, r.reader, `wy:${shared}`);
  expect((await tap(r, message, `wy:${shared}`)).text).toBe(
    'وصلك لأنه من أهم الأخبار، ونشره 3 مصادر الاثنين 8:00 ص.',
  );
});

test('«أقلّ من هذا» lowers a topic or an outlet, can be taken back at once, and leads back to the story', async () => {
  const r = await rig();
  const { lone } = await news(r.store);
  await say(r, 'تابع لبنان');
  const message = await offer(r, r.reader, `ls:${lone}:l:1:5`);
  const asked = await tapped(r, message, `ls:${lone}:l:1:5`);
  expect(read(asked.text)).toBe(
    'افتتاح جسر على نهر الليطاني\nأقلّ ممَّ؟ ما يشبهه يتأخّر في النشرات هنا، وما كان أهم يصل.',
  );
  expect(buttons(asked)).toEqual([
    ['أقلّ من لبنان'],
    ['أقلّ من صحيفة الأرز'],
    ['إخفاء المصدر', 'إبلاغ'],
    ['رجوع'],
  ]);
  const back = asked.keyboard.flat().find(({ text }) => text === 'رجوع');
  expect(back).toMatchObject({ callback_data: `st:${lone}:l:1:5` });
  const done = await tapped(r, asked, 'أقلّ من لبنان');
  expect(read(done.text)).toBe('تمّ: أقلّ من «لبنان» في النشرات هنا، وما كان أهم يصل.');
  expect(buttons(done)).toEqual([['تراجع', 'رجوع']]);
  expect((await wishesOf(r, r.reader))?.lessened).toMatchObject([
    { kind: 'topic', subject: 'lebanon', hours: 6 },
  ]);
  expect(read((await tapped(r, done, 'تراجع')).text)).toBe('أُلغي التقليل من «لبنان» في النشرات هنا.');
  expect(await wishesOf(r, r.reader)).toBeUndefined();
});

test('the outlet of a story is hidden from beside it, and shown again at once', async () => {
  const r = await rig();
  const { lone, shared } = await news(r.store);
  await say(r, 'تابع لبنان');
  const asked = await tapped(r, await offer(r, r.reader, `ls:${lone}:l:1:5`), `ls:${lone}:l:1:5`);
  const hidden = await tapped(r, asked, 'إخفاء المصدر');
  expect(read(hidden.text)).toBe(`أُخفي المصدر «صحيفة الأرز» هنا.\n${messages.hidingRule('private')}`);
  expect(buttons(hidden)).toEqual([['تراجع', 'رجوع']]);
  expect((await wishesOf(r, r.reader))?.hidden).toMatchObject([{ name: 'صحيفة الأرز' }]);
  expect(read((await tapped(r, hidden, 'تراجع')).text)).toBe('عاد المصدر «صحيفة الأرز» إلى الظهور هنا.');
  expect(await wishesOf(r, r.reader)).toBeUndefined();
  // The first of several is hidden, however often its button is tapped.
  const code = `lsh:${outletCode(outletKey('صحيفة الميناء'))}:${shared}`;
  for (const _ of [1, 2]) await tapped(r, await offer(r, r.reader, code), code);
  expect((await wishesOf(r, r.reader))?.hidden).toMatchObject([{ name: 'صحيفة الميناء' }]);
  const other = `lsh:${outletCode(outletKey('صحيفة الأرز'))}:${shared}`;
  expect((await tap(r, await offer(r, r.reader, other), other)).text).toBe(staleNote(other));
});

test('less of one thing goes no further than a day, and the list undoes it', async () => {
  const r = await rig();
  const { lone } = await news(r.store);
  await say(r, 'تابع لبنان');
  for (const _ of [1, 2, 3]) await tap(r, await offer(r, r.reader, `lsx:1:${lone}`), `lsx:1:${lone}`);
  const again = await offer(r, r.reader, `lsx:1:${lone}`);
  expect(read((await tapped(r, again, `lsx:1:${lone}`)).text)).toBe(
    'تمّ: أقلّ من «صحيفة الأرز» في النشرات هنا، وهذا أقلّ ما يكون.',
  );
  const { lessened } = (await wishesOf(r, r.reader)) ?? { lessened: [] };
  expect(lessened).toMatchObject([{ kind: 'outlet', name: 'صحيفة الأرز', hours: 24 }]);
  const listing = await offer(r, r.reader, 'lsl', `lsx:7:${lone}`, 'lsd:999', 'lsd:x');
  expect((await tap(r, listing, `lsx:7:${lone}`)).text).toBe(staleNote('lsx'));
  expect((await tap(r, listing, 'lsd:x')).text).toBe(staleNote('lsd'));
  const list = await tapped(r, listing, 'lsl');
  expect(buttons(list)).toEqual([['أقلّ من صحيفة الأرز'], ['رجوع']]);
  const emptied = await tapped(r, list, 'أقلّ من صحيفة الأرز');
  expect(read(emptied.text)).toBe(messages.lessNothing);
  expect(await wishesOf(r, r.reader)).toBeUndefined();
});

test('what is lessened is found where a chat looks after what it follows, and leads back there', async () => {
  const r = await rig();
  const { lone } = await news(r.store);
  await say(r, 'تابع لبنان');
  expect(buttons(await say(r, '/subscriptions')).flat()).not.toContain('ما قُلّل منه');
  await tap(r, await offer(r, r.reader, `lsx:1:${lone}`), `lsx:1:${lone}`);
  const followed = await say(r, '/subscriptions');
  const list = await tapped(r, followed, 'ما قُلّل منه');
  expect(buttons(list)).toEqual([['أقلّ من صحيفة الأرز'], ['رجوع']]);
  expect(read((await tapped(r, list, 'رجوع')).text)).toBe(read(followed.text));
  const emptied = await tapped(r, await tapped(r, followed, 'ما قُلّل منه'), 'أقلّ من صحيفة الأرز');
  expect(read(emptied.text)).toBe(messages.lessNothing);
  expect(buttons(await tapped(r, emptied, 'رجوع')).flat()).not.toContain('ما قُلّل منه');
});

test('a wish is a chat’s own: the number of another one’s undoes nothing', async () => {
  const r = await rig();
  const { lone } = await news(r.store);
  await say(r, 'تابع لبنان');
  await tap(r, await offer(r, r.reader, `lsx:0:${lone}`), `lsx:0:${lone}`);
  const [wish] = (await wishesOf(r, r.reader))?.lessened ?? [];
  const other = r.api.addUser({ firstName: 'مراد', started: true });
  await say(r, 'تابع لبنان', { chatId: other });
  const message = await offer(r, other, `lsd:${wish?.id}`, `lsu:${wish?.id}:${lone}`);
  expect((await tapped(r, message, `lsu:${wish?.id}:${lone}`, other)).text).toBe(messages.nothingChanged);
  const again = await offer(r, other, `lsd:${wish?.id}`);
  expect((await tap(r, again, `lsd:${wish?.id}`, other)).text).toBe(messages.nothingChanged);
  expect((await wishesOf(r, r.reader))?.lessened).toHaveLength(1);
});

test('in a group less is the administrators’ to say, and anyone reports', async () => {
  const r = await rig();
  const { lone } = await news(r.store);
  const { chatId, admin, member } = groupOf(r);
  await say(r, '/subscribe لبنان', { chatId, from: admin });
  const message = await offer(r, chatId, `ls:${lone}`, `lsx:0:${lone}`, `rpx:w:${lone}`, `wy:${lone}`);
  for (const button of [`ls:${lone}`, `lsx:0:${lone}`])
    expect((await tap(r, message, button, member)).text).toBe(messages.adminsOnly);
  expect(await wishesOf(r, chatId)).toBeUndefined();
  expect((await tap(r, message, `wy:${lone}`, member)).text).toMatch(/^لم يصل بعد/u);
  await tapped(r, message, `rpx:w:${lone}`, member);
  expect(await r.store.reports.list()).toHaveLength(1);
});

test('a report keeps what the reader saw, once for a story and reason, and thanks', async () => {
  const r = await rig();
  const { shared } = await news(r.store);
  await say(r, 'تابع إيران');
  const message = await offer(r, r.reader, `rp:${shared}:l:1:5`);
  const asked = await tapped(r, message, `rp:${shared}:l:1:5`);
  expect(buttons(asked)).toEqual([['خبر خاطئ', 'مكرّر'], ['ليس خبرًا', 'شيء آخر'], ['رجوع']]);
  expect((await tapped(r, asked, 'ليس خبرًا')).text).toBe(messages.reportTaken);
  const { id } = await chatOf(r, r.reader);
  expect(await r.store.reports.list()).toMatchObject([
    {
      chatId: id,
      storyId: shared,
      reason: 'not-news',
      headline: 'قمة في طهران تبحث الملاحة في المضيق',
      articles: [{ publisher: 'صحيفة الميناء' }, { publisher: 'قناة الوادي' }, { publisher: 'وكالة الجبل' }],
      at: r.clock.now,
    },
  ]);
  const again = await offer(r, r.reader, `rpx:n:${shared}`, `rpx:z:${shared}`, `rpx:__proto__:${shared}`);
  expect((await tapped(r, again, `rpx:n:${shared}`)).text).toBe(messages.reportRepeated);
  const forged = await offer(r, r.reader, `rpx:z:${shared}`, `rpx:constructor:${shared}`, 'rp:0', 'rp');
  for (const button of [`rpx:z:${shared}`, `rpx:constructor:${shared}`, 'rp:0', 'rp'])
    expect((await tap(r, forged, button)).text).toBe(staleNote(button));
  expect(await r.store.reports.list()).toHaveLength(1);
});

test('in English all of it is said in English', async () => {
  const r = await rig();
  const { lone, shared } = await news(r.store);
  await say(r, 'تابع لبنان');
  const { id } = await chatOf(r, r.reader);
  await r.store.chats.setSettings(id, { language: 'en' });
  const message = await offer(r, r.reader, `ls:${lone}:l:1:5`, `wy:${shared}`, `wy:${lone}`);
  expect((await tap(r, message, `wy:${shared}`)).text).toContain('it is on no topic followed here');
  const asked = await tapped(r, message, `ls:${lone}:l:1:5`);
  expect(read(asked.text)).toContain('Less of what?');
  expect(buttons(asked).at(-1)).toEqual(['Back']);
  expect(read((await say(r, '/why')).text)).toContain('Why these stories? · The next digest');
  await say(r, '/subscribe إيران');
  await sendDigest(r, r.reader);
  const told = await offer(r, r.reader, `wy:${shared}`);
  expect(read((await tap(r, told, `wy:${shared}`)).text)).toBe(
    'It came because you follow “Iran”; published by 3 sources Monday 8:00 AM.',
  );
});

test('fewer reports are asked for beside one of them, in either language', async () => {
  const r = await rig();
  const id = await addStory(r.store, {
    headline: 'حكايات من سوق المدينة القديمة',
    topics: ['lebanon'],
    publisher: 'صحيفة الأرز',
    kind: 'report',
  });
  await say(r, 'تابع لبنان');
  const asked = await tapped(r, await offer(r, r.reader, `ls:${id}:l:1:5`), `ls:${id}:l:1:5`);
  expect(buttons(asked).flat().slice(0, 3)).toEqual(['أقلّ من لبنان', 'أقلّ من صحيفة الأرز', 'تقارير أقلّ']);
  const done = await tapped(r, asked, 'تقارير أقلّ');
  expect(read(done.text)).toBe(messages.lessDone('التقارير'));
  expect(await wishesOf(r, r.reader)).toMatchObject({ lessened: [{ kind: 'kind', subject: 'report' }] });
  await say(r, '/language English');
  const list = await tapped(r, await offer(r, r.reader, 'lsl'), 'lsl');
  expect(read(list.text)).toMatch(/^Less of these here\n/u);
  expect(buttons(list)[0]).toEqual(['Fewer reports']);
  const again = await tapped(r, await offer(r, r.reader, `ls:${id}:l:1:5`), `ls:${id}:l:1:5`);
  expect(buttons(again).flat().slice(0, 2).map(read)).toEqual(['Less of Lebanon', 'Less of صحيفة الأرز']);
  const report = await tapped(r, again, 'Report');
  expect(read((await tapped(r, report, 'Wrong')).text)).toBe('Thank you, the report has arrived.');
});

test('/why tells in English what came and what did not', async () => {
  const r = await rig();
  await news(r.store);
  await addStory(r.store, { headline: 'لماذا تراجع الدينار؟', topics: ['iran'], kind: 'opinion' });
  await say(r, '/language English');
  expect(read((await say(r, '/why')).text)).toContain('Why these stories? · The next digest');
  await say(r, '/subscribe iran');
  await sendDigest(r, r.reader);
  expect(read((await say(r, '/why')).text).split('\n')).toEqual([
    'Why these stories? · Evening digest, Monday 23 November',
    '',
    '1. قمة في طهران تبحث الملاحة في المضيق',
    'It came because you follow “Iran”; published by 3 sources Monday 8:00 AM.',
    '',
    'What did not come',
    'it is opinion, explanation or service; digests bring news and reports: “لماذا تراجع الدينار؟”',
  ]);
});

test('whatever an altered client makes of these buttons is answered, and changes nothing', async () => {
  const r = await rig();
  const { lone } = await news(r.store);
  await say(r, 'تابع لبنان');
  const codes = [
    'wy',
    'ls',
    'lsx',
    'lsu',
    'lsh',
    'lsw',
    'lsl',
    'lsd',
    'rp',
    'rpx',
    'so',
    'soo',
    'soh',
    'sow',
    'ex',
    'fg',
  ];
  const values = [
    'x',
    '-1',
    '0',
    '99999999999999999999',
    '١',
    `9:${lone}`,
    `w:${lone}:z`,
    `${lone}:t:nowhere:1`,
    '::::',
    'n',
    '😀',
    'yes:',
  ];
  // The undoing of a wish that is not there is answered in place.
  const data = codes
    .flatMap((code) => values.map((value) => `${code}:${value}`))
    .filter((one) => one !== `lsu:9:${lone}`);
  for (let at = 0; at < data.length; at += 90) {
    const some = data.slice(at, at + 90);
    const message = await offer(r, r.reader, ...some);
    for (const one of some) {
      r.clock.now += 10_000;
      const { text } = await tap(r, message, one);
      expect([one, text]).toEqual([one, expect.stringMatching(/هذا الزر قديم|لم يعد هذا الخبر|لم يصل بعد/u)]);
    }
  }
  expect(await wishesOf(r, r.reader)).toBeUndefined();
  expect(await r.store.reports.list()).toEqual([]);
  expect((await chatOf(r, r.reader)).topics).toEqual(['lebanon']);
  expect(r.log.lines.filter((line) => line.includes('answering failed'))).toEqual([]);
});
