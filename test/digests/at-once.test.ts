/** Breaking news, over a real database and the strict local Bot API. */
import { describe, expect, test } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import { outletKey } from '../../src/news/publishers.ts';
import { wholeWeek } from '../../src/subscriptions/chat.ts';
import { BLAST, CRASH, HOUR, MINUTE, NOON, newsroom, QUAKE, RESIGNATION, type Report } from './newsroom.ts';

const three = BLAST.slice(0, 3);
const at = (minutes: number): Pick<Report, 'publishedAt'> => ({ publishedAt: NOON - minutes * MINUTE });

test('what three outlets report within half an hour goes at once to those who want breaking news', async () => {
  const room = await newsroom();
  const chat = await room.reader();
  const other = await room.reader({ breaking: 'off' });
  await room.report(...three);
  expect(await room.breakNews()).toMatchObject({ breaking: 1, failed: 0 });
  const [message, ...more] = room.got(chat);
  expect(message?.text).toMatch(/^\u200f?خبر عاجل: /u);
  expect(message?.text).toContain('مصفاة الزاوية');
  expect(message?.text).toContain('3 مصادر: ');
  expect(message).toMatchObject({ silent: false, replyTo: undefined });
  expect(more).toEqual([]);
  expect(room.got(other)).toEqual([]);
  room.clock.now += MINUTE;
  expect(await room.breakNews()).toMatchObject({ breaking: 0 });
});

describe('a story breaks by what its outlets say and when', () => {
  const [first, second, third, fourth] = BLAST as readonly [Report, Report, Report, Report];
  const quoting = (report: Report): Report => ({
    ...report,
    text: `${report.text.split('،')[0]}، نقلا عن وكالة رويترز.\n${report.text}`,
  });
  const cases: readonly (readonly [name: string, breaks: boolean, articles: readonly Report[]])[] = [
    ['two outlets', false, [first, second]],
    ['three within 30 minutes', true, [{ ...first, ...at(30) }, { ...second, ...at(10) }, third]],
    ['three within 31 minutes', false, [{ ...first, ...at(31) }, { ...second, ...at(10) }, third]],
    [
      'three within 30 minutes of a story that began an hour before',
      true,
      [{ ...first, ...at(90) }, { ...second, ...at(20) }, { ...third, ...at(10) }, fourth],
    ],
    [
      'three that began more than two hours ago',
      false,
      [
        { ...first, ...at(121) },
        { ...second, ...at(115) },
        { ...third, ...at(110) },
      ],
    ],
    ['three articles of two outlets', false, [first, second, { ...third, publisher: 'قناة الأفق' }]],
    ['three outlets of one house', false, three.map((one) => ({ ...one, house: 'دار الخليج' }))],
    [
      'three outlets of which two are of one house',
      true,
      [{ ...first, house: 'دار الخليج' }, { ...second, house: 'دار الخليج' }, third],
    ],
    ['three that quote one agency', false, three.map(quoting)],
    ['three of which two quote one agency', true, [quoting(first), quoting(second), third]],
    ['three that copy one text', false, three.map((one) => ({ ...first, publisher: one.publisher }))],
    ['three without a time', false, three.map((one) => ({ ...one, publishedAt: undefined }))],
    [
      'three that tell the day alone',
      false,
      three.map((one) => ({ ...one, published: '2026-11-23', publishedAt: NOON - HOUR })),
    ],
    ['three without an outlet’s name', false, three.map((one) => ({ ...one, publisher: undefined }))],
    [
      'three of which one is hearsay',
      false,
      [first, second, { ...third, title: 'أنباء عن انفجار في مصفاة الزاوية غربي طرابلس و12 قتيلا' }],
    ],
    [
      'three beside one that is hearsay',
      true,
      [first, second, third, { ...fourth, title: `أنباء عن ${fourth.title.slice(7)}` }],
    ],
    ['three of opinion', false, three.map((one) => ({ ...one, kind: 'opinion' as const }))],
    ['three of service', false, three.map((one) => ({ ...one, kind: 'service' as const }))],
    ['three soft ones', false, three.map((one) => ({ ...one, kind: 'soft' as const }))],
    [
      'three previews',
      false,
      [
        [
          'صحيفة الميناء',
          'الرئيس التونسي يزور الجزائر الأربعاء',
          'يزور الرئيس التونسي قيس المرزوقي الجزائر الأربعاء المقبل للقاء نظيره الجزائري، على أن يبحثا ملف الحدود، كما أعلنت الرئاسة التونسية.',
        ],
        [
          'قناة الأفق',
          'الجزائر تستقبل الرئيس التونسي الأربعاء المقبل',
          'تستقبل الجزائر الأربعاء المقبل الرئيس التونسي قيس المرزوقي في زيارة تستمر يومين، ومن المقرر أن يوقع الجانبان اتفاقات للحدود.',
        ],
        [
          'موقع الساحة',
          'زيارة مرتقبة للرئيس التونسي إلى الجزائر',
          'من المنتظر أن يصل الرئيس التونسي قيس المرزوقي إلى الجزائر الأربعاء المقبل لبحث الحدود المشتركة مع نظيره الجزائري.',
        ],
      ].map(([publisher, title = '', text = '']) => ({ publisher, title, text })),
    ],
    [
      'three of what nobody should meet unasked',
      false,
      three.map((one) => ({ ...one, title: `العثور على جثث أطفال بعد ${one.title}` })),
    ],
  ];
  test.each(cases)('%s: %s', async (_, breaks, articles) => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...articles);
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(breaks ? 1 : 0);
  });
});

