/** Writing messages, changing them and taking them back, as the Bot API lets a bot. */
import { HOUR } from '../durations.ts';
import { findThread, openRoom, passServer } from './access.ts';
import { readCaption, takeDocument } from './documents.ts';
import type { Entity, EntityType } from './entities.ts';
import { checkMarkup, type Keyboard, readKeyboard, readMarkup } from './markup.ts';
import type { Method, MethodContext } from './methods.ts';
import { readRich } from './rich.ts';
import { type MessageText, messageText } from './text.ts';
import {
  badRequest,
  flagOf,
  forbidden,
  integerOf,
  isRecord,
  type Parameters,
  structureOf,
  textOf,
} from './wire.ts';
import { CAPTIONED, hasRight, isAdministrator, type Room, type StoredMessage } from './world.ts';

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
  if (context.now() - message.date > 48 * HOUR && !isAdmin)
    throw badRequest("message can't be deleted for everyone");
  room.messages.delete(message.id);
  context.changed({ kind: 'deleted', roomId: room.id, messageId: message.id });
  return true;
};

/** The methods that write, change and take back messages, by their names in small letters. */
export const WRITING_METHODS: Readonly<Record<string, Method>> = {
  sendmessage: sending(readText),
  sendrichmessage: sending(readRich),
  senddocument: sending(readCaption, (parameters, context) => ({
    document: takeDocument(parameters, context),
  })),
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
};
