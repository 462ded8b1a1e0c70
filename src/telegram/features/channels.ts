/** A channel set up by its administrators from their private chat: /channels, and the screens of one channel. */
import type { Chat } from '../../subscriptions/chat.ts';
import { SETUP } from '../answers.ts';
import { footerLines, oneLine, outsideName } from '../html.ts';
import { button, type Keyboard, type OwnTap, settingsButton } from '../keyboards.ts';
import { hasBegun, nextWords, resume, scheduleLine, subscriptionsLine, whenLine } from '../settings.ts';
import { LIST, marked, setupLink } from '../subject.ts';
import type { Answer, Turn } from '../turn.ts';
import { digest } from './digest.ts';

/** Channels of one person that are asked about and listed. */
const LISTED = 20;
/** Of a channel's title on its button. */
const TITLE_UNITS = 40;
/** A footer's length in characters, as Telegram counts them, and its lines. */
const FOOTER_CHARACTERS = 200;
const FOOTER_LINES = 3;

/** /channels: those that whoever asks may set up, and the way to add one. */
export async function channels(turn: Turn): Promise<void> {
  await turn.reply(await list(turn));
}

async function list(turn: Turn): Promise<Answer> {
  const { person, labels, say, username } = turn;
  if (turn.kind === 'channel') return { html: say.channelsHere, keyboard: await setupRow(turn) };
  if (person === undefined || turn.kind !== 'private')
    return {
      html: say.channelsHere,
      keyboard: [[{ text: labels.channels, url: `https://t.me/${username}` }]],
    };
  const own = await administered(turn, person);
  const rows: Keyboard = own.map((chat) =>
    marked([button(titleOf(chat), { kind: 'own', code: SETUP, values: [] })], chat.id).flat(),
  );
  // Telegram then asks which channel, and for this right alone.
  const add = { text: labels.addChannel, url: `https://t.me/${username}?startchannel&admin=post_messages` };
  return { html: own.length === 0 ? say.noChannels : say.channelsTitle, keyboard: [...rows, [add]] };
}

/** In a channel, the way to its setup, for administrators; anywhere else nothing. */
export async function setupRow(turn: Turn): Promise<Keyboard> {
  if (turn.kind !== 'channel') return [];
  const { id } = await turn.chat();
  return [[{ text: turn.labels.channelSetup, url: setupLink(turn.username, id) }]];
}

/** The channels a person is known to set up, less those they administer no more and those that put the bot out. */
async function administered(turn: Turn, person: number): Promise<readonly Chat[]> {
  const kept = (await turn.app.chats.keptBy(person)).slice(0, LISTED);
  const asked = await Promise.all(
    kept.map(async ({ chat }) => ({ chat, may: await turn.administers(chat) })),
  );
  for (const { chat, may } of asked) if (may === 'no') await turn.app.chats.unkeep(chat.id, person);
  return asked.filter(({ may }) => may === 'yes').map(({ chat }) => chat);
}

function titleOf(chat: Chat): string {
  const title = oneLine(chat.title ?? '', TITLE_UNITS);
  return title === '' ? `#${chat.id}` : title;
}

/** The first screen of the channel that the turn speaks of, as a message of its own: for whoever followed its link. */
export async function channelSetup(turn: Turn): Promise<void> {
  const { subject, person } = turn;
  // Only a turn that was let through speaks of a channel.
  if (subject === undefined || person === undefined) return turn.note(turn.say.channelAdminsOnly);
  await turn.app.chats.keep(subject.id, person, true);
  await turn.reply(await screen(turn, subject));
}

/** How the channel stands, and all that can be changed about it. */
async function screen(turn: Turn, chat: Chat): Promise<Answer> {
  const { say, labels } = turn;
  const lines = [
    subscriptionsLine(turn, chat),
    scheduleLine(turn, chat),
    say.silentLine(chat.settings.silent),
    chat.settings.footer === undefined
      ? say.noFooter
      : say.channelFooter(footerLines(chat.settings.footer).join(' · ')),
    whenLine(turn, chat),
  ];
  if ((await turn.ownPlace()) !== 'able') lines.push('', say.channelMuted);
  const own = (text: string, code: string) => button(text, { kind: 'own', code, values: [] });
  const begun = hasBegun(chat) && chat.paused === undefined;
  return {
    html: lines.join('\n'),
    first: true,
    keyboard: [
      [...button(labels.channelTopics, { kind: 'groups' }), settingsButton(labels)],
      [
        ...own(labels.footer, 'chfoot'),
        ...own(`${chat.settings.hashtags ? '✅ ' : ''}${labels.tags}`, 'chtags'),
      ],
      [...own(labels.preview, 'chlook'), ...(begun ? own(labels.stop, 'chstop') : own(labels.begin, 'chgo'))],
      [...own(labels.channels, LIST)],
    ],
  };
}