test('it breaks when the third outlet is read, however late that is, by the times of publication', async () => {
  const room = await newsroom();
  const chat = await room.reader();
  const [first, second, third] = three;
  if (first === undefined || second === undefined || third === undefined) throw new Error('three');
  await room.report({ ...first, ...at(5) }, second);
  await room.breakNews();
  room.clock.now += 50 * MINUTE;
  await room.report({ ...third, publishedAt: NOON + 20 * MINUTE });
  await room.breakNews();
  expect(room.got(chat)).toHaveLength(1);
});

describe('whom it goes to', () => {
  test('those who follow one of its topics, or what matters most, and not those who follow others', async () => {
    const room = await newsroom();
    const libyan = await room.reader({ topics: ['libya'] });
    const top = await room.reader({ topics: ['egypt', 'top'] });
    const egyptian = await room.reader({ topics: ['egypt'] });
    const nothing = await room.reader();
    await room.report(...three);
    await room.breakNews();
    expect([libyan, top, egyptian, nothing].map((chat) => room.got(chat).length)).toEqual([1, 1, 0, 1]);
    // A fourth origin makes it everybody's, once.
    await room.report(...BLAST.slice(3));
    await room.breakNews();
    expect([libyan, top, egyptian, nothing].map((chat) => room.got(chat).length)).toEqual([1, 1, 1, 1]);
  });

  test('nobody who muted all that they follow, is paused, or rests', async () => {
    const room = await newsroom();
    const muted = await room.reader({ topics: ['libya'] });
    await room.store.chats.changeSubscription(muted.id, 'libya', { muted: true });
    const paused = await room.reader();
    await room.store.chats.setPaused(paused.id, 'reader', { nextDigestAt: undefined, now: NOON });
    const resting = await room.reader({ restingUntil: NOON + 24 * HOUR });
    await room.report(...BLAST);
    expect(await room.breakNews()).toMatchObject({ breaking: 0 });
    expect([muted, paused, resting].map((chat) => room.got(chat).length)).toEqual([0, 0, 0]);
  });

  test('nobody who wants less of its topic, or hid enough of its outlets', async () => {
    const room = await newsroom();
    const less = await room.reader({ topics: ['libya'] });
    const topic = { kind: 'topic', subject: 'libya', name: 'libya' } as const;
    await room.store.wishes.lessen(less.id, topic, NOON);
    await room.report(...three);
    await room.breakNews();
    expect(room.got(less)).toEqual([]);
  });

  test('a chat that wants nothing but breaking news', async () => {
    const room = await newsroom();
    const chat = await room.reader({ days: [] });
    expect(chat.nextDigestAt).toBeUndefined();
    await room.report(...three);
    await room.breakNews();
    await room.digestAt(NOON + 8 * HOUR);
    expect(room.got(chat)).toHaveLength(1);
  });

  test('a group, a thread of a forum and a channel, each once', async () => {
    const room = await newsroom();
    const owner = room.api.addUser({ firstName: 'ليلى' });
    const group = room.api.addGroup({ title: 'أهل الحي', members: [owner] });
    const channel = room.api.addChannel({ title: 'أخبار الحي', administrators: [owner] });
    const forum = room.api.addGroup({ title: 'منتدى الحي', members: [owner], forum: true });
    const threadId = room.api.addThread(forum, 'أخبار');
    const inGroup = await room.reader({ telegramId: group, kind: 'group' });
    const inThread = await room.reader({ telegramId: forum, kind: 'group', threadId });
    const inChannel = await room.reader({ telegramId: channel, kind: 'channel' });
    await room.report(...three);
    await room.breakNews();
    for (const chat of [inGroup, inThread, inChannel]) expect(room.got(chat)).toHaveLength(1);
    expect(room.got(inThread)[0]?.threadId).toBe(threadId);
    // In a channel there are no buttons for one reader.
    const buttons = room.got(inChannel)[0]?.keyboard.flat() ?? [];
    expect(buttons.every((button) => 'url' in button)).toBe(true);
  });
});

