/** /latest [n]: the newest stories of all topics. */
import { foldLight } from '../../arabic/normalize.ts';
import { listed } from '../../digests/listed.ts';
import { shareButton } from '../keyboards.ts';
import { MOST_LATEST, PAGE } from '../places.ts';
import { type Listed, ownNumber, pageOf, storyPage } from '../stories.ts';
import type { Answer, Turn } from '../turn.ts';
import { topic } from './topic.ts';

/** `argument`: how many (1 to 10; 5 when it is empty); anything else is the name of a topic. */
export async function latest(turn: Turn, argument: string): Promise<void> {
  const number = foldLight(argument).trim();
  if (number !== '' && !/^\d{1,9}$/u.test(number)) return topic(turn, argument);
  const size = number === '' ? PAGE : Math.min(MOST_LATEST, Math.max(1, Number(number)));
  await turn.reply((await latestPage(turn, { page: 1, size })) ?? { html: turn.say.nothingYet });
}

type Page = { readonly page: number; readonly size: number };

/** A page (from 1) of the newest stories, `size` of them; undefined where there are none. */
export async function latestPage(turn: Turn, { page, size }: Page): Promise<Answer | undefined> {
  const { stories, more } = await latestStories(turn, { page, size });
  if (stories.length === 0) return undefined;
  return storyPage(turn, {
    title: page === 1 ? turn.say.latestTitle : turn.say.latestPage(await ownNumber(turn, page)),
    stories,
    detail: 'short',
    place: { kind: 'latest', page, size },
    more,
    rows: [[shareButton(turn.username, undefined, turn.labels)]],
  });
}

/** The stories of that page, and whether there are more. */
export async function latestStories(turn: Turn, page: Page): Promise<Listed> {
  return pageOf(page, (limit) => listed(turn.app.stories, { topic: undefined, limit }, turn.now));
}
