/** Words of one's own: following them like a topic, from a search, by text or from the ready-made ones. */

import { fitness, ownKey, readQuery, wordsOfKey, writeQuery } from '../../stories/query.ts';
import { findStories } from '../../stories/search.ts';
import type { Chat } from '../../subscriptions/chat.ts';
import { cityOf, countryOf } from '../../subscriptions/cities.ts';
import { files } from '../../topics/files.ts';
import { findTopic } from '../../topics/lookup.ts';
import { oneLine, quoted } from '../html.ts';
import { button, type Keyboard, type OwnTap, rowsOf, shareButton } from '../keyboards.ts';
import { type Followed, follow, followedWords, toggle, topicName } from '../settings.ts';
import type { Turn } from '../turn.ts';
import { isNewcomer, welcome } from './first-minute.ts';

const FOLLOW_CODE = 'fw';
const FILES_CODE = 'rf';
/** Of a chat's own words as they are shown. */
const NAME_UNITS = 60;

/** Whether the words can only be meant as words: some of them are taken out, or stand in quotation marks. */
export function isQuery(words: string): boolean {
  const { wanted, unwanted } = readQuery(words);
  return unwanted.length > 0 || wanted.some((unit) => unit.startsWith('"'));
}

/** The chat's own words that a reader means: by the words themselves, or by what they are called. */
export function ownNamed({ names }: Turn, chat: Chat, words: string): string | undefined {
  const key = ownKey(words);
  return chat.topics.find((topic) => {
    if (wordsOfKey(topic) === undefined) return false;
    if (topic === key) return true;
    const called = [topicName(topic, chat), topicName(topic, chat, names)];
    return key !== undefined && called.some((name) => ownKey(name) === key);
  });
}

/** The words of the chat's own that a reader means, as they were written. */
export async function ownMeant(turn: Turn, words: string): Promise<string | undefined> {
  const chat = await turn.known();
  const topic = chat && ownNamed(turn, chat, words);
  if (chat === undefined || topic === undefined) return undefined;
  return (await turn.app.chats.subscriptions(chat.id)).find((one) => one.topic === topic)?.words;
}

/**
 * Follow the words. Returns what is said of it (HTML), with a row of buttons where something else may be meant: `exactly` follows what
 * a slip may have made.
 */
export async function followWords(
  turn: Turn,
  words: string,
  { exactly = false }: { readonly exactly?: boolean } = {},
): Promise<{ readonly line: string; readonly row: Keyboard[number] }> {
  const name = oneLine(words, NAME_UNITS);
  const asked = quoted(words);
  const key = ownKey(words);
  const fits = fitness(words);
  if (fits === 'long') return { line: turn.say.wordsLong, row: [] };
  // Without a word to look for, nothing can be said of the news.
  if (!readQuery(words).wanted.some((unit) => /[\p{L}\p{N}]/u.test(unit)))
    return { line: turn.say.searchTooVague, row: [] };
  if (fits === 'vague' || key === undefined) return { line: turn.say.wordsVague(asked), row: [] };
  if (!exactly) {
    const found = await findStories(turn.app.stories, words, 1);
    const row = found.kind === 'mended' ? [found.words, words].flatMap((one) => followButton(turn, one)) : [];
    // Where a button cannot carry them they are followed as they are.
    if (found.kind === 'mended' && row.length === 2)
      return { line: turn.say.wordsMended(asked, quoted(found.words)), row };
  }
  const became = await follow(turn, await turn.chat(), key, { words: name, name });
  return { line: saidOf(turn, words, became), row: [] };
}

/** HTML. */
function saidOf(turn: Turn, words: string, became: Followed): string {
  const said = followedWords(turn, quoted(words), became);
  return became === 'fresh' && !isItself(words, words) ? `${said} ${wordsLine(turn, words)}` : said;
}

/** Whether which news the words bring is told by what they are called: one word, or one phrase. */
export function isItself(words: string, name: string): boolean {
  const { wanted, unwanted } = readQuery(words);
  const bareWords = (text: string): string => text.replaceAll('"', '').trim();
  return unwanted.length === 0 && wanted.length === 1 && bareWords(wanted[0] ?? '') === bareWords(name);
}

/** Which news the words bring (HTML). */
export function wordsLine(turn: Turn, words: string): string {
  const { wanted, unwanted } = readQuery(words);
  const shown = (units: readonly string[]) => [
    ...new Set(units.map((unit) => quoted(unit.replaceAll('"', '')))),
  ];
  return turn.say.wordsAre(shown(wanted), shown(unwanted));
}

/** Follows the words, as they are; none where a button cannot carry them, or they cannot be followed. */
function followButton(turn: Turn, words: string): Keyboard[number] {
  if (fitness(words) !== 'fits') return [];
  return button(turn.labels.follow(shownWords(turn, words)), {
    kind: 'own',
    code: FOLLOW_CODE,
    values: [carried(words)],
  });
}

