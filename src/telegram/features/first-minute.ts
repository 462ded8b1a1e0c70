/** A reader's first minute, in one message that is edited: the city, the topics, the hour; then the first digest at once. */

import { type ChatSchedule, type ChatSettings, wholeWeek } from '../../subscriptions/chat.ts';
import { cityOf, countryOf, findZone } from '../../subscriptions/cities.ts';
import { offeredCities, proposedTopics } from '../../subscriptions/proposals.ts';
import { topicBySlug } from '../../topics/catalogue.ts';
import { escapeHtml, quoted } from '../html.ts';
import {
  button,
  cityRows,
  groupName,
  groupRows,
  groupTopics,
  type Keyboard,
  type Tap,
  topicRows,
} from '../keyboards.ts';
import { languages } from '../languages.ts';
import {
  follow,
  hasBegun,
  nextWords,
  resume,
  scheduleWords,
  setSchedule,
  subscriptionsLine,
  toggle,
} from '../settings.ts';
import type { Answer, Turn } from '../turn.ts';
import { speak } from './language.ts';

/** Taps of these steps: `first:` and what is to be done. */
export const FIRST = 'first';

const tap = (...values: readonly string[]): Tap => ({ kind: 'own', code: FIRST, values });

type Hour = Pick<ChatSchedule, 'times' | 'days' | 'weekend'> & Partial<Pick<ChatSettings, 'breaking'>>;

const daily = (...times: readonly string[]): Hour => ({ times, days: wholeWeek, weekend: 'late' });

/** What each answer to «متى» comes to; those who want nothing but breaking news get no digest. */
const HOURS: ReadonlyMap<string, Hour> = new Map<string, Hour>([
  ['morning', daily('08:00')],
  ['evening', daily('20:00')],
  ['both', daily('08:00', '20:00')],
  ['breaking', { times: [], days: [], weekend: 'same', breaking: 'two' }],
]);

/** The first step: `opening` (HTML), or else what the bot does and when its digests come as things stand; and the question for the city. */
export async function cityStep(turn: Turn, opening?: string): Promise<Answer> {
  const chat = await turn.known();
  const [times, zone] = scheduleWords(turn, chat);
  const other = languages.find((language) => language !== (chat?.settings.language ?? 'ar')) ?? 'ar';
  const schedule =
    chat === undefined || chat.topics.length === 0 ? turn.say.startTop : turn.say.startSchedule;
  const begun = opening ?? `${turn.say.start}\n\n${schedule(times, escapeHtml(zone))}`;
  const cities = offeredCities(turn.app.defaultZone).map((one) => ({
    zone: one.zone,
    name: turn.dates.city(one),
  }));
  return {
    html: `${begun}\n\n${turn.say.askCity}`,
    keyboard: [
      ...cityRows(cities, (offered) => tap('city', offered)),
      [
        ...button(turn.labels.otherCity, tap('other')),
        ...button(turn.labels.later, tap('later')),
        ...button(turn.labels.language(other), tap('language', other)),
      ],
    ],
  };
}

/** Whether this is a reader whose digests begin with what they follow next, and who was not asked for the city. */
export async function isNewcomer(turn: Turn): Promise<boolean> {
  const chat = await turn.known();
  const isOwn = turn.kind === 'private' && turn.subject === undefined;
  return isOwn && chat?.zone === undefined && !hasBegun(chat);
}

/** To a newcomer whose digests began with a button that follows something: what comes now, and the question for the city. */
export async function welcome(turn: Turn): Promise<void> {
  const chat = await turn.chat();
  const [times, zone] = scheduleWords(turn, chat);
  const schedule = turn.say.startSchedule(times, escapeHtml(zone));
  await turn.reply(await cityStep(turn, `${subscriptionsLine(turn, chat)}\n${schedule}`));
}

/** The second: topics by where the reader lives, those they follow ticked; `above` tells what was done before. */
async function topicsStep(turn: Turn, above?: string): Promise<Answer> {
  return {
    html: [...(above === undefined ? [] : [above, '']), turn.say.askTopics].join('\n'),
    keyboard: await proposals(turn),
  };
}

async function proposals(turn: Turn): Promise<Keyboard> {
  const followed = (await turn.known())?.topics ?? [];
  const proposed = proposedTopics(await turn.zone());
  // What was chosen elsewhere stands behind, so that a tap moves no button.
  const slugs = [...proposed, ...followed.filter((slug) => !proposed.includes(slug))];
  return [
    ...topicRows(slugs, followed, turn, (slug) => tap('topic', slug)),
    [...button(turn.labels.allTopics, tap('groups')), ...button(turn.labels.done, tap('done'))],
  ];
}

async function groupsStep(turn: Turn): Promise<Answer> {
  const followed = (await turn.known())?.topics ?? [];
  return {
    html: turn.say.askTopics,
    keyboard: [
      ...groupRows(followed, turn, (group) => tap('group', String(group))),
      [...button(turn.labels.back, tap('topics')), ...button(turn.labels.done, tap('done'))],
    ],
  };
}

