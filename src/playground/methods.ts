/** The Bot API's methods over the local world; each refuses what Telegram refuses, in its words. */
import { findThread, openRoom, passServer } from './access.ts';
import type { Entity, EntityType } from './entities.ts';
import type { Limits } from './limits.ts';
import { type Keyboard, readKeyboard } from './markup.ts';
import { type MessageText, messageText } from './text.ts';
import type { UpdateQueue } from './updates.ts';
import type { Webhook } from './webhook.ts';
import {
  ApiError,
  badRequest,
  flagOf,
  forbidden,
  integerOf,
  isRecord,
  type Parameters,
  structureOf,
  textOf,
} from './wire.ts';
import { isAdministrator, isInside, type Room, type StoredMessage, type World } from './world.ts';

type CommandEntry = { readonly command: string; readonly description: string };

/** What the bot told Telegram about itself. */
type Profile = {
  /** By scope and language: see commandsOf. */
  readonly commands: Map<string, readonly CommandEntry[]>;
  readonly descriptions: Map<string, string>;
};

type OpenQuery = { readonly roomId: number; readonly messageId: number; readonly askedAt: number };

export type Change =
  | { readonly kind: 'message' | 'edited'; readonly message: StoredMessage }
  | { readonly kind: 'deleted'; readonly roomId: number; readonly messageId: number }
  | {
      readonly kind: 'answered';
      readonly queryId: string;
      readonly roomId: number;
      readonly text: string;
      readonly alert: boolean;
    }
  | { readonly kind: 'typing'; readonly roomId: number }
  | { readonly kind: 'commands' };

export type MethodContext = {
  readonly world: World;
  readonly profile: Profile;
  readonly queries: Map<string, OpenQuery>;
  readonly updates: UpdateQueue;
  readonly webhook: Webhook;
  readonly limits: Limits | undefined;
  readonly now: () => number;
  readonly changed: (change: Change) => void;
};

type Method = (parameters: Parameters, context: MethodContext) => unknown;

/** A tap waits this long for its answer; the update itself is kept as long. */
export const QUERY_KEPT_MS = 150_000;
const COMMAND_LIMIT = 100;
const HOUR_MS = 3600_000;
const ACTIONS: ReadonlySet<string> = new Set(
  (
    'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker ' +
    'find_location record_video_note upload_video_note'
  ).split(' '),
);

function readText(parameters: Parameters): MessageText {
  const given = structureOf(parameters, 'entities', 'entities');
  const result = messageText(
    textOf(parameters, 'text'),
    textOf(parameters, 'parse_mode'),
    readEntities(given),
  );
  if (result.kind === 'refused') throw badRequest(result.reason);
  return result;
}

function readEntities(value: unknown): readonly Entity[] {
  if (!Array.isArray(value)) return [];
  return value.map((entity: unknown) => {
    if (!isRecord(entity)) throw badRequest("can't parse MessageEntity: Object expected");
    const { type, offset, length, url } = entity;
    if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number')
      throw badRequest("can't parse MessageEntity: Can't find field");
    return { type: type as EntityType, offset, length, ...(typeof url === 'string' ? { url } : {}) };
  });
}

function findMessage(parameters: Parameters, room: Room, what: 'edit' | 'delete'): StoredMessage {
  const id = integerOf(parameters, 'message_id') ?? 0;
  if (id === 0) throw badRequest('message identifier is not specified');
  const message = room.messages.get(id);
  if (message === undefined) throw badRequest(`message to ${what} not found`);
  if (what === 'edit' && !message.byBot && room.kind !== 'channel')
    throw badRequest("message can't be edited");
  return message;
}

function sameKeyboard(a: Keyboard | undefined, b: Keyboard | undefined): boolean {
  return JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
}

function edit(
  message: StoredMessage,
  content: { readonly body: MessageText; readonly keyboard: Keyboard | undefined },
  { world, now, changed }: MethodContext,
): unknown {
  const { body, keyboard } = content;
  if (
    message.text === body.text &&
    JSON.stringify(message.entities) === JSON.stringify(body.entities) &&
    sameKeyboard(message.keyboard, keyboard)
  )
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
        'content and reply markup of the message',
    );
  message.text = body.text;
  message.entities = body.entities;
  message.dropped = body.dropped;
  message.keyboard = keyboard;
  message.editedAt = now();
  message.edits += 1;
  changed({ kind: 'edited', message });
  return world.messageJson(message);
}

