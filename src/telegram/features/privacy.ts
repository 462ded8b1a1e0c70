/** /privacy, /export, /forget: what is kept of a chat, a copy of it, and its end. */
import { button, type OwnTap } from '../keyboards.ts';
import type { Turn } from '../turn.ts';
import { agrees } from '../words.ts';

/** What is kept, on one page. */
export async function privacy(turn: Turn): Promise<void> {
  const { labels, say, app } = turn;
  const taking = button(labels.takeAlong, { kind: 'own', code: 'ex', values: [] });
  await turn.reply({
    html: say.privacy(say.daysOf(app.keptDays)),
    keyboard: [[...taking, ...forgetButton(turn)]],
  });
}

/** The way to the question whether all is to be forgotten. */
export function forgetButton({ labels }: Pick<Turn, 'labels'>) {
  return button(labels.forget, { kind: 'own', code: 'fg', values: [] });
}

/** All that is kept of the chat, as a JSON file. */
export async function takeAlong(turn: Turn): Promise<void> {
  // A file in a channel would be before all its readers.
  if (turn.kind === 'channel') return turn.reply({ html: turn.say.exportElsewhere });
  if (!(await turn.mayChange())) return;
  const chat = await turn.known();
  const record = chat && (await turn.app.privacy.record(chat.id));
  if (record === undefined) return turn.reply({ html: turn.say.nothingKept });
  const exported = new Date(turn.now).toISOString();
  const content = JSON.stringify({ exported, ...record.tables, left_out: record.leftOut }, undefined, 2);
  await turn.file({
    name: `mujaz-${exported.slice(0, 10)}.json`,
    content: `${content}\n`,
    html: turn.say.exported,
  });
}

/** Asks once, and then lets go of all at once; in a channel, where nobody taps, the answer stands behind the command. */
export async function forget(turn: Turn, argument: string): Promise<void> {
  if (!(await turn.mayChange())) return;
  if (argument !== '' && agrees(argument)) return turn.reply({ html: await forgotten(turn) });
  if ((await turn.known()) === undefined && (await ownChannels(turn)).length === 0)
    return turn.reply({ html: turn.say.nothingKept });
  if (turn.kind === 'channel') return turn.reply({ html: turn.say.askForgetHere });
  await turn.reply({ html: turn.say.askForget, keyboard: [choices(turn)] });
}

function choices({ labels }: Turn) {
  return [
    ...button(labels.forget, { kind: 'own', code: 'fg', values: ['yes'] }),
    ...button(labels.back, { kind: 'own', code: 'fg', values: ['no'] }),
  ];
}

async function forgotten(turn: Turn): Promise<string> {
  const chat = await turn.known();
  const channels = await ownChannels(turn);
  const done = chat !== undefined && (await turn.app.privacy.forget(chat.id));
  for (const channel of channels) await turn.app.chats.unkeep(channel, turn.address.telegramId);
  // Of who is known for nothing else too.
  if (turn.subject === undefined) await turn.app.questions.forget(turn.address.telegramId);
  return done || channels.length > 0 ? turn.say.forgotten : turn.say.nothingKept;
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
      if (await turn.mayChange()) await turn.replace({ html: await forgotten(turn) });
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
