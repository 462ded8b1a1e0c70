/** What a reader's message asks for: a command in Latin or Arabic words, or words of their own. */
import { fold, stripInvisible } from '../arabic/normalize.ts';
import type { ChatSettings } from '../subscriptions/chat.ts';
import { findZone } from '../subscriptions/cities.ts';
import { findTopic } from '../topics/lookup.ts';
import { readTimes } from './clock.ts';
import { languages } from './languages.ts';
import {
  ABOUT,
  AGREEMENTS,
  ANY,
  COMMANDS,
  COURTEOUS_END,
  COURTESIES,
  type CommandName,
  EVERYTHING,
  HAPPENS,
  LANGUAGES,
  NEWS,
  OPENING,
  OPENING_TOPICS,
  PRESENT_END,
  REFUSALS,
  WHAT,
  WHOLE,
  WISHES,
} from './spoken.ts';

/** What a text asks for. */
export type Request =
  | { readonly kind: 'command'; readonly name: CommandName; readonly argument: string }
  /** A command of Telegram's form that we do not have. */
  | { readonly kind: 'unknown'; readonly name: string }
  /** A command for another bot. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'words'; readonly words: string }
  /** Asks for nothing. */
  | { readonly kind: 'courtesy'; readonly answer: keyof typeof COURTESIES }
  | { readonly kind: 'empty' };

const LATIN: ReadonlySet<string> = new Set(COMMANDS);

function isCommand(name: string): name is CommandName {
  return LATIN.has(name);
}

type Phrase = readonly string[];

const key = (word: string): string => fold(word).replace(/[^\p{L}\p{N}]+/gu, '');
const phrases = (list: string): readonly Phrase[] =>
  list
    .split('|')
    .map((phrase) => phrase.split(' ').map(key))
    .sort((one, other) => other.length - one.length);

/** Every phrase of the first list before every one of the next; an empty one stands for nothing. */
const chains = (...lists: readonly string[]): string =>
  lists
    .map((list) => list.split('|'))
    .reduce((heads, tails) => heads.flatMap((head) => tails.map((tail) => `${head} ${tail}`.trim())))
    .join('|');

const wholes = new Map<string, CommandName>();
for (const phrase of phrases(`${chains(WHAT, HAPPENS)}|${chains(ANY, NEWS)}`))
  wholes.set(phrase.join(' '), 'latest');
for (const name of Object.keys(WHOLE))
  if (isCommand(name)) for (const phrase of phrases(WHOLE[name] ?? '')) wholes.set(phrase.join(' '), name);
const openings = OPENING.map(([name, list]) => [name, phrases(list)] as const);
const openingTopics = OPENING_TOPICS.map(([name, list]) => [name, phrases(list)] as const);
const courtesies = new Map<string, keyof typeof COURTESIES>();
for (const answer of ['thanks', 'hello', 'salam', 'empty', 'enough'] as const)
  for (const phrase of phrases(COURTESIES[answer])) courtesies.set(phrase.join(' '), answer);
/** What readers call a language, and whether that asks for it by itself. */
const languageNames = new Map<
  string,
  { readonly language: ChatSettings['language']; readonly alone: boolean }
>();
for (const language of languages)
  for (const [list, alone] of [
    [LANGUAGES[language].named, false],
    [LANGUAGES[language].alone, true],
  ] as const)
    for (const phrase of phrases(list)) languageNames.set(phrase.join(' '), { language, alone });
const wishes = phrases(WISHES);
const about = phrases(
  [chains(WHAT, HAPPENS, 'في|ب|مع|بين'), chains(ANY, NEWS, '|في|ب|عن|من'), ABOUT].join('|'),
);
const greetings = phrases(`${COURTESIES.hello}|${COURTESIES.salam}`);
const courteousEnds = phrases(COURTEOUS_END);
const presentEnds = phrases(PRESENT_END);
const refusals: ReadonlySet<string> = new Set(phrases(REFUSALS).map((phrase) => phrase.join(' ')));
const agreements: ReadonlySet<string> = new Set(phrases(AGREEMENTS).map((phrase) => phrase.join(' ')));
const everything: ReadonlySet<string> = new Set(phrases(EVERYTHING).map((phrase) => phrase.join(' ')));

