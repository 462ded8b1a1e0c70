/** One message or tap being answered: what features may know and do. */
import { type Context, GrammyError, InputFile } from 'grammy';
import type { Digest, DigestStore } from '../digests/digest.ts';
import { seenStories } from '../digests/seen-stories.ts';
import type { Log } from '../log.ts';
import type { SourceStore } from '../news/source.ts';
import type { StoryStore } from '../stories/story.ts';
import type { Chat, ChatAddress, ChatKind, ChatSettings, ChatStore } from '../subscriptions/chat.ts';
import type { PrivacyStore } from '../subscriptions/privacy.ts';
import type { QuestionStore } from '../subscriptions/questions.ts';
import type { ReportStore } from '../subscriptions/reports.ts';
import type { Wishes, WishStore } from '../subscriptions/wishes.ts';
import { keysOf, markup, rowsIn, saidOf } from './answers.ts';
import { showMenu } from './chat-menu.ts';
import { editsOf, type Screens } from './edits.ts';
import type { Keyboard } from './keyboards.ts';
import { type Texts, textsOf } from './languages.ts';
import type { Where } from './messages.ts';
import type { Status } from './operator-words.ts';
import { questionIn } from './questions.ts';
import {
  type Administers,
  administers,
  type IsAdmin,
  isStandIn,
  mayChange,
  type OwnPlace,
  ownPlaceIn,
} from './rights.ts';
import { marked, payloadsIn } from './subject.ts';

/** What the bot is made of; the same for all turns. */
export type App = {
  readonly chats: ChatStore;
  readonly stories: StoryStore;
  readonly sources: SourceStore;
  readonly digests: Pick<DigestStore, 'last' | 'told' | 'toldAs' | 'part'>;
  readonly wishes: WishStore;
  readonly reports: ReportStore;
  readonly privacy: PrivacyStore;
  /** What the chat's next digest would hold; undefined when nothing. Spends nothing. */
  readonly previewDigest: (chat: Chat, now: number) => Promise<Digest | undefined>;
  /** The chat's first digest, which `tell` sends; undefined when there is nothing to tell, or the chat had one before. */
  readonly firstDigest: (
    chat: Chat,
    now: number,
  ) => Promise<{ readonly tell: () => Promise<boolean> } | undefined>;
  readonly defaultZone: string;
  /** Days for which it is kept what was sent. */
  readonly keptDays: number;
  readonly adminIds: readonly number[];
  /** How the bot fares, for its operators; /status is an unknown command without it. */
  readonly status?: () => Promise<Status>;
  readonly log: Log;
  readonly isAdmin: IsAdmin;
  readonly questions: QuestionStore;
  /** What its edits left in messages. */
  readonly screens: Screens;
};

/** A message of the bot's. */
export type Answer = {
  /** The first screen of a channel's setup: there is no way back from it. */
  readonly first?: true;
  /** Lines of Telegram's HTML; outside words in it are escaped already. */
  readonly html: string;
  /** In channels only its links are shown. */
  readonly keyboard?: Keyboard;
  /** Opens the reader's keyboard for an answer to this message, with a hint in the field. Not beside `keyboard`. */
  readonly asks?: string;
  /** In a private chat it lays the words most asked for under the field, to stay there. Not beside the two above. */
  readonly menu?: true;
};

/** One update being answered: who asks where, and the means to answer. */
export type Turn = {
  /** Its stories are as the chat sees them: without the outlets that it hid. */
  readonly app: App;
  /** The same with all stories, for telling why some are not seen. */
  readonly whole: App;
  /** What the bot says here, in the chat's language. */
  readonly say: Texts['messages'];
  readonly labels: Texts['labels'];
  readonly dates: Texts['dates'];
  readonly names: Texts['names'];
  readonly direction: Texts['direction'];
  readonly now: number;
  /** The chat that is spoken of: the one the update comes from, but for a `subject`. */
  readonly address: ChatAddress;
  /** Of the chat that answers go to. */
  readonly kind: ChatKind;
  /** The channel that is set up from this private chat: what is read and changed is the channel's, what is answered stands here. */
  readonly subject: Chat | undefined;
  /** Telegram's number of the person who asks; undefined where nobody is named. */
  readonly person: number | undefined;
  /** The bot's own name, for links. */
  readonly username: string;
  /** The chat as it is known; undefined for one that never changed a setting. */
  known(): Promise<Chat | undefined>;
  /** The chat, made when it is not known yet. */
  chat(): Promise<Chat>;
  /** The zone times are shown in. */
  zone(): Promise<string>;
  /** A message of its own. */
  reply(answer: Answer): Promise<void>;
  /** In place of the message whose button was tapped; for a message, the same as reply. */
  replace(answer: Answer): Promise<void>;
  /** New buttons under the message whose button was tapped. */
  redraw(keyboard: Keyboard): Promise<void>;
  /** Another label on the button that was tapped; the others stay. */
  relabel(text: string): Promise<void>;
  /** The button that was tapped goes; the others stay. */
  drop(): Promise<void>;
  /** A line over the chat after a tap, which goes by itself unless it `stays`; for a message, the same as reply. */
  note(text: string, options?: { readonly stays?: true }): Promise<void>;
  /** Whoever tapped is led into their own chat with the bot, as by this link's payload. */
  openOwn(payload: string): Promise<void>;
  /** A file of its own with a line (HTML) under it. */
  file(file: { readonly name: string; readonly content: string; readonly html: string }): Promise<void>;
  /** Ends a tap's spinner if no note did. */
  end(): Promise<void>;
  /** The command menu of the chat that is spoken of, in this language. */
  showMenu(language: ChatSettings['language']): Promise<void>;
  /** Whether whoever asks may change what this chat gets; if not, they are told so. */
  mayChange(): Promise<boolean>;
  /** Whether whoever asks administers another chat. */
  administers(chat: Chat): Promise<Administers>;
  /** What the bot can do in the chat that is spoken of. */
  ownPlace(): Promise<OwnPlace>;
  /** A message in a person's private chat, in their language; its buttons act on `about`. False when they take none. */
  tell(personId: number, answer: (texts: Texts) => Answer, about?: Chat): Promise<boolean>;
  /** Whether whoever asks is the bot's operator. */
  readonly operator: boolean;
};

