/** What a message or tap asks for, and whether it is for us at all. */
import type { Context } from 'grammy';
import { findZone } from '../subscriptions/cities.ts';
import { findTopic } from '../topics/lookup.ts';
import { readTimes } from './clock.ts';
import { type OwnAnswer, ownAnswers, runCommand, runTap, runUnknown } from './commands.ts';
import { channelSetup } from './features/channels.ts';
import { cityNamed } from './features/first-minute.ts';
import { topic } from './features/topic.ts';
import { button, readTap } from './keyboards.ts';
import { languages, textsOf } from './languages.ts';
import { isStandIn } from './rights.ts';
import type { CommandName } from './spoken.ts';
import { payloadsIn, setupAsked, subjectAsked, unmarked } from './subject.ts';
import { type Answer, kindOf, type Turn } from './turn.ts';
import { lineOf, type Request, readRequest, takesBack } from './words.ts';

/** What answers the update; undefined for what is not for us. */
export type Asked = ((turn: Turn) => Promise<void>) | undefined;

/** What a tap asks for. */
export function readButton(ctx: Context): Asked {
  // A message that Telegram no longer shows bots comes with the date 0, and without its thread.
  const message = ctx.callbackQuery?.message;
  const data = ctx.callbackQuery?.data ?? '';
  const bare = unmarked(data);
  // A channel's mark means something in a private chat alone.
  const placed = bare === data || subjectAsked(ctx) !== undefined;
  const tap = message !== undefined && placed && shows(message, data) ? readTap(bare) : undefined;
  return (turn) => (tap === undefined ? turn.note(turn.say.staleButton) : runTap(turn, tap));
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
 * What a message asks for; undefined for talk that is not for us, and for what happened in a group. `question` is what the bot asked right
 * before it in a private chat.
 */
export function readMessage(ctx: Context, question?: string): Asked {
  const message = ctx.msg;
  if (message === undefined || message.is_automatic_forward === true || isFromBot(ctx)) return undefined;
  // In a group or channel, what somebody else wrote is no command of whoever brings it there.
  const brought = message.forward_origin !== undefined || message.via_bot !== undefined;
  if (brought && kindOf(ctx) !== 'private') return undefined;
  // A card of ours, sent to ourselves.
  if (message.via_bot?.id === ctx.me.id) return undefined;
  const address = addressing(ctx);
  // People comment on a digest by replying to it: of that only what is clearly for us is answered.
  const spokenTo = address === 'private' || address === 'mention';
  const text = message.text ?? message.caption;
  if (text === undefined)
    return spokenTo && holdsSomething(ctx) ? (turn) => turn.reply({ html: turn.say.notText }) : undefined;
  const isCommand = /^\/[A-Za-z0-9_]/u.test(text);
  if (!isCommand && address === undefined) return undefined;
  const request = readRequest(text, ctx.me.username);
  const replied = isCommand ? undefined : questionAnswered(ctx);
  const answer = replied && answerTo(replied, { text, request });
  if (answer !== undefined) return answer;
  const own = isCommand ? undefined : ownQuestion(ctx);
  if (own !== undefined)
    return takesBack(text)
      ? (turn) => turn.reply({ html: turn.say.nothingChanged })
      : (turn) => own(turn, text, payloadsIn(message.reply_to_message, ctx.me.username));
  if (question !== undefined && !isCommand && message.reply_to_message === undefined) {
    const meant = plainAnswer(question, { text, request });
    if (meant !== undefined) return meant;
  }
  switch (request.kind) {
    case 'command':
      if (address === 'private' && request.name === 'start' && setupAsked(request.argument) !== undefined)
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

/** A reply to a question of the bot's is that command's argument. */
const QUESTIONS: readonly (readonly [string, CommandName])[] = languages
  .map(textsOf)
  .flatMap(({ messages }): (readonly [string, CommandName])[] => [
    [messages.askCity, 'timezone'],
    [messages.askTime, 'time'],
    [messages.askSearch, 'search'],
  ]);

/**
 * What answers a reply to a question: the words are its answer, unless they take it back, or ask for something else (in an answer to
 * what to search for, nothing but the whole of them does). undefined for a message that answers no question.
 */
function answerTo(
  question: CommandName,
  { text, request }: { readonly text: string; readonly request: Request },
): Asked {
  if (takesBack(text)) return (turn) => turn.reply({ html: turn.say.nothingChanged });
  const searched = question === 'search';
  if (request.kind === 'courtesy' && !searched) return undefined;
  if (request.kind === 'command' && request.name !== question && (!searched || request.argument === ''))
    return undefined;
  const told = request.kind === 'command' && request.name === question ? request.argument : '';
  return (turn) => runCommand(turn, question, told === '' ? lineOf(text) : told);
}

/** The same for a message that is no reply, but comes right after the question: only what can be nothing but its answer. */
function plainAnswer(
  question: string,
  { text, request }: { readonly text: string; readonly request: Request },
): Asked {
  const isPlace = findZone(lineOf(text), { slips: false }) !== undefined;
  if (languages.some((language) => question.includes(textsOf(language).messages.askOtherCity)))
    return isPlace ? (turn) => cityNamed(turn, text) : undefined;
  const name = QUESTIONS.find(([sentence]) => question.includes(sentence))?.[1];
  const fits =
    name === 'timezone'
      ? isPlace
      : name === 'time'
        ? readTimes(text).kind === 'times'
        : name === 'search' && request.kind === 'words';
  return name !== undefined && fits ? answerTo(name, { text, request }) : undefined;
}

function questionAnswered(ctx: Context): CommandName | undefined {
  const asked = askedBefore(ctx);
  return QUESTIONS.find(([question]) => asked?.includes(question))?.[1];
}

/** What takes the answer to a question of a feature's own. */
function ownQuestion(ctx: Context): OwnAnswer | undefined {
  const asked = askedBefore(ctx);
  return languages
    .map(textsOf)
    .flatMap(({ messages }) => ownAnswers.map(([name, answer]) => ({ question: messages[name], answer })))
    .find(({ question }) => asked?.includes(question))?.answer;
}

/** The words of the bot's message that is replied to. */
function askedBefore(ctx: Context): string | undefined {
  const asked = ctx.msg?.reply_to_message;
  return asked?.from?.id === ctx.me.id ? asked.text : undefined;
}
