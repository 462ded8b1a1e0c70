/** The settings menu, one message that is edited in place: each tap changes something, or leads to another screen. */
import { Temporal } from 'temporal-polyfill';
import { type Chat, type ChatSettings, wholeWeek } from '../../subscriptions/chat.ts';
import { findZone } from '../../subscriptions/cities.ts';
import { scheduleOf, timesOf } from '../../subscriptions/due.ts';
import { MAX_TIMES } from '../clock.ts';
import type { OwnTap } from '../keyboards.ts';
import { resume, setSchedule, workdays } from '../settings.ts';
import {
  choices,
  cityScreen,
  daysScreen,
  detailsScreen,
  mainScreen,
  presets,
  quietHoursScreen,
  quietScreen,
  timesScreen,
  unpacked,
  weekends,
} from '../settings-screens.ts';
import type { Answer, Turn } from '../turn.ts';
import { setupRow } from './channels.ts';
import { speak } from './language.ts';
import { time, timezone } from './schedule.ts';

/** /settings, and the settings button under a digest: the menu as a message of its own; where a channel is set up, in place of its first screen. */
export async function settings(turn: Turn): Promise<void> {
  const screen = mainScreen(turn, await turn.chat());
  const answer = turn.kind === 'channel' ? { ...screen, keyboard: await setupRow(turn) } : screen;
  await (turn.subject === undefined ? turn.reply(answer) : turn.replace(answer));
}

/** What a tap shows, after it changed what it is there to change; `told` where that was said already, undefined for values that no button carries. */
type Tapped = (turn: Turn, chat: Chat, values: readonly string[]) => Promise<Answer | 'told' | undefined>;

/** A tap on a button of the menu. */
export const menuTapped: OwnTap = async (turn, [what = '', ...values]) => {
  const tapped = taps.get(what);
  if (tapped === undefined) return false;
  if (!(await turn.mayChange())) return true;
  const answer = await tapped(turn, await turn.chat(), values);
  if (answer === undefined) return false;
  if (answer !== 'told') await turn.replace(answer);
  return true;
};

const taps: ReadonlyMap<string, Tapped> = new Map<string, Tapped>([
  ['', async (turn, chat) => mainScreen(turn, chat)],
  ['p', presetTapped],
  ['t', timeTapped],
  ['d', dayTapped],
  ['w', weekendTapped],
  ['c', cityTapped],
  ['q', quietTapped],
  ['x', detailTapped],
  ['r', restTapped],
  ['off', stopTapped],
  ['on', async (turn, chat) => mainScreen(turn, await resume(turn, chat))],
]);

/** The one of these words that the value is. */
function oneOf<Word extends string>(words: readonly Word[], value: string | undefined): Word | undefined {
  return words.find((word) => word === value);
}

async function changed(turn: Turn, chat: Chat, settings: Partial<ChatSettings>): Promise<Chat> {
  await turn.app.chats.setSettings(chat.id, settings);
  return { ...chat, settings: { ...chat.settings, ...settings } };
}

async function presetTapped(turn: Turn, chat: Chat, [value]: readonly string[]) {
  const preset = oneOf(presets, value);
  return preset && mainScreen(turn, await changed(turn, chat, { preset }));
}

/** An hour is added or removed; the last one stays: without any, the default ones would come. */
async function timeTapped(turn: Turn, chat: Chat, [value]: readonly string[]) {
  if (value === undefined) return timesScreen(turn, chat);
  if (value === 'name') {
    await time(turn, '');
    return 'told';
  }
  if (value === 'both') return timesScreen(turn, await setSchedule(turn, chat, { times: [] }));
  const hour = unpacked(value);
  if (hour === undefined) return undefined;
  const before = timesOf(chat);
  const times = before.includes(hour) ? before.filter((one) => one !== hour) : [...before, hour].sort();
  if (times.length === 0) return said(turn, turn.say.oneTimeLeft);
  if (times.length > MAX_TIMES) return said(turn, turn.say.tooManyTimes);
  return timesScreen(turn, await setSchedule(turn, chat, { times }));
}