async function groupKeys(turn: Turn, group: number): Promise<Keyboard> {
  const followed = (await turn.known())?.topics ?? [];
  return [
    ...topicRows(groupTopics(group), followed, turn, (slug) => tap('topic', slug, String(group))),
    [...button(turn.labels.back, tap('groups')), ...button(turn.labels.done, tap('done'))],
  ];
}

/** The third. */
function hourStep(turn: Turn): Answer {
  return {
    html: turn.say.askHour,
    keyboard: [
      [
        ...button(turn.labels.morning, tap('hour', 'morning')),
        ...button(turn.labels.evening, tap('hour', 'evening')),
      ],
      [
        ...button(turn.labels.bothTimes, tap('hour', 'both')),
        ...button(turn.labels.breakingOnly, tap('hour', 'breaking')),
      ],
    ],
  };
}

/** A tap on one of these steps. */
export async function firstTapped(
  turn: Turn,
  [step, value = '', group]: readonly string[],
): Promise<boolean> {
  // Groups and channels are set up otherwise.
  if (turn.kind !== 'private' || turn.subject !== undefined) return false;
  switch (step) {
    case 'city':
      return cityTapped(turn, value);
    case 'other':
      await turn.reply({ html: turn.say.askOtherCity, asks: turn.say.cityHint });
      return true;
    case 'later':
      await turn.replace(await beginTopics(turn));
      return true;
    case 'language':
      return languageTapped(turn, value);
    case 'topic':
      return topicTapped(turn, value, group);
    case 'topics':
      await turn.replace(await topicsStep(turn));
      return true;
    case 'groups':
      await turn.replace(await groupsStep(turn));
      return true;
    case 'group':
      if (groupName(Number(value)) === '') return false;
      await turn.replace({
        html: turn.say.groupTitle(turn.names.group(groupName(Number(value)))),
        keyboard: await groupKeys(turn, Number(value)),
      });
      return true;
    case 'done':
      await turn.replace(hourStep(turn));
      return true;
    case 'hour':
      return hourTapped(turn, value);
    default:
      return false;
  }
}

async function cityTapped(turn: Turn, zone: string): Promise<boolean> {
  if (countryOf(zone) === undefined && zone !== turn.app.defaultZone) return false;
  await setSchedule(turn, await turn.chat(), { zone });
  await turn.replace(await beginTopics(turn, turn.say.citySet(escapeHtml(turn.dates.city(cityOf(zone))))));
  return true;
}

/** The city as the reader wrote it, in answer to the question for it. */
export async function cityNamed(turn: Turn, words: string): Promise<void> {
  const place = findZone(words);
  if (place === undefined)
    return turn.reply({
      html: `${turn.say.unknownCity(quoted(words))}\n${turn.say.askOtherCity}`,
      asks: turn.say.cityHint,
    });
  await setSchedule(turn, await turn.chat(), { zone: place.zone });
  await turn.reply(await beginTopics(turn, turn.say.citySet(escapeHtml(turn.dates.city(place)))));
}

/** The top news are ticked beforehand for who follows nothing yet. */
async function beginTopics(turn: Turn, above?: string): Promise<Answer> {
  const chat = await turn.chat();
  if (chat.topics.length === 0) await follow(turn, chat, 'top');
  await turn.chat();
  return topicsStep(turn, above);
}

async function languageTapped(turn: Turn, value: string): Promise<boolean> {
  const language = languages.find((one) => one === value);
  if (language === undefined) return false;
  await speak(turn, language, async () => turn.replace(await cityStep(turn)));
  return true;
}

async function topicTapped(turn: Turn, slug: string, group: string | undefined): Promise<boolean> {
  if (topicBySlug(slug) === undefined || (group !== undefined && groupName(Number(group)) === ''))
    return false;
  const { note } = await toggle(turn, slug);
  await turn.chat();
  await turn.redraw(group === undefined ? await proposals(turn) : await groupKeys(turn, Number(group)));
  await turn.note(note);
  return true;
}

/** All is chosen: how things stand now, and the first digest, which tells what it holds. */
async function hourTapped(turn: Turn, value: string): Promise<boolean> {
  const hour = HOURS.get(value);
  if (hour === undefined) return false;
  const { breaking, ...schedule } = hour;
  const before = await turn.chat();
  if (breaking !== undefined) await turn.app.chats.setSettings(before.id, { breaking });
  await setSchedule(turn, before, schedule);
  if (before.paused !== undefined) await resume(turn, await turn.chat());
  const chat = await turn.chat();
  const isFirst = (await turn.app.digests.last(chat.id)) === undefined;
  const first = await turn.app.firstDigest(chat, turn.now);
  const next = nextWords(turn, chat);
  const lines = [turn.say.done, subscriptionsLine(turn, chat)];
  if (next === undefined) lines.push(turn.say.onlyBreaking);
  else lines.push(isFirst ? turn.say.firstNext(next) : turn.say.next(next));
  if (isFirst) lines.push(first === undefined ? turn.say.noNewsNow : turn.say.newsNow);
  await turn.replace({ html: turn.say.start });
  await turn.reply({ html: lines.join(' '), menu: true });
  const told = first === undefined || (await first.tell());
  // A story of it was taken out meanwhile: it goes without that one.
  if (!told) await (await turn.app.firstDigest(await turn.chat(), turn.now))?.tell();
  return true;
}
