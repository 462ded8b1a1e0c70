/** Holds what the Bot API accepted against what the database says, and names every breach of the promise. Pure. */
import type { Accepted } from './bot-api.ts';
import type { Holdings, Told } from './evidence.ts';
import { AGAIN, kindOf, type MessageKind } from './kind.ts';
import { isOfMany, withoutFormer } from './loud.ts';
import { eventsIn } from './mark.ts';

export type Trial = Pick<
  Holdings,
  'told' | 'chats' | 'stories' | 'waiting' | 'uncertain' | 'toldByStore' | 'atOnce' | 'failing' | 'damage'
> & {
  readonly accepted: readonly Accepted[];
  /** A chat's first number of Telegram's, by its present one. */
  readonly firstNumber: (telegramId: number) => number;
  /** Parts claimed and not settled when the bot was killed, over all kills. */
  readonly claimedAtKills: number;
  /** Requests that the Bot API had at the kills and had not answered, or whose answers were still on their way. */
  readonly openAtKills: number;
  /** Sends whose answer the Bot API did not give, or gave so that it says nothing. */
  readonly answersLost: number;
  /** Events that the bot must know (see outlets.ts). */
  readonly known: ReadonlySet<number>;
  /** What was to be told at once: an event, and Telegram's first number of a chat that wants to hear of it. */
  readonly due: readonly { readonly event: number; readonly chat: number }[];
  /** Whether the chat is not to be disturbed at that time (epoch ms). */
  readonly rests: (chat: number, at: number) => boolean;
};

export type Verdict = {
  /** One line each, with the evidence; empty when all was kept. */
  readonly breaches: readonly string[];
  /** Stories chosen for a digest, counted for each chat. */
  readonly chosen: number;
  readonly uncertain: number;
  /** Stories of uncertain parts that a sent part names again as headlines. */
  readonly toldAgain: number;
  /** Stories whose «ربما لم تصلك» is uncertain as well: they are not told a third time. */
  readonly uncertainTwice: number;
  /** Of those, the ones that in truth arrived neither as a brief nor as a headline: both times the request was lost. */
  readonly neverArrived: number;
  /** Messages that arrived, by kind. */
  readonly arrived: ReadonlyMap<MessageKind, number>;
};

type Part = { readonly items: readonly number[]; readonly again: readonly number[] };

/** What a message of a digest tells. */
function read(text: string): Part {
  const at = text.indexOf(AGAIN);
  return at < 0
    ? { items: eventsIn(text), again: [] }
    : { items: eventsIn(text.slice(0, at)), again: eventsIn(text.slice(at)) };
}

/** Everything that a trial shows to be broken; all work must have been done before, without faults. */
export function audit(trial: Trial): Verdict {
  const breaches: string[] = [];
  const digests = trial.accepted.filter(({ text }) => kindOf(text) !== undefined);
  breaches.push(...trial.damage.map((line) => `the database is damaged: ${line}`));
  breaches.push(...trial.failing.map((line) => `an outlet that does not fail any more is not read: ${line}`));
  breaches.push(...sentTwice(digests), ...articlesLost(trial), ...untrue(trial, digests));
  breaches.push(...notToldAtOnce(trial), ...disturbing(trial, digests));
  const { lost, ...counts } = chosenStories(trial, arrivals(digests));
  breaches.push(...lost);
  const { interrupted, answered } = trial.uncertain;
  const uncertain = interrupted + answered;
  const { claimedAtKills, openAtKills, answersLost } = trial;
  if (interrupted > claimedAtKills)
    breaches.push(
      `${interrupted} parts were called interrupted, though only ${claimedAtKills} were under way`,
    );
  if (uncertain > openAtKills + answersLost)
    breaches.push(
      `${uncertain} parts are uncertain, though only ${openAtKills} requests were open and ${answersLost} answers were lost`,
    );
  const arrived = new Map<MessageKind, number>();
  for (const { text } of digests) {
    const kind = kindOf(text);
    if (kind !== undefined) arrived.set(kind, (arrived.get(kind) ?? 0) + 1);
  }
  return { breaches, uncertain, arrived, ...counts };
}

/** No part, and no story, arrived twice in one chat. */
function sentTwice(digests: readonly Accepted[]): string[] {
  const breaches: string[] = [];
  const seen = new Map<string, Accepted>();
  const once = (key: string, message: Accepted, what: string): void => {
    const before = seen.get(key);
    if (before === undefined) seen.set(key, message);
    else
      breaches.push(
        `chat ${message.chat} was sent ${what} twice: messages ${before.messageId} and ${message.messageId}`,
      );
  };
  for (const message of digests) {
    const kind = kindOf(message.text);
    const { items, again } = read(message.text);
    once(`text ${message.chat} ${message.text}`, message, 'the same part');
    // What is new about a story tells it again on purpose.
    if (kind === 'correction')
      once(
        `correction ${message.chat} ${Math.max(...items)}`,
        message,
        `the correction ${Math.max(...items)}`,
      );
    if (kind === 'correction' || kind === 'update') continue;
    for (const event of withoutFormer(items))
      once(`item ${message.chat} ${event}`, message, `story ${event}`);
    for (const event of again) once(`again ${message.chat} ${event}`, message, `the headline of ${event}`);
  }
  return breaches;
}

