/** What answers the message that told a story: what is new about it, and that it is denied. Over a real database and the strict local Bot API. */
import { join } from 'node:path';
import { Api } from 'grammy';
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/view.ts';
import { backUp, restore } from '../../src/storage/backup.ts';
import { TEST_TOKEN } from '../support/bot-api.ts';
import { testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';
import {
  BLAST,
  HOUR,
  later,
  MINUTE,
  type Newsroom,
  NOON,
  newsroom,
  RESIGNATION,
  type Report,
} from './newsroom.ts';

const EVENING = NOON + 8 * HOUR;
const MORNING = NOON + 20 * HOUR;

const DEATH: readonly Report[] = [
  {
    publisher: 'صحيفة الميناء',
    title: 'وفاة المطرب التونسي سامر الوادي',
    text: 'توفي المطرب التونسي سامر الوادي مساء الأحد في مستشفى بمدينة سوسة عن 71 عاما، بعد أيام من نقله إليه.',
  },
];
const ALIVE: Report = {
  publisher: 'موقع الساحة',
  title: 'أسرة المطرب سامر الوادي تنفي وفاته',
  text: 'نفت أسرة المطرب التونسي سامر الوادي، الاثنين، خبر وفاته، وقالت ابنته في تسجيل مصور إن والدها بخير ويغادر المستشفى قريبا.',
};

const ids = (messages: readonly ChatMessage[]) => messages.map(({ replyTo }) => replyTo);

/** What outlets say now, at the clock's time. */
async function now(room: Newsroom, ...reports: readonly Report[]): Promise<void> {
  await room.report(...reports.map((report) => ({ publishedAt: room.clock.now, ...report })));
}

describe('with the next digest', () => {
  test('a toll that grew by half answers the message that told the story, before the digest', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, ...BLAST.slice(0, 2));
    await room.digestAt(EVENING);
    const [first] = room.got(chat);
    await now(room, later(31));
    await now(room, ...RESIGNATION.slice(0, 2));
    await room.digestAt(MORNING);
    const [, update, digest, ...more] = room.got(chat);
    expect(update?.replyTo).toBe(first?.id);
    expect(update?.text).toMatch(/^\u200f?جديد الخبر: /u);
    expect(update?.text).toContain('31');
    expect(digest?.replyTo).toBeUndefined();
    expect(digest?.text).toContain('خبر واحد');
    expect(digest?.text).toContain('الحوراني');
    expect(digest?.text).not.toContain('الزاوية');
    expect(more).toEqual([]);
  });

  test('it comes alone when there is nothing else, and once', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, ...BLAST.slice(0, 2));
    await room.digestAt(EVENING);
    await now(room, later(31));
    await room.digestAt(MORNING);
    await room.digestAt(MORNING + 12 * HOUR);
    const [first, ...rest] = room.got(chat);
    expect(ids(rest)).toEqual([first?.id]);
  });

  test('a toll that grew by little is no news', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, ...BLAST.slice(0, 2));
    await room.digestAt(EVENING);
    await now(room, later(15));
    await room.digestAt(MORNING);
    expect(room.got(chat)).toHaveLength(1);
  });

  test('a toll that its own outlet corrects is told as a correction of that outlet', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    const [first] = BLAST;
    if (first === undefined) throw new Error('one');
    const wrong = {
      ...first,
      key: 'blast',
      title: first.title.replace('12', '21'),
      text: first.text.replace('12', '21'),
    };
    await now(room, wrong);
    await room.digestAt(EVENING);
    await now(room, { ...first, key: 'blast', revision: '2', publishedAt: NOON });
    await room.digestAt(MORNING);
    const [told, correction, ...more] = room.got(chat);
    expect(correction?.replyTo).toBe(told?.id);
    expect(correction?.text).toMatch(/^\u200f?تصحيح من صحيفة الميناء: /u);
    expect(correction?.text).toContain('عدد القتلى 21');
    expect(more).toEqual([]);
  });

  test('a name that its own outlet corrects is told as a correction of that outlet, once', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    const wrong = { ...(DEATH[0] as Report), key: 'death' };
    const right = {
      ...wrong,
      revision: '2',
      title: wrong.title.replace('سامر الوادي', 'هاني الجبلي'),
      text: wrong.text.replace('سامر الوادي', 'هاني الجبلي'),
    };
    await now(room, wrong);
    await room.digestAt(EVENING);
    await now(room, { ...right, publishedAt: NOON });
    await room.digestAt(MORNING);
    await room.digestAt(MORNING + 12 * HOUR);
    const [told, correction, ...more] = room.got(chat);
    expect(correction?.replyTo).toBe(told?.id);
    expect(correction?.text).toMatch(/^\u200f?تصحيح من صحيفة الميناء: وفاة المطرب التونسي هاني الجبلي\n/u);
    expect(correction?.text).toContain('الخبر السابق: وفاة المطرب التونسي سامر الوادي');
    expect(more).toEqual([]);
  });

  test('a headline that its outlet only words anew is told to nobody, nor one that was not told', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    const first = { ...(DEATH[0] as Report), key: 'death' };
    const named = (title: string, revision: string) => ({ ...first, title, revision, publishedAt: NOON });
    await now(room, named('وفاة المطرب التونسي هاني الجبلي', '1'));
    await now(room, named(first.title, '2'));
    await room.digestAt(EVENING);
    await now(room, named('رحيل المطرب التونسي سامر الوادي', '3'));
    await room.digestAt(MORNING);
    expect(room.got(chat)).toHaveLength(1);
  });

  test('no more than two come with one digest', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    const told = (dead: number): readonly Report[] => [
      {
        publisher: 'صحيفة الميناء',
        title: `مقتل ${dead} شخصا في غرق عبارة ببحيرة فيكتوريا`,
        text: `غرقت عبارة مكتظة في بحيرة فيكتوريا قبالة أوغندا فقتل ${dead} شخصا، كما أعلنت شرطة المسطحات المائية في كمبالا.`,
      },
      {
        publisher: 'قناة الأفق',
        title: `مقتل ${dead} شخصا بانهيار ثلجي في جبال الألب النمساوية`,
        text: `طمر انهيار ثلجي متزلجين في تيرول بالنمسا، وأحصى الصليب الأحمر ${dead} قتيلا، بينهم مدربون محليون.`,
      },
      {
        publisher: 'موقع الساحة',
        title: `${dead} قتيلا في حريق مصنع للنسيج بمدينة دكا`,
        text: `التهم حريق مصنعا للنسيج في العاصمة البنغلادشية دكا وأودى بحياة ${dead} عاملا، وفق إدارة الإطفاء.`,
      },
    ];
    const rows = (dead: number, revision: string) =>
      told(dead).map((one, index) => ({ ...one, key: `told-${index}`, revision }));
    await now(room, ...rows(11, '1'));
    await room.digestAt(EVENING);
    const before = room.got(chat).length;
    await now(room, ...rows(31, '2'));
    await room.digestAt(MORNING);
    expect(room.got(chat).slice(before).length).toBe(2);
    // The third comes with the one after it.
    await room.digestAt(MORNING + 12 * HOUR);
    expect(room.got(chat).slice(before).length).toBe(3);
  });
});

