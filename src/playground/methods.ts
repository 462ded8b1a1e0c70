/** The Bot API's methods over the local world; each refuses what Telegram refuses, in its words. */
import { findThread, openRoom, passServer } from './access.ts';
import { readCaption, takeDocument } from './documents.ts';
import type { Entity, EntityType } from './entities.ts';
import type { InlineMode } from './inline.ts';
import type { Limits } from './limits.ts';
import { checkMarkup, type Keyboard, readKeyboard, readMarkup } from './markup.ts';
import { PROFILE_METHODS, type Profile } from './profile.ts';
import { readRich } from './rich.ts';
import { characters, type MessageText, messageText } from './text.ts';
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
import {
  CAPTIONED,
  hasRight,
  isAdministrator,
  isInside,
  type Room,
  type StoredMessage,
  type World,
} from './world.ts';

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
  readonly inline: InlineMode;
  readonly limits: Limits | undefined;
  readonly now: () => number;
  readonly changed: (change: Change) => void;
};

export type Method = (parameters: Parameters, context: MethodContext) => unknown;

/** A tap waits this long for its answer; the update itself is kept as long. */
export const QUERY_KEPT_MS = 150_000;
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

function findMessage(
  parameters: Parameters,
  room: Room,
  what: 'edit' | 'delete',
  botId: number,
): StoredMessage {
  const id = integerOf(parameters, 'message_id') ?? 0;
  if (id === 0) throw badRequest('message identifier is not specified');
  const message = room.messages.get(id);
  if (message === undefined) throw badRequest(`message to ${what} not found`);
  if (what === 'edit' && !mayEdit(message, room, botId)) throw badRequest("message can't be edited");
  return message;
}

/** A message that brought a reply keyboard can never be edited (tdlib/td, can_edit_message). */
function mayEdit(message: StoredMessage, room: Room, botId: number): boolean {
  if (message.reply !== undefined) return false;
  return message.byBot || (room.kind === 'channel' && hasRight(room, botId, 'can_edit_messages'));
}

/** The message that an edit is for: one of a chat's, or one that a person sent by inline mode. */
function messageToEdit(parameters: Parameters, context: MethodContext): StoredMessage {
  const inlineId = textOf(parameters, 'inline_message_id') ?? '';
  if (inlineId !== '' && !parameters.has('chat_id') && !parameters.has('message_id')) {
    const message = context.inline.find(inlineId);
    if (message === undefined) throw badRequest('MESSAGE_ID_INVALID');
    return message;
  }
  const room = openRoom(parameters, context, true);
  const message = findMessage(parameters, room, 'edit', context.world.bot.id);
  if (room.blocked) throw forbidden('bot was blocked by the user');
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
  return message.inlineId === undefined ? world.messageJson(message) : true;
}

type Content = { readonly body: MessageText; readonly extra?: Readonly<Record<string, unknown>> };

/** Sends what `read` makes of the request, which it may refuse, once the chat was found to take it. */
function sending(
  read: (parameters: Parameters) => MessageText,
  attach: (parameters: Parameters, context: MethodContext) => Content['extra'] = () => undefined,
): Method {
  return (parameters, context) => {
    const body = read(parameters);
    const markup = readMarkup(parameters);
    const room = openRoom(parameters, context, true);
    const threadId = findThread(parameters, room, context);
    const replyTo = findReplied(parameters, room);
    checkMarkup(markup, room);
    passServer(room, context);
    const extra = attach(parameters, context);
    const message = context.world.addMessage(room, {
      authorId: room.kind === 'channel' ? undefined : context.world.bot.id,
      byBot: true,
      threadId,
      date: context.now(),
      body,
      ...markup,
      replyTo,
      silent: flagOf(parameters, 'disable_notification'),
      ...(extra === undefined ? {} : { extra }),
    });
    context.changed({ kind: 'message', message });
    return context.world.messageJson(message);
  };
}

/** The message replied to, undefined for none. Throws the 400 Telegram answers with. */
function findReplied(parameters: Parameters, room: Room): number | undefined {
  const reply = structureOf(parameters, 'reply_parameters', 'reply parameters');
  if (reply !== undefined && !isRecord(reply)) throw badRequest('object expected as reply parameters');
  const given = reply === undefined || Object.keys(reply).length === 0 ? undefined : reply;
  const id = given === undefined ? integerOf(parameters, 'reply_to_message_id') : given.message_id;
  if (id === undefined) {
    if (given === undefined) return undefined;
    throw badRequest('can\'t find field "message_id"');
  }
  if (typeof id !== 'number') throw badRequest('field "message_id" must be of type Number');
  if (room.messages.has(id)) return id;
  const alone =
    given === undefined
      ? flagOf(parameters, 'allow_sending_without_reply')
      : given.allow_sending_without_reply === true;
  if (!alone && id > 0) throw badRequest('message to be replied not found');
  return undefined;
}

const sendMessage = sending(readText);

const sendRichMessage = sending(readRich);

const sendDocument = sending(readCaption, (parameters, context) => ({
  document: takeDocument(parameters, context),
}));

const editMessageText: Method = (parameters, context) => {
  const body = readText(parameters);
  const keyboard = readKeyboard(parameters);
  const message = messageToEdit(parameters, context);
  if (CAPTIONED.some((kind) => kind in message.extra))
    throw badRequest('there is no text in the message to edit');
  return edit(message, { body, keyboard }, context);
};

const editMessageReplyMarkup: Method = (parameters, context) => {
  const keyboard = readKeyboard(parameters);
  const message = messageToEdit(parameters, context);
  return edit(message, { body: message, keyboard }, context);
};

const deleteMessage: Method = (parameters, context) => {
  const room = openRoom(parameters, context, true);
  const message = findMessage(parameters, room, 'delete', context.world.bot.id);
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

const METHODS: Readonly<Record<string, Method>> = {
  getme: (_, { world }) => ({
    ...world.userJson(world.bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
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
  sendrichmessage: sendRichMessage,
  senddocument: sendDocument,
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  answercallbackquery: answerCallbackQuery,
  answerinlinequery: (parameters, { inline }) => inline.answer(parameters),
  ...PROFILE_METHODS,
  getfile: (parameters, { world }) => {
    const fileId = textOf(parameters, 'file_id') ?? '';
    const file = world.files.get(fileId);
    if (file === undefined) throw badRequest('invalid file_id');
    return { file_id: fileId, file_unique_id: fileId, file_size: file.content.length };
  },
  getchat: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    return { ...context.world.chatJson(room), accent_color_id: 0, max_reaction_count: 11 };
  },
  getchatmember: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    const userId = integerOf(parameters, 'user_id') ?? 0;
    checkMembersKnown(room, context);
    if (!context.world.people.has(userId)) throw badRequest('user not found');
    return context.world.memberJson(room, userId);
  },
  getchatadministrators: (parameters, context) => {
    const room = openRoom(parameters, context, false);
    if (room.kind === 'private') throw badRequest('there are no administrators in the private chat');
    checkMembersKnown(room, context);
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

/** Who is in a channel is told to its administrators only. */
function checkMembersKnown(room: Room, { world }: MethodContext): void {
  if (room.kind === 'channel' && !isAdministrator(room.members.get(world.bot.id)))
    throw badRequest('member list is inaccessible');
}

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
