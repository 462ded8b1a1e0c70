/** What strangers write to the bot, and at which of its doors: attacks × doors, each row with what it gets. */
import { describe, expect, test } from 'vitest';
import { messages } from '../../../src/telegram/messages.ts';
import {
  api,
  chatJson,
  demote,
  type Got,
  got,
  OPERATOR,
  type Opened,
  person,
  RIVAL,
  setUp,
  type There,
  written,
} from './stage.ts';

const GROUP_ANONYMOUS_BOT = 1_087_968_824;
const TELEGRAM = 777_000;
const CHANNEL_BOT = 136_817_688;

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
