/** The answers to what is asked under a digest before Ramadan and after its feast. */
import { Temporal } from 'temporal-polyfill';
import { movedTimes, ramadanAt } from '../../digests/ramadan.ts';
import type { Chat } from '../../subscriptions/chat.ts';
import { scheduleOf } from '../../subscriptions/due.ts';
import { plainText } from '../html.ts';
import type { OwnTap } from '../keyboards.ts';
import { nextWords, scheduleLine, setSchedule } from '../settings.ts';
import type { Turn } from '../turn.ts';

/** move, keep: to the time after iftar, or not; back, stay: to the former times, or not. The other button stays, for who thinks again. */
export const ramadanTapped: OwnTap = async (turn, [what, year]) => {
  const answer = answers.get(what ?? '');
  if (answer === undefined || !/^1[45]\d\d$/u.test(year ?? '')) return false;
  if (!(await turn.mayChange())) return true;
  const chat = await answer(turn, await turn.chat(), Number(year));
  if (chat === undefined) return false;
  await turn.drop();
  const next = nextWords(turn, chat);
  await turn.note(plainText(turn.say.scheduleSet(scheduleLine(turn, chat), next)));
  return true;
};

/** The chat as it is then; undefined for a button whose time is over. */
type Answer = (turn: Turn, chat: Chat, year: number) => Promise<Chat | undefined>;

const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['move', move],
  ['keep', keep],
  ['back', back],
  ['stay', stay],
]);

async function move(turn: Turn, chat: Chat, year: number): Promise<Chat | undefined> {
  const { zone } = scheduleOf(chat, turn.app.defaultZone);
  const today = Temporal.Instant.fromEpochMilliseconds(turn.now).toZonedDateTimeISO(zone).toPlainDate();
  if (ramadanAt(today.toString()) !== year) return undefined;
  if (chat.timesBeforeRamadan !== undefined) return chat;
  await turn.app.chats.setSettings(chat.id, { ramadanReturned: undefined });
  return setSchedule(turn, chat, { times: movedTimes(chat), timesBeforeRamadan: chat.times });
}

/** The times stay, or are again, as they were. */
async function keep(turn: Turn, chat: Chat, year: number): Promise<Chat> {
  await turn.app.chats.setSettings(chat.id, { ramadanReturned: year });
  return back(turn, chat);
}

/** The former times; as they are for a chat that moved none. */
async function back(turn: Turn, chat: Chat): Promise<Chat> {
  const { timesBeforeRamadan: times } = chat;
  if (times === undefined) return chat;
  return setSchedule(turn, chat, { times, timesBeforeRamadan: undefined });
}

/** The times of Ramadan stay; the former ones are kept while the button for them is there. */
async function stay(_turn: Turn, chat: Chat): Promise<Chat> {
  return chat;
}
