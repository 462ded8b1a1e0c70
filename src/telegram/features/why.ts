/** /why: why the stories of the last digest came, and why others did not; a button tells it of one story. */
import { inDigits } from '../../arabic/digits.ts';
import { type Hindered, type WhyDigest, whyDigest, whyStory } from '../../digests/why.ts';
import { type Chat, defaultSettings } from '../../subscriptions/chat.ts';
import type { View } from '../dates.ts';
import { bold, outside, plainText } from '../html.ts';
import type { OwnTap } from '../keyboards.ts';
import { idIn } from '../places.ts';
import { reasons } from '../reasons.ts';
import { digestPeriod } from '../render.ts';
import type { Turn } from '../turn.ts';

/** Of a headline. */
const HEADLINE_UNITS = 90;
/** Telegram shows so much over the chat. */
const NOTE_UNITS = 200;

async function viewOf(turn: Turn): Promise<View> {
  const chat = await turn.known();
  const { digits, language } = chat?.settings ?? defaultSettings;
  return { zone: await turn.zone(), now: turn.now, digits: language === 'en' ? 'latn' : digits };
}

function saying({ say, dates, names }: Turn, view: View, chat: Chat): Parameters<typeof reasons>[1] {
  return { ...view, say, dates, names, chat };
}

/** The chat's last digest explained; before the first, what its next one would be. */
export async function why(turn: Turn): Promise<void> {
  const chat = await turn.known();
  if (chat === undefined) return turn.reply({ html: turn.say.whyNotBegun });
  const found = await whyDigest(turn.whole, chat, turn.now);
  if (found.told.length === 0 && found.hindered.length === 0)
    return turn.reply({ html: turn.say.emptyDigest });
  const view = await viewOf(turn);
  const told = found.told.flatMap((one, index) => [
    '',
    bold(inDigits(`${index + 1}. `, view.digits) + outside(one.story.headline, HEADLINE_UNITS)),
    reasons(one, saying(turn, view, chat)).join(' '),
  ]);
  const others = found.hindered.map((one) => other(turn, one, view));
  await turn.reply({
    html: [
      title(turn, found, view),
      ...told,
      ...(others.length > 0 ? ['', turn.say.whyOthers, ...others] : []),
    ].join('\n'),
  });
}

function title(turn: Turn, { moment }: WhyDigest, view: View): string {
  if (moment === undefined) return turn.say.whyNextTitle;
  const date = inDigits(turn.dates.date(moment.localDate, view.zone), view.digits);
  return turn.say.whyTitle(turn.say.digests[digestPeriod(moment.localTime)], date);
}

function other({ say }: Turn, { by, count, example }: Hindered, { digits }: View): string {
  const headline = outside(example.headline, HEADLINE_UNITS);
  const reason = say.whyHindered[by.kind];
  return count === 1
    ? say.whyOtherOne(reason, headline)
    : say.whyOther(reason, inDigits(say.storiesOf(count), digits), headline);
}

/** The button of one story: as much as a line over the chat takes. */
const whyTapped: OwnTap = async (turn, [id = '']) => {
  const storyId = idIn(id);
  if (storyId === undefined) return false;
  const chat = await turn.known();
  if (chat === undefined) {
    await turn.note(plainText(turn.say.whyNotBegun), { stays: true });
    return true;
  }
  const found = await whyStory(turn.whole, chat, { storyId, now: turn.now });
  if (found === undefined) {
    await turn.note(turn.say.storyGone);
    return true;
  }
  const sentences = reasons(found, saying(turn, await viewOf(turn), chat));
  let text = '';
  for (const sentence of sentences.map(plainText)) {
    const longer = text === '' ? sentence : `${text} ${sentence}`;
    if (longer.length <= NOTE_UNITS) text = longer;
  }
  await turn.note(text === '' ? plainText(sentences[0] ?? '') : text, { stays: true });
  return true;
};

/** Taps, by their code. */
export const whyTaps: readonly (readonly [string, OwnTap])[] = [['wy', whyTapped]];
