/** The people and chats of the local Telegram, and the messages in them. */
import type { Entity } from './entities.ts';
import type { Keyboard } from './markup.ts';
import type { MessageText } from './text.ts';

export type Person = {
  readonly id: number;
  readonly isBot: boolean;
  readonly firstName: string;
  readonly username: string | undefined;
  readonly languageCode: string | undefined;
  deactivated: boolean;
};

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

export type Room = {
  readonly id: number;
  readonly kind: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title: string;
  readonly username: string | undefined;
  readonly isForum: boolean;
  readonly members: Map<number, MemberStatus>;
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

export type World = {
  readonly bot: Person;
  readonly people: ReadonlyMap<number, Person>;
  readonly rooms: ReadonlyMap<number, Room>;
  readonly addPerson: (person: Partial<Omit<Person, 'isBot' | 'deactivated'>>) => Person;
  readonly addRoom: (room: NewRoom) => Room;
  /** Puts a message into a room and gives it the next number there. */
  addMessage(
    room: Room,
    message: Pick<StoredMessage, 'authorId' | 'threadId' | 'date'> &
      Partial<Pick<StoredMessage, 'replyTo' | 'extra' | 'keyboard' | 'byBot'>> & {
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
    addMessage(room, { authorId, threadId, date, replyTo, extra, keyboard, byBot, body }) {
      const message: StoredMessage = {
        id: nextMessageId(room),
        roomId: room.id,
        threadId,
        authorId,
        byBot: byBot ?? false,
        date,
        replyTo,
        extra: extra ?? {},
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
        ...(status === 'administrator' ? { ...ADMIN_RIGHTS, can_be_edited: false } : {}),
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

const CAPTIONED: readonly string[] = ['photo', 'voice', 'document'];

const ADMIN_RIGHTS = {
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: true,
  can_post_messages: true,
  can_edit_messages: true,
  can_manage_topics: true,
};

/** Whether a member with this status is in the room. */
export function isInside(status: MemberStatus | undefined): boolean {
  return status === 'creator' || status === 'administrator' || status === 'member';
}

/** Whether a member with this status may administer the room. */
export function isAdministrator(status: MemberStatus | undefined): boolean {
  return status === 'creator' || status === 'administrator';
}