describe('at once, for those who got it as breaking news', () => {
  test('a toll that grew answers it, and not again within three hours', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'all' });
    await now(room, ...BLAST.slice(0, 3));
    await room.breakNews();
    room.clock.now += 4 * HOUR;
    await now(room, later(31));
    expect(await room.breakNews()).toMatchObject({ update: 1 });
    const [breaking, update] = room.got(chat);
    expect(update?.replyTo).toBe(breaking?.id);
    room.clock.now += HOUR;
    await now(room, later(60, { publisher: 'إذاعة الوادي' }));
    expect(await room.breakNews()).toMatchObject({ update: 0 });
    // What was not pushed comes with the digest.
    await room.digestAt(EVENING);
    const [, , digest] = room.got(chat);
    expect(digest?.text).toContain('60');
    expect(digest?.replyTo).toBe(update?.id);
  });

  test('it counts among the two of the day, and a bot that starts again repeats it not', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await now(room, ...BLAST.slice(0, 3));
    await room.breakNews();
    room.clock.now += 4 * HOUR;
    await now(room, later(31));
    await room.atOnce();
    room.restart();
    await room.breakNews();
    room.restart();
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(2);
    await now(room, ...RESIGNATION);
    expect(await room.breakNews()).toMatchObject({ breaking: 0 });
  });

  test('a correction comes as soon as its outlet makes it, also after the two of the day', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    const keyed = BLAST.slice(0, 3).map((one, index) => ({ ...one, key: `blast-${index}` }));
    const wrong = keyed.map((one) => ({
      ...one,
      title: one.title.replace('12', '21'),
      text: one.text.replace('12', '21'),
    }));
    await now(room, ...wrong);
    await room.breakNews();
    await now(room, ...RESIGNATION);
    await room.breakNews();
    room.clock.now += 30 * MINUTE;
    await now(room, ...keyed.map((one) => ({ ...one, revision: '2', publishedAt: NOON })));
    expect(await room.breakNews()).toMatchObject({ update: 1 });
    room.restart();
    expect(await room.breakNews()).toMatchObject({ update: 0 });
    const alert = room.got(chat).find(({ text }) => text.includes('الزاوية'));
    const correction = room.got(chat).at(-1);
    expect(correction?.replyTo).toBe(alert?.id);
    expect(correction?.text).toMatch(/^\u200f?تصحيح من /u);
    expect(correction?.text).toContain('الخبر السابق: عدد القتلى 21');
  });

  test('within quiet hours it waits for the digest', async () => {
    const room = await newsroom();
    const chat = await room.reader({ quiet: { from: '16:00', to: '19:00' } });
    await now(room, ...BLAST.slice(0, 3));
    await room.breakNews();
    room.clock.now += 5 * HOUR;
    await now(room, later(31));
    expect(await room.breakNews()).toMatchObject({ update: 0 });
    await room.digestAt(EVENING);
    const [breaking, update] = room.got(chat);
    expect(update?.replyTo).toBe(breaking?.id);
  });
});

