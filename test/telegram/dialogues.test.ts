/** What a reader does, and what the bot says: every command in each language, kind of chat and form; every button that is shown. */
import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/view.ts';
import type { ChatKind, ChatSettings } from '../../src/subscriptions/chat.ts';
import { commandNames } from '../../src/telegram/commands.ts';
import { languages, type Texts, textsOf } from '../../src/telegram/languages.ts';
import type { CommandName } from '../../src/telegram/spoken.ts';
import { topicBySlug } from '../../src/topics/catalogue.ts';
import type { Topic } from '../../src/topics/topic.ts';
import { addStory, chatOf, HOUR, isStale, NINE, type Rig, read, rig, say, written } from './harness.ts';

const named = (slug: string): Topic => topicBySlug(slug) ?? expect.fail(`no topic ${slug}`);
const lebanon = named('lebanon');
const iran = named('iran');

type Language = ChatSettings['language'];
type Kind = Exclude<ChatKind, 'group'> | 'administrator' | 'member';

/** A command as it is asked for, and what can be the answer to nothing else. */
type Row = {
  /** Behind the command. */
  readonly with?: string;
  /** The same in words, as readers say it. */
  readonly words: Readonly<Record<Language, string>>;
  /** What the answer must hold. */
  readonly says: (texts: Texts, kind: ChatKind) => string;
  /** Only administrators may. */
  readonly changes?: true;
};

const ROWS: Readonly<Record<CommandName, Row>> = {
  start: {
    words: { ar: 'ابدأ', en: 'start' },
    says: ({ messages }, kind) => (kind === 'private' ? messages.notPaused : messages.startShared),
    changes: true,
  },
  help: {
    words: { ar: 'مساعدة', en: 'help' },
    says: ({ messages }) => plain(messages.help).split('\n')[0] ?? '',
  },
  latest: {
    words: { ar: 'شو في', en: 'latest news' },
    says: ({ messages }) => `${plain(messages.latestTitle)}\n\n1. `,
  },
  topic: {
    with: 'لبنان',
    words: { ar: 'أخبار لبنان', en: 'news about Lebanon' },
    says: ({ messages, names }) =>
      plain(messages.topicTitle(names.topic(lebanon), messages.storiesShown(1, false))),
  },
  topics: {
    words: { ar: 'المواضيع', en: 'all topics' },
    says: ({ messages }) => messages.topicsTitle(1, ''),
  },
  channels: {
    words: { ar: 'قنواتي', en: 'channels' },
    says: ({ messages }, kind) => (kind === 'private' ? plain(messages.noChannels) : messages.channelsHere),
  },
  subscribe: {
    with: 'إيران',
    words: { ar: 'تابع إيران', en: 'follow إيران' },
    says: ({ messages, names }) => messages.followed(names.topic(iran)),
    changes: true,
  },
  unsubscribe: {
    with: 'لبنان',
    words: { ar: 'ألغِ متابعة لبنان', en: 'unfollow لبنان' },
    says: ({ messages, names }) => messages.unfollowed(names.topic(lebanon)),
    changes: true,
  },
  subscriptions: {
    words: { ar: 'متابعاتي', en: 'my topics' },
    says: ({ messages, dates, names }) =>
      plain(
        `${messages.subscriptions([names.topic(lebanon)])}\n${messages.next(dates.dayAndClock(NINE + 11 * HOUR, 'Asia/Riyadh'))}`,
      ),
  },
  time: {
    with: '7',
    words: { ar: 'الموعد 7', en: 'time 7' },
    says: ({ messages, dates }) =>
      plain(messages.schedule([dates.clock('07:00', 'Asia/Riyadh')], dates.inZone('Asia/Riyadh'))),
    changes: true,
  },
  timezone: {
    with: 'القاهرة',
    words: { ar: 'توقيت القاهرة', en: 'city Cairo' },
    says: ({ dates }) => `${plain(dates.inZone('Africa/Cairo'))}.`,
    changes: true,
  },
  digest: {
    words: { ar: 'نشرتي', en: 'my digest' },
    says: () => 'معاينة نشرة المساء',
  },
  settings: {
    words: { ar: 'إعدادات', en: 'settings' },
    says: ({ messages }) => messages.presetLine('short'),
  },
  search: {
    with: 'المرفأ',
    words: { ar: 'ابحث عن المرفأ', en: 'search for المرفأ' },
    says: ({ messages }) => messages.searchTitle('المرفأ', messages.storiesShown(1, false)),
  },
  sources: {
    words: { ar: 'المصادر', en: 'sources' },
    says: ({ messages }) => messages.noSources,
  },
  stop: {
    words: { ar: 'إيقاف', en: 'stop' },
    says: ({ messages }) => messages.stopped,
    changes: true,
  },
  language: {
    with: 'English',
    words: { ar: 'إنجليزي', en: 'English' },
    says: () => textsOf('en').messages.languageSet,
    changes: true,
  },
  why: {
    words: { ar: 'ليش', en: 'why' },
    says: ({ messages }) => messages.whyNextTitle,
  },
  privacy: {
    words: { ar: 'الخصوصية', en: 'privacy' },
    says: ({ messages }, kind) => plain(messages.privacy(kind, '')).split('\n')[1] ?? '',
  },
  export: {
    words: { ar: 'بياناتي', en: 'export' },
    says: ({ messages }, kind) => (kind === 'channel' ? messages.exportElsewhere : messages.exported(kind)),
    changes: true,
  },
  forget: {
    words: { ar: 'احذف بياناتي', en: 'forget me' },
    says: ({ messages }, kind) => (kind === 'channel' ? messages.askForgetHere : messages.askForget(kind)),
    changes: true,
  },
};

