/** /privacy, /export, /forget: what is kept of a chat, a copy of it, and its end. */
import { button, type OwnTap } from '../keyboards.ts';
import { type Turn, whereOf } from '../turn.ts';
import { agrees } from '../words.ts';

/** What is kept, on one page. */
export async function privacy(turn: Turn): Promise<void> {
  const { labels, say, app } = turn;
  const where = whereOf(turn);
  const taking = button(labels.takeAlong(where), { kind: 'own', code: 'ex', values: [] });
  await turn.reply({
    html: say.privacy(where, say.daysOf(app.keptDays)),
    keyboard: [[...taking, ...forgetButton(turn)]],
  });
}

/** The way to the question whether all is to be forgotten. */
export function forgetButton(turn: Turn) {
  return button(turn.labels.forget(whereOf(turn)), { kind: 'own', code: 'fg', values: [] });
}

/** All that is kept of the chat, as a JSON file. */
export async function takeAlong(turn: Turn): Promise<void> {
  // A file in a channel would be before all its readers.
  if (turn.kind === 'channel') return turn.reply({ html: turn.say.exportElsewhere });
  if (!(await turn.mayChange())) return;
  const chat = await turn.known();
  const record = chat && (await turn.app.privacy.record(chat.id));
  if (record === undefined) return turn.reply({ html: turn.say.nothingKept(whereOf(turn)) });
  const exported = new Date(turn.now).toISOString();
  const content = JSON.stringify({ exported, ...record.tables, left_out: record.leftOut }, undefined, 2);
  await turn.file({
    name: `mujaz-${exported.slice(0, 10)}.json`,
    content: `${content}\n`,
    html: turn.say.exported(whereOf(turn)),
  });
}

/** Asks once, and then lets go of all at once; in a channel, where nobody taps, the answer stands behind the command. */
export async function forget(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  if (argument !== '' && agrees(argument)) return forgetAll(turn, (html) => turn.reply({ html }));
  if ((await turn.known()) === undefined && (await ownChannels(turn)).length === 0)
    return turn.reply({ html: turn.say.nothingKept(whereOf(turn)) });
  if (turn.kind === 'channel') return turn.reply({ html: turn.say.askForgetHere });
  await turn.reply({ html: turn.say.askForget(whereOf(turn)), keyboard: [choices(turn)] });
}

function choices(turn: Turn) {
  const { labels } = turn;
  return [
    ...button(labels.forget(whereOf(turn)), { kind: 'own', code: 'fg', values: ['yes'] }),
    ...button(labels.back, { kind: 'own', code: 'fg', values: ['no'] }),
  ];
}

/** Nothing is kept from here on, nor is the command menu in the chat's language. */
async function forgetAll(turn: Turn, answer: (html: string) => Promise<void>): Promise<void> {
  const language = (await turn.known())?.settings.language ?? 'ar';
  await answer(await forgotten(turn));
  if (language !== 'ar') await turn.showMenu('ar');
}

async function forgotten(turn: Turn): Promise<string> {
  const chat = await turn.known();
  const channels = await ownChannels(turn);
  const done = chat !== undefined && (await turn.app.privacy.forget(chat.id));
  for (const channel of channels) await turn.app.chats.unkeep(channel, turn.address.telegramId);
  // Of who is known for nothing else too.
  if (turn.subject === undefined) await turn.app.questions.forget(turn.address.telegramId);
  const said = done || channels.length > 0 ? turn.say.forgotten : turn.say.nothingKept;
  return said(whereOf(turn));
}

/** Channels that this person sets up from here, who may be known for nothing else; by their row ids. */
async function ownChannels(turn: Turn): Promise<readonly number[]> {
  if (turn.kind !== 'private' || turn.subject !== undefined) return [];
  return (await turn.app.chats.keptBy(turn.address.telegramId)).map(({ chat }) => chat.id);
}

/** The copy, by a button. */
const takeAlongTapped: OwnTap = async (turn, values) => {
  if (values.length > 0) return false;
  await takeAlong(turn);
  return true;
};

/** The question by a button (no values), and its answers. */
const forgetTapped: OwnTap = async (turn, [answer, ...rest]) => {
  if (rest.length > 0) return false;
  switch (answer) {
    case undefined:
      await forget(turn, '');
      return true;
    case 'no':
      await turn.replace({ html: turn.say.nothingChanged });
      return true;
    case 'yes':
      if (await turn.mayChange()) await forgetAll(turn, (html) => turn.replace({ html }));
      return true;
    default:
      return false;
  }
};

/** Taps, by their code. */
export const privacyTaps: readonly (readonly [string, OwnTap])[] = [
  ['ex', takeAlongTapped],
  ['fg', forgetTapped],
];