/** Offers to follow words beside a topic that may be meant. */
export function asWordsButton(turn: Turn, words: string): Keyboard[number] {
  return followButton(turn, words).map((one) => ({ ...one, text: turn.labels.followWords(bare(words)) }));
}

const bare = (words: string): string => oneLine(words, NAME_UNITS);
const shownWords = ({ labels }: Turn, words: string): string => labels.ownWords(bare(words));
/** As a button carries them: one line without what is not read. */
const carried = (words: string): string => writeQuery(readQuery(words));

/** Under a search: follows its words, or stops that. None for the name of a topic, which has its own. */
export async function wordsRow(turn: Turn, words: string): Promise<Keyboard[number]> {
  if (findTopic(words).kind === 'exact' && !isQuery(words)) return [];
  const followed = (await turn.known())?.topics.includes(ownKey(words) ?? '') ?? false;
  return followButton(turn, words).map((one) => (followed ? { ...one, text: leaveLabel(turn, words) } : one));
}

const leaveLabel = (turn: Turn, words: string): string => turn.labels.unfollow(shownWords(turn, words));

/** Telegram takes 64 characters behind ?start=, of these alone. */
const MAX_PAYLOAD = 64;
const PAYLOAD = /^find_([A-Za-z0-9_-]{1,59})$/u;

/** Shares a search by a link that shows it; none where a link cannot carry its words. */
export function shareSearch(turn: Turn, words: string): Keyboard[number] {
  const payload = `find_${Buffer.from(carried(words)).toString('base64url')}`;
  return payload.length <= MAX_PAYLOAD ? [shareButton(turn.username, payload, turn.labels)] : [];
}

/** The words of a shared search, by the payload of its link; undefined for any other payload. */
export function searchShared(payload: string): string | undefined {
  const code = payload.match(PAYLOAD)?.[1];
  const words = code === undefined ? '' : Buffer.from(code, 'base64url').toString();
  return words.includes('\ufffd') || ownKey(words) === undefined ? undefined : words;
}

/** The button under a search: the same message, its button turned. */
const followTapped: OwnTap = async (turn, values) => {
  const words = values.join(':');
  const key = ownKey(words);
  if (key === undefined || fitness(words) !== 'fits') return false;
  if (!(await turn.mayChange())) return true;
  const isNew = await isNewcomer(turn);
  const { followed, note } = await toggle(turn, key, { words: bare(words), name: bare(words) });
  if (followed !== undefined)
    await turn.relabel(followed ? leaveLabel(turn, words) : turn.labels.follow(shownWords(turn, words)));
  await turn.note(note);
  if (isNew && followed === true) await welcome(turn);
  return true;
};

/** Leads to the ready-made words. */
export function filesButton(turn: Turn): Keyboard[number] {
  return button(turn.labels.files, { kind: 'own', code: FILES_CODE, values: [] });
}

type Ready = { readonly name: string; readonly words: string; readonly label: string };

/** The ready-made words, and the weather of the chat's own city once that is known. */
async function readyMade(turn: Turn): Promise<readonly Ready[]> {
  const zone = (await turn.known())?.zone;
  const ready = files.map(({ name, words }) => ({ name, words, label: turn.names.own(name) }));
  if (zone === undefined || countryOf(zone) === undefined) return ready;
  const city = cityOf(zone);
  const name = `طقس ${city.name}`;
  return [...ready, { name, words: name, label: turn.labels.weather(turn.dates.city(city)) }];
}

async function filesKeyboard(turn: Turn): Promise<Keyboard> {
  const followed = (await turn.known())?.topics ?? [];
  const buttons = (await readyMade(turn)).flatMap(({ label, words }) => {
    const mark = followed.includes(ownKey(words) ?? '') ? '✅ ' : '';
    return button(mark + label, { kind: 'own', code: FILES_CODE, values: [words] });
  });
  return [...rowsOf(2, buttons), [...button(turn.labels.back, { kind: 'groups' })]];
}

/** The ready-made words, in place; a tap on one follows it or stops that. */
const filesTapped: OwnTap = async (turn, values) => {
  if (values.length === 0) {
    await turn.replace({ html: turn.say.filesTitle, keyboard: await filesKeyboard(turn) });
    return true;
  }
  const file = (await readyMade(turn)).find(({ words }) => words === values.join(':'));
  const key = file && ownKey(file.words);
  if (file === undefined || key === undefined) return false;
  if (!(await turn.mayChange())) return true;
  const { note } = await toggle(turn, key, file);
  await turn.chat();
  await turn.redraw(await filesKeyboard(turn));
  await turn.note(note);
  return true;
};

/** Taps, by their code. */
export const ownWordTaps: readonly (readonly [string, OwnTap])[] = [
  [FOLLOW_CODE, followTapped],
  [FILES_CODE, filesTapped],
];
