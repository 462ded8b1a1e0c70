import { expect, test } from 'vitest';
import { UNVISITED } from '../../src/news/source.ts';
import { messages } from '../../src/telegram/messages.ts';
import { messages as english } from '../../src/telegram/messages-en.ts';
import { addStory as addShared } from '../support/outbox.ts';
import {
  addStory,
  buttons,
  chatOf,
  HOUR,
  NINE,
  type Rig,
  read,
  rig,
  say,
  settled,
  staleNote,
  written,
} from './harness.ts';
import { groupOf, offer, tap, tapped } from './wishes.ts';

const source = (id: string, publisher: string) =>
  ({ id, kind: 'feed', url: `https://${id}.example`, publisher, house: undefined, fullText: false }) as const;

const FAILED = {
  ...UNVISITED,
  nextDueAt: NINE,
  failures: 3,
  lastSuccessAt: NINE - 2 * HOUR,
  lastError: 'status 500',
};

async function outlets({ store }: Rig): Promise<void> {
  await store.sources.sync(
    [
      source('a', 'RT'),
      source('a2', 'روسيا اليوم'),
      source('b', 'صحيفة الميناء'),
      source('c', 'قناة الوادي'),
      source('d', 'وكالة الجبل'),
    ],
    NINE,
  );
  await store.sources.settle('b', FAILED);
  await store.sources.settle('d', {
    ...FAILED,
    failures: 1,
    lastSuccessAt: undefined,
    lastError: 'no address',
  });
  await store.sources.setDisabled('c', 'gone');
  await addStory(store, { headline: 'افتتاح سوق السمك', publisher: 'صحيفة الميناء', topics: ['egypt'] });
}

test('/sources names each outlet once, how it is doing, and the last it published', async () => {
  const r = await rig();
  await outlets(r);
  const answer = await say(r, 'المصادر');
  expect(read(answer.text).split('\n')).toEqual([
    'المصادر',
    '4 مصادر، والمقروء منها الآن: مصدر واحد.',
    '',
    'RT · إعلام حكومي · يُقرأ',
    'صحيفة الميناء · متعثّر الآن · آخر ما نشره: الاثنين 08:00',
    'قناة الوادي · موقوف',
    'وكالة الجبل · لم أصل إليه بعد',
    '',
    messages.sourcesNote,
    messages.sourcesHow,
  ]);
  expect(buttons(answer)).toEqual([
    ['RT', 'صحيفة الميناء'],
    ['قناة الوادي', 'وكالة الجبل'],
  ]);
});

test('why sources fail is for the operator alone, in a chat of their own', async () => {
  const r = await rig({ adminIds: [77] });
  await outlets(r);
  await say(r, '/sources');
  r.api.addUser({ id: 77, started: true });
  await say(r, '/sources', { chatId: 77 });
  await settled(r);
  expect(
    written(r, r.reader)
      .map(({ text }) => text)
      .join(),
  ).not.toContain('status 500');
  expect(read(written(r, 77).at(-1)?.text ?? '')).toBe('b: status 500\nd: no address');
});

test('where nothing is read now, that is a sentence', async () => {
  const r = await rig();
  await r.store.sources.sync([source('c', 'قناة الوادي')], NINE);
  await r.store.sources.setDisabled('c', 'gone');
  expect(read((await say(r, '/sources')).text)).toContain('مصدر واحد، ولا يُقرأ شيء الآن.');
});

test('a bot without sources says so', async () => {
  const r = await rig();
  expect((await say(r, '/sources')).text).toBe(messages.noSources);
});

test('a long list comes by pages, edited in place', async () => {
  const r = await rig();
  await r.store.sources.sync(
    Array.from({ length: 23 }, (_, index) => source(`s${index}`, `منبر رقم ${index + 1}`)),
    NINE,
  );
  const first = await say(r, '/sources');
  expect(read(first.text)).toContain('المصادر · صفحة 1 من 3\n23 مصدرًا، والمقروء منها الآن: 23 مصدرًا.');
  expect(buttons(first).at(-1)).toEqual(['التالي']);
  const second = await tapped(r, first, 'التالي');
  expect(read(second.text)).toContain('منبر رقم 11 · يُقرأ\n');
  expect(buttons(second).at(-1)).toEqual(['السابق', 'التالي']);
  const third = await tapped(r, second, 'التالي');
  expect(buttons(third)).toEqual([['منبر رقم 21', 'منبر رقم 22'], ['منبر رقم 23'], ['السابق']]);
  expect(buttons(await tapped(r, await tapped(r, third, 'منبر رقم 22'), 'رجوع'))).toEqual(buttons(third));
  const forged = await offer(r, r.reader, 'so:0', 'so:x', 'so', 'soo:zz:1', 'soh:000000000000:1', 'so:1:2');
  for (const button of ['so:0', 'so:x', 'so', 'soo:zz:1', 'soh:000000000000:1', 'so:1:2'])
    expect((await tap(r, forged, button)).text).toBe(staleNote(button));
});

