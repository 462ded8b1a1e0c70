/** What a message or tap asks for, and whether it is for us at all. */
import type { Context } from 'grammy';
import { findZone } from '../subscriptions/cities.ts';
import type { Question } from '../subscriptions/questions.ts';
import { findTopic } from '../topics/lookup.ts';
import { readTimes } from './clock.ts';
import { type OwnAnswer, ownAnswers, runCommand, runTap, runUnknown, staleNote } from './commands.ts';
import { channelSetup } from './features/channels.ts';
import { topic } from './features/topic.ts';
import { button, readTap } from './keyboards.ts';
import { type QuestionName, questionIn, questionNamed } from './questions.ts';
import { isStandIn } from './rights.ts';
import type { CommandName } from './spoken.ts';
import { payloadsIn, setupAsked, subjectAsked, unmarked } from './subject.ts';
import { type Answer, kindOf, type Turn } from './turn.ts';
import { lineOf, type Request, readRequest, takesBack } from './words.ts';

type Answering = (turn: Turn) => Promise<void>;

/** What answers the update, and the row id of the channel it speaks of from a private chat; undefined for what is not for us. */
export type Asked = { readonly answer: Answering; readonly about: number | undefined } | undefined;

/** What a tap asks for. */
export function readButton(ctx: Context): Asked {
  // A message that Telegram no longer shows bots comes with the date 0, and without its thread.
  const message = ctx.callbackQuery?.message;
  const data = ctx.callbackQuery?.data ?? '';
  const bare = unmarked(data);
  const about = subjectAsked(ctx);
  // A channel's mark means something in a private chat alone.
  const placed = bare === data || about !== undefined;
  const tap = message !== undefined && placed && shows(message, data) ? readTap(bare) : undefined;
  return {
    answer: (turn) => (tap === undefined ? turn.note(staleNote(turn, bare)) : runTap(turn, tap)),
    about,
  };
}

type Tapped = NonNullable<NonNullable<Context['callbackQuery']>['message']>;

/**
 * Whether one of the message's buttons carries the data: Telegram passes on whatever an altered client sends. Of a message that comes
 * without its buttons nothing is known: then what the reader may do decides, as it does for a command.
 */
function shows(message: Tapped, data: string): boolean {
  if (message.date === 0) return false;
  const keyboard = 'reply_markup' in message ? message.reply_markup?.inline_keyboard : undefined;
  if (keyboard === undefined) return true;
  return keyboard.flat().some((one) => 'callback_data' in one && one.callback_data === data);
}

/**
 * What a message asks for; undefined for talk that is not for us, and for what happened in a group. `question` is what the bot asked last in a
 * private chat.
 */
export function readMessage(ctx: Context, question?: Question): Asked {
  const about = subjectAsked(ctx);
  const heard = hear(ctx);
  if (heard === undefined) return undefined;
  if (heard.kind === 'nothing') return { answer: (turn) => turn.reply({ html: turn.say.notText }), about };
  const { text, isCommand, request, spokenTo } = heard;
  const replied = isCommand ? undefined : questionReplied(ctx);
  const given = replied && answerTo(replied, { text, request });
  if (given !== undefined) return { answer: given, about };
  if (question !== undefined && !isCommand && ctx.msg?.reply_to_message === undefined) {
    const meant = plainAnswer(question, { text, request });
    if (meant !== undefined) return { answer: meant, about: question.channelId };
  }
  const answer = answerOf(request, { isPrivate: heard.address === 'private', spokenTo });
  return answer && { answer, about };
}

/** A message that is for us, or may be: with words, or with `nothing` that we read. */
type Heard =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'words';
      readonly text: string;
      readonly isCommand: boolean;
      readonly request: Request;
      readonly address: ReturnType<typeof addressing>;
      /** People comment on a digest by replying to it: of that only what is clearly for us is answered. */
      readonly spokenTo: boolean;
    };

function hear(ctx: Context): Heard | undefined {
  const message = ctx.msg;
  if (message === undefined || message.is_automatic_forward === true || isFromBot(ctx)) return undefined;
  // In a group or channel, what somebody else wrote is no command of whoever brings it there.
  const brought = message.forward_origin !== undefined || message.via_bot !== undefined;
  if (brought && kindOf(ctx) !== 'private') return undefined;
  // A card of ours, sent to ourselves.
  if (message.via_bot?.id === ctx.me.id) return undefined;
  const address = addressing(ctx);
  const spokenTo = address === 'private' || address === 'mention';
  const text = message.text ?? message.caption;
  if (text === undefined) return spokenTo && holdsSomething(ctx) ? { kind: 'nothing' } : undefined;
  const isCommand = /^\/[A-Za-z0-9_]/u.test(text);
  if (!isCommand && address === undefined) return undefined;
  const request = readRequest(text, ctx.me.username);
  return { kind: 'words', text, isCommand, request, address, spokenTo };
}

