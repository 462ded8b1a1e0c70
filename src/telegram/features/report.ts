/** «إبلاغ»: a reader tells the operators what is wrong with a story. */
import type { Story } from '../../stories/story.ts';
import type { ReportReason } from '../../subscriptions/reports.ts';
import { outside } from '../html.ts';
import { button, type OwnTap } from '../keyboards.ts';
import { openScreen } from '../story-screens.ts';

/** Of the headline that the question quotes, in UTF-16 units. */
const HEADLINE_UNITS = 200;
/** What is kept of a story. */
const SENTENCES = 10;
const ARTICLES = 20;

/** By the letter that buttons carry. */
const REASONS: Readonly<Record<string, ReportReason>> = {
  w: 'wrong',
  r: 'repeated',
  n: 'not-news',
  o: 'other',
};

/** What is wrong; values: the story's. */
const reportTapped: OwnTap = async (turn, values) => {
  const screen = await openScreen(turn, values);
  if (screen === undefined || screen === 'gone') return screen === 'gone';
  const { labels, say } = turn;
  const choice = (text: string, letter: string) =>
    button(text, { kind: 'own', code: 'rpx', values: [letter, ...screen.values] });
  await screen.show({
    html: say.askReport(outside(screen.story.headline, HEADLINE_UNITS)),
    keyboard: [
      [...choice(labels.wrong, 'w'), ...choice(labels.repeated, 'r')],
      [...choice(labels.notNews, 'n'), ...choice(labels.otherwise, 'o')],
      screen.back,
    ],
  });
  return true;
};

/** The report; values: a reason's letter, then the story's. */
const reportChosen: OwnTap = async (turn, [letter = '', ...values]) => {
  const reason = Object.hasOwn(REASONS, letter) ? REASONS[letter] : undefined;
  const screen = await openScreen(turn, values);
  if (screen === 'gone') return true;
  if (reason === undefined || screen === undefined) return false;
  const chat = await turn.chat();
  const taken = await turn.app.reports.add(chat.id, { reason, ...seen(screen.story) }, turn.now);
  const said = { taken: turn.say.reportTaken, repeated: turn.say.reportRepeated, full: turn.say.reportFull };
  await turn.replace({ html: said[taken], keyboard: [screen.back] });
  return true;
};

function seen(story: Story) {
  return {
    storyId: story.id,
    headline: story.headline,
    sentences: story.sentences.slice(0, SENTENCES).map(({ text }) => text),
    articles: story.articles.slice(0, ARTICLES).map(({ publisher, title, url, published }) => ({
      publisher,
      title,
      url,
      published,
    })),
  };
}

/** Taps, by their code. */
export const reportTaps: readonly (readonly [string, OwnTap])[] = [
  ['rp', reportTapped],
  ['rpx', reportChosen],
];
