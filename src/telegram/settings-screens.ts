/** The screens of the settings menu: how a chat's digests stand, and buttons for all that can be changed about them. */
import { type Chat, type ChatSettings, wholeWeek } from '../subscriptions/chat.ts';
import { isQuiet, scheduleOf, timesOf } from '../subscriptions/due.ts';
import { isFeastNear } from '../subscriptions/feast.ts';
import { offeredCities } from '../subscriptions/proposals.ts';
import { daysOff } from '../subscriptions/weekend.ts';
import { forgetButton } from './features/privacy.ts';
import { bold } from './html.ts';
import { button, cityRows, type Keyboard, rowsOf } from './keyboards.ts';
import { languages } from './languages.ts';
import { dateWords, hasBegun, ownDigits, scheduleLine, subscriptionsLine, whenLine } from './settings.ts';
import type { Answer, Turn } from './turn.ts';

type Screen = (turn: Turn, chat: Chat) => Answer;

/** The code of the menu's taps. */
export const MENU = 'set';

/** A button of the menu. */
const tap = (text: string, ...values: readonly string[]): Keyboard[number] =>
  button(text, { kind: 'own', code: MENU, values });
/** The same, ticked when it is what the chat has. */
const option = (chosen: boolean, text: string, ...values: readonly string[]): Keyboard[number] =>
  tap(chosen ? `✅ ${text}` : text, ...values);
const back = (turn: Turn): Keyboard[number] => tap(turn.labels.back);

/** HH:MM as a button carries it, whose values are parted by colons. */
const packed = (time: string): string => time.replace(':', '');
/** The same back; undefined for what is no time. */
export const unpacked = (value: string): string | undefined =>
  /^(?:[01]\d|2[0-3])[0-5]\d$/u.test(value) ? `${value.slice(0, 2)}:${value.slice(2)}` : undefined;

const clock = (turn: Turn, chat: Chat, time: string): string =>
  ownDigits(turn.dates.clock(time, scheduleOf(chat, turn.app.defaultZone).zone), chat);
const dayNames = ({ dates }: Turn, days: readonly number[]): readonly string[] => days.map(dates.weekday);
/** The days off where the chat is, in the order they follow one another: Saturday before Sunday. */
const off = (turn: Turn, chat: Chat): readonly number[] => {
  const days = daysOff(scheduleOf(chat, turn.app.defaultZone).zone);
  return days.includes(0) && days.includes(6) ? [...days].sort((one, other) => other - one) : days;
};

/** On which days digests come. */
export function daysLines(turn: Turn, chat: Chat): readonly string[] {
  const { say } = turn;
  const lines = [
    chat.days.length === wholeWeek.length
      ? say.everyDay
      : chat.days.length === 0
        ? say.noDays
        : say.onDays(dayNames(turn, chat.days)),
  ];
  // Days off on which none come anyway are none to speak of.
  const daysOffKept = off(turn, chat).filter((day) => chat.days.includes(day));
  if (chat.weekend !== 'same' && daysOffKept.length > 0)
    lines.push(ownDigits(say.weekendLine(chat.weekend, dayNames(turn, daysOffKept)), chat));
  const isFeastSoon = isFeastNear(turn.now, scheduleOf(chat, turn.app.defaultZone).zone);
  if (isFeastSoon && chat.days.length > 0 && timesOf(chat).length > 1) lines.push(say.feastLine);
  return lines;
}

/** Which of the chat's times lie in its quiet hours, and when their digests come then. */
export function heldLines(turn: Turn, chat: Chat): readonly string[] {
  const { quiet } = chat;
  if (quiet === undefined) return [];
  return timesOf(chat)
    .filter((time) => isQuiet(quiet, time))
    .map((time) => turn.say.heldLine(clock(turn, chat, time), clock(turn, chat, quiet.to)));
}

function quietLines(turn: Turn, chat: Chat): readonly string[] {
  const { quiet } = chat;
  if (quiet === undefined) return [turn.say.noQuiet];
  const [from, to] = [clock(turn, chat, quiet.from), clock(turn, chat, quiet.to)];
  return [turn.say.quietLine(from, to), ...heldLines(turn, chat)];
}

