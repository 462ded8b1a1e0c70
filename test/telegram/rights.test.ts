/** Who may do what where: every command and every tap, in each kind of chat, by each role. */
import { describe, expect, test } from 'vitest';
import { outletKey } from '../../src/news/publishers.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import type { Chat, ChatKind } from '../../src/subscriptions/chat.ts';
import { noWishes, type Wishes } from '../../src/subscriptions/wishes.ts';
import { commandNames, ownTapCodes } from '../../src/telegram/commands.ts';
import type { Tap } from '../../src/telegram/keyboards.ts';
import { messages } from '../../src/telegram/messages.ts';
import type { CommandName } from '../../src/telegram/spoken.ts';
import { outletCode } from '../../src/telegram/wish-buttons.ts';
import { addStory, HOUR, type Rig, read, rig, settled, staleNote, written } from './harness.ts';

/** A chat as each role has it before it asks: it follows Lebanon, and its digests have begun. */
type Place = {
  readonly chatId: number;
  readonly threadId?: number;
  /** Who asks; nobody for who writes as the group or in the channel. */
  readonly from?: number;
  /** The channel that the group is linked to, whose post comes there by itself. */
  readonly postOf?: number;
};

/** `may`: all. `asks`: what changes nothing. `nothing`: they are not listened to. */
type Role = {
  readonly can: 'may' | 'asks' | 'nothing';
  readonly kind: ChatKind;
  readonly refusal?: string;
  readonly place: (r: Rig) => Place;
};

function group(r: Rig, options: { readonly forum?: boolean } = {}) {
  const member = r.api.addUser({ firstName: 'عضو', started: true });
  const admin = r.api.addUser({ firstName: 'مشرف', started: true });
  const chatId = r.api.addGroup({
    title: 'ديوانية',
    supergroup: true,
    members: [member],
    administrators: [admin],
    ...options,
  });
  return { chatId, member, admin };
}

function thread(r: Rig) {
  const made = group(r, { forum: true });
  return { ...made, threadId: r.api.addThread(made.chatId, 'أخبار') };
}

function channel(r: Rig) {
  const admin = r.api.addUser({ firstName: 'مشرف', started: true });
  return { chatId: r.api.addChannel({ title: 'قناة الوادي', administrators: [admin] }), admin };
}

const refusal = messages.adminsOnly;

/** Who writes. */
const WRITERS: Readonly<Record<string, Role>> = {
  'a reader in private': {
    can: 'may',
    kind: 'private',
    place: (r) => ({ chatId: r.reader, from: r.reader }),
  },
  'a group’s administrator': {
    can: 'may',
    kind: 'group',
    place: (r) => {
      const { chatId, admin } = group(r);
      return { chatId, from: admin };
    },
  },
  'a group’s member': {
    can: 'asks',
    kind: 'group',
    refusal,
    place: (r) => {
      const { chatId, member } = group(r);
      return { chatId, from: member };
    },
  },
  'an administrator who stays unnamed': {
    can: 'may',
    kind: 'group',
    place: (r) => ({ chatId: group(r).chatId }),
  },
  'the linked channel, whose post comes by itself': {
    can: 'nothing',
    kind: 'group',
    place: (r) => ({ chatId: group(r).chatId, postOf: channel(r).chatId }),
  },
  'an administrator in a thread': {
    can: 'may',
    kind: 'group',
    place: (r) => {
      const { chatId, admin, threadId } = thread(r);
      return { chatId, from: admin, threadId };
    },
  },
  'a member in a thread': {
    can: 'asks',
    kind: 'group',
    refusal,
    place: (r) => {
      const { chatId, member, threadId } = thread(r);
      return { chatId, from: member, threadId };
    },
  },
  'a post in the channel': {
    can: 'may',
    kind: 'channel',
    place: (r) => ({ chatId: channel(r).chatId }),
  },
};