const sendMessage: Method = (parameters, context) => {
  const body = readText(parameters);
  const keyboard = readKeyboard(parameters);
  const room = openRoom(parameters, context, true);
  const threadId = findThread(parameters, room, context);
  const reply = structureOf(parameters, 'reply_parameters', 'reply parameters');
  const replyTo = isRecord(reply) && typeof reply.message_id === 'number' ? reply.message_id : undefined;
  const found = replyTo !== undefined && room.messages.has(replyTo);
  if (replyTo !== undefined && !found && !(isRecord(reply) && reply.allow_sending_without_reply === true))
    throw badRequest('message to be replied not found');
  passServer(room, context);
  const message = context.world.addMessage(room, {
    authorId: room.kind === 'channel' ? undefined : context.world.bot.id,
    byBot: true,
    threadId,
    date: context.now(),
    body,
    keyboard,
    replyTo: found ? replyTo : undefined,
  });
  context.changed({ kind: 'message', message });
  return context.world.messageJson(message);
};

const editMessageText: Method = (parameters, context) => {
  const body = readText(parameters);
  const keyboard = readKeyboard(parameters);
  const room = openRoom(parameters, context, true);
  const message = findMessage(parameters, room, 'edit');
  if (room.blocked) throw forbidden('bot was blocked by the user');
  return edit(message, { body, keyboard }, context);
};

const editMessageReplyMarkup: Method = (parameters, context) => {
  const keyboard = readKeyboard(parameters);
  const room = openRoom(parameters, context, true);
  const message = findMessage(parameters, room, 'edit');
  return edit(message, { body: message, keyboard }, context);
};

const deleteMessage: Method = (parameters, context) => {
  const room = openRoom(parameters, context, true);
  const message = findMessage(parameters, room, 'delete');
  const isAdmin = isAdministrator(room.members.get(context.world.bot.id));
  if (!message.byBot && !isAdmin && room.kind !== 'private') throw badRequest("message can't be deleted");
  if (context.now() - message.date > 48 * HOUR_MS && !isAdmin)
    throw badRequest("message can't be deleted for everyone");
  room.messages.delete(message.id);
  context.changed({ kind: 'deleted', roomId: room.id, messageId: message.id });
  return true;
};

const answerCallbackQuery: Method = (parameters, { queries, now, changed }) => {
  const queryId = textOf(parameters, 'callback_query_id') ?? '';
  const query = queries.get(queryId);
  const text = textOf(parameters, 'text') ?? '';
  if (query === undefined || now() - query.askedAt > QUERY_KEPT_MS)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  if (characters(text) > 200) throw badRequest('MESSAGE_TOO_LONG');
  changed({ kind: 'answered', queryId, roomId: query.roomId, text, alert: flagOf(parameters, 'show_alert') });
  return true;
};

/** Telegram counts code points. */
function characters(text: string): number {
  return Array.from(text).length;
}

function commandsKey(parameters: Parameters): string {
  const scope = structureOf(parameters, 'scope', 'BotCommandScope');
  const { type, chat_id: chat, user_id: user } = isRecord(scope) ? scope : { type: 'default' };
  return commandsOf(String(type), textOf(parameters, 'language_code') ?? '', [chat, user].filter(Boolean));
}

/** The key a command menu is kept under. */
export function commandsOf(scope: string, language: string, of: readonly unknown[] = []): string {
  return JSON.stringify([scope, language, ...of]);
}