describe('what is told once', () => {
  test('breaking news is in no digest, and what a digest told does not break', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.breakNews();
    await room.report(...RESIGNATION.slice(0, 2));
    await room.digestAt(NOON + 8 * HOUR);
    const [, digest] = room.got(chat);
    expect(digest?.text).toContain('الحوراني');
    expect(digest?.text).not.toContain('الزاوية');
    await room.report({ ...(RESIGNATION[2] as Report), publishedAt: NOON + 10 * MINUTE });
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(2);
  });

  test('two stories of one event break once', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.breakNews();
    // Not joined: too little of it is alike but the headline.
    const again = ['منبر النهر', 'وكالة الجبل', 'صوت الساحل'].map((publisher, index) => ({
      publisher,
      title: 'انفجار مصفاة الزاوية غربي طرابلس يوقع 12 قتيلا',
      text: `${['تتابع السفارات', 'ناقش المجلس البلدي', 'استدعى النائب العام'][index]} ما جرى في مؤتمر صحفي طويل عقد مساء اليوم بحضور مراسلين كثيرين ودبلوماسيين.`,
    }));
    await room.report(...again);
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(1);
  });

  test('a bot that starts again sends nothing twice, before the message went and after', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.atOnce();
    room.restart();
    expect(await room.atOnce()).toMatchObject({ breaking: 0 });
    await room.deliver();
    room.restart();
    expect(await room.breakNews()).toMatchObject({ breaking: 0 });
    expect(room.got(chat)).toHaveLength(1);
  });

  test('a bot killed in the middle of sending calls it uncertain, and its headline stands in the next digest', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.atOnce();
    const waiting = await room.store.deliveries.waiting(NOON, { limit: 9, except: [], underWay: [] });
    await room.store.deliveries.claim(waiting);
    room.restart();
    await room.breakNews();
    expect(room.got(chat)).toEqual([]);
    await room.digestAt(NOON + 8 * HOUR);
    const text = room.got(chat)[0]?.text ?? '';
    expect(text).toContain('ربما لم تصلك يوم الاثنين:');
    expect(text).toContain('مصفاة الزاوية');
    await room.digestAt(NOON + 20 * HOUR);
    expect(room.got(chat)).toHaveLength(1);
  });

  test('a clock set back repeats nothing, nor gives it another two', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.breakNews();
    await room.report(...RESIGNATION);
    await room.breakNews();
    room.clock.now -= 3 * HOUR;
    room.restart();
    await room.report(...QUAKE);
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(2);
  });

  test('a story that a told one merged into does not break', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    const [first] = RESIGNATION;
    if (first === undefined) throw new Error('one');
    await room.report(first);
    await room.digestAt(NOON + 8 * HOUR);
    const now = room.clock.now;
    await room.report(...three.map((one) => ({ ...one, publishedAt: now })));
    const all = await room.store.stories.latest({ topic: undefined, limit: 2, since: undefined });
    const told = all.find(({ headline }) => headline.includes('الحوراني'));
    const breaking = all.find(({ headline }) => headline.includes('الزاوية'));
    const article = breaking?.articles[0];
    if (told === undefined || breaking === undefined || article === undefined) throw new Error('two stories');
    const topics = { main: breaking.topics, side: [] };
    const terms = { joinTerms: [], searchTerms: [] };
    await room.store.stories.write(
      {
        articleId: article.id,
        articleTopics: topics,
        ...terms,
        storyId: breaking.id,
        merges: [told.id],
        brief: breaking,
        topics,
      },
      now,
    );
    await room.breakNews();
    expect(room.got(chat)).toHaveLength(1);
  });
});

