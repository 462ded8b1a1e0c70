/** What strangers can do to the bot, and at which of its doors: attacks × doors, each row with what it gets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BotApi } from '../../src/playground/bot-api.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import type { ChatKind } from '../../src/subscriptions/chat.ts';
import { createLimiter } from '../../src/telegram/limits.ts';
import { messages } from '../../src/telegram/messages.ts';
import { catalogue } from '../../src/topics/catalogue.ts';
import { botOver } from '../support/bot.ts';
import { startTestApi } from '../support/bot-api.ts';
import { listeningLog } from '../support/outbox.ts';
import { isStale } from '../telegram/harness.ts';

/** `obeyed`: the chat's settings changed. `answered`: something was said, nothing changed. */
/** The chat that is spoken in, and the update. */
type Opened = readonly [number, object];

type Got = 'obeyed' | 'answered' | 'refused' | 'stale' | 'silent';

const OPERATOR = 9_001;
/** A group that forged messages and taps name, and that none of them may change. */
const RIVAL = -1_001_234_567_890;
const GROUP_ANONYMOUS_BOT = 1_087_968_824;
const TELEGRAM = 777_000;
const CHANNEL_BOT = 136_817_688;

const folder = mkdtempSync(join(tmpdir(), 'mujaz-hostile-'));
const log = listeningLog();
const clock = { now: Date.UTC(2026, 10, 23, 6) };
let api: BotApi;
let store: Store;
let bot: Bot;

beforeAll(async () => {
  api = await startTestApi({ now: () => clock.now });
  store = openStore(join(folder, 'mujaz.db'));
  bot = botOver(store, {
    apiRoot: api.url,
    adminIds: [OPERATOR],
    now: () => clock.now,
    wait: async (ms) => {
      clock.now += ms;
    },
    log,
  });
  await bot.init();
  api.addUser({ id: OPERATOR, started: true });
  api.addGroup({ id: RIVAL, title: 'أخرى', supergroup: true });
  await begin(RIVAL, 'group');
});

