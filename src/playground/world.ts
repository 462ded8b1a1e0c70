/** The people and chats of the local Telegram, and the messages in them. */
import type { Entity } from './entities.ts';
import type { Keyboard, ReplyMarkup } from './markup.ts';
import type { MessageText } from './text.ts';
import type { Upload } from './wire.ts';

/** A user of this Telegram, people and bots. */
export type Person = {
  readonly id: number;
  readonly isBot: boolean;
  readonly firstName: string;
  readonly username: string | undefined;
  readonly languageCode: string | undefined;
  deactivated: boolean;
};

/** As Telegram calls what a person is in a chat. */
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

/** A chat of this Telegram. */
export type Room = {
  readonly id: number;
  readonly kind: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title: string;
  readonly username: string | undefined;
  readonly isForum: boolean;
  readonly members: Map<number, MemberStatus>;
  /** What administrators may, where it is not all. */
  readonly rights: Map<number, Readonly<Record<string, boolean>>>;
  readonly threads: Map<number, { readonly name: string; closed: boolean }>;
  readonly messages: Map<number, StoredMessage>;
  /** A private chat exists for the bot only once the person has written. */
  started: boolean;
  /** The person blocked the bot. */
  blocked: boolean;
  /** Members, the bot among them, may write. */
  canWrite: boolean;
  deleted: boolean;
  migratedTo: number | undefined;
};

/** A message as it stands in a chat. */
export type StoredMessage = {
  readonly id: number;
  readonly roomId: number;
  /** 0 outside forum threads. */
  readonly threadId: number;
  /** undefined for a post of the channel or an anonymous administrator. */
  readonly authorId: number | undefined;
  /** Sent by the bot, also where it speaks as the channel. */
  readonly byBot: boolean;
  /** Epoch ms. */
  readonly date: number;
  readonly replyTo: number | undefined;
  /** Fields of a message that is no text: a photo, a voice, somebody joined. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** What it puts in the place of the reader's letters. */
  readonly reply: ReplyMarkup | undefined;
  /** Came without a sound. */
  readonly silent: boolean;
  /** The name under which a message that was sent by inline mode can be edited. */
  readonly inlineId: string | undefined;
  text: string;
  entities: readonly Entity[];
  keyboard: Keyboard | undefined;
  /** Entities that were past Telegram's limit and are not shown. */
  dropped: number;
  editedAt: number | undefined;
  edits: number;
};

/** Telegram's stand-in for an administrator who writes as the group. */
const ANONYMOUS: Person = {
  id: 1087968824,
  isBot: true,
  firstName: 'Group',
  username: 'GroupAnonymousBot',
  languageCode: undefined,
  deactivated: false,
};

/** Who brings a channel's posts into its linked group. */
export const TELEGRAM: Person = {
  id: 777000,
  isBot: false,
  firstName: 'Telegram',
  username: undefined,
  languageCode: undefined,
  deactivated: false,
};

type NewRoom = {
  readonly id?: number;
  readonly kind: Room['kind'];
  readonly title: string;
  readonly username?: string;
  readonly isForum?: boolean;
  readonly members?: ReadonlyMap<number, MemberStatus>;
};

/** All that this Telegram holds. */
export type World = {
  readonly bot: Person;
  readonly people: ReadonlyMap<number, Person>;
  readonly rooms: ReadonlyMap<number, Room>;
  /** Files that the bot sent, by their id. */
  readonly files: Map<string, Upload>;
  readonly addPerson: (person: Partial<Omit<Person, 'isBot' | 'deactivated'>>) => Person;
  readonly addRoom: (room: NewRoom) => Room;
  /** Puts a message into a room and gives it the next number there. */
  addMessage(
    room: Room,
    message: Pick<StoredMessage, 'authorId' | 'threadId' | 'date'> &
      Partial<
        Pick<StoredMessage, 'replyTo' | 'extra' | 'keyboard' | 'byBot' | 'reply' | 'silent' | 'inlineId'>
      > & {
        readonly body?: MessageText;
      },
  ): StoredMessage;
  /** A person as the Bot API describes them. */
  readonly userJson: (person: Person) => Record<string, unknown>;
  readonly chatJson: (room: Room) => Record<string, unknown>;
  readonly messageJson: (message: StoredMessage) => Record<string, unknown>;
  readonly memberJson: (room: Room, personId: number) => Record<string, unknown>;
};