/** What the reader rests until, while they do. */
function restLines(turn: Turn, chat: Chat): readonly string[] {
  if (chat.restingUntil === undefined || chat.restingUntil <= turn.now || chat.paused !== undefined)
    return [];
  return [turn.say.restingLine(dateWords(turn, chat, chat.restingUntil))];
}

/** The first line as the heading of the others. */
function headed([first = '', ...others]: readonly string[]): readonly string[] {
  return [bold(first), ...others];
}

/** In the order they are offered. */
export const presets: readonly ChatSettings['preset'][] = ['flash', 'short', 'full'];

/** The first one. */
export const mainScreen: Screen = (turn, chat) => {
  const { say, labels } = turn;
  const { preset, breaking } = chat.settings;
  return {
    html: [
      say.settingsTitle,
      ownDigits(say.presetLine(preset), chat),
      // Times without a day are none.
      ...(chat.days.length === 0 ? [] : [scheduleLine(turn, chat)]),
      ...daysLines(turn, chat),
      ...quietLines(turn, chat),
      say.breakingLine(breaking),
      subscriptionsLine(turn, chat),
      '',
      ...restLines(turn, chat),
      whenLine(turn, chat),
    ].join('\n'),
    keyboard: [
      presets.flatMap((one) => option(one === preset, labels.preset(one), 'p', one)),
      [...tap(labels.times, 't'), ...tap(labels.days, 'd')],
      [...tap(labels.city, 'c'), ...tap(labels.quiet, 'q')],
      [...button(labels.allTopics, { kind: 'groups' }), ...tap(labels.moreSettings, 'x')],
      chat.paused === undefined
        ? hasBegun(chat)
          ? tap(labels.stop, 'off')
          : tap(labels.begin, 'on')
        : [...tap(labels.resume, 'on'), ...(turn.subject === undefined ? forgetButton(turn) : [])],
    ],
  };
};

/** With a tick they are too long for four. */
const HOURS_IN_A_ROW = 3;
/** Hours of the grid, from the early morning on. */
const HOURS = Array.from({ length: 24 }, (_, hour) => `${String((hour + 5) % 24).padStart(2, '0')}:00`);

/** The hours of the day, those at which a digest comes ticked. */
export const timesScreen: Screen = (turn, chat) => {
  const { say, labels } = turn;
  const chosen = timesOf(chat);
  const shown = [...HOURS, ...chosen.filter((time) => !HOURS.includes(time))];
  return {
    html: [
      bold(scheduleLine(turn, chat)),
      ...heldLines(turn, chat),
      whenLine(turn, chat),
      '',
      ownDigits(say.timesHow, chat),
    ].join('\n'),
    keyboard: [
      ...rowsOf(
        HOURS_IN_A_ROW,
        shown.flatMap((time) => option(chosen.includes(time), clock(turn, chat, time), 't', packed(time))),
      ),
      [...tap(labels.bothTimes, 't', 'both'), ...tap(labels.otherTimes, 't', 'name')],
      back(turn),
    ],
  };
};

/** In the order they are offered. */
export const weekends: readonly Chat['weekend'][] = ['same', 'late', 'none'];

/** The days of the week, and what becomes of days off. */
export const daysScreen: Screen = (turn, chat) => {
  const { say, labels } = turn;
  const weekend = off(turn, chat);
  return {
    html: [
      ...headed(daysLines(turn, chat)),
      whenLine(turn, chat),
      '',
      say.daysHow,
      say.weekendHow(dayNames(turn, weekend)),
    ].join('\n'),
    keyboard: [
      ...rowsOf(
        4,
        wholeWeek.flatMap((day) =>
          option(chat.days.includes(day), turn.dates.weekday(day), 'd', String(day)),
        ),
      ),
      [...tap(labels.everyDay, 'd', 'all'), ...tap(labels.workdays, 'd', 'work')],
      weekends.flatMap((one) => option(one === chat.weekend, ownDigits(labels.weekend(one), chat), 'w', one)),
      back(turn),
    ],
  };
};