/** Where what is said in a turn is meant. */
export function whereOf({ subject, kind, address }: Pick<Turn, 'subject' | 'kind' | 'address'>): Where {
  if (subject !== undefined) return subject.kind;
  return kind === 'group' && address.threadId !== 0 ? 'thread' : kind;
}

/** answerCallbackQuery takes this many characters. */
const MAX_NOTE = 200;

/** What answerCallbackQuery takes. */
type TapAnswer = { readonly text?: string; readonly show_alert?: true; readonly url?: string };

/** A line over the chat, as a tap is answered with it; '' is none. */
function noteOf(text: string, stays: boolean): TapAnswer {
  if (text === '') return {};
  return { text: text.slice(0, MAX_NOTE), ...(stays ? { show_alert: true } : {}) };
}

/** Where the update comes from; undefined when it comes from no chat. */
export function addressOf(ctx: Context): ChatAddress | undefined {
  const chatId = ctx.chat?.id;
  if (chatId === undefined) return undefined;
  const message = ctx.msg;
  const threadId = message?.is_topic_message === true ? (message.message_thread_id ?? 0) : 0;
  return { telegramId: chatId, threadId };
}

/** What kind of chat the update comes from. */
export function kindOf(ctx: Context): ChatKind {
  if (ctx.chat?.type === 'private') return 'private';
  return ctx.chat?.type === 'channel' ? 'channel' : 'group';
}

function titleOf(ctx: Context): string | undefined {
  const chat = ctx.chat;
  // Readers' names are not ours to keep.
  return chat === undefined || chat.type === 'private' ? undefined : chat.title;
}

/** Who asks, for counting: the person, or the chat where nobody is named. */
export function askerOf(ctx: Context, address: ChatAddress): number {
  return ctx.from === undefined || isStandIn(ctx.from.id) ? address.telegramId : ctx.from.id;
}