const setMyCommands: Method = (parameters, { profile, changed }) => {
  const commands = structureOf(parameters, 'commands', 'commands');
  if (!Array.isArray(commands)) throw badRequest('expected an Array of BotCommand');
  if (commands.length > COMMAND_LIMIT) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  const list = commands.map((entry: unknown) => {
    if (!isRecord(entry)) throw badRequest("can't parse BotCommand: expected an Object");
    const { command, description } = entry;
    if (typeof command !== 'string' || !/^\/?[a-z0-9_]{1,32}$/.test(command))
      throw badRequest('BOT_COMMAND_INVALID');
    if (typeof description !== 'string' || description === '' || characters(description) > 256)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    return { command: command.replace(/^\//, ''), description };
  });
  profile.commands.set(commandsKey(parameters), list);
  changed({ kind: 'commands' });
  return true;
};

/** set… and get… of one text about the bot, with its longest length in characters. */
function describing(field: string, parameter: string, limit: number): { set: Method; get: Method } {
  return {
    set: (parameters, { profile }) => {
      const text = textOf(parameters, parameter) ?? '';
      if (characters(text) > limit) throw badRequest(`bot ${field} is too long`);
      profile.descriptions.set(`${field} ${textOf(parameters, 'language_code') ?? ''}`, text);
      return true;
    },
    get: (parameters, { profile }) => ({
      [parameter]: profile.descriptions.get(`${field} ${textOf(parameters, 'language_code') ?? ''}`) ?? '',
    }),
  };
}

const description = describing('description', 'description', 512);
const shortDescription = describing('about', 'short_description', 120);
const botName = describing('name', 'name', 64);

const METHODS: Readonly<Record<string, Method>> = {
  getme: (_, { world }) => ({
    ...world.userJson(world.bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),
  setwebhook: (parameters, { webhook }) => {
    webhook.set(parameters);
    return true;
  },
  deletewebhook: (parameters, { updates, webhook }) => {
    if (flagOf(parameters, 'drop_pending_updates')) updates.drop();
    webhook.remove();
    return true;
  },
  getwebhookinfo: (_, { webhook }) => webhook.info(),
  sendmessage: sendMessage,
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  answercallbackquery: answerCallbackQuery,
  setmycommands: setMyCommands,
  getmycommands: (parameters, { profile }) => profile.commands.get(commandsKey(parameters)) ?? [],
  deletemycommands: (parameters, { profile, changed }) => {
    profile.commands.delete(commandsKey(parameters));
    changed({ kind: 'commands' });
    return true;
  },
  setmydescription: description.set,
  getmydescription: description.get,
  setmyshortdescription: shortDescription.set,
  getmyshortdescription: shortDescription.get,
  setmyname: botName.set,
  getmyname: botName.get,
  setchatmenubutton: () => true,
  getchat: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    return { ...context.world.chatJson(room), accent_color_id: 0, max_reaction_count: 11 };
  },
  getchatmember: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    const userId = integerOf(parameters, 'user_id') ?? 0;
    if (!context.world.people.has(userId)) throw badRequest('user not found');
    return context.world.memberJson(room, userId);
  },
  getchatadministrators: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    if (room.kind === 'private') throw badRequest('there are no administrators in the private chat');
    return [...room.members]
      .filter(([, status]) => isAdministrator(status))
      .map(([id]) => context.world.memberJson(room, id));
  },
  getchatmembercount: (parameters, context) =>
    [...openRoom(parameters, context, false).members.values()].filter(isInside).length,
  sendchataction: (parameters, context) => {
    if (!ACTIONS.has((textOf(parameters, 'action') ?? '').toLowerCase()))
      throw badRequest('wrong parameter action in request');
    const room = openRoom(parameters, context, true);
    findThread(parameters, room, context);
    if (room.blocked) throw forbidden('bot was blocked by the user');
    context.changed({ kind: 'typing', roomId: room.id });
    return true;
  },
  leavechat: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    if (room.kind === 'private') throw badRequest("chat member status can't be changed in private chats");
    room.members.set(context.world.bot.id, 'left');
    return true;
  },
};

/** Whether Telegram (as far as it is rebuilt here) has this method; the name in small letters. */
export function isMethod(name: string): boolean {
  return name === 'getupdates' || Object.hasOwn(METHODS, name);
}

/** Runs a method other than getUpdates and gives its result; throws ApiError. */
export function callMethod(name: string, parameters: Parameters, context: MethodContext): unknown {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined)
    throw new ApiError({ ok: false, error_code: 404, description: 'Not Found: method not found' });
  return method(parameters, context);
}