test('what a digest of an earlier hour, made late, told of an alert is not pushed as well', async () => {
  const room = await newsroom();
  room.clock.now = NOON - HOUR;
  const chat = await room.reader({ times: ['11:30'] });
  room.clock.now = NOON;
  await now(room, ...BLAST);
  await room.breakNews();
  room.clock.now += HOUR;
  await now(room, later(31));
  await room.digestAt(room.clock.now);
  const [alert, update, ...more] = room.got(chat);
  expect(update?.replyTo).toBe(alert?.id);
  expect(more).toEqual([]);
  room.restart();
  room.clock.now = NOON + 4 * HOUR;
  expect(await room.breakNews()).toMatchObject({ update: 0, failed: 0 });
  expect(room.got(chat)).toHaveLength(2);
});

test('a denial that comes while digests are made is told once, by one of the two', async () => {
  const room = await newsroom();
  const readers = [];
  for (let n = 0; n < 40; n += 1) readers.push(await room.reader());
  await now(room, ...DEATH);
  await room.digestAt(EVENING);
  room.clock.now = MORNING;
  await now(room, ALIVE);
  await Promise.all([room.compose(), room.atOnce()]);
  await room.deliver();
  for (const reader of readers) {
    const [told, denial, ...more] = room.got(reader);
    expect(denial?.replyTo).toBe(told?.id);
    expect(more).toEqual([]);
  }
});

test('what answered a message after a backup is not sent again by the database that it restores', async () => {
  const folder = temporaryFolder();
  const [path, file] = [join(folder, 'mujaz.db'), join(folder, 'copy.db')];
  const store = testStore(path);
  const room = await newsroom({ store });
  const chat = await room.reader();
  await now(room, ...DEATH, ...BLAST);
  await room.breakNews();
  await room.digestAt(EVENING);
  await backUp(path, file, false);
  expect(room.got(chat)).toHaveLength(2);
  room.clock.now += HOUR;
  await now(room, ALIVE, later(31));
  expect(await room.breakNews()).toMatchObject({ denial: 1, update: 1 });
  await now(room, later(70, { publisher: 'موقع الساحة' }));
  store.close();
  await restore(file, path, { asItIs: false, now: room.clock.now + MINUTE });

  const restored = testStore(path);
  const after = await newsroom({ store: restored });
  expect(after.api.addUser({ firstName: 'سلمى', started: true })).toBe(chat.telegramId);
  after.clock.now = room.clock.now + 2 * MINUTE;
  const past = { publishedAt: room.clock.now };
  await after.report({ ...ALIVE, ...past }, later(31, past));
  expect(await after.breakNews()).toMatchObject({ breaking: 0, denial: 0, update: 0, held: 0 });
  await after.digestAt(MORNING);
  expect(after.got(chat)).toEqual([]);
});

