/** Which feature answers which command and which tap. */
import { topicBySlug } from '../topics/catalogue.ts';
import { findTopic } from '../topics/lookup.ts';
import { channels, channelTaps, footerGiven } from './features/channels.ts';
import { digest } from './features/digest.ts';
import { cityNamed, FIRST, firstTapped } from './features/first-minute.ts';
import { followedTaps, nameGiven, subscriptions } from './features/followed.ts';
import { help } from './features/help.ts';
import { LANGUAGE, language, languageTapped } from './features/language.ts';
import { latest } from './features/latest.ts';
import { lessTaps } from './features/less.ts';
import { ownWordTaps } from './features/own-words.ts';
import { forget, privacy, privacyTaps, takeAlong } from './features/privacy.ts';
import { ramadanTapped } from './features/ramadan.ts';
import { reportTaps } from './features/report.ts';
import { time, timezone } from './features/schedule.ts';
import { search, searchFor } from './features/search.ts';
import { menuTapped, settings } from './features/settings.ts';
import { sources, sourceTaps } from './features/sources.ts';
import { resumeTapped, start } from './features/start.ts';
import { maySeeStatus, status } from './features/status.ts';
import { stop } from './features/stop.ts';
import { storyTaps } from './features/story.ts';
import { leaveTapped, subscribe, unsubscribe } from './features/subscriptions.ts';
import { followTapped, showTopic, topic } from './features/topic.ts';
import { groupsTapped, groupTapped, topics, topicToggled } from './features/topics.ts';
import { why, whyTaps } from './features/why.ts';
import type { OwnTap, Tap } from './keyboards.ts';
import { RAMADAN_CODE } from './ramadan.ts';
import { MENU } from './settings-screens.ts';
import type { CommandName } from './spoken.ts';
import { commandFor } from './stale-buttons.ts';
import type { Turn } from './turn.ts';

const commands: Readonly<Record<CommandName, (turn: Turn, argument: string) => Promise<void>>> = {
  start,
  help,
  latest,
  topic,
  topics,
  channels,
  subscribe,
  unsubscribe,
  subscriptions,
  time,
  timezone,
  digest,
  settings,
  search,
  sources,
  stop,
  language,
  why,
  privacy,
  export: takeAlong,
  forget,
};

/** All of them. */
export const commandNames: readonly string[] = Object.keys(commands);

/** Answer a command; `argument` is what stood after it, perhaps nothing. */
export async function runCommand(turn: Turn, name: CommandName, argument: string): Promise<void> {
  await commands[name](turn, argument);
}

/** A slash before the name of a topic (`/iran`) is answered as the topic; /status only to operators. */
export async function runUnknown(turn: Turn, name: string): Promise<void> {
  // To all others it is a command that we do not have.
  if (name === 'status' && maySeeStatus(turn)) return status(turn);
  const found = findTopic(name.replaceAll('_', ' '));
  if (found.kind === 'exact') await showTopic(turn, found.topic, 1);
  else await turn.reply({ html: turn.say.unknownCommand });
}

/** Taps of the features' own, by their code. */
const ownTaps: ReadonlyMap<string, OwnTap> = new Map<string, OwnTap>([
  ...channelTaps,
  ...followedTaps,
  ...lessTaps,
  ...ownWordTaps,
  ...privacyTaps,
  ...reportTaps,
  ...sourceTaps,
  ...storyTaps,
  ...whyTaps,
  [FIRST, firstTapped],
  [LANGUAGE, languageTapped],
  [MENU, menuTapped],
  [RAMADAN_CODE, ramadanTapped],
]);

/** Their codes. */
export const ownTapCodes: readonly string[] = [...ownTaps.keys()];

/** What takes the answer to a question; `links` are the payloads of the question's links into the bot. */
export type OwnAnswer = (turn: Turn, text: string, links: readonly string[]) => Promise<void>;

/** Questions of the features' own, by their sentence, with what takes the answer (a reply to it). */
export const ownAnswers: readonly (readonly ['askFooter' | 'askOtherCity' | 'askName', OwnAnswer])[] = [
  ['askName', nameGiven],
  ['askFooter', footerGiven],
  ['askOtherCity', cityNamed],
];

/** What is said of a button that means nothing any more, by its data: where there are new ones. */
export function staleNote({ say }: Turn, data: string): string {
  return say.staleButton(commandFor(data));
}

/** Answer a tap; its spinner is ended by the caller. */
export async function runTap(turn: Turn, tap: Tap): Promise<void> {
  if (tap.kind === 'own' && !ownTaps.has(tap.code)) return turn.note(staleNote(turn, tap.code));
  // Whatever answers a tap is posted in the channel, before all its readers.
  if (turn.kind === 'channel' && !(await turn.mayChange())) return;
  switch (tap.kind) {
    case 'own':
      if ((await ownTaps.get(tap.code)?.(turn, tap.values)) !== true)
        await turn.note(staleNote(turn, tap.code));
      return;
    case 'topic': {
      const shown = topicBySlug(tap.slug);
      if (shown !== undefined) await showTopic(turn, shown, tap.page);
      return;
    }
    case 'popular':
    case 'grouped':
      return topicToggled(turn, tap);
    case 'follow':
      return followTapped(turn, tap.slug);
    case 'leave':
      return leaveTapped(turn, tap.slug);
    case 'group':
      return groupTapped(turn, tap.group);
    case 'groups':
      return groupsTapped(turn);
    case 'latest':
      return latest(turn, '');
    case 'search':
      return searchFor(turn, tap.words, []);
    case 'settings':
      return settings(turn);
    case 'stop':
      return stop(turn);
    case 'resume':
      return resumeTapped(turn);
  }
}