describe('how many come in a day', () => {
  const events = [three, RESIGNATION, QUAKE, CRASH];

  test('two, unless all are wanted; the others are in the digest', async () => {
    const room = await newsroom();
    const two = await room.reader();
    const all = await room.reader({ breaking: 'all' });
    for (const event of events) {
      await room.report(...event.map((one) => ({ ...one, publishedAt: room.clock.now })));
      await room.breakNews();
      room.clock.now += 10 * MINUTE;
    }
    expect(room.got(two)).toHaveLength(2);
    expect(room.got(all)).toHaveLength(4);
    await room.digestAt(NOON + 8 * HOUR);
    expect(room.got(two).at(-1)?.text).toContain('نيروبي');
  });

  test('those that break together come best first', async () => {
    const room = await newsroom();
    const two = await room.reader();
    await room.report(...RESIGNATION, ...QUAKE, ...BLAST);
    await room.breakNews();
    const texts = room.got(two).map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts.some((text) => text.includes('الزاوية'))).toBe(true);
  });

  test('a day begins at midnight where the chat is', async () => {
    const room = await newsroom();
    // 23:00 in Riyadh, 20:00 in London.
    room.clock.now = NOON + 11 * HOUR;
    const riyadh = await room.reader();
    const london = await room.reader({ zone: 'Europe/London' });
    for (const event of events) {
      if (event === QUAKE) room.clock.now = NOON + 12 * HOUR + MINUTE;
      await room.report(...event.map((one) => ({ ...one, publishedAt: room.clock.now })));
      await room.breakNews();
      room.clock.now += 10 * MINUTE;
    }
    expect(room.got(riyadh)).toHaveLength(4);
    expect(room.got(london)).toHaveLength(2);
  });

  test('a change of zone gives no new day', async () => {
    const room = await newsroom();
    room.clock.now = NOON + 12 * HOUR + 5 * MINUTE;
    const chat = await room.reader();
    for (const event of events) {
      if (event === QUAKE) {
        const { nextDigestAt, times } = chat;
        await room.store.chats.setSchedule(chat.id, { zone: 'Europe/London', times, nextDigestAt }, NOON);
      }
      await room.report(...event.map((one) => ({ ...one, publishedAt: room.clock.now })));
      await room.breakNews();
    }
    expect(room.got(chat)).toHaveLength(2);
  });
});