/** `chat event` of all that stands in messages, in whatever form. */
function arrivals(digests: readonly Accepted[]): ReadonlySet<string> {
  return new Set(digests.flatMap(({ chat, text }) => eventsIn(text).map((event) => `${chat} ${event}`)));
}

/** What an outlet gave stands in exactly one story; what several tell, in one at least. */
function articlesLost({ known, stories, waiting }: Trial): string[] {
  const held = new Map<number, number>();
  for (const event of [...stories.values()].flat()) held.set(event, (held.get(event) ?? 0) + 1);
  return [
    ...[...known]
      .filter((event) => !held.has(event) && !waiting.includes(event))
      .map((event) => `event ${event} was taken in and is not in the database`),
    ...[...held]
      .filter(([event, count]) => count > 1 && !isOfMany(event))
      .map(([event, count]) => `event ${event} is stored ${count} times`),
    ...waiting.map((event) => `event ${event} still waits to be summarised`),
  ];
}

/** What broke in calm days was told to all who want it, in whatever message. */
function notToldAtOnce({ due, chats, stories, toldByStore, firstNumber }: Trial): string[] {
  const rows = new Map([...chats].map(([row, telegramId]) => [firstNumber(telegramId), row]));
  return due
    .filter(
      ({ event, chat }) =>
        ![...stories].some(
          ([story, events]) => events.includes(event) && toldByStore.has(`${rows.get(chat)} ${story}`),
        ),
    )
    .map(({ event, chat }) => `event ${event} broke, and chat ${chat} was not told`);
}

/** A message just begins its way when quiet hours begin. */
const ON_ITS_WAY_MS = 3 * 60_000;

/** What nobody asked for came at no time when the chat rests. */
function disturbing({ rests, atOnce }: Trial, messages: readonly Accepted[]): string[] {
  return messages
    .filter(({ text, messageId }) => kindOf(text) === 'breaking' || atOnce.has(messageId))
    .filter(({ chat, at }) => rests(chat, at) && rests(chat, at - ON_ITS_WAY_MS))
    .map(
      ({ chat, messageId, at }) =>
        `chat ${chat} was disturbed at ${new Date(at).toISOString()}: message ${messageId}`,
    );
}

/** A part that is called sent stands in its chat, and tells what it is said to tell. */
function untrue({ told, chats, stories, firstNumber }: Trial, digests: readonly Accepted[]): string[] {
  const byId = new Map(digests.map((message) => [message.messageId, message]));
  return told
    .filter(({ state }) => state === 'sent')
    .flatMap((one) => {
      const message = byId.get(one.messageId ?? 0);
      if (message === undefined)
        return [`part ${one.delivery} is called sent, and no such message stands anywhere`];
      if (message.chat !== firstNumber(chats.get(one.chat) ?? 0))
        return [`part ${one.delivery} is called sent, and stands in another chat`];
      const { items, again } = read(message.text);
      const shown = one.reminder ? again : items;
      const told = stories.get(one.story) ?? [];
      return told.some((event) => shown.includes(event))
        ? []
        : [`part ${one.delivery} is said to tell story ${one.story}, and does not`];
    });
}

/** Each story that was chosen for a chat: is it there, named again, or untold? */
function chosenStories(
  { told, toldByStore, chats, stories, firstNumber }: Trial,
  arrived: ReadonlySet<string>,
) {
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const key = `${one.chat} ${one.story}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const lost: string[] = [];
  let toldAgain = 0;
  let uncertainTwice = 0;
  let neverArrived = 0;
  let chosen = 0;
  for (const [key, parts] of groups) {
    const items = parts.filter(({ reminder }) => !reminder);
    if (items.length === 0) continue;
    chosen += 1;
    const has = (list: readonly Told[], state: Told['state']): boolean =>
      list.some((one) => one.state === state);
    const [chat = '', story = ''] = key.split(' ');
    const what = `story ${story} for chat ${chats.get(Number(chat)) ?? chat}`;
    if (has(items, 'pending') || has(items, 'sending')) lost.push(`${what} still waits in the outbox`);
    else if (has(items, 'sent')) continue;
    else if (has(items, 'uncertain')) {
      const reminders = parts.filter(({ reminder }) => reminder);
      if (has(reminders, 'sent')) toldAgain += 1;
      else if (has(reminders, 'uncertain')) {
        uncertainTwice += 1;
        const number = firstNumber(chats.get(Number(chat)) ?? 0);
        const events = stories.get(Number(story)) ?? [];
        if (!events.some((event) => arrived.has(`${number} ${event}`))) neverArrived += 1;
      } else lost.push(`${what} is uncertain and was not told again as a headline (${statesOf(parts)})`);
    } else if (toldByStore.has(key))
      lost.push(`${what} never arrived and is not among the untold (${statesOf(parts)})`);
  }
  return { lost, toldAgain, uncertainTwice, neverArrived, chosen };
}

const statesOf = (parts: readonly Told[]): string =>
  parts
    .map(({ delivery, reminder, state }) => `part ${delivery}${reminder ? ' again' : ''} ${state}`)
    .join(', ');
