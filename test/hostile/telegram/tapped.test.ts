/** What strangers tap, or say that they tapped: attacks × doors, each row with what it gets. */
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/topics/catalogue.ts';
import { chatJson, demote, type Got, got, type Opened, person, setUp, type There } from './stage.ts';

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