/** The turn of an update that comes from a chat; `subject`: the channel it speaks of instead, once it is known that it may. */
export async function openTurn(
  ctx: Context,
  app: App,
  options: { readonly address: ChatAddress; readonly now: number; readonly subject?: Chat | undefined },
): Promise<Turn> {
  const { address: here, now, subject } = options;
  const address = subject ?? here;
  const kind = kindOf(ctx);
  const tapped = ctx.callbackQuery;
  const asking = await app.chats.find(here);
  let known = subject ?? asking;
  /** In the language of whoever asks, as it is now: a turn may change it. */
  const texts = (): Texts => textsOf((subject === undefined ? known : asking)?.settings.language);

  async function reply(answer: Answer): Promise<void> {
    const message = tapped === undefined ? ctx.msg : undefined;
    const said = saidOf(answer, { subject, texts: texts(), username: ctx.me.username });
    const sent = await ctx.api.sendMessage(here.telegramId, texts().lines(said.html), {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(here.threadId === 0 ? {} : { message_thread_id: here.threadId }),
      ...(kind === 'group' && message?.chat.id === here.telegramId
        ? { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }
        : {}),
      ...markup(said, kind, texts()),
    });
    const name = answer.asks === undefined || kind !== 'private' ? undefined : questionIn(said.html);
    if (name === undefined) return;
    const links = payloadsIn(sent, ctx.me.username);
    await app.questions.put(here.telegramId, { name, channelId: subject?.id, links }, now);
  }

  const { edit, alter } = editsOf(ctx, app.screens);
  let tapAnswered = tapped === undefined;
  /** Telegram waits for an answer a while only: a late one is no failure. */
  async function answerTap(answer: TapAnswer): Promise<void> {
    if (tapAnswered) return;
    tapAnswered = true;
    try {
      await ctx.answerCallbackQuery(answer);
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
      if (error.description.includes('URL_INVALID')) throw error;
    }
  }

  async function wishes(): Promise<Wishes | undefined> {
    return known && (await app.wishes.of([known.id])).get(known.id);
  }

  const turn: Turn = {
    app: { ...app, stories: seenStories(app.stories, wishes) },
    whole: app,
    get say() {
      return texts().messages;
    },
    get labels() {
      return texts().labels;
    },
    get dates() {
      return texts().dates;
    },
    get names() {
      return texts().names;
    },
    get direction() {
      return texts().direction;
    },
    now,
    address: { telegramId: address.telegramId, threadId: address.threadId },
    kind,
    subject,
    // Telegram's stand-ins are bots too.
    person: ctx.from?.is_bot === false ? ctx.from.id : undefined,
    username: ctx.me.username,
    operator: ctx.from !== undefined && app.adminIds.includes(ctx.from.id),
    known: async () => known,
    chat: async () => {
      const about = subject ?? { kind, title: titleOf(ctx) };
      known = await app.chats.open(turn.address, { kind: about.kind, title: about.title }, now);
      return known;
    },
    zone: async () => (await turn.known())?.zone ?? app.defaultZone,
    reply,
    replace: async (answer) => {
      const said = saidOf(answer, { subject, texts: texts(), username: ctx.me.username });
      const done = await edit({
        html: texts().lines(said.html),
        rows: rowsIn(kind, said.keyboard, texts()),
      });
      if (!done) await reply(answer);
    },
    redraw: async (keyboard) => {
      await edit({ rows: rowsIn(kind, keysOf({ keyboard }, subject, texts()), texts()) });
    },
    relabel: (text) => alter((one) => [{ ...one, text }]),
    drop: () => alter(() => []),
    file: async ({ name, content, html }) => {
      await ctx.api.sendDocument(here.telegramId, new InputFile(Buffer.from(content), name), {
        caption: texts().lines(html),
        parse_mode: 'HTML',
        ...(here.threadId === 0 ? {} : { message_thread_id: here.threadId }),
      });
    },
    note: async (text, { stays = false } = {}) => {
      if (tapped === undefined) await reply({ html: text });
      else await answerTap(noteOf(text, stays));
    },
    openOwn: (payload) => answerTap({ url: `https://t.me/${ctx.me.username}?start=${payload}` }),
    end: () => answerTap({}),
    showMenu: (language) =>
      showMenu(ctx.api, { ...turn.address, kind: subject?.kind ?? kind }, language, app.log),
    mayChange: async () => {
      // It was asked before the turn was opened.
      if (subject !== undefined) return true;
      const allowed = await mayChange(ctx, { kind, address, isAdmin: app.isAdmin, now });
      if (allowed === 'yes') return true;
      const refusal = kind === 'channel' ? turn.say.channelAdminsOnly : turn.say.adminsOnly;
      await turn.note(allowed === 'unknown' ? turn.say.adminsUnknown : refusal);
      return false;
    },
    administers: (chat) => administersOf(ctx, app, { chat, now }),
    ownPlace: () =>
      ownPlaceIn(ctx.api, { telegramId: address.telegramId, kind: subject?.kind ?? kind }, ctx.me.id),
    tell: (personId, answer, about) => tell(ctx, app, { personId, answer, about }),
  };

  return turn;
}

/** Whether whoever asks administers a chat; nobody who is not named does. */
export async function administersOf(
  ctx: Context,
  app: App,
  { chat, now }: { readonly chat: ChatAddress; readonly now: number },
): Promise<Administers> {
  if (ctx.from === undefined || isStandIn(ctx.from.id)) return 'no';
  const { isAdmin } = app;
  return administers(ctx.api, { chatId: chat.telegramId, userId: ctx.from.id, isAdmin, now });
}

/** See Turn.tell. */
async function tell(
  ctx: Context,
  app: App,
  {
    personId,
    answer,
    about,
  }: {
    readonly personId: number;
    readonly answer: (texts: Texts) => Answer;
    readonly about: Chat | undefined;
  },
): Promise<boolean> {
  const person = await app.chats.find({ telegramId: personId, threadId: 0 });
  const texts = textsOf(person?.settings.language);
  const said = answer(texts);
  const keyboard = about === undefined ? said.keyboard : marked(said.keyboard ?? [], about.id);
  try {
    await ctx.api.sendMessage(personId, texts.lines(said.html), {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...markup(keyboard === undefined ? said : { ...said, keyboard }, 'private', texts),
    });
    return true;
  } catch (error) {
    // They blocked the bot, or never wrote to it.
    if (error instanceof GrammyError && (error.error_code === 403 || error.error_code === 400)) return false;
    throw error;
  }
}