/** Who taps. */
const TAPPERS: Readonly<Record<string, Role>> = {
  'a reader in private': {
    can: 'may',
    kind: 'private',
    place: (r) => ({ chatId: r.reader, from: r.reader }),
  },
  'a group’s administrator': WRITERS['a group’s administrator'] as Role,
  'a group’s member': WRITERS['a group’s member'] as Role,
  'an administrator in a thread': WRITERS['an administrator in a thread'] as Role,
  'a member in a thread': WRITERS['a member in a thread'] as Role,
  'a channel’s administrator': {
    can: 'may',
    kind: 'channel',
    place: (r) => {
      const { chatId, admin } = channel(r);
      return { chatId, from: admin };
    },
  },
  // Whatever answered them would be posted before all its readers.
  'a channel’s subscriber': {
    can: 'nothing',
    kind: 'channel',
    refusal: messages.channelAdminsOnly,
    place: (r) => ({ chatId: channel(r).chatId, from: r.api.addUser({ started: true }) }),
  },
};

/** What a command or a tap is there for. */
type Row = {
  /** Behind the command, or the tap's data; {wish} and {sub} stand for what the chat wished less of, and for what it follows. */
  readonly with: string;
  /** What is then different about what is kept; nothing for what anybody may ask. */
  readonly changes?: (kept: Kept) => unknown;
  /** …and what it is then. */
  readonly to?: unknown;
  /** What is said, or shown over the chat, to those who may. */
  readonly says: RegExp;
  /** It changes nothing, and is for administrators alone. */
  readonly admins?: true;
  /** Where it is there at all; everywhere when absent. */
  readonly where?: 'private';
};

/** What is kept of a chat. */
type Kept = { readonly chat: Chat | undefined; readonly wishes: Wishes };

const topics = ({ chat }: Kept): unknown => chat?.topics;
const paused = ({ chat }: Kept): unknown => chat?.paused;
const times = ({ chat }: Kept): unknown => chat?.times;
const hidden = ({ wishes }: Kept): unknown => wishes.hidden.map(({ name }) => name);
const lessened = ({ wishes }: Kept): unknown => wishes.lessened.map(({ name, hours }) => [name, hours]);

const COMMANDS: Readonly<Record<CommandName, Row>> = {
  start: { with: '', changes: paused, says: /بدأت النشرات|النشرة التالية/u },
  help: { with: '', says: /ما أجيب عنه/u },
  latest: { with: '', says: /افتتاح جسر المرفأ/u },
  topic: { with: 'لبنان', says: /افتتاح جسر المرفأ/u },
  topics: { with: '', says: /المتابَع: موضوع واحد/u },
  channels: { with: '', says: /قنوات/u },
  subscribe: {
    with: 'إيران',
    changes: topics,
    to: ['lebanon', 'iran'],
    says: /بدأت متابعة «إيران»/u,
  },
  unsubscribe: { with: 'لبنان', changes: topics, to: [], says: /أُلغيت متابعة «لبنان»/u },
  subscriptions: { with: '', says: /لبنان/u },
  time: { with: '7', changes: times, to: ['07:00'], says: /تمّ\. .*7:00 ص/u },
  timezone: { with: 'القاهرة', changes: ({ chat }) => chat?.zone, to: 'Africa/Cairo', says: /القاهرة/u },
  digest: { with: '', says: /معاينة نشرة المساء/u },
  settings: { with: '', says: /إعدادات النشرة/u },
  search: { with: 'المرفأ', says: /افتتاح جسر المرفأ/u },
  sources: { with: '', says: /مصادر/u },
  stop: { with: '', changes: paused, to: 'reader', says: /أوقفتُ النشرات/u },
  why: { with: '', says: /لماذا هذه الأخبار/u },
  privacy: { with: '', says: /^ما أحفظه عن هذ/u },
  export: { with: '', admins: true, says: /كل ما أحفظه|تُطلب من المحادثة الخاصة/u },
  forget: { with: 'نعم', changes: ({ chat }) => chat, to: undefined, says: /حُذف كل ما كان محفوظًا/u },
  language: {
    with: 'English',
    changes: ({ chat }) => chat?.settings.language,
    to: 'en',
    says: /Buttons and answers are in English/u,
  },
};

const followed = { changes: topics, to: ['lebanon', 'iran'], says: /بدأت متابعة «إيران»/u } as const;