/** A reader's line is read this far. */
const LONGEST = 300;

/** A reader's text as it is read: one line, nothing invisible, of a bearable length. */
export function lineOf(text: string): string {
  return stripInvisible(text.slice(0, LONGEST)).replace(/\s+/gu, ' ').trim();
}

/** What the text asks for. `username` is the bot's: `/latest@other_bot` is not for us, `@mujaz_bot إيران` is. */
export function readRequest(text: string, username: string): Request {
  const line = lineOf(text);
  const latin = line.match(/^\/([A-Za-z0-9_]{1,32})(?:@(\w{1,64}))?(?: (.*))?$/u);
  if (latin !== null) {
    const [, command = '', mention, argument = ''] = latin;
    if (mention !== undefined && mention.toLowerCase() !== username.toLowerCase()) return { kind: 'foreign' };
    const name = command.toLowerCase();
    return isCommand(name) ? { kind: 'command', name, argument: argument.trim() } : { kind: 'unknown', name };
  }
  const mine = username === '' ? line : line.replaceAll(new RegExp(`@${username}\\b`, 'giu'), ' ');
  // «/آخر_الأخبار»: what is no command of Telegram's form parts its words as one would.
  const words = mine
    .replace(/^[\s/#]+/u, '')
    .replaceAll('_', ' ')
    .trim();
  if (/^[؟?]+$/u.test(words)) return { kind: 'command', name: 'help', argument: '' };
  return readWords(words.replace(/^[\s«"“]+|[\s؟?!.،»"”]+$/gu, ''));
}

function readWords(words: string): Request {
  const all = words.split(/\s+/u).filter((word) => word !== '');
  if (all.every((word) => key(word) === ''))
    return findTopic(words).kind === 'exact' ? { kind: 'words', words } : { kind: 'empty' };
  const whole = wholes.get(all.map(key).join(' '));
  if (whole !== undefined) return { kind: 'command', name: whole, argument: '' };
  const spoken = languageNames.get(all.map(key).join(' '));
  if (spoken?.alone) return { kind: 'command', name: 'language', argument: spoken.language };
  const answer = courtesies.get(
    all
      .map(key)
      .join(' ')
      .replace(/ وبركاته$/u, ''),
  );
  if (answer !== undefined) return { kind: 'courtesy', answer };
  const asked = before(all, courteousEnds);
  if (asked !== undefined) return readWords(asked);
  const greeted = after(all, greetings);
  if (greeted !== undefined) {
    const request = readWords(greeted);
    // «سلام» is a name too.
    if (request.kind === 'command' || (request.kind === 'words' && findTopic(request.words).kind === 'exact'))
      return request;
  }
  for (const [name, list] of openings) {
    const argument = after(all, list);
    if (argument !== undefined && takes(name, argument)) return { kind: 'command', name, argument };
  }
  for (const [name, list] of openingTopics) {
    const argument = after(all, list);
    if (argument !== undefined && (namesTopics(argument) || meansAll(argument)))
      return { kind: 'command', name, argument };
  }
  const times = readTimes(words);
  if ((times.kind === 'times' || times.kind === 'tooMany') && times.sure)
    return { kind: 'command', name: 'time', argument: words };
  const wished = after(all, wishes);
  if (wished !== undefined) return readWords(wished);
  const count = latestCount(all);
  if (count !== undefined) return { kind: 'command', name: 'latest', argument: count };
  const now = before(all, presentEnds);
  if (now !== undefined && wholes.get(keysOf(now)) === 'latest')
    return { kind: 'command', name: 'latest', argument: '' };
  const told = after(all, about);
  if (told !== undefined) return { kind: 'words', words: before(told.split(' '), presentEnds) ?? told };
  // «المصري اليوم» is an outlet, as is many a name of that form.
  const topical = now !== undefined && !/ي$/u.test(now) && findTopic(now).kind === 'exact';
  return { kind: 'words', words: topical ? now : words };
}

function keysOf(words: string): string {
  return words.split(/\s+/u).map(key).join(' ').trim();
}

/** Whether the words take a question of the bot's back: «إلغاء»، «لا». */
export function takesBack(words: string): boolean {
  return refusals.has(keysOf(words));
}

/** Whether the words are a yes. */
export function agrees(words: string): boolean {
  return agreements.has(keysOf(words));
}

/** Whether the words stand for all that is followed. */
export function meansAll(words: string): boolean {
  return everything.has(keysOf(words));
}

/** The language that the words name; undefined for none of ours. */
export function languageNamed(words: string): ChatSettings['language'] | undefined {
  return languageNames.get(keysOf(words))?.language;
}

/** «آخر 3 أخبار»، «آخر الأخبار 3»، «آخر خبر»، «خبرين». */
function latestCount(all: readonly string[]): string | undefined {
  const keys = all.map(key);
  const single = keys.filter((word) => word !== key('آخر')).join(' ');
  if (single === 'خبر' || single === 'خبر واحد') return '1';
  if (single === 'خبرين' || single === 'خبران') return '2';
  const number = keys.find((word) => /^\d{1,3}$/u.test(word));
  if (number === undefined) return undefined;
  const rest = keys.filter((word) => word !== number).join(' ');
  return wholes.get(rest) === 'latest' ? number : undefined;
}

/** Whether all of it, or what stands between commas and «و», is the name of a topic, or nearly. */
function namesTopics(words: string): boolean {
  const pieces = words.split(/[،,]|\s+و/u).filter((piece) => key(piece) !== '');
  return [words, ...pieces].some((piece) => findTopic(piece).kind !== 'none');
}

/** A place or an hour opens many a headline too: only what can be understood is taken for a setting. */
function takes(name: CommandName, argument: string): boolean {
  // Of a number alone behind the word for it, it is said how a time is written.
  if (name === 'time') return readTimes(argument).kind !== 'unclear' || /^[\p{N}\s:.]+$/u.test(argument);
  return name !== 'timezone' || findZone(argument, { slips: false }) !== undefined;
}

/** The words after an opening phrase; undefined when none opens them or nothing follows. A final ب of a phrase is joined to the next word
 * (of «ببيروت» as of «بيروت», which has no other). */
function after(all: readonly string[], list: readonly Phrase[]): string | undefined {
  const keys = all.map(key);
  for (const phrase of list) {
    if (all.length < phrase.length) continue;
    const joined = phrase.at(-1) === 'ب';
    const matches = phrase.every((part, index) => {
      const word = keys[index] ?? '';
      return joined && index === phrase.length - 1 ? word.startsWith('ب') && word.length > 2 : word === part;
    });
    if (!matches) continue;
    const rest = joined
      ? [withoutB(all[phrase.length - 1] ?? ''), ...all.slice(phrase.length)]
      : all.slice(phrase.length);
    if (rest.some((word) => key(word) !== '' || findTopic(word).kind === 'exact')) return rest.join(' ');
  }
  return undefined;
}

function withoutB(word: string): string {
  const bare = word.slice(1);
  return findTopic(bare).kind !== 'exact' && findTopic(word).kind === 'exact' ? word : bare;
}

/** The words before a closing phrase; undefined when none closes them or nothing stands before it. */
function before(all: readonly string[], list: readonly Phrase[]): string | undefined {
  for (const phrase of list) {
    const from = all.length - phrase.length;
    if (from > 0 && phrase.every((part, index) => key(all[from + index] ?? '') === part))
      return all.slice(0, from).join(' ');
  }
  return undefined;
}