/** An empty world with only the bot in it. Ids of messages begin at `firstId`, so that a restart does not use them twice. */
export function createWorld(bot: Person, firstId: number): World {
  const people = new Map<number, Person>([
    [bot.id, bot],
    [ANONYMOUS.id, ANONYMOUS],
    [TELEGRAM.id, TELEGRAM],
  ]);
  const rooms = new Map<number, Room>();
  const lastMessage = new Map<string, number>();
  let nextPerson = 5_000_001;
  let nextGroup = 4_000_001;
  let nextChannel = 2_000_000_001;

  /** Private chats and groups share one row of numbers; supergroups and channels have their own. */
  function nextMessageId(room: Room): number {
    const row = room.kind === 'supergroup' || room.kind === 'channel' ? String(room.id) : 'own';
    const id = (lastMessage.get(row) ?? firstId) + 1;
    lastMessage.set(row, id);
    return id;
  }

  function newRoomId(kind: Room['kind']): number {
    if (kind === 'group') return -nextGroup++;
    return -1_000_000_000_000 - nextChannel++;
  }

  const world: World = {
    bot,
    people,
    rooms,
    files: new Map(),
    addPerson({ id, firstName, username, languageCode }) {
      const person: Person = {
        id: id ?? nextPerson++,
        isBot: false,
        firstName: firstName ?? 'قارئ',
        username,
        languageCode: languageCode ?? 'ar',
        deactivated: false,
      };
      people.set(person.id, person);
      return person;
    },
    addRoom({ id, kind, title, username, isForum, members }) {
      const room: Room = {
        id: id ?? newRoomId(kind),
        kind,
        title,
        username,
        isForum: isForum ?? false,
        members: new Map(members),
        rights: new Map(),
        threads: new Map(),
        messages: new Map(),
        started: kind !== 'private',
        blocked: false,
        canWrite: true,
        deleted: false,
        migratedTo: undefined,
      };
      rooms.set(room.id, room);
      return room;
    },
    addMessage(
      room,
      { authorId, threadId, date, replyTo, extra, keyboard, byBot, reply, silent, inlineId, body },
    ) {
      const message: StoredMessage = {
        id: nextMessageId(room),
        roomId: room.id,
        threadId,
        authorId,
        byBot: byBot ?? false,
        date,
        replyTo,
        extra: extra ?? {},
        reply,
        silent: silent ?? false,
        inlineId,
        text: body?.text ?? '',
        entities: body?.entities ?? [],
        keyboard,
        dropped: body?.dropped ?? 0,
        editedAt: undefined,
        edits: 0,
      };
      room.messages.set(message.id, message);
      return message;
    },
    userJson(person) {
      return {
        id: person.id,
        is_bot: person.isBot,
        first_name: person.firstName,
        ...(person.username === undefined ? {} : { username: person.username }),
        ...(person.languageCode === undefined ? {} : { language_code: person.languageCode }),
      };
    },
    chatJson(room) {
      const name =
        room.kind === 'private'
          ? { first_name: people.get(room.id)?.firstName ?? room.title }
          : { title: room.title };
      return {
        id: room.id,
        type: room.kind,
        ...name,
        ...(room.username === undefined ? {} : { username: room.username }),
        ...(room.isForum ? { is_forum: true } : {}),
      };
    },
    messageJson(message) {
      const room = rooms.get(message.roomId);
      if (room === undefined) return {};
      const author = message.authorId === undefined ? undefined : people.get(message.authorId);
      const asChat = author === undefined;
      // Words beside a file are its caption.
      const caption = CAPTIONED.some((kind) => kind in message.extra);
      const replied = message.replyTo === undefined ? undefined : room.messages.get(message.replyTo);
      return {
        message_id: message.id,
        ...(message.threadId === 0 ? {} : { message_thread_id: message.threadId, is_topic_message: true }),
        ...(author === undefined ? {} : { from: world.userJson(author) }),
        ...(asChat && room.kind !== 'channel' ? { from: world.userJson(ANONYMOUS) } : {}),
        ...(asChat ? { sender_chat: world.chatJson(room) } : {}),
        chat: world.chatJson(room),
        date: Math.floor(message.date / 1000),
        ...(message.editedAt === undefined ? {} : { edit_date: Math.floor(message.editedAt / 1000) }),
        ...(replied === undefined
          ? {}
          : { reply_to_message: world.messageJson({ ...replied, replyTo: undefined }) }),
        ...(message.text === '' ? {} : { [caption ? 'caption' : 'text']: message.text }),
        ...(message.text !== '' && message.entities.length > 0
          ? {
              [caption ? 'caption_entities' : 'entities']: message.entities.map((entity) =>
                entityJson(entity),
              ),
            }
          : {}),
        ...(message.keyboard === undefined ? {} : { reply_markup: { inline_keyboard: message.keyboard } }),
        ...(message.inlineId === undefined ? {} : { via_bot: world.userJson(world.bot) }),
        ...message.extra,
      };
    },
    memberJson(room, personId) {
      const person = people.get(personId);
      const status = room.members.get(personId) ?? 'left';
      return {
        status,
        ...(person === undefined ? {} : { user: world.userJson(person) }),
        ...(status === 'creator' ? { is_anonymous: false } : {}),
        ...(status === 'administrator' ? { can_be_edited: false, ...rightsOf(room, personId) } : {}),
        ...(status === 'kicked' ? { until_date: 0 } : {}),
      };
    },
  };
  return world;

  function entityJson(entity: Entity): Record<string, unknown> {
    const { user_id: userId, ...rest } = entity;
    if (userId === undefined) return rest;
    const person = people.get(userId);
    return person === undefined ? rest : { ...rest, user: world.userJson(person) };
  }
}