/** The taps that every feature has in common. */
const TAPS: Readonly<Record<Exclude<Tap['kind'], 'own'>, Row>> = {
  topic: { with: 't:lebanon:1', says: /افتتاح جسر المرفأ/u },
  popular: { with: 'p:iran', ...followed },
  follow: { with: 'f:iran', ...followed },
  leave: { with: 'l:lebanon', changes: topics, to: [], says: /أُلغيت متابعة «لبنان»/u },
  grouped: { with: 'x:0:iran', ...followed },
  group: { with: 'g:0', says: /ضغطة على الموضوع/u },
  groups: { with: 'groups', says: /المتابَع: موضوع واحد/u },
  latest: { with: 'latest', says: /افتتاح جسر المرفأ/u },
  search: { with: 'q:المرفأ', says: /افتتاح جسر المرفأ/u },
  settings: { with: 'settings', says: /إعدادات النشرة/u },
  stop: { with: 'stop', changes: paused, to: 'reader', says: /أوقفتُ النشرات/u },
  resume: { with: 'resume', changes: paused, says: /عادت النشرات|مستمرة/u },
};

const OUTLET = outletCode(outletKey('صحيفة الميناء'));
/** Of an outlet that is read no more, and was hidden before. */
const GONE = outletCode(outletKey('صحيفة الوادي'));

/** The features' own. */
const OWN: Readonly<Record<string, Row>> = {
  first: { with: 'first:topic:iran', ...followed, where: 'private' },
  set: {
    with: 'set:t:0700',
    changes: times,
    to: ['07:00', '08:00', '20:00'],
    says: /7:00 ص/u,
  },
  wy: { with: 'wy:1', says: /لم يصل بعد، وهو في النشرة التالية/u },
  ls: { with: 'ls:1', admins: true, says: /أقلّ ممَّ؟/u },
  lsx: {
    with: 'lsx:0:1',
    changes: lessened,
    to: [
      ['top', 6],
      ['lebanon', 6],
    ],
    says: /أقلّ من «لبنان»/u,
  },
  lsu: { with: 'lsu:{wish}:1', changes: lessened, to: [], says: /أُلغي التقليل من «أهم الأخبار»/u },
  lsh: {
    with: `lsh:${OUTLET}:1`,
    changes: hidden,
    to: ['صحيفة الميناء', 'صحيفة الوادي'],
    says: /أُخفي المصدر «صحيفة الميناء»/u,
  },
  lsw: { with: `lsw:${OUTLET}:1`, admins: true, says: /عاد المصدر «صحيفة الميناء»/u },
  lsl: { with: 'lsl', says: /ما قُلّل منه هنا/u },
  lsd: { with: 'lsd:{wish}', changes: lessened, to: [], says: /أُلغي التقليل من «أهم الأخبار»/u },
  rp: { with: 'rp:1', says: /ما المشكلة فيه؟/u },
  rpx: { with: 'rpx:w:1', says: /وصل البلاغ/u },
  so: { with: 'so:1', says: /صحيفة الميناء/u },
  soo: { with: `soo:${OUTLET}:1`, says: /صحيفة الميناء/u },
  soh: {
    with: `soh:${OUTLET}:1`,
    changes: hidden,
    to: ['صحيفة الميناء', 'صحيفة الوادي'],
    says: /أُخفي المصدر «صحيفة الميناء»/u,
  },
  sow: { with: `sow:${GONE}:1`, changes: hidden, to: [], says: /عاد المصدر «صحيفة الوادي»/u },
  ex: { with: 'ex', admins: true, says: /كل ما أحفظه|تُطلب من المحادثة الخاصة/u },
  fg: { with: 'fg:yes', changes: ({ chat }) => chat, to: undefined, says: /حُذف كل ما كان محفوظًا/u },
  lang: {
    with: 'lang:en',
    changes: ({ chat }) => chat?.settings.language,
    to: 'en',
    says: /Buttons and answers are in English/u,
  },
  fw: {
    with: 'fw:جسر المرفأ',
    changes: ({ chat }) => chat?.topics.length,
    to: 2,
    says: /بدأت متابعة «جسر المرفأ»/u,
  },
  rf: { with: 'rf', says: /ملفات/u },
  sb: { with: 'sb:{sub}:leave', changes: topics, to: [], says: /أُلغيت متابعة «لبنان»/u },
  // In a group it opens with whoever taps.
  st: { with: 'st:1:n', says: /افتتاح جسر المرفأ|\?start=story_1$/u },
  go: { with: 'go:l:1:5', says: /افتتاح جسر المرفأ/u },
  rmd: { with: 'rmd:stay:1448', admins: true, says: /تمّ\. / },
  chlist: { with: 'chlist', says: /قنوات/u, where: 'private' },
};