/** What answers a request that answers no question of the bot's. */
function answerOf(
  request: Request,
  { isPrivate, spokenTo }: { readonly isPrivate: boolean; readonly spokenTo: boolean },
): Answering | undefined {
  switch (request.kind) {
    case 'command':
      if (isPrivate && request.name === 'start' && setupAsked(request.argument) !== undefined)
        return channelSetup;
      return (turn) => runCommand(turn, request.name, request.argument);
    case 'unknown':
      return spokenTo ? (turn) => runUnknown(turn, request.name) : undefined;
    case 'words':
      return spokenTo || findTopic(request.words).kind === 'exact'
        ? (turn) => topic(turn, request.words)
        : undefined;
    case 'courtesy':
      return spokenTo ? (turn) => turn.reply(courteous(turn, request.answer)) : undefined;
    case 'empty':
      return spokenTo ? (turn) => turn.reply({ html: turn.say.empty }) : undefined;
    case 'foreign':
      return undefined;
  }
}

function courteous(turn: Turn, answer: Extract<Request, { kind: 'courtesy' }>['answer']): Answer {
  const keyboard = answer === 'enough' ? [button(turn.labels.stop, { kind: 'stop' })] : [];
  return { html: turn.say[answer], keyboard };
}

function isFromBot(ctx: Context): boolean {
  return ctx.from?.is_bot === true && !isStandIn(ctx.from.id);
}

/** In a private chat everything is for us; elsewhere what mentions the bot, and perhaps what replies to it. */
function addressing(ctx: Context): 'private' | 'mention' | 'reply' | undefined {
  if (kindOf(ctx) === 'private') return 'private';
  const message = ctx.msg;
  const text = message?.text ?? message?.caption ?? '';
  const mention = `@${ctx.me.username}`.toLowerCase();
  const mentioned = [...(message?.entities ?? []), ...(message?.caption_entities ?? [])].some(
    ({ type, offset, length }) =>
      (type === 'mention' && text.slice(offset, offset + length).toLowerCase() === mention) ||
      (type === 'bot_command' &&
        text
          .slice(offset, offset + length)
          .toLowerCase()
          .endsWith(mention)),
  );
  if (mentioned) return 'mention';
  return message?.reply_to_message?.from?.id === ctx.me.id ? 'reply' : undefined;
}

/** Service messages (someone joined, a title changed) are nothing to answer. */
function holdsSomething(ctx: Context): boolean {
  return ctx.has(['msg:file', 'msg:location', 'msg:contact', 'msg:poll', 'msg:dice']);
}

/** Questions whose answer is a command's argument. */
const ARGUMENTS: Readonly<Partial<Record<QuestionName, CommandName>>> = {
  askCity: 'timezone',
  askTime: 'time',
  askSearch: 'search',
};

const OWN: ReadonlyMap<QuestionName, OwnAnswer> = new Map(ownAnswers);

/** A question of the bot's, and what its links into the bot say. */
type Posed = { readonly name: QuestionName; readonly links: readonly string[] };

/** The question that a message replies to. */
function questionReplied(ctx: Context): Posed | undefined {
  const asked = ctx.msg?.reply_to_message;
  const name = asked?.from?.id === ctx.me.id ? questionIn(asked.text ?? '') : undefined;
  return name && { name, links: payloadsIn(asked, ctx.me.username) };
}

type Told = { readonly text: string; readonly request: Request };

/**
 * What answers a reply to a question: the words are its answer, unless they take it back. Of the questions that stand for a command
 * they may also ask for something else (in an answer to what to search for, nothing but the whole of them does). undefined for a message
 * that answers no question.
 */
function answerTo({ name, links }: Posed, { text, request }: Told): Answering | undefined {
  if (takesBack(text)) return (turn) => turn.reply({ html: turn.say.nothingChanged });
  const own = OWN.get(name);
  if (own !== undefined) return (turn) => own(turn, text, links);
  const command = ARGUMENTS[name];
  if (command === undefined) return undefined;
  const searched = command === 'search';
  if (request.kind === 'courtesy' && !searched) return undefined;
  if (request.kind === 'command' && request.name !== command && (!searched || request.argument === ''))
    return undefined;
  const told = request.kind === 'command' && request.name === command ? request.argument : '';
  return (turn) => runCommand(turn, command, told === '' ? lineOf(text) : told);
}

/** The same for a message that is no reply, but comes after the question: only what takes it back, or can be nothing but its answer. */
function plainAnswer(question: Question, told: Told): Answering | undefined {
  const name = questionNamed(question.name);
  if (name === undefined || !(takesBack(told.text) || fits(name, told))) return undefined;
  return answerTo({ name, links: question.links }, told);
}

function fits(name: QuestionName, { text, request }: Told): boolean {
  switch (name) {
    case 'askCity':
    case 'askOtherCity':
      return findZone(lineOf(text), { slips: false }) !== undefined;
    case 'askTime':
      return readTimes(text).kind === 'times';
    case 'askSearch':
      return request.kind === 'words';
    case 'askName':
    case 'askFooter':
      // Any words will do there; a topic's name alone asks for its news.
      return request.kind === 'words' && findTopic(request.words).kind !== 'exact';
  }
}