/** Cities, whose time and days off the digests keep. */
export const cityScreen: Screen = (turn, chat) => {
  const { zone } = scheduleOf(chat, turn.app.defaultZone);
  const cities = offeredCities(zone).map((one) => {
    const name = turn.dates.city(one);
    return { zone: one.zone, name: one.zone === zone ? `✅ ${name}` : name };
  });
  return {
    html: [turn.say.cityTitle, scheduleLine(turn, chat), whenLine(turn, chat), '', turn.say.askCity].join(
      '\n',
    ),
    keyboard: [
      ...cityRows(cities, (one) => ({ kind: 'own', code: MENU, values: ['c', one] })),
      [...tap(turn.labels.otherCity, 'c', 'name'), ...back(turn)],
    ],
  };
};

/** Quiet hours that are offered. */
const NIGHTS = [
  { from: '22:00', to: '07:00' },
  { from: '23:00', to: '08:00' },
  { from: '00:00', to: '09:00' },
] as const;

/** Quiet hours, offered as whole nights. */
export const quietScreen: Screen = (turn, chat) => {
  const { say, labels } = turn;
  const chosen = (night: (typeof NIGHTS)[number]): boolean =>
    chat.quiet?.from === night.from && chat.quiet.to === night.to;
  return {
    html: [...headed(quietLines(turn, chat)), whenLine(turn, chat), '', say.quietHow].join('\n'),
    keyboard: [
      ...NIGHTS.map((night) =>
        option(
          chosen(night),
          labels.quietHours(clock(turn, chat, night.from), clock(turn, chat, night.to)),
          'q',
          packed(night.from),
          packed(night.to),
        ),
      ),
      option(chat.quiet !== undefined && !NIGHTS.some(chosen), labels.quietOther, 'q', 'from'),
      option(chat.quiet === undefined, labels.quietOff, 'q', 'off'),
      back(turn),
    ],
  };
};

/** The hours (HH:MM) from which quiet may begin, or at which what begins at `from` may end. */
export function quietHoursScreen(turn: Turn, chat: Chat, from?: string): Answer {
  const { say } = turn;
  const shown = from === undefined ? HOURS : HOURS.filter((time) => time !== from);
  return {
    html: [say.quietTitle, from === undefined ? say.quietFrom : say.quietTo(clock(turn, chat, from))].join(
      '\n',
    ),
    keyboard: [
      ...rowsOf(
        HOURS_IN_A_ROW,
        shown.flatMap((time) =>
          from === undefined
            ? tap(clock(turn, chat, time), 'q', 'from', packed(time))
            : tap(clock(turn, chat, time), 'q', packed(from), packed(time)),
        ),
      ),
      tap(turn.labels.back, 'q'),
    ],
  };
}

/** What a button under «تفاصيل» sets a setting to. */
export const choices = {
  digits: ['latn', 'arab'],
  language: languages,
  silent: ['never', 'night', 'always'],
  breaking: ['off', 'two', 'all'],
} as const satisfies Partial<{ readonly [Name in keyof ChatSettings]: readonly ChatSettings[Name][] }>;

/** What is seldom changed. */
export const detailsScreen: Screen = (turn, chat) => {
  const { say, labels } = turn;
  const { digits, language, silent, breaking, hijri, rich } = chat.settings;
  const resting = restLines(turn, chat);
  const spoken = choices.language.flatMap((one) =>
    option(one === language, labels.language(one), 'x', 'language', one),
  );
  return {
    html: [
      say.detailsTitle,
      say.digitsLine(digits),
      say.silentLine(silent),
      say.breakingLine(breaking),
      say.hijriLine(hijri),
      ...(rich ? [say.richLine] : []),
      ...resting,
      whenLine(turn, chat),
    ].join('\n'),
    keyboard: [
      choices.digits.flatMap((one) => option(one === digits, labels.digits(one), 'x', 'digits', one)),
      // A channel has readers of its own; what is said to who sets it up is in their own language.
      turn.subject === undefined ? spoken : [],
      choices.silent.flatMap((one) => option(one === silent, labels.silent(one), 'x', 'silent', one)),
      choices.breaking.flatMap((one) => option(one === breaking, labels.breaking(one), 'x', 'breaking', one)),
      [
        ...option(hijri, labels.hijri, 'x', 'hijri', hijri ? 'off' : 'on'),
        ...option(rich, labels.rich, 'x', 'rich', rich ? 'off' : 'on'),
      ],
      [...(resting.length === 0 ? tap(labels.rest, 'r', 'on') : tap(labels.endRest, 'r', 'off'))],
      back(turn),
    ],
  };
};
