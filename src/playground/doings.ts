/** What people do, as it becomes the updates that a bot gets: only those that Telegram would let it see. */
import type { Button } from './markup.ts';
import { type Change, type MethodContext, QUERY_KEPT_MS } from './methods.ts';
import type { Attachment, CallbackAnswer, People } from './people.ts';
import { readerText } from './text.ts';
import { viewMessage } from './view.ts';
import {
  isAdministrator,
  isInside,
  type MemberStatus,
  type Room,
  type StoredMessage,
  TELEGRAM,
} from './world.ts';

/** What every bot in a group is told, whoever it is about. */
const SERVICE: ReadonlySet<string> = new Set([
  'new_chat_members',
  'left_chat_member',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'forum_topic_created',
]);

const ATTACHMENTS: Readonly<Record<Attachment, unknown>> = {
  photo: [{ file_id: 'photo', file_unique_id: 'photo', width: 90, height: 90 }],
  voice: { file_id: 'voice', file_unique_id: 'voice', duration: 3 },
  sticker: {
    file_id: 'sticker',
    file_unique_id: 'sticker',
    type: 'regular',
    width: 512,
    height: 512,
    is_animated: false,
    is_video: false,
  },
  location: { latitude: 24.7, longitude: 46.7 },
  document: { file_id: 'document', file_unique_id: 'document' },
};