describe('a denial', () => {
  test('answers the message that told what it denies, at once, and nobody else', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    const untold = await room.reader({ topics: ['egypt'] });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    room.clock.now += HOUR;
    await now(room, ALIVE);
    expect(await room.breakNews()).toMatchObject({ denial: 1, failed: 0 });
    const [told, denial] = room.got(chat);
    expect(denial?.replyTo).toBe(told?.id);
    expect(denial?.text).toMatch(/^\u200f?تصحيح: /u);
    expect(denial?.text).toContain('تنفي وفاته');
    expect(denial?.text).toContain('وفاة المطرب التونسي سامر الوادي');
    expect(room.got(untold)).toEqual([]);
    // Neither again nor as a story of the next digest.
    room.restart();
    await room.breakNews();
    await room.digestAt(MORNING);
    expect(room.got(chat)).toHaveLength(2);
  });

  test('comes to a group, a thread and a channel as to a reader, each its own message', async () => {
    const room = await newsroom();
    const owner = room.api.addUser({ firstName: 'ليلى' });
    const forum = room.api.addGroup({ title: 'منتدى الحي', members: [owner], forum: true });
    const threadId = room.api.addThread(forum, 'أخبار');
    const channel = room.api.addChannel({ title: 'أخبار الحي', administrators: [owner] });
    const inThread = await room.reader({ telegramId: forum, kind: 'group', threadId, breaking: 'off' });
    const inChannel = await room.reader({ telegramId: channel, kind: 'channel', breaking: 'off' });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    await now(room, ALIVE);
    await room.breakNews();
    for (const chat of [inThread, inChannel]) {
      const [told, denial] = room.got(chat);
      expect(denial?.replyTo).toBe(told?.id);
      expect(denial?.threadId).toBe(chat.threadId);
    }
  });

  test('waits for the end of quiet hours', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off', quiet: { from: '21:00', to: '07:00' } });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    room.clock.now += 2 * HOUR;
    await now(room, ALIVE);
    expect(await room.breakNews()).toMatchObject({ denial: 0, held: 1 });
    room.clock.now = MORNING - HOUR - MINUTE;
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(1);
    room.clock.now += MINUTE;
    expect(await room.breakNews()).toMatchObject({ denial: 1, held: 0 });
    expect(ids(room.got(chat))).toEqual([undefined, room.got(chat)[0]?.id]);
  });

  test('of a message that is just being sent comes when that is there', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, ...DEATH);
    room.clock.now = EVENING;
    await room.compose();
    await now(room, ALIVE);
    expect(await room.atOnce()).toMatchObject({ denial: 0, held: 1 });
    await room.deliver();
    room.clock.now += MINUTE;
    await room.breakNews();
    const [told, denial] = room.got(chat);
    expect(denial?.replyTo).toBe(told?.id);
  });

  test('of a message of which nobody knows whether it arrived answers nothing, and says what it denies', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, ...DEATH);
    room.clock.now = EVENING;
    await room.compose();
    const waiting = await room.store.deliveries.waiting(EVENING, { limit: 9, except: [], underWay: [] });
    await room.store.deliveries.claim(waiting);
    await room.store.deliveries.settleInterrupted(EVENING);
    await now(room, ALIVE);
    await room.breakNews();
    const [denial] = room.got(chat);
    expect(denial?.replyTo).toBeUndefined();
    expect(denial?.text).toContain('وفاة المطرب التونسي سامر الوادي');
  });

  test('answers nothing in a group that got a new number since, where that message has none', async () => {
    const room = await newsroom();
    const owner = room.api.addUser({ firstName: 'ليلى' });
    const group = room.api.addGroup({ title: 'أهل الحي', members: [owner] });
    await room.reader({ telegramId: group, kind: 'group', breaking: 'off' });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    const moved = room.api.addGroup({ title: 'أهل الحي', members: [owner], supergroup: true });
    for (let index = 0; index < 5; index += 1) room.api.say({ chatId: moved, from: owner, text: 'سلام' });
    await room.store.chats.migrate(group, moved);
    await now(room, ALIVE);
    await room.breakNews();
    expect(ids(room.got({ telegramId: moved }))).toEqual([undefined]);
  });

  test('comes also when the message that it answers was deleted', async () => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    const [told] = room.got(chat);
    await new Api(TEST_TOKEN, { apiRoot: room.api.url }).deleteMessage(chat.telegramId, told?.id ?? 0);
    await now(room, ALIVE);
    expect(await room.breakNews()).toMatchObject({ denial: 1 });
    expect(await room.store.deliveries.counts()).toMatchObject({ sent: 2, refused: 0 });
  });

  test.each([
    [
      'of another person',
      'أسرة المطرب هاني الجبلي تنفي وفاته',
      'نفت أسرة المطرب هاني الجبلي خبر وفاته وقالت إنه في منزله.',
    ],
    [
      'of something else',
      'المطرب سامر الوادي ينفي اعتزال الغناء',
      'نفى المطرب سامر الوادي من المستشفى أنه يعتزم اعتزال الغناء.',
    ],
  ])('%s is sent to nobody', async (_, title, text) => {
    const room = await newsroom();
    await room.reader({ breaking: 'off' });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    await now(room, { publisher: 'موقع الساحة', title, text });
    expect(await room.breakNews()).toMatchObject({ denial: 0 });
  });

  test.each([
    [
      [
        'وفاة الفنان عادل إمام',
        'توفي الفنان المصري عادل إمام صباح الاثنين في أحد مستشفيات القاهرة، بحسب نقابة المهن التمثيلية.',
      ],
      [
        'نجل عادل إمام ينفي وفاة والده',
        'نفى رامي نجل الفنان المصري عادل إمام خبر وفاة والده، وقال إنه في منزله وبصحة جيدة.',
      ],
    ],
    [
      ['انفجار في مطار بغداد', 'سُمع دوي انفجار قرب مدرج مطار بغداد الدولي فجر الاثنين، ولم تتضح أسبابه.'],
      [
        'لا صحة لأنباء انفجار مطار بغداد',
        'قالت سلطة الطيران المدني العراقية إن حركة الملاحة في مطار بغداد طبيعية ولم يقع فيه أي انفجار.',
      ],
    ],
    [
      [
        'السعودية: توقف إصدار تأشيرات الزيارة',
        'توقف إصدار تأشيرات الزيارة العائلية في السعودية منذ مساء الأحد، وفق مكاتب سفر.',
      ],
      [
        'السعودية تنفي وقف إصدار تأشيرات الزيارة',
        'أكدت وزارة الخارجية السعودية أن منصة التأشيرات تعمل كالمعتاد، ونفت ما نشر عن إيقافها.',
      ],
    ],
  ] as const)('in other words than it was told in: %s', async (told, denied) => {
    const room = await newsroom();
    const chat = await room.reader({ breaking: 'off' });
    await now(room, { publisher: 'صحيفة الميناء', title: told[0], text: told[1] });
    await room.digestAt(EVENING);
    room.clock.now += HOUR;
    await now(room, { publisher: 'موقع الساحة', title: denied[0], text: denied[1] });
    expect(await room.breakNews()).toMatchObject({ denial: 1 });
    const [first, denial] = room.got(chat);
    expect(denial?.replyTo).toBe(first?.id);
    expect(denial?.text).toContain(denied[0]);
  });

  test('two days later it is forgotten, and to a paused chat nothing is sent', async () => {
    const room = await newsroom();
    await room.reader({ breaking: 'off' });
    const paused = await room.reader({ breaking: 'off' });
    await now(room, ...DEATH);
    await room.digestAt(EVENING);
    await room.store.chats.setPaused(paused.id, 'reader', { nextDigestAt: undefined, now: EVENING });
    room.clock.now = EVENING + 49 * HOUR;
    await now(room, ALIVE);
    expect(await room.breakNews()).toMatchObject({ denial: 0 });
  });
});
