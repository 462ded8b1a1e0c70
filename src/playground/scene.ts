/** Who and what stands ready in the playground: two people, a group, a forum and a channel, under ids that never change. */
import type { People } from './people.ts';

type Writer = {
  /** undefined for the channel itself, and for an administrator who writes as the group. */
  readonly id: number | undefined;
  readonly name: string;
};

/** A chat as the page lists it; each thread of a forum is one. */
export type Scene = {
  readonly id: number;
  readonly threadId: number;
  readonly kind: 'private' | 'group' | 'forum' | 'channel';
  readonly title: string;
  /** What it is, in a few words. */
  readonly about: string;
  /** Who may write here, the usual one first. */
  readonly writers: readonly Writer[];
};

/** The same at every start, so that a chat the database knows is found again. */
export const READER = 1001;
export const OTHER = 1002;
export const GROUP = -1_000_000_002_001;
export const FORUM = -1_000_000_002_002;
export const CHANNEL = -1_000_000_003_001;
const NEWS_THREAD = 2;
const SPORT_THREAD = 3;

const reader: Writer = { id: READER, name: 'قارئ' };
const other: Writer = { id: OTHER, name: 'سلمى' };
const manager: Writer = { id: READER, name: 'قارئ (مشرف)' };
const member: Writer = { id: OTHER, name: 'سلمى (عضو)' };
const anonymous: Writer = { id: undefined, name: 'مشرف باسم المجموعة' };
const inGroups = [manager, member, anonymous];

/** The chats of the playground, in the order they stand. */
export const SCENES: readonly Scene[] = [
  {
    id: READER,
    threadId: 0,
    kind: 'private',
    title: 'محادثة خاصة',
    about: 'القارئ مع موجز',
    writers: [reader],
  },
  {
    id: OTHER,
    threadId: 0,
    kind: 'private',
    title: 'محادثة سلمى',
    about: 'سلمى مع موجز',
    writers: [other],
  },
  {
    id: GROUP,
    threadId: 0,
    kind: 'group',
    title: 'مجموعة التجربة',
    about: 'موجز عضو فيها',
    writers: inGroups,
  },
  {
    id: FORUM,
    threadId: NEWS_THREAD,
    kind: 'forum',
    title: 'المنتدى: أخبار',
    about: 'موجز عضو فيه',
    writers: inGroups,
  },
  {
    id: FORUM,
    threadId: SPORT_THREAD,
    kind: 'forum',
    title: 'المنتدى: رياضة',
    about: 'موجز عضو فيه',
    writers: inGroups,
  },
  {
    id: CHANNEL,
    threadId: 0,
    kind: 'channel',
    title: 'قناة التجربة',
    about: 'موجز مشرف فيها',
    writers: [{ id: undefined, name: 'القناة' }],
  },
];

/** Brings them into an empty Telegram. */
export function setScene(people: People): void {
  people.addUser({ id: READER, firstName: reader.name, started: true });
  people.addUser({ id: OTHER, firstName: other.name, started: true });
  const roles = { administrators: [READER], members: [OTHER] };
  people.addGroup({ id: GROUP, title: 'مجموعة التجربة', supergroup: true, ...roles });
  people.addGroup({ id: FORUM, title: 'منتدى التجربة', forum: true, ...roles });
  people.addThread(FORUM, 'أخبار', NEWS_THREAD);
  people.addThread(FORUM, 'رياضة', SPORT_THREAD);
  people.addChannel({ id: CHANNEL, title: 'قناة التجربة', administrators: [READER] });
}

/** The chat of the page with these ids; undefined when it has none such. */
export function sceneOf(chat: unknown, thread: unknown): Scene | undefined {
  return SCENES.find(({ id, threadId }) => id === chat && threadId === (thread ?? 0));
}