async function said(turn: Turn, words: string): Promise<'told'> {
  await turn.note(words);
  return 'told';
}

async function dayTapped(turn: Turn, chat: Chat, [value]: readonly string[]) {
  if (value === undefined) return daysScreen(turn, chat);
  const days = daysAfter(turn, chat, value);
  return days && daysScreen(turn, await setSchedule(turn, chat, { days }));
}

function daysAfter(turn: Turn, chat: Chat, value: string): readonly number[] | undefined {
  if (value === 'all') return wholeWeek;
  if (value === 'work') return workdays(turn, chat);
  if (!/^[0-6]$/u.test(value)) return undefined;
  const day = Number(value);
  return wholeWeek.filter((one) => chat.days.includes(one) !== (one === day));
}

async function weekendTapped(turn: Turn, chat: Chat, [value]: readonly string[]) {
  const weekend = oneOf(weekends, value);
  return weekend && daysScreen(turn, await setSchedule(turn, chat, { weekend }));
}

async function cityTapped(turn: Turn, chat: Chat, [value]: readonly string[]) {
  if (value === undefined) return cityScreen(turn, chat);
  if (value === 'name') {
    await timezone(turn, '');
    return 'told';
  }
  const zone = findZone(value, { slips: false })?.zone;
  return zone === undefined ? undefined : cityScreen(turn, await setSchedule(turn, chat, { zone }));
}

async function quietTapped(turn: Turn, chat: Chat, [first, second]: readonly string[]) {
  if (first === undefined) return quietScreen(turn, chat);
  if (first === 'off') return quietScreen(turn, await setSchedule(turn, chat, { quiet: undefined }));
  if (first === 'from' && second === undefined) return quietHoursScreen(turn, chat);
  const [from, to] = [unpacked(first === 'from' ? (second ?? '') : first), unpacked(second ?? '')];
  if (from === undefined || to === undefined) return undefined;
  if (first === 'from') return quietHoursScreen(turn, chat, from);
  return from === to ? undefined : quietScreen(turn, await setSchedule(turn, chat, { quiet: { from, to } }));
}

async function detailTapped(turn: Turn, chat: Chat, [name, value]: readonly string[]) {
  switch (name) {
    case undefined:
      return detailsScreen(turn, chat);
    case 'digits': {
      const digits = oneOf(choices.digits, value);
      return digits && detailsScreen(turn, await changed(turn, chat, { digits }));
    }
    case 'language': {
      const language = oneOf(choices.language, value);
      if (language === undefined) return undefined;
      await speak(turn, language, async () => turn.replace(detailsScreen(turn, await turn.chat())));
      return 'told';
    }
    case 'silent': {
      const silent = oneOf(choices.silent, value);
      return silent && detailsScreen(turn, await changed(turn, chat, { silent }));
    }
    case 'breaking': {
      const breaking = oneOf(choices.breaking, value);
      return breaking && detailsScreen(turn, await changed(turn, chat, { breaking }));
    }
    case 'hijri':
      return value === 'on' || value === 'off'
        ? detailsScreen(turn, await changed(turn, chat, { hijri: value === 'on' }))
        : undefined;
    case 'rich':
      return value === 'on' || value === 'off'
        ? detailsScreen(turn, await changed(turn, chat, { rich: value === 'on' }))
        : undefined;
    default:
      return undefined;
  }
}

/** A rest ends at the same local hour a week from now. */
async function restTapped(turn: Turn, chat: Chat, [value]: readonly string[]) {
  if (value !== 'on' && value !== 'off') return undefined;
  const { zone } = scheduleOf(chat, turn.app.defaultZone);
  const restingUntil =
    value === 'off'
      ? undefined
      : Temporal.Instant.fromEpochMilliseconds(turn.now).toZonedDateTimeISO(zone).add({ days: 7 })
          .epochMilliseconds;
  return detailsScreen(turn, await setSchedule(turn, chat, { restingUntil }));
}

async function stopTapped(turn: Turn, chat: Chat) {
  await turn.app.chats.setPaused(chat.id, 'reader', undefined);
  return mainScreen(turn, { ...chat, paused: 'reader', nextDigestAt: undefined });
}