describe('hours that are not to be disturbed', () => {
  const night = { from: '22:00', to: '07:00' };

  test('quiet hours hold it until they end, while it is young', async () => {
    const room = await newsroom();
    // 05:00 in Riyadh.
    room.clock.now = NOON + 17 * HOUR;
    const quiet = await room.reader({ quiet: night });
    const awake = await room.reader();
    await room.report(...three.map((one) => ({ ...one, publishedAt: room.clock.now })));
    expect(await room.breakNews()).toMatchObject({ breaking: 1, held: 1 });
    expect(room.got(awake)).toHaveLength(1);
    room.clock.now += 2 * HOUR - MINUTE;
    await room.breakNews();
    expect(room.got(quiet)).toEqual([]);
    room.clock.now += MINUTE;
    expect(await room.breakNews()).toMatchObject({ breaking: 1, held: 0 });
    expect(room.got(quiet)).toHaveLength(1);
    expect(room.got(awake)).toHaveLength(1);
  });

  test('it is held across a restart of the bot', async () => {
    const room = await newsroom();
    room.clock.now = NOON + 17 * HOUR;
    const quiet = await room.reader({ quiet: night });
    await room.report(...three.map((one) => ({ ...one, publishedAt: room.clock.now - 30 * MINUTE })));
    await room.breakNews();
    room.restart();
    await room.breakNews();
    room.clock.now += 2 * HOUR;
    await room.breakNews();
    expect(room.got(quiet)).toHaveLength(1);
  });

  test('what is too old when they end is in the digest', async () => {
    const room = await newsroom();
    // 23:00 in Riyadh.
    room.clock.now = NOON + 11 * HOUR;
    const quiet = await room.reader({ quiet: night });
    await room.report(...three.map((one) => ({ ...one, publishedAt: room.clock.now })));
    expect(await room.breakNews()).toMatchObject({ breaking: 0, held: 0 });
    room.clock.now = NOON + 19 * HOUR;
    await room.breakNews();
    expect(room.got(quiet)).toEqual([]);
    await room.digestAt(NOON + 20 * HOUR);
    expect(room.got(quiet)[0]?.text).toContain('مصفاة الزاوية');
  });

  test('what waits in the outbox when they begin is not sent within them', async () => {
    const room = await newsroom();
    // 21:50 in Riyadh.
    room.clock.now = NOON + 9 * HOUR + 50 * MINUTE;
    const chat = await room.reader({ quiet: night });
    await room.report(...three.map((one) => ({ ...one, publishedAt: room.clock.now })));
    await room.atOnce();
    room.clock.now += 15 * MINUTE;
    await room.deliver();
    expect(room.got(chat)).toEqual([]);
    room.clock.now += 16 * MINUTE;
    expect(await room.deliver()).toMatchObject({ expired: 1 });
    await room.digestAt(NOON + 20 * HOUR);
    expect(room.got(chat)[0]?.text).toContain('مصفاة الزاوية');
  });

  test('the Friday prayer holds it where Friday is a day off', async () => {
    const room = await newsroom();
    // Friday, 27 November 2026, 11:45 in Riyadh, Istanbul and Baghdad.
    room.clock.now = Date.UTC(2026, 10, 27, 8, 45);
    const zones = ['Asia/Riyadh', 'Europe/Istanbul', 'Asia/Baghdad'];
    const chats = await Promise.all(zones.map((zone) => room.reader({ zone })));
    const counts = () => chats.map((chat) => room.got(chat).length);
    await room.report(...three.map((one) => ({ ...one, publishedAt: room.clock.now })));
    await room.breakNews();
    expect(counts()).toEqual([0, 1, 0]);
    room.clock.now = Date.UTC(2026, 10, 27, 10, 30);
    await room.breakNews();
    expect(counts()).toEqual([1, 1, 1]);
  });

  test('a chat that wants silence gets it silently, always or at night', async () => {
    const room = await newsroom();
    const always = await room.reader({ silent: 'always' });
    const atNight = await room.reader({ silent: 'night', breaking: 'all' });
    await room.report(...three);
    await room.breakNews();
    expect([always, atNight].map((chat) => room.got(chat)[0]?.silent)).toEqual([true, false]);
    room.clock.now = NOON + 10 * HOUR;
    await room.report(...QUAKE.map((one) => ({ ...one, publishedAt: room.clock.now })));
    await room.breakNews();
    expect(room.got(atNight)[1]?.silent).toBe(true);
  });
});