/** Those of a channel's setup: they act in a private chat, under the channel's mark (see channels.test.ts), and nowhere without it. */
const OF_CHANNELS = ['ch', 'chgo', 'chstop', 'chtags', 'chfoot', 'chask', 'chnone', 'chlook'];

type At = { readonly r: Rig; readonly place: Place; readonly before: Kept; readonly row: Row };

/** News on Lebanon, and one outlet that is read. */
async function newsroom(): Promise<Rig> {
  const r = await rig();
  await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['lebanon'] });
  const source = {
    id: 'a',
    kind: 'feed',
    url: 'https://example.org/feed',
    publisher: 'صحيفة الميناء',
  } as const;
  await r.store.sources.sync([{ ...source, house: undefined, fullText: false }], r.clock.now);
  return r;
}

/** A chat that follows Lebanon, wants less of the top news, hid an outlet, and whose digests have begun. */
async function furnished(r: Rig, role: Role, row: Row): Promise<At> {
  const place = role.place(r);
  const address = { telegramId: place.chatId, threadId: place.threadId ?? 0 };
  const { now } = r.clock;
  const { id } = await r.store.chats.open(address, { kind: role.kind, title: 'ديوانية' }, now);
  await r.store.chats.subscribe(id, 'lebanon', now);
  await r.store.chats.setPaused(id, undefined, { nextDigestAt: now + HOUR, now });
  const wish = await r.store.wishes.lessen(id, { kind: 'topic', subject: 'top', name: 'top' }, now);
  await r.store.wishes.hide(id, { outlet: outletKey('صحيفة الوادي'), name: 'صحيفة الوادي' }, now);
  const [followed] = await r.store.chats.subscriptions(id);
  const filled = row.with.replace('{wish}', String(wish.id)).replace('{sub}', String(followed?.id));
  return { r, place, before: await kept(r, place), row: { ...row, with: filled } };
}

async function kept(r: Rig, { chatId, threadId = 0 }: Place): Promise<Kept> {
  const chat = await r.store.chats.find({ telegramId: chatId, threadId });
  const wishes = chat && (await r.store.wishes.of([chat.id])).get(chat.id);
  return { chat, wishes: wishes ?? noWishes };
}

/** What the bot said there since, with the lines over the chat. */
function said(shown: readonly ChatMessage[], notes: readonly string[]): string {
  return [...shown.map(({ text }) => read(text)), ...notes.map(read)]
    .filter((text) => text !== '')
    .join('\n');
}

/** What holds of the chat and of what was said, for this role. */
async function judge({ r, place, before, row }: At, [who, role]: Named, note: string): Promise<void> {
  const shown = written(r, place.chatId).filter(({ text }) => text !== 'زر');
  const words = said(shown, [note]);
  const after = await kept(r, place);
  for (const { threadId } of shown) expect(threadId, who).toBe(place.threadId ?? 0);
  const forAdmins = row.changes !== undefined || row.admins === true;
  if (role.can === 'nothing' || (role.can === 'asks' && forAdmins)) {
    expect(after, who).toEqual(before);
    expect(words, who).toBe(role.refusal ?? '');
    return;
  }
  expect(words, who).toMatch(row.says);
  if (row.changes !== undefined) expect(row.changes(after), who).toEqual(row.to);
  const acting = shown.flatMap(({ keyboard }) => keyboard.flat()).filter((one) => !('url' in one));
  if (role.kind === 'channel') expect(acting, who).toEqual([]);
}