/** The same in place of the screen that was tapped. */
async function show(turn: Turn): Promise<void> {
  await turn.replace(await screen(turn, await turn.chat()));
}

async function begin(turn: Turn): Promise<void> {
  if ((await turn.ownPlace()) !== 'able') return turn.note(turn.say.channelMuted);
  const chat = await resume(turn, await turn.chat());
  const next = nextWords(turn, chat);
  await show(turn);
  if (next !== undefined) await turn.note(turn.say.next(next));
}

async function end(turn: Turn): Promise<void> {
  await turn.app.chats.setPaused((await turn.chat()).id, 'reader', undefined);
  await show(turn);
  await turn.note(turn.say.stopped);
}

async function toggleTags(turn: Turn): Promise<void> {
  const chat = await turn.chat();
  await turn.app.chats.setSettings(chat.id, { hashtags: !chat.settings.hashtags });
  await show(turn);
}

/** The footer as it is, to be changed or removed; where there is none, the question for one. */
async function footer(turn: Turn): Promise<void> {
  const { footer: text } = (await turn.chat()).settings;
  if (text === undefined) return askFooter(turn);
  const own = (label: string, code: string) => button(label, { kind: 'own', code, values: [] });
  await turn.replace({
    html: footerLines(text).join('\n'),
    keyboard: [[...own(turn.labels.changeFooter, 'chask'), ...own(turn.labels.dropFooter, 'chnone')]],
  });
}

async function askFooter(turn: Turn): Promise<void> {
  await turn.reply({ html: turn.say.askFooter, asks: turn.say.footerHint });
}

async function dropFooter(turn: Turn): Promise<void> {
  await turn.app.chats.setSettings((await turn.chat()).id, { footer: undefined });
  await show(turn);
}

/** The answer to the question for a footer. */
export async function footerGiven(turn: Turn, text: string): Promise<void> {
  if (turn.subject === undefined) return turn.reply({ html: turn.say.nothingChanged });
  const lines = text
    .split('\n')
    .map((line) => oneLine(line, FOOTER_CHARACTERS * 2))
    .filter((line) => line !== '');
  if (lines.length === 0) return askFooter(turn);
  const kept = lines.join('\n');
  if (lines.length > FOOTER_LINES || Array.from(kept).length > FOOTER_CHARACTERS)
    return turn.reply({
      html: `${turn.say.footerTooLong}\n${turn.say.askFooter}`,
      asks: turn.say.footerHint,
    });
  await turn.app.chats.setSettings((await turn.chat()).id, { footer: kept });
  await turn.reply(await screen(turn, await turn.chat()));
}

/** A tap on one of a channel's screens; nothing anywhere else. */
function ofChannel(answer: (turn: Turn) => Promise<void>): OwnTap {
  return async (turn, values) => {
    if (turn.subject === undefined || values.length > 0) return false;
    await answer(turn);
    return true;
  };
}

/** By the codes of their buttons. */
export const channelTaps: readonly (readonly [string, OwnTap])[] = [
  [SETUP, ofChannel(show)],
  ['chgo', ofChannel(begin)],
  ['chstop', ofChannel(end)],
  ['chtags', ofChannel(toggleTags)],
  ['chfoot', ofChannel(footer)],
  ['chask', ofChannel(askFooter)],
  ['chnone', ofChannel(dropFooter)],
  ['chlook', ofChannel(digest)],
  [
    LIST,
    async (turn, values) => {
      if (turn.kind !== 'private' || values.length > 0) return false;
      await turn.replace(await list(turn));
      return true;
    },
  ],
];

/** Tells the person who let the bot into the turn's channel; remembers them for as long as they cannot be told. */
export async function tellKeeper(turn: Turn, person: number, chat: Chat, wasKnown: boolean): Promise<void> {
  await turn.app.chats.keep(chat.id, person, false);
  const told = await turn.tell(
    person,
    ({ messages, labels }) => {
      const title = outsideName(chat.title ?? '');
      const next = nextWords(turn, chat);
      return {
        html: !wasKnown
          ? messages.channelAdded(title)
          : next === undefined
            ? messages.channelBackPaused(title)
            : messages.channelBack(title, next),
        keyboard: [button(labels.channelSetup, { kind: 'own', code: SETUP, values: [] })],
      };
    },
    chat,
  );
  if (told) await turn.app.chats.keep(chat.id, person, true);
}

/** Somebody who let the bot into channels before they ever wrote to it is told of them once they do. */
export async function tellOfChannels(turn: Turn): Promise<void> {
  const { person } = turn;
  if (person === undefined || turn.kind !== 'private') return;
  const untold = (await turn.app.chats.keptBy(person)).filter(({ told }) => !told).slice(0, LISTED);
  for (const { chat } of untold) {
    const may = await turn.administers(chat);
    if (may === 'yes') await tellKeeper(turn, person, chat, false);
    else if (may === 'no') await turn.app.chats.unkeep(chat.id, person);
  }
}