describe('digests too', () => {
  test('come without a sound where that is wanted', async () => {
    const room = await newsroom();
    const always = await room.reader({ breaking: 'off', silent: 'always', times: ['20:00'] });
    const atNight = await room.reader({ breaking: 'off', silent: 'night', times: ['20:00', '23:00'] });
    await room.report(...three);
    await room.digestAt(NOON + 8 * HOUR);
    await room.report(...QUAKE.map((one) => ({ ...one, publishedAt: room.clock.now })));
    await room.digestAt(NOON + 11 * HOUR);
    expect(room.got(always).map(({ silent }) => silent)).toEqual([true]);
    expect(room.got(atNight).map(({ silent }) => silent)).toEqual([false, true]);
  });

  test('that an outage held until quiet hours wait for their end', async () => {
    const room = await newsroom();
    const quiet = { from: '20:30', to: '06:00' };
    const chat = await room.reader({ breaking: 'off', times: ['20:00'], quiet });
    await room.report(...three);
    room.clock.now = NOON + 8 * HOUR;
    await room.compose();
    room.clock.now = NOON + 9 * HOUR;
    await room.deliver();
    expect(room.got(chat)).toEqual([]);
    // 05:59 and 06:00 in Riyadh.
    room.clock.now = NOON + 18 * HOUR - MINUTE;
    await room.deliver();
    expect(room.got(chat)).toEqual([]);
    room.clock.now += MINUTE;
    await room.deliver();
    expect(room.got(chat)).toHaveLength(1);
  });
});

describe('the outbox', () => {
  test('what waits for more than half an hour is given up aloud, and told in the digest', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.atOnce();
    room.clock.now += 31 * MINUTE;
    expect(await room.deliver()).toMatchObject({ expired: 1, sent: 0 });
    expect(room.log.lines).toContain(
      'warn: 1 messages to be sent at once came too late and were given up; their stories are untold again',
    );
    await room.breakNews();
    expect(room.got(chat)).toEqual([]);
    await room.digestAt(NOON + 8 * HOUR);
    expect(room.got(chat)[0]?.text).toContain('مصفاة الزاوية');
  });

  test('it goes before digests that wait, those of its own chat among them', async () => {
    const room = await newsroom();
    await room.report(...RESIGNATION.slice(0, 2).map((one) => ({ ...one, publishedAt: NOON - HOUR })));
    const plain = await room.reader({ breaking: 'off' });
    const both = await room.reader({ topics: ['jordan', 'libya'] });
    const only = await room.reader({ days: [] });
    room.clock.now = NOON + 8 * HOUR;
    await room.compose();
    room.clock.now += MINUTE;
    await room.report(...three.map((one) => ({ ...one, publishedAt: room.clock.now })));
    await room.atOnce();
    const next = async () => {
      const options = { limit: 9, except: [], underWay: [] };
      const waiting = await room.store.deliveries.waiting(room.clock.now, options);
      return waiting.map(({ chatId }) => chatId);
    };
    expect(await next()).toEqual([both.id, only.id, plain.id]);
    await room.deliver();
    const [breaking, digest] = room.got(both).map(({ text }) => text);
    expect(digest).toContain('الحوراني');
    expect(breaking).toContain('خبر عاجل');
  });

  test('a story taken out by the operator before it went is not sent', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...three);
    await room.atOnce();
    const [story] = await room.store.stories.latest({ topic: undefined, limit: 1, since: undefined });
    const key = String(story?.id);
    await room.store.removals.remove({ kind: 'story', key, name: key }, () => NOON);
    await room.breakNews();
    expect(room.got(chat)).toEqual([]);
  });

  test('where an article of it is taken out before it went, the others tell it', async () => {
    const room = await newsroom();
    const chat = await room.reader();
    await room.report(...BLAST);
    expect(await room.atOnce()).toMatchObject({ breaking: 1 });
    const [outlet] = BLAST;
    const key = outletKey(outlet?.publisher ?? '');
    const removal = { kind: 'publisher', key, name: outlet?.publisher ?? '' } as const;
    expect(await room.store.removals.remove(removal, () => room.clock.now)).toMatchObject({ withdrawn: 1 });
    room.clock.now += MINUTE;
    await summarizePending({ ...room.store, log: room.log }, room.clock.now);
    await room.breakNews();
    const [told, ...more] = room.got(chat);
    expect(told?.text).toMatch(/^\u200f?خبر عاجل: /u);
    expect(told?.text).not.toContain(outlet?.publisher);
    expect(more).toEqual([]);
  });
});

test('a chat’s days and hours have nothing to do with it', async () => {
  const room = await newsroom();
  const chat = await room.reader({ days: wholeWeek.filter((day) => day !== 1), times: ['20:00'] });
  await room.report(...three);
  await room.breakNews();
  expect(room.got(chat)).toHaveLength(1);
});
