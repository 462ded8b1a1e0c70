/** /time and /timezone: when digests come, by text. */

import { type Chat, wholeWeek } from '../../subscriptions/chat.ts';
import { type CityZone, findZone } from '../../subscriptions/cities.ts';
import { type NamedDays, readTimes } from '../clock.ts';
import { escapeHtml, quoted } from '../html.ts';
import {
  hasBegun,
  nextWords,
  scheduleLine,
  scheduleWords,
  setSchedule,
  whenLine,
  workdays,
} from '../settings.ts';
import { daysLines, heldLines } from '../settings-screens.ts';
import type { Turn } from '../turn.ts';

/** `argument`: times in any of the forms clock.ts reads, which replace the chat's; without any, the question. */
export async function time(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') {
    return turn.reply({
      html: `${scheduleLine(turn, await turn.known())}\n${turn.say.askTime}`,
      asks: turn.say.timeHint,
    });
  }
  if (!(await turn.mayChange())) return;
  const read = readTimes(argument);
  switch (read.kind) {
    case 'times':
    case 'days': {
      const before = await turn.chat();
      const days = read.days && daysNamed(turn, before, read.days);
      const chat = await setSchedule(turn, before, {
        ...(read.kind === 'times' ? { times: read.times } : {}),
        ...(days === undefined ? {} : { days }),
      });
      const more = [...(days === undefined ? [] : daysLines(turn, chat)), ...heldLines(turn, chat)];
      return turn.reply({ html: [scheduled(turn, chat), ...more].join('\n') });
    }
    case 'prayer':
      return turn.reply({ html: turn.say.prayerTime });
    case 'tooMany':
      return turn.reply({ html: turn.say.tooManyTimes });
    case 'unclear':
      return turn.reply({ html: turn.say.badTime(quoted(argument)) });
  }
}

/** `argument`: a city, a country or an IANA zone; without any, the question. */
export async function timezone(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') {
    return turn.reply({
      html: `${scheduleLine(turn, await turn.known())}\n${turn.say.askCity}`,
      asks: turn.say.cityHint,
    });
  }
  if (!(await turn.mayChange())) return;
  const place = findZone(argument);
  if (place === undefined) return turn.reply({ html: turn.say.unknownCity(quoted(argument)) });
  const chat = await setSchedule(turn, await turn.chat(), { zone: place.zone });
  await turn.reply({ html: scheduled(turn, chat, place) });
}

/** The weekdays (0 for Sunday) that the words mean where the chat is. */
function daysNamed(turn: Turn, chat: Chat, named: NamedDays): readonly number[] {
  return named === 'all' ? wholeWeek : workdays(turn, chat);
}

function scheduled(turn: Turn, chat: Chat, city?: CityZone): string {
  const [times, zone] = scheduleWords(turn, chat);
  const by = city === undefined ? zone : turn.dates.inCity(city);
  const line = turn.say.scheduleSet(turn.say.schedule(times, escapeHtml(by)), nextWords(turn, chat));
  return chat.paused === undefined && hasBegun(chat) ? line : `${line}\n${whenLine(turn, chat)}`;
}