test('an outlet is hidden from this chat and shown again, on its own screen', async () => {
  const r = await rig();
  await outlets(r);
  const list = await say(r, '/sources');
  const screen = await tapped(r, list, 'صحيفة الميناء');
  expect(read(screen.text).split('\n')).toEqual([
    'صحيفة الميناء · متعثّر الآن · آخر ما نشره: الاثنين 08:00',
    'آخر قراءة: الاثنين 07:00',
    'في آخر 24 ساعة: مادة واحدة',
    '',
    messages.hidingRule('private'),
  ]);
  expect(buttons(screen)).toEqual([['إخفاء المصدر'], ['رجوع']]);
  const hidden = await tapped(r, screen, 'إخفاء المصدر');
  expect(read(hidden.text)).toContain('صحيفة الميناء · مخفيّ هنا · متعثّر الآن');
  const { id } = await chatOf(r, r.reader);
  expect((await r.store.wishes.of([id])).get(id)?.hidden).toMatchObject([{ name: 'صحيفة الميناء' }]);
  const back = await tapped(r, hidden, 'رجوع');
  expect(buttons(back)[0]).toEqual(['RT', 'مخفيّ: صحيفة الميناء']);
  expect(read(back.text)).toContain('المخفيّ هنا: صحيفة الميناء.');
  const shown = await tapped(r, await tapped(r, back, 'مخفيّ: صحيفة الميناء'), 'إظهار المصدر');
  expect(read(shown.text)).not.toContain('مخفيّ هنا');
  expect(await r.store.wishes.of([id])).toEqual(new Map());
});

test('a hidden outlet that is read no more can still be shown again', async () => {
  const r = await rig();
  await outlets(r);
  await tapped(r, await tapped(r, await say(r, '/sources'), 'RT'), 'إخفاء المصدر');
  await r.store.sources.sync([source('b', 'صحيفة الميناء')], NINE);
  const list = await say(r, '/sources');
  expect(read(list.text)).toContain('RT · إعلام حكومي · مخفيّ هنا · موقوف');
  await tapped(r, await tapped(r, list, 'مخفيّ: RT'), 'إظهار المصدر');
  expect(read((await say(r, '/sources')).text)).not.toContain('RT');
});

test('in a group the administrators hide, and everybody looks', async () => {
  const r = await rig();
  await outlets(r);
  const { chatId, admin, member } = groupOf(r);
  await say(r, '/subscribe مصر', { chatId, from: admin });
  const list = await say(r, '/sources', { chatId, from: member });
  const screen = await tapped(r, list, 'RT', member);
  expect((await tap(r, screen, 'إخفاء المصدر', member)).text).toBe(messages.adminsOnly);
  const { id } = await chatOf(r, chatId);
  expect(await r.store.wishes.of([id])).toEqual(new Map());
  expect((await tap(r, screen, 'إخفاء المصدر', admin)).text).toBe('أُخفي المصدر «RT» هنا.');
  expect((await r.store.wishes.of([id])).get(id)?.hidden).toHaveLength(1);
});

test('what a hidden outlet alone tells is in no list of this chat, and what others tell too comes in their words', async () => {
  const r = await rig();
  await outlets(r);
  const other = r.api.addUser({ firstName: 'مراد', started: true });
  for (const [index, word] of ['أول', 'ثان', 'ثالث', 'رابع', 'خامس', 'سادس', 'سابع'].entries())
    await addStory(r.store, {
      headline: `مؤتمر ${word} للزراعة في الجيزة`,
      publisher: 'RT',
      topics: ['egypt'],
      publishedAt: NINE - index * 60_000,
    });
  const shared = await addShared(r.store, {
    headline: 'قطار جديد بين القاهرة وأسوان',
    topics: ['egypt'],
    publishers: ['RT', 'صحيفة الميناء'],
  });
  await tapped(r, await tapped(r, await say(r, '/sources'), 'RT'), 'إخفاء المصدر');
  for (const asked of ['/latest', '/topic مصر', '/topic top']) {
    const { text } = await say(r, asked);
    expect(text).not.toContain('مؤتمر');
    expect(read(text)).toContain('قطار جديد بين القاهرة وأسوان');
    expect(read(text)).toContain('مصدر واحد حتى الآن: صحيفة الميناء');
    expect(read(text)).not.toContain('RT');
  }
  expect(read((await say(r, 'بحث مؤتمر الزراعة')).text)).toContain('لا نتائج');
  expect(read((await say(r, '/latest', { chatId: other })).text)).toContain('مؤتمر أول');
  // Why it does not come is told all the same, and a story that is asked for by its number is shown.
  await say(r, 'تابع مصر');
  const [lone] = await r.store.stories.latest({ topic: 'egypt', limit: 1, since: undefined });
  const message = await offer(r, r.reader, `wy:${lone?.id}`, `wy:${shared}`, `st:${lone?.id}:n`);
  expect((await tap(r, message, `wy:${lone?.id}`)).text).toBe('لم يصل في نشرة: مصدره مخفيّ هنا.');
  expect((await tap(r, message, `wy:${shared}`)).text).toMatch(/^لم يصل بعد/u);
});

test('in a channel the list has no buttons', async () => {
  const r = await rig();
  await outlets(r);
  const chatId = r.api.addChannel({ title: 'أخبار الحي' });
  const list = await say(r, '/sources', { chatId });
  expect(list.keyboard).toEqual([]);
  expect(read(list.text)).toContain('وكالة الجبل · لم أصل إليه بعد');
});

test('in English the screens of sources are English around the names of outlets', async () => {
  const r = await rig();
  await outlets(r);
  await say(r, '/language English');
  const list = await say(r, '/sources');
  expect(read(list.text)).toMatch(/^Sources\n\d+ sources, read now: /u);
  const screen = await tapped(r, list, 'صحيفة الميناء');
  expect(read(screen.text).split('\n')).toEqual([
    'صحيفة الميناء · failing now · newest: Monday 8:00 AM',
    'last read: Monday 7:00 AM',
    'In the last 24 hours: 1 text',
    '',
    english.hidingRule('private'),
  ]);
  const hidden = await tapped(r, screen, 'Hide source');
  expect(read(hidden.text)).toContain('صحيفة الميناء · hidden here · failing now');
  expect(read((await say(r, '/sources')).text)).toContain('Hidden here: صحيفة الميناء.');
});
