/** /time, /timezone and the settings button: when digests come. */

import { findZone } from '../../subscriptions/cities.ts';
import { readTimes } from '../clock.ts';
import { cityWords } from '../dates.ts';
import { escapeHtml, quoted } from '../html.ts';
import { button } from '../keyboards.ts';
import { hasBegun, nextWords, scheduleWords, setSchedule, subscriptionsLine, whenLine } from '../settings.ts';
import type { Turn } from '../turn.ts';

/** `argument`: times in any of the forms clock.ts reads, which replace the chat's; without any, the question. */
export async function time(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') {
    const [times, zone] = scheduleWords(turn, await turn.known());
    return turn.reply({
      html: `${turn.say.schedule(times, escapeHtml(zone))}\n${turn.say.askTime}`,
      asks: turn.say.timeHint,
    });
  }
  if (!(await turn.mayChange())) return;
  const read = readTimes(argument);
  switch (read.kind) {
    case 'times': {
      const chat = await setSchedule(turn, await turn.chat(), { times: read.times });
      return turn.reply({ html: scheduled(turn, chat) });
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
    const [times, zone] = scheduleWords(turn, await turn.known());
    return turn.reply({
      html: `${turn.say.schedule(times, escapeHtml(zone))}\n${turn.say.askCity}`,
      asks: turn.say.cityHint,
    });
  }
  if (!(await turn.mayChange())) return;
  const place = findZone(argument);
  if (place === undefined) return turn.reply({ html: turn.say.unknownCity(quoted(argument)) });
  const chat = await setSchedule(turn, await turn.chat(), { zone: place.zone });
  await turn.reply({ html: scheduled(turn, chat, place.name) });
}

function scheduled(turn: Turn, chat: Parameters<typeof nextWords>[1], city?: string): string {
  const [times, zone] = scheduleWords(turn, chat);
  const by = city === undefined ? zone : cityWords(city);
  const line = turn.say.scheduleSet(turn.say.schedule(times, escapeHtml(by)), nextWords(turn, chat));
  return chat.paused === undefined ? line : `${line}\n${turn.say.paused}`;
}

/** The settings button under a digest: how things stand, and where to change them. */
export async function settingsTapped(turn: Turn): Promise<void> {
  const chat = await turn.known();
  const [times, zone] = scheduleWords(turn, chat);
  await turn.reply({
    html: [
      turn.say.schedule(times, escapeHtml(zone)),
      subscriptionsLine(turn, chat),
      ...(chat?.paused === undefined && hasBegun(chat) ? [] : [whenLine(turn, chat)]),
      '',
      turn.say.settingsHow,
    ].join('\n'),
    keyboard: [
      [
        ...button(turn.labels.allTopics, { kind: 'groups' }),
        ...(chat?.paused === undefined
          ? button(turn.labels.stop, { kind: 'stop' })
          : button(turn.labels.resume, { kind: 'resume' })),
      ],
    ],
  });
}