/** The doings of people in this world; `listen` tells of what the bot does. */
export function createPeople(
  context: MethodContext,
  options: { readonly firstQueryId: number; readonly listen: (listener: (change: Change) => void) => void },
): People {
  const { world, updates, now, queries } = context;
  const waiting = new Map<string, (answer: CallbackAnswer) => void>();
  let nextQuery = options.firstQueryId;
  options.listen((change) => {
    if (change.kind !== 'answered') return;
    const { text, alert, url } = change;
    waiting.get(change.queryId)?.({ text, alert, ...(url === undefined ? {} : { url }) });
    waiting.delete(change.queryId);
  });

  function room(chatId: number): Room {
    const found = world.rooms.get(chatId);
    if (found === undefined) throw new Error(`there is no chat ${chatId} in the playground`);
    return found;
  }

  /** In groups a bot sees commands, replies to it and its name; an administrator sees all. */
  function botSees(where: Room, message: StoredMessage): boolean {
    const status = where.members.get(world.bot.id);
    if (where.kind === 'private') return !where.blocked;
    if (!isInside(status) || where.deleted || where.migratedTo !== undefined) return false;
    if (isAdministrator(status) || message.inlineId !== undefined) return true;
    if (where.kind === 'channel') return false;
    if (Object.keys(message.extra).some((key) => SERVICE.has(key))) return true;
    const replied = message.replyTo === undefined ? undefined : where.messages.get(message.replyTo);
    if (replied?.authorId === world.bot.id) return true;
    const own = `@${world.bot.username ?? ''}`.toLowerCase();
    return message.entities.some((entity) => {
      const words = message.text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
      if (entity.type === 'mention') return words === own;
      return entity.type === 'bot_command' && (!words.includes('@') || words.endsWith(own));
    });
  }

  function deliver(where: Room, message: StoredMessage): void {
    context.changed({ kind: 'message', message });
    if (!botSees(where, message)) return;
    updates.add(where.kind === 'channel' ? 'channel_post' : 'message', world.messageJson(message), now());
  }

  function service(where: Room, authorId: number | undefined, extra: Record<string, unknown>): StoredMessage {
    const message = world.addMessage(where, { authorId, threadId: 0, date: now(), extra });
    deliver(where, message);
    return message;
  }

  function botStatusChanged(where: Room, change: { before: unknown; after: unknown; by: number }): void {
    const by = world.people.get(change.by);
    updates.add(
      'my_chat_member',
      {
        chat: world.chatJson(where),
        from: world.userJson(by ?? world.bot),
        date: Math.floor(now() / 1000),
        old_chat_member: change.before,
        new_chat_member: change.after,
      },
      now(),
    );
  }

  /** Who changes what the bot is there, unless it is said. */
  function ownerOf({ members }: Room): number {
    const people = [...members].filter(([id]) => id !== world.bot.id);
    const found =
      people.find(([, status]) => status === 'creator') ??
      people.find(([, status]) => isAdministrator(status));
    return found?.[0] ?? world.bot.id;
  }

  /** What can no longer be answered. */
  function forgetOldQueries(): void {
    for (const [id, { askedAt }] of queries) {
      if (now() - askedAt <= QUERY_KEPT_MS) continue;
      queries.delete(id);
      waiting.delete(id);
    }
  }

  function setBlocked(userId: number, blocked: boolean): void {
    const where = room(userId);
    if (where.blocked === blocked) return;
    where.blocked = blocked;
    const json = (status: string): unknown => ({ user: world.userJson(world.bot), status });
    botStatusChanged(where, {
      before: json(blocked ? 'member' : 'kicked'),
      after: json(blocked ? 'kicked' : 'member'),
      by: userId,
    });
  }

  function findButton(message: StoredMessage, wanted: string): Button {
    const buttons = (message.keyboard ?? []).flat();
    const found =
      buttons.find((button) => 'callback_data' in button && button.callback_data === wanted) ??
      buttons.find((button) => button.text.replaceAll('\u200f', '') === wanted.replaceAll('\u200f', ''));
    if (found === undefined) throw new Error(`message ${message.id} has no button «${wanted}»`);
    return found;
  }

  const people: People = {
    addUser(options = {}) {
      const person = world.addPerson(options);
      const own = world.addRoom({
        id: person.id,
        kind: 'private',
        title: person.firstName,
        ...(person.username === undefined ? {} : { username: person.username }),
      });
      own.started = options.started ?? false;
      return person.id;
    },
    addGroup({ title, id, supergroup, forum, members, administrators, username, bot }) {
      const all = new Map<number, MemberStatus>();
      for (const member of members ?? []) all.set(member, 'member');
      for (const administrator of administrators ?? []) all.set(administrator, 'administrator');
      if (bot !== 'left') all.set(world.bot.id, bot ?? 'member');
      return world.addRoom({
        ...(id === undefined ? {} : { id }),
        kind: supergroup === true || forum === true ? 'supergroup' : 'group',
        title,
        isForum: forum ?? false,
        members: all,
        ...(username === undefined ? {} : { username }),
      }).id;
    },
    addChannel({ title, id, username, administrators, bot }) {
      const all = new Map<number, MemberStatus>([[world.bot.id, bot ?? 'administrator']]);
      for (const administrator of administrators ?? []) all.set(administrator, 'administrator');
      return world.addRoom({
        ...(id === undefined ? {} : { id }),
        kind: 'channel',
        title,
        members: all,
        ...(username === undefined ? {} : { username }),
      }).id;
    },
    addThread(chatId, name, given) {
      const where = room(chatId);
      if (given !== undefined) {
        where.threads.set(given, { name, closed: false });
        return given;
      }
      const { id } = world.addMessage(where, {
        authorId: undefined,
        threadId: 0,
        date: now(),
        extra: { forum_topic_created: { name, icon_color: 7322096 } },
      });
      where.threads.set(id, { name, closed: false });
      return id;
    },
    setThreadClosed(chatId, threadId, closed) {
      const thread = room(chatId).threads.get(threadId);
      if (thread === undefined) throw new Error(`chat ${chatId} has no thread ${threadId}`);
      thread.closed = closed;
    },
    deleteThread(chatId, threadId) {
      room(chatId).threads.delete(threadId);
    },
    say({ chatId, from, text, threadId, replyTo, attach, postOf }) {
      const where = room(chatId);
      if (where.kind === 'private') {
        where.started = true;
        setBlocked(chatId, false);
      }
      const message = world.addMessage(where, {
        authorId:
          postOf === undefined ? (from ?? (where.kind === 'private' ? chatId : undefined)) : TELEGRAM.id,
        threadId: threadId ?? 0,
        date: now(),
        replyTo,
        extra: {
          ...(attach === undefined ? {} : { [attach]: ATTACHMENTS[attach] }),
          ...(postOf === undefined
            ? {}
            : { sender_chat: world.chatJson(room(postOf)), is_automatic_forward: true }),
        },
        ...(text === undefined ? {} : { body: readerText(text) }),
      });
      deliver(where, message);
      return message.id;
    },
    correct({ chatId, messageId, text }) {
      const where = room(chatId);
      const message = where.messages.get(messageId);
      if (message === undefined) throw new Error(`chat ${chatId} has no message ${messageId}`);
      Object.assign(message, readerText(text), { editedAt: now(), edits: message.edits + 1 });
      context.changed({ kind: 'edited', message });
      if (!botSees(where, message)) return;
      const kind = where.kind === 'channel' ? 'edited_channel_post' : 'edited_message';
      updates.add(kind, world.messageJson(message), now());
    },
    press({ chatId, from, messageId, button: wanted }) {
      const where = room(chatId);
      const message = where.messages.get(messageId);
      if (message === undefined) throw new Error(`chat ${chatId} has no message ${messageId}`);
      const button = findButton(message, wanted);
      if (!('callback_data' in button)) throw new Error(`«${button.text}» opens a link`);
      const person = world.people.get(from);
      if (person === undefined) throw new Error(`there is no person ${from} in the playground`);
      const queryId = String(nextQuery++);
      forgetOldQueries();
      queries.set(queryId, { roomId: chatId, messageId, askedAt: now() });
      const answered = new Promise<CallbackAnswer>((resolve) => waiting.set(queryId, resolve));
      updates.add(
        'callback_query',
        {
          id: queryId,
          from: world.userJson(person),
          // A message that a person sent by inline mode is known to the bot by a name alone.
          ...(message.inlineId === undefined
            ? { message: world.messageJson(message) }
            : { inline_message_id: message.inlineId }),
          chat_instance: String(chatId),
          data: button.callback_data,
        },
        now(),
      );
      return answered;
    },
    askInline: (question) => context.inline.ask(question),
    sendCard({ from, chatId, threadId = 0, card }) {
      const message = context.inline.send({ from, card, threadId, room: room(chatId) });
      deliver(room(chatId), message);
      return message.id;
    },
    place(chatId, userId, status) {
      room(chatId).members.set(userId, status);
    },
    setRights(chatId, userId, rights) {
      const where = room(chatId);
      const before = world.memberJson(where, userId);
      where.rights.set(userId, { ...where.rights.get(userId), ...rights });
      if (userId !== world.bot.id) return;
      botStatusChanged(where, { before, after: world.memberJson(where, userId), by: ownerOf(where) });
    },
    setMember(chatId, userId, status, by) {
      const where = room(chatId);
      const before = world.memberJson(where, userId);
      const wasInside = isInside(where.members.get(userId));
      where.members.set(userId, status);
      if (userId === world.bot.id)
        botStatusChanged(where, { before, after: world.memberJson(where, userId), by: by ?? ownerOf(where) });
      const person = world.people.get(userId);
      if (person === undefined || where.kind === 'channel') return;
      const json = world.userJson(person);
      if (!wasInside && isInside(status))
        service(where, by ?? userId, { new_chat_members: [json], new_chat_member: json });
      if (wasInside && !isInside(status) && userId !== world.bot.id)
        service(where, by ?? userId, { left_chat_member: json });
    },
    block(userId) {
      setBlocked(userId, true);
    },
    unblock(userId) {
      setBlocked(userId, false);
    },
    deactivate(userId) {
      const person = world.people.get(userId);
      if (person !== undefined) person.deactivated = true;
    },
    setCanWrite(chatId, canWrite) {
      room(chatId).canWrite = canWrite;
    },
    deleteGroup(chatId) {
      room(chatId).deleted = true;
    },
    upgrade(chatId) {
      const old = room(chatId);
      const fresh = world.addRoom({ kind: 'supergroup', title: old.title, members: old.members });
      service(old, old.members.keys().next().value, { migrate_to_chat_id: fresh.id });
      old.migratedTo = fresh.id;
      service(fresh, undefined, { migrate_from_chat_id: chatId });
      return fresh.id;
    },
    messages(chatId, threadId) {
      return [...room(chatId).messages.values()]
        .filter((message) => threadId === undefined || message.threadId === threadId)
        .map((message) => viewMessage(message, world));
    },
  };
  return people;
}