const names = commandNames.filter((name): name is CommandName => name in ROWS);

/** As a reader sees it. */
function plain(html: string): string {
  return read(html);
}

type Place = { readonly chatId: number; readonly from?: number };

/** The bot, with a story to tell. */
async function teller(): Promise<Rig> {
  const r = await rig();
  await addStory(r.store, { headline: 'افتتاح جسر المرفأ', topics: ['lebanon'] });
  return r;
}

/** A chat that follows Lebanon, in its language. */
async function place(r: Rig, kind: Kind, language: Language): Promise<Place> {
  const [admin, member] = ['مشرف', 'عضو'].map((firstName) => r.api.addUser({ firstName, started: true }));
  if (admin === undefined || member === undefined) throw new Error('nobody came');
  const made = (): Place => {
    switch (kind) {
      case 'private':
        return { chatId: member, from: member };
      case 'channel':
        return { chatId: r.api.addChannel({ title: 'قناة الوادي', administrators: [admin] }) };
      default: {
        const chatId = r.api.addGroup({
          title: 'ديوانية',
          supergroup: true,
          members: [member],
          administrators: [admin],
        });
        return { chatId, from: kind === 'member' ? member : admin };
      }
    }
  };
  const at = made();
  const known = { kind: kindOf(kind), title: kind === 'private' ? undefined : 'ديوانية' };
  const chat = await r.store.chats.open({ telegramId: at.chatId, threadId: 0 }, known, NINE);
  await r.store.chats.subscribe(chat.id, 'lebanon', NINE);
  await r.store.chats.setSchedule(chat.id, { nextDigestAt: NINE + 11 * HOUR }, NINE);
  await r.store.chats.setSettings(chat.id, { language });
  return at;
}

function kindOf(kind: Kind): ChatKind {
  return kind === 'private' || kind === 'channel' ? kind : 'group';
}

/** The command in every form in which this kind of chat takes it; «@bot» stands for the bot's name. */
function forms(name: CommandName, kind: Kind, language: Language): readonly string[] {
  const row = ROWS[name];
  const latin = `/${name}${row.with === undefined ? '' : ` ${row.with}`}`;
  const words = row.words[language];
  switch (kind) {
    case 'private':
      return [latin, words, ...(language === 'ar' ? [`/${words}`] : [])];
    case 'channel':
      return [latin];
    default:
      return [latin.replace(/^\/\w+/u, (command) => `${command}@bot`), `@bot ${words}`];
  }
}

const KINDS: readonly Kind[] = ['private', 'administrator', 'member', 'channel'];

const dialogues = KINDS.flatMap((kind) => names.map((name) => ({ kind, name })));

describe('what is asked for', () => {
  test('has a row for every command', () => {
    expect([...names].sort()).toEqual([...commandNames].sort());
  });

  test.each(dialogues)('/$name by $kind is answered in every language and form', async ({ kind, name }) => {
    const r = await teller();
    const asked = languages.flatMap((language) =>
      forms(name, kind, language).map((form) => ({ language, form })),
    );
    for (const { language, form } of asked) {
      const at = await place(r, kind, language);
      const before = await chatOf(r, at.chatId);
      const answer = await say(r, form.replace('@bot', `@${r.api.botUsername}`), at);
      const texts = textsOf(language);
      const refused = kind === 'member' && ROWS[name].changes === true;
      const said = refused ? texts.messages.adminsOnly : ROWS[name].says(texts, kindOf(kind));
      expect(read(answer.text), `${form} in ${language}`).toContain(plain(said));
      if (refused) expect(await chatOf(r, at.chatId)).toEqual(before);
    }
  });

  test.each(languages)(
    'has answers in %s that say which command they are of: none would do for another',
    async (language) => {
      const answers = new Map<CommandName, string>();
      const r = await teller();
      for (const name of names) {
        const at = await place(r, 'private', language);
        answers.set(name, read((await say(r, forms(name, 'private', language)[0] ?? '', at)).text));
      }
      for (const name of names)
        for (const [other, answer] of answers)
          if (other !== name && !(name === 'settings' && other === 'start'))
            expect([
              name,
              other,
              answer.includes(plain(ROWS[name].says(textsOf(language), 'private'))),
            ]).toEqual([name, other, false]);
    },
  );
});

