import { expect, test } from 'vitest';
import { UNVISITED } from '../../src/news/source.ts';
import { messages } from '../../src/telegram/messages.ts';
import type { Status } from '../../src/telegram/operator-words.ts';
import { statusText } from '../../src/telegram/operator-words.ts';
import { HOUR, NINE, read, rig, say, written } from './harness.ts';

const OPERATOR = 4_001;

const STATUS: Status = {
  snapshot: {
    sources: [],
    articles: { waiting: 11, since: NINE - HOUR },
    digests: { late: 0, since: undefined },
    parts: { waiting: 2, since: NINE - HOUR },
    settledAt: NINE,
    chats: { all: 150, active: 120 },
    databaseBytes: 312_400_000,
  },
  jobs: [
    {
      name: 'ingest',
      lastSuccessAt: NINE - HOUR,
      runningSince: undefined,
      waitingSince: undefined,
      failure: undefined,
      databaseFailed: false,
    },
    {
      name: 'deliver',
      lastSuccessAt: undefined,
      runningSince: NINE - 120_000,
      waitingSince: NINE,
      failure: 'it "broke" & burned',
      databaseFailed: false,
    },
  ],
  freeBytes: 4_210_000_000,
  sends: {
    sent: 240,
    uncertain: 1,
    refused: 2,
    plain: 3,
    stale: 0,
    refusal: 'Bad Request',
    malformed: "can't parse entities",
  },
  version: '9.8.7',
  startedAt: NINE - 76 * HOUR,
  now: NINE,
};

test('/status tells an operator, in their own chat, what runs, what waits and what was sent', async () => {
  const one = await rig({ adminIds: [OPERATOR], status: async () => STATUS });
  one.api.addUser({ id: OPERATOR, firstName: 'مشغّلة', started: true });
  const answer = read((await say(one, '/status', { chatId: OPERATOR })).text);
  expect(answer.split('\n')).toEqual([
    'حال البوت',
    'الإصدار 9.8.7، يعمل منذ 3 أيام',
    '',
    'الأعمال',
    '• قراءة المصادر: آخر مرة الاثنين 08:00',
    '• الإرسال: لم يكتمل بعد، يجري منذ دقيقتين، تعثّر: it "broke" & burned',
    '',
    'المصادر',
    '• تُقرأ: 0، متعثّرة: 0، موقوفة: 0',
    '',
    'ما ينتظر',
    '• للموجز: 11 مادة',
    '• حان وقتها ولم تُعدّ: 0 نشرة',
    '• للإرسال: رسالتان',
    '',
    'في آخر 24 ساعة',
    '• أُرسلت: 240 رسالة',
    '• لا يُعرف هل وصلت: رسالة واحدة',
    '• رفضها تلغرام: رسالتان: Bad Request',
    "• أُرسلت بلا تنسيق لأن تلغرام رفضه: 3 رسائل: can't parse entities",
    '• فات وقتها: 0 رسالة',
    '',
    'المحادثات: 150 محادثة، تصل النشرات منها إلى 120',
    'قاعدة البيانات: 312 ميغابايت، والباقي على القرص 4.2 غيغابايت',
  ]);
});

test('to everybody else, and to operators where others read along, it is a command that there is not', async () => {
  const one = await rig({ adminIds: [OPERATOR], status: async () => Promise.reject(new Error('was asked')) });
  one.api.addUser({ id: OPERATOR, firstName: 'مشغّلة', started: true });
  for (const text of ['/status', '/STATUS', '/status x'])
    expect(read((await say(one, text)).text)).toBe(read(messages.unknownCommand));
  const group = -1_000_000_000_077;
  one.api.addGroup({ id: group, title: 'مجموعة', supergroup: true, administrators: [OPERATOR] });
  const named = await say(one, `/status@${one.api.botUsername}`, { chatId: group, from: OPERATOR });
  expect(read(named.text)).toBe(read(messages.unknownCommand));
  one.clock.now += 60_000;
  one.api.say({ chatId: group, from: OPERATOR, text: '/status' });
  // What comes later is answered: the bare command was not.
  await say(one, '/help', { chatId: group, from: OPERATOR });
  expect(written(one, group)).toHaveLength(2);
  expect(one.log.lines.filter((line) => line.includes('was asked'))).toEqual([]);
  // Nor does the menu name it.
  expect(one.api.commands().map(({ command }) => command)).not.toContain('status');
});

test('without anything to tell it is unknown to operators too', async () => {
  const one = await rig({ adminIds: [OPERATOR] });
  one.api.addUser({ id: OPERATOR, firstName: 'مشغّلة', started: true });
  expect(read((await say(one, '/status', { chatId: OPERATOR })).text)).toBe(read(messages.unknownCommand));
});

test('very many failing sources stay within one message, and their words are neutralised', () => {
  const sources = Array.from({ length: 400 }, (_, index) => ({
    id: `source-${index}`,
    kind: 'feed' as const,
    url: 'https://one.example/',
    publisher: `صحيفة ${'المرفأ '.repeat(8)}`,
    house: undefined,
    fullText: false,
    ...UNVISITED,
    failures: 9,
    lastError: '<a href="x">@all</a> evil.example '.repeat(20),
  }));
  const text = statusText({ ...STATUS, snapshot: { ...STATUS.snapshot, sources } }, 'Asia/Riyadh');
  expect(text.replace(/<[^<>]*>/gu, '').length).toBeLessThan(4000);
  expect(text).toContain('• وغيرها: 390');
  expect(text).not.toMatch(/<a|@all|evil\.example/u);
});