/** Attachments under which words may stand. */
export const CAPTIONED: readonly string[] = ['photo', 'voice', 'document'];

/** What an administrator of a chat may; rights of channels, groups and supergroups are not told of the others. */
const ADMIN_RIGHTS: Readonly<Record<string, boolean>> = {
  can_manage_chat: true,
  can_change_info: true,
  can_delete_messages: true,
  can_invite_users: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_manage_video_chats: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  is_anonymous: false,
};
const CHANNEL_RIGHTS = { can_post_messages: true, can_edit_messages: true };
const GROUP_RIGHTS = { can_pin_messages: true };
const SUPERGROUP_RIGHTS = { ...GROUP_RIGHTS, can_manage_topics: true };

/** The rights of an administrator as the Bot API tells them. */
function rightsOf(room: Room, personId: number): Readonly<Record<string, boolean>> {
  const own =
    room.kind === 'channel' ? CHANNEL_RIGHTS : room.kind === 'supergroup' ? SUPERGROUP_RIGHTS : GROUP_RIGHTS;
  return { ...ADMIN_RIGHTS, ...own, ...room.rights.get(personId) };
}

/** Whether this member may do it: all of a creator's, an administrator's by their rights. */
export function hasRight(room: Room, personId: number, right: string): boolean {
  const status = room.members.get(personId);
  if (status === 'creator') return true;
  return status === 'administrator' && rightsOf(room, personId)[right] === true;
}

/** Whether a member with this status is in the room. */
export function isInside(status: MemberStatus | undefined): boolean {
  return status === 'creator' || status === 'administrator' || status === 'member';
}

/** Whether a member with this status may administer the room. */
export function isAdministrator(status: MemberStatus | undefined): boolean {
  return status === 'creator' || status === 'administrator';
}