afterAll(async () => {
  store.close();
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

let updates = 1_000;

async function bring(content: object): Promise<void> {
  updates += 1;
  await bot.handleUpdate({ update_id: updates, ...content } as Update);
}

/** Whoever is there in each row: all of them new to the bot. */
async function setUp() {
  // Nobody is too fast.
  clock.now += 3_600_000;
  const [member, admin, former, victim] = [0, 1, 2, 3].map(() => api.addUser({ started: true })) as [
    number,
    number,
    number,
    number,
  ];
  const group = api.addGroup({
    title: 'ديوانية',
    supergroup: true,
    members: [member],
    administrators: [admin, former],
  });
  const channel = api.addChannel({ title: 'قناة', administrators: [admin] });
  return { member, admin, former, victim, group, channel };
}

/** A chat that gets digests on one topic. */
async function begin(telegramId: number, kind: ChatKind): Promise<void> {
  const title = kind === 'private' ? undefined : 'x';
  const { id } = await store.chats.open({ telegramId, threadId: 0 }, { kind, title }, clock.now);
  await store.chats.subscribe(id, 'iran', clock.now);
  const times = ['08:00'];
  await store.chats.setSchedule(
    id,
    { zone: undefined, times, nextDigestAt: clock.now + 9_000_000 },
    clock.now,
  );
}

type There = Awaited<ReturnType<typeof setUp>>;

const chatJson = (id: number, type: string) => ({ id, type, title: 'x', first_name: 'x' });
const person = (id: number, more: object = {}) => ({ id, is_bot: false, first_name: 'س', ...more });

function written(message: { readonly text: string } & Readonly<Record<string, unknown>>): object {
  const command = /^\/\w+(?:@\w+)?/u.exec(message.text)?.[0];
  const entities = command === undefined ? [] : [{ type: 'bot_command', offset: 0, length: command.length }];
  return { message: { message_id: 900_001, date: Math.floor(clock.now / 1000), entities, ...message } };
}

const settings = async (telegramId: number): Promise<string> =>
  JSON.stringify(await store.chats.ofTelegram(telegramId));

/** The bot has seen that this one administers the group; a moment later they do not. */
async function demote({ group, former }: There): Promise<number> {
  await bring(written({ chat: chatJson(group, 'supergroup'), from: person(former), text: '/start' }));
  api.setMember(group, former, 'member');
  return former;
}

/** What the bot did in answer to an update, seen from Telegram and from the store. */
async function got(there: There, target: number, update: object): Promise<Got> {
  const all = [there.member, there.group, there.channel, there.victim, RIVAL];
  await begin(target, target > 0 ? 'private' : target === there.channel ? 'channel' : 'group');
  const before = new Map<number, string>();
  for (const id of all) before.set(id, await settings(id));
  const last = api.calls().at(-1);
  const logged = log.lines.length;
  await bring(update);
  const calls = api.calls();
  const made = calls.slice(last === undefined ? 0 : calls.lastIndexOf(last) + 1);
  // It speaks to the chat it was spoken to in, changes no other one, and nothing went wrong.
  for (const { parameters } of made)
    if (parameters.chat_id !== undefined) expect(Number(parameters.chat_id)).toBe(target);
  for (const id of all) if (id !== target) expect(await settings(id)).toBe(before.get(id));
  expect(log.lines.slice(logged)).toEqual([]);
  // And it goes on answering others.
  await bring(
    written({ chat: chatJson(there.victim, 'private'), from: person(there.victim), text: '/help' }),
  );
  expect(api.messages(there.victim).filter(({ fromBot }) => fromBot)).toHaveLength(1);

  const said = made.flatMap(({ method, parameters }) =>
    method === 'sendmessage' || method === 'editmessagetext' || method === 'answercallbackquery'
      ? (parameters.text ?? [])
      : [],
  );
  if ((await settings(target)) !== before.get(target)) return 'obeyed';
  if (said.length === 0) return 'silent';
  if (said.includes(messages.adminsOnly) || said.includes(messages.channelAdminsOnly)) {
    expect(said).toHaveLength(1);
    return 'refused';
  }
  return said.some((text) => isStale(String(text))) ? 'stale' : 'answered';
}

describe('what is written', () => {
  /** Who stands at a door: in their own chat, one who may, one who may not, one who is not listened to. */
  type Standing = 'own' | 'may' | 'mayNot' | 'never';

  const doors: Readonly<
    Record<
      string,
      {
        readonly standing: Standing;
        readonly open: (there: There, text: string) => Opened | Promise<Opened>;
      }
    >
  > = {
    'in one’s own chat': {
      standing: 'own',
      open: ({ member }, text) => [
        member,
        written({ chat: chatJson(member, 'private'), from: person(member), text }),
      ],
    },
    'in a group, by a member': {
      standing: 'mayNot',
      open: ({ group, member }, text) => [
        group,
        written({ chat: chatJson(group, 'supergroup'), from: person(member), text }),
      ],
    },
    'in a group, by an administrator': {
      standing: 'may',
      open: ({ group, admin }, text) => [
        group,
        written({ chat: chatJson(group, 'supergroup'), from: person(admin), text }),
      ],
    },
    'in a group, by an administrator of a moment ago': {
      standing: 'mayNot',
      open: async (there, text) => [
        there.group,
        written({ chat: chatJson(there.group, 'supergroup'), from: person(await demote(there)), text }),
      ],
    },
    'in a group, by the bot’s operator': {
      standing: 'mayNot',
      open: ({ group }, text) => {
        api.setMember(group, OPERATOR, 'member');
        return [group, written({ chat: chatJson(group, 'supergroup'), from: person(OPERATOR), text })];
      },
    },
    'in a group, by an administrator who stays unnamed': {
      standing: 'may',
      open: ({ group }, text) => [
        group,
        written({
          chat: chatJson(group, 'supergroup'),
          from: person(GROUP_ANONYMOUS_BOT, { is_bot: true }),
          sender_chat: chatJson(group, 'supergroup'),
          text,
        }),
      ],
    },
    'in a group, in the name of another group': {
      standing: 'mayNot',
      open: ({ group }, text) => [
        group,
        written({
          chat: chatJson(group, 'supergroup'),
          from: person(GROUP_ANONYMOUS_BOT, { is_bot: true }),
          sender_chat: chatJson(RIVAL, 'supergroup'),
          text,
        }),
      ],
    },
    'in a group, in the name of a channel': {
      standing: 'mayNot',
      open: ({ group, channel }, text) => [
        group,
        written({
          chat: chatJson(group, 'supergroup'),
          from: person(CHANNEL_BOT, { is_bot: true }),
          sender_chat: chatJson(channel, 'channel'),
          text,
        }),
      ],
    },
    'in a group, by the post of its linked channel': {
      standing: 'never',
      open: ({ group, channel }, text) => [
        group,
        written({
          chat: chatJson(group, 'supergroup'),
          from: person(TELEGRAM),
          sender_chat: chatJson(channel, 'channel'),
          is_automatic_forward: true,
          text,
        }),
      ],
    },
    'in a group, forwarded by an administrator': {
      standing: 'never',
      open: ({ group, admin, member }, text) => [
        group,
        written({
          chat: chatJson(group, 'supergroup'),
          from: person(admin),
          forward_origin: { type: 'user', date: 1, sender_user: person(member) },
          text,
        }),
      ],
    },
    'in a group, through another bot by an administrator': {
      standing: 'never',
      open: ({ group, admin }, text) => [
        group,
        written({
          chat: chatJson(group, 'supergroup'),
          from: person(admin),
          via_bot: person(33, { is_bot: true }),
          text,
        }),
      ],
    },
    'in a group, by another bot': {
      standing: 'never',
      open: ({ group }, text) => [
        group,
        written({ chat: chatJson(group, 'supergroup'), from: person(34, { is_bot: true }), text }),
      ],
    },
    'in a channel': {
      standing: 'may',
      open: ({ channel }, text) => {
        const { message } = written({ chat: chatJson(channel, 'channel'), text }) as {
          readonly message: object;
        };
        return [channel, { channel_post: message }];
      },
    },
    'in a channel, forwarded': {
      standing: 'never',
      open: ({ channel }, text) => {
        const { message } = written({
          chat: chatJson(channel, 'channel'),
          forward_origin: { type: 'chat', date: 1, sender_chat: chatJson(RIVAL, 'supergroup') },
          text,
        }) as { readonly message: object };
        return [channel, { channel_post: message }];
      },
    },
  };

  /** What each kind of text gets at a door, by who stands there. */
  const gets = {
    setting: { own: 'obeyed', may: 'obeyed', mayNot: 'refused', never: 'silent' },
    'broken setting': { own: 'answered', may: 'answered', mayNot: 'refused', never: 'silent' },
    question: { own: 'answered', may: 'answered', mayNot: 'answered', never: 'silent' },
    'nothing for us': { own: 'answered', may: 'silent', mayNot: 'silent', never: 'silent' },
    'a command in disguise': { own: 'obeyed', may: 'silent', mayNot: 'silent', never: 'silent' },
    'for another bot': { own: 'silent', may: 'silent', mayNot: 'silent', never: 'silent' },
  } as const satisfies Readonly<Record<string, Readonly<Record<Standing, Got>>>>;

  const attacks: Readonly<Record<keyof typeof gets, readonly string[]>> = {
    setting: [
      '/stop',
      '/StOp',
      '/stop@mujaz_playground_bot',
      '/unsubscribe all',
      '/unsubscribe إيران',
      '/subscribe مصر',
      // Words of one's own, whatever they are elsewhere.
      "/subscribe '; DROP TABLE chats; --",
      '/subscribe __proto__، constructor، toString',
      '/time 3:00',
      '/time ٣:٠٠',
      '/timezone طوكيو',
    ],
    'broken setting': [
      '/start',
      '/start stop',
      '/start topic_../../x',
      '/start topic___proto__',
      '/start topic_IRAN',
      '/start -1001234567890',
      `/start ${'A'.repeat(64)}`,
      '/subscribe -1001234567890',
      `/subscribe ${'،'.repeat(3000)}`,
      '/unsubscribe -1001234567890',
      '/unsubscribe \u202eناريإ',
      '/time 99:99',
      '/time constructor',
      '/time 8 __proto__',
      `/time ${'1'.repeat(3000)}`,
      `/time ${'8:00 '.repeat(500)}`,
      '/timezone ../../etc/passwd',
      '/timezone constructor',
      '/timezone Etc/GMT+99',
    ],
    question: [
      '/latest 99999999999999999999',
      '/latest -1',
      '/latest ٩٩٩',
      '/latest 1e9',
      '/topic __proto__',
      '/topic ../../etc/passwd',
      '/search " OR 1=1 --',
      '/search NEAR(a, b) AND *',
      '/search <b>&amp;</b> {title}: ^x',
      `/search ${'\u0650'.repeat(3000)}`,
      `/search ${'😀'.repeat(1500)}`,
      `/search ${'ا'.repeat(4000)}`,
      '/search \u0000\u0001\ud800',
      '/start topic_iran',
      '/digest',
      '/sources',
      '/help',
    ],
    'nothing for us': [
      '/status',
      '/remove https://example.org',
      '/__proto__',
      '/constructor',
      `/${'a'.repeat(400)}`,
      '@someone_else /stop',
      `${'@'.repeat(2000)}`,
      '\u202e\u2066\u200f',
    ],
    'a command in disguise': ['\u200b/stop', '\u202e/stop', '  /stop', '／stop'],
    'for another bot': ['/stop@another_bot', '/unsubscribe@mujaz_playground_bot_x all'],
  };

  const rows = Object.entries(doors).flatMap(([door, { standing, open }]) =>
    (Object.keys(gets) as (keyof typeof gets)[]).flatMap((kind) =>
      attacks[kind].map((text) => ({ door, open, text, gets: gets[kind][standing] as Got })),
    ),
  );
  const named = rows.map(
    (row) => [`${JSON.stringify(row.text.slice(0, 40))} ${row.door}`, row.gets, row] as const,
  );

  test.each(named)('%s: %s', async (_, expected, { open, text }) => {
    expect.hasAssertions();
    const there = await setUp();
    const [target, update] = await open(there, text);
    expect(await got(there, target, update)).toBe(expected);
  });
});

describe('what answers a question of the bot’s', () => {
  const questions = { time: messages.askTime, city: messages.askCity, words: messages.askSearch } as const;

  const doors = {
    'in one’s own chat': ({ member }: There) => [member, 'private', member] as const,
    'in a group, by an administrator': ({ group, admin }: There) => [group, 'supergroup', admin] as const,
    'in a group, by a member': ({ group, member }: There) => [group, 'supergroup', member] as const,
  };

  const bad: readonly string[] = [
    '1'.repeat(4096),
    '8:00 '.repeat(800),
    '\u202e'.repeat(4096),
    '\u0650'.repeat(4096),
    '__proto__',
    '<b>&amp;',
    '" OR 1=1 --',
  ];
  const good = { time: '\u200b3:00', city: '\u202eطوكيو', words: undefined } as const;

  const rows = (Object.keys(questions) as (keyof typeof questions)[]).flatMap((question) =>
    (Object.keys(doors) as (keyof typeof doors)[]).flatMap((door) => {
      const mayNot = door === 'in a group, by a member' && question !== 'words';
      // «__proto__» is a slip away from Porto.
      const texts = question === 'city' ? bad.filter((text) => text !== '__proto__') : bad;
      // Nothing at all is asked about again, whoever said it.
      const rest = texts.map((text): readonly [string, Got] => [
        text,
        mayNot && !text.startsWith('\u202e') ? 'refused' : 'answered',
      ]);
      const set = good[question];
      const first: readonly (readonly [string, Got])[] =
        set === undefined ? [] : [[set, mayNot ? 'refused' : 'obeyed']];
      return [...first, ...rest].map(([text, gets]) => ({ question, door, text, gets }));
    }),
  );
  const named = rows.map(
    (row) =>
      [`${JSON.stringify(row.text.slice(0, 30))} to the ${row.question} ${row.door}`, row.gets, row] as const,
  );

  test.each(named)('%s: %s', async (_, expected, { question, door, text }) => {
    expect.hasAssertions();
    const there = await setUp();
    const [target, type, from] = doors[door](there);
    const asked = {
      message_id: 900_000,
      date: 1,
      chat: chatJson(target, type),
      from: person(api.botId, { is_bot: true }),
      text: questions[question],
    };
    const update = written({
      chat: chatJson(target, type),
      from: person(from),
      reply_to_message: asked,
      text,
    });
    expect(await got(there, target, update)).toBe(expected);
  });
});

describe('what is tapped', () => {
  type Standing = 'own' | 'may' | 'mayNot' | 'reader' | 'forged' | 'nowhere';
  type Shown = (data: string) => object | undefined;

  const keyboard = (data: string): object => ({ inline_keyboard: [[{ text: 'x', callback_data: data }]] });
  const shown: Shown = (data) => ({ date: 1, text: 'x', reply_markup: keyboard(data) });
  /** Its buttons are not told: what the reader may do decides. */
  const untold: Shown = () => ({ date: 1, text: 'x' });
  const fakes: Readonly<Record<string, Shown>> = {
    'a message with another button': () => ({ date: 1, text: 'x', reply_markup: keyboard('help') }),
    'a message too old to be shown': () => ({ date: 0 }),
  };

  function tap(chat: object, from: number, data: string, message: object | undefined): object {
    return {
      callback_query: {
        id: '1',
        from: person(from),
        chat_instance: '1',
        data,
        ...(message === undefined ? {} : { message: { message_id: 900_002, chat, ...message } }),
      },
    };
  }

  type Door = {
    readonly standing: Standing;
    readonly open: (there: There, data: string) => Opened | Promise<Opened>;
  };

  const doors: Readonly<Record<string, Door>> = {
    'in one’s own chat': {
      standing: 'own',
      open: ({ member }, data) => [member, tap(chatJson(member, 'private'), member, data, shown(data))],
    },
    'in one’s own chat, on a message that tells no buttons': {
      standing: 'own',
      open: ({ member }, data) => [member, tap(chatJson(member, 'private'), member, data, untold(data))],
    },
    'in a group, by a member': {
      standing: 'mayNot',
      open: ({ group, member }, data) => [
        group,
        tap(chatJson(group, 'supergroup'), member, data, shown(data)),
      ],
    },
    'in a group, by a member, on a message that tells no buttons': {
      standing: 'mayNot',
      open: ({ group, member }, data) => [
        group,
        tap(chatJson(group, 'supergroup'), member, data, untold(data)),
      ],
    },
    'in a group, by somebody who never was there': {
      standing: 'mayNot',
      open: ({ group, victim }, data) => [
        group,
        tap(chatJson(group, 'supergroup'), victim, data, shown(data)),
      ],
    },
    'in a group, by an administrator': {
      standing: 'may',
      open: ({ group, admin }, data) => [group, tap(chatJson(group, 'supergroup'), admin, data, shown(data))],
    },
    'in a group, by an administrator of a moment ago': {
      standing: 'mayNot',
      open: async (there, data) => [
        there.group,
        tap(chatJson(there.group, 'supergroup'), await demote(there), data, shown(data)),
      ],
    },
    'in a channel, by a reader': {
      standing: 'reader',
      open: ({ channel, member }, data) => [
        channel,
        tap(chatJson(channel, 'channel'), member, data, shown(data)),
      ],
    },
    'in a channel, by an administrator': {
      standing: 'may',
      open: ({ channel, admin }, data) => [
        channel,
        tap(chatJson(channel, 'channel'), admin, data, shown(data)),
      ],
    },
    ...Object.fromEntries(
      Object.entries(fakes).map(([what, message]): [string, Door] => [
        `in one’s own chat, on ${what}`,
        {
          standing: 'forged',
          open: ({ member }, data) => [member, tap(chatJson(member, 'private'), member, data, message(data))],
        },
      ]),
    ),
    'on no message at all': {
      standing: 'nowhere',
      open: ({ member }, data) => [member, tap({}, member, data, undefined)],
    },
  };

  const gets = {
    setting: {
      own: 'obeyed',
      may: 'obeyed',
      mayNot: 'refused',
      reader: 'refused',
      forged: 'stale',
      nowhere: 'silent',
    },
    'empty setting': {
      own: 'answered',
      may: 'answered',
      mayNot: 'refused',
      reader: 'refused',
      forged: 'stale',
      nowhere: 'silent',
    },
    question: {
      own: 'answered',
      may: 'answered',
      mayNot: 'answered',
      reader: 'refused',
      forged: 'stale',
      nowhere: 'silent',
    },
    nonsense: {
      own: 'stale',
      may: 'stale',
      mayNot: 'stale',
      reader: 'stale',
      forged: 'stale',
      nowhere: 'silent',
    },
    // Marked with the row of a chat that is no channel of theirs; such marks mean something in a private chat alone.
    'of another chat': {
      own: 'refused',
      may: 'stale',
      mayNot: 'stale',
      reader: 'stale',
      forged: 'refused',
      nowhere: 'silent',
    },
  } as const satisfies Readonly<Record<string, Readonly<Record<Standing, Got>>>>;

  const group = [...new Set(catalogue.map((topic) => topic.group))].indexOf(
    catalogue.find(({ slug }) => slug === 'egypt')?.group ?? '',
  );
  const attacks: Readonly<Record<keyof typeof gets, readonly string[]>> = {
    setting: ['stop', 'p:egypt', 'f:egypt', 'f:iran', 'l:iran', `x:${group}:egypt`],
    'empty setting': ['l:__proto__', 'l:-1001234567890', `l:${'😀'.repeat(15)}`],
    question: [
      'latest',
      'settings',
      'groups',
      'g:0',
      't:iran:1',
      't:iran:99',
      'q:مصفاة',
      'q:" OR 1=1 --',
      `q:${'ا'.repeat(31)}`,
    ],
    'of another chat': [
      '@1|stop',
      '@1|p:egypt',
      '@1|chgo',
      '@1|settings',
      '@1|latest',
      '@999999999999999|stop',
    ],
    nonsense: [
      '',
      '@|stop',
      '@0|stop',
      '@-1001234567890|stop',
      '@1e3|stop',
      '@٣|stop',
      'help',
      'STOP',
      'stop ',
      '\u200bstop',
      'stop:-1001234567890',
      'sub:1:-1001234567890',
      't:iran:٩',
      't:iran:0',
      't:iran:-1',
      't:iran:9999999999999999999',
      't:__proto__:1',
      'p:__proto__',
      'p:constructor',
      'f:iran:1',
      'f:-1001234567890',
      'g:99',
      'g:-1',
      'g:1e3',
      'g:٣',
      'x:0:__proto__',
      'x:99:egypt',
      'x:-1:egypt',
      '__proto__',
      '{"kind":"stop"}',
      '\0'.repeat(64),
      '\n'.repeat(64),
      '😀'.repeat(16),
      '\ud800',
    ],
  };

  const rows = Object.entries(doors).flatMap(([door, { standing, open }]) =>
    (Object.keys(gets) as (keyof typeof gets)[]).flatMap((kind) =>
      attacks[kind].map((data) => ({ door, open, data, gets: gets[kind][standing] as Got })),
    ),
  );
  const named = rows.map((row) => [`${JSON.stringify(row.data)} ${row.door}`, row.gets, row] as const);

  test.each(named)('%s: %s', async (_, expected, { open, data }) => {
    expect.hasAssertions();
    const there = await setUp();
    const [target, update] = await open(there, data);
    expect(await got(there, target, update)).toBe(expected);
  });
});

describe('a flood from one reader', () => {
  const floods: Readonly<Record<string, (there: There) => readonly [number, object]>> = {
    'of words in their own chat': ({ member }) => [
      member,
      written({ chat: chatJson(member, 'private'), from: person(member), text: 'إيران' }),
    ],
    'of commands in a group': ({ group, member }) => [
      group,
      written({ chat: chatJson(group, 'supergroup'), from: person(member), text: '/help' }),
    ],
    'of forbidden commands in a group': ({ group, member }) => [
      group,
      written({ chat: chatJson(group, 'supergroup'), from: person(member), text: '/stop' }),
    ],
    'of taps in their own chat': ({ member }) => [
      member,
      {
        callback_query: {
          id: '1',
          from: person(member),
          chat_instance: '1',
          data: 'latest',
          message: {
            message_id: 900_003,
            date: 1,
            text: 'x',
            chat: chatJson(member, 'private'),
            reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'latest' }]] },
          },
        },
      },
    ],
  };

  test.each(Object.entries(floods))(
    '%s gets one kind sentence, and others their answers',
    async (_, flood) => {
      const there = await setUp();
      const [target, update] = flood(there);
      const last = api.calls().at(-1);
      for (let time = 0; time < 200; time += 1) await bring(update);
      const calls = api.calls();
      const made = calls.slice(calls.lastIndexOf(last as (typeof calls)[number]) + 1);
      const told = made.filter(({ parameters }) => parameters.text === messages.tooFast);
      expect(told).toHaveLength(1);
      expect(made.filter(({ method }) => method === 'sendmessage').length).toBeLessThanOrEqual(12);
      const answered = api.messages(there.victim).length;
      await bring(
        written({ chat: chatJson(there.victim, 'private'), from: person(there.victim), text: '/help' }),
      );
      expect(api.messages(there.victim).length).toBe(answered + 1);
      if (target === there.group) {
        const before = api.messages(target).length;
        clock.now += 3_000;
        await bring(
          written({ chat: chatJson(target, 'supergroup'), from: person(there.admin), text: '/help' }),
        );
        expect(api.messages(target).length).toBe(before + 1);
      }
      clock.now += 60_000;
      const [, again] = flood(there);
      const quiet = api.calls().at(-1);
      await bring(again);
      expect(api.calls().at(-1)).not.toBe(quiet);
    },
  );

  test('of being put out and let in again is welcomed a few times only, and each time believed', async () => {
    const { group, admin } = await setUp();
    const moved = async (status: 'member' | 'left', before: 'member' | 'left'): Promise<void> => {
      const user = person(api.botId, { is_bot: true });
      await bring({
        my_chat_member: {
          chat: chatJson(group, 'supergroup'),
          from: person(admin),
          date: 1,
          old_chat_member: { user, status: before },
          new_chat_member: { user, status },
        },
      });
    };
    await begin(group, 'group');
    for (let time = 0; time < 50; time += 1) {
      await moved('left', 'member');
      expect((await store.chats.ofTelegram(group))[0]?.paused).toBe('gone');
      await moved('member', 'left');
      expect((await store.chats.ofTelegram(group))[0]?.paused).toBeUndefined();
    }
    expect(api.messages(group).filter(({ fromBot }) => fromBot).length).toBeLessThanOrEqual(3);
  });

  test('from a hundred thousand readers takes the memory of ten thousand', () => {
    const limiter = createLimiter();
    const ask = (reader: number) => limiter.ask({ reader, chat: reader, behind: 0, now: 1_000_000 }).kind;
    for (let time = 0; time < 20; time += 1) ask(1);
    expect(ask(1)).not.toBe('allow');
    for (let reader = 2; reader < 100_000; reader += 1) ask(reader);
    // Who was silent longest is forgotten.
    expect(ask(1)).toBe('allow');
  });
});