/** Letters that a row of so many buttons has room for on each, on a narrow screen: 1, 2, 3, 4. */
const ROOM = [44, 22, 14, 11];

/** Data of buttons that end what the others need, pressed last. */
const LAST = /^(?:stop|fg|set:stop|first:hour)/u;
/** Chooses another language than the one that is tried. */
const OTHER: Readonly<Record<Language, RegExp>> = {
  ar: /language:en$|^lang:en/u,
  en: /language:ar$|^lang:ar/u,
};

const HEADLINES = ['قمة في طهران', 'مهرجان في صور', 'افتتاح مصنع في حلوان'];
/** Names and news that English sentences quote, and a language's own name. */
const QUOTED = [
  ...HEADLINES,
  'افتتاح جسر المرفأ',
  'صحيفة الميناء',
  'صحيفة ',
  'المرفأ',
  'قلعة حلب',
  'قلعة',
  'حلب',
  'العربية',
];
const ARABIC = /\p{Script=Arabic}/u;
/** Stories with their outlets, and what a digest holds: Arabic in every language. */
const NEWS = /مصدر واحد|معاينة/u;

function withoutQuoted(text: string): string {
  return QUOTED.reduce((rest, one) => rest.replaceAll(one, ''), read(text));
}

/** Signs as a reader counts them: a flag is one. */
function signs(text: string): number {
  return [...new Intl.Segmenter('ar').segment(text)].length;
}

/** What Telegram refuses from here on. */
function refusals({ bot }: Rig): readonly string[] {
  const refused: string[] = [];
  bot.api.config.use(async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    if (!answer.ok) refused.push(`${method}: ${answer.description}`);
    return answer;
  });
  return refused;
}

describe('every button', () => {
  test.each(
    languages.flatMap((language) => (['reader', 'newcomer'] as const).map((who) => ({ language, who }))),
  )(
    'that a $who meets in $language is answered, fits its row, and leads to what fits too',
    async ({ language, who }) => {
      const r = await teller();
      const reader = who === 'reader' ? (await place(r, 'private', language)).chatId : r.reader;
      if (who === 'newcomer') await say(r, `/language ${language}`, { chatId: reader, from: reader });
      const texts = textsOf(language);
      for (const headline of HEADLINES)
        await addStory(r.store, { headline, topics: ['lebanon', 'iran'], publisher: `صحيفة ${headline}` });
      for (const text of [
        '/start',
        '/settings',
        '/topics',
        '/latest 2',
        '/topic لبنان',
        '/search المرفأ',
        '/digest',
        '/subscriptions',
        '/why',
        '/privacy',
        '/channels',
        '/language',
        '/help',
        '/subscribe قلعة حلب',
      ])
        await say(r, text, { chatId: reader, from: reader });
      const refused = refusals(r);
      const pressed = new Set<string>();
      for (;;) {
        const offered = shown(r, reader).filter(({ data }) => !OTHER[language].test(data));
        const next =
          offered.find(({ data }) => !pressed.has(data) && !LAST.test(data)) ??
          offered.find(({ data }) => !pressed.has(data));
        if (next === undefined) break;
        pressed.add(next.data);
        r.clock.now += 3_000;
        const { text } = await r.api.press({
          chatId: reader,
          from: reader,
          messageId: next.message.id,
          button: next.data,
        });
        expect([next.data, isStale(text), text === plain(texts.messages.failed)]).toEqual([
          next.data,
          false,
          false,
        ]);
        if (language === 'en') expect(withoutQuoted(text), next.data).not.toMatch(ARABIC);
        expect([next.data, r.log.lines, refused]).toEqual([next.data, [], []]);
      }
      expect(pressed.size).toBeGreaterThan(60);
      for (const message of written(r, reader)) {
        expect(message.text).not.toContain(texts.messages.failed);
        if (language === 'en' && !NEWS.test(message.text))
          expect(withoutQuoted(message.text)).not.toMatch(ARABIC);
        for (const row of message.keyboard)
          for (const { text } of row) {
            expect([text, signs(read(text)) <= (ROOM[row.length - 1] ?? 0)]).toEqual([text, true]);
            if (language === 'en') expect(withoutQuoted(text)).not.toMatch(ARABIC);
          }
      }
    },
  );
});

type Shown = { readonly message: ChatMessage; readonly data: string };

/** Buttons that stand under the bot's messages now. */
function shown(r: Rig, reader: number): readonly Shown[] {
  return written(r, reader).flatMap((message) =>
    message.keyboard
      .flat()
      .flatMap((one) => ('callback_data' in one ? [{ message, data: one.callback_data }] : [])),
  );
}