type Named = readonly [who: string, role: Role];

const PRIVATE = 'a reader in private';
const writers = Object.entries(WRITERS);
const tappers = Object.entries(TAPPERS);

/** A tap on a button that carries this, under a message of the bot's; what is shown over the chat, or the link that opens. */
async function press({ r, place }: At, data: string): Promise<string> {
  const { message_id: messageId } = await r.bot.api.sendMessage(place.chatId, 'زر', {
    ...(place.threadId === undefined ? {} : { message_thread_id: place.threadId }),
    reply_markup: { inline_keyboard: [[{ text: 'زر', callback_data: data }]] },
  });
  const from = place.from ?? place.chatId;
  const { text, url } = await r.api.press({ chatId: place.chatId, from, messageId, button: data });
  return url ?? text;
}

describe('what is written', () => {
  test('every command has a row', () => {
    expect(Object.keys(COMMANDS).sort()).toEqual([...commandNames].sort());
  });

  test.each(Object.entries(COMMANDS))('/%s, by every role', async (name, row) => {
    const r = await newsroom();
    const asked: (readonly [Named, At])[] = [];
    for (const writer of writers) {
      const at = await furnished(r, writer[1], row);
      r.api.say({ ...at.place, text: `/${name} ${at.row.with}`.trim() });
      asked.push([writer, at]);
    }
    await settled(r);
    expect(asked).toHaveLength(8);
    for (const [writer, at] of asked) await judge(at, writer, '');
  });
});

describe('what is tapped', () => {
  test('every tap of the features’ own has a row', () => {
    expect([...Object.keys(OWN), ...OF_CHANNELS].sort()).toEqual([...ownTapCodes].sort());
  });

  test.each(Object.entries({ ...TAPS, ...OWN }))('%s, by every role', async (_, row) => {
    const r = await newsroom();
    const asked: (readonly [Named, At, string])[] = [];
    for (const tapper of tappers) {
      if (row.where === 'private' && tapper[0] !== PRIVATE) continue;
      const at = await furnished(r, tapper[1], row);
      asked.push([tapper, at, await press(at, at.row.with)]);
    }
    await settled(r);
    expect(asked).toHaveLength(row.where === 'private' ? 1 : 7);
    for (const [tapper, at, note] of asked) await judge(at, tapper, note);
  });

  const elsewhere = Object.values(OWN).filter(({ where }) => where === 'private');
  test.each([...OF_CHANNELS, ...elsewhere.map((row) => row.with)])(
    '%s does nothing where it has no place',
    async (data) => {
      const r = await newsroom();
      const places = OF_CHANNELS.includes(data) ? tappers : tappers.filter(([who]) => who !== PRIVATE);
      for (const [who, role] of places) {
        const at = await furnished(r, role, { with: data, says: /./u });
        expect([staleNote(data), messages.adminsOnly, messages.channelAdminsOnly], who).toContain(
          await press(at, data),
        );
        expect(await kept(r, at.place), who).toEqual(at.before);
        expect(written(r, at.place.chatId), who).toHaveLength(1);
      }
    },
  );
});

test('who writes in a group as another channel may ask, and changes nothing', async () => {
  const r = await rig();
  const { chatId } = group(r);
  await settled(r);
  const chat = { id: chatId, type: 'supergroup', title: 'ديوانية' } as const;
  for (const [index, text] of ['/subscribe إيران', '/stop', '/time 7'].entries())
    await r.bot.handleUpdate({
      update_id: 900_000 + index,
      message: {
        message_id: 70 + index,
        date: r.clock.now / 1000,
        chat,
        from: { id: 136_817_688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' },
        sender_chat: { id: -1_009_999, type: 'channel', title: 'قناة أخرى' },
        text,
        entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length ?? 0 }],
      },
    });
  expect(written(r, chatId).map(({ text }) => text)).toEqual([refusal, refusal, refusal]);
  expect(await r.store.chats.ofTelegram(chatId)).toEqual([]);
});
