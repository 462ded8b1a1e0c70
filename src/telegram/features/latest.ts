/** /latest [n]: the newest stories of all topics. */
import { foldLight } from '../../arabic/normalize.ts';
import { shareButton } from '../keyboards.ts';
import { PAGE } from '../places.ts';
import { type Listed, ownNumber, storyPage } from '../stories.ts';
import type { Answer, Turn } from '../turn.ts';
import { topic } from './topic.ts';

/** Stories that one may ask for at once. */
const MOST = 10;

/** `argument`: how many (1 to 10; 5 when it is empty); anything else is the name of a topic. */
export async function latest(turn: Turn, argument: string): Promise<void> {
  const number = foldLight(argument).trim();
  if (number !== '' && !/^\d{1,9}$/u.test(number)) return topic(turn, argument);
  const wanted = number === '' ? PAGE : Math.min(MOST, Math.max(1, Number(number)));
  // More than a page are several, each of which can be paged in.
  for (let page = 1; (page - 1) * PAGE < wanted; page += 1) {
    const size = Math.min(PAGE, wanted - (page - 1) * PAGE);
    const answer = await latestPage(turn, { page, size, last: page * PAGE >= wanted });
    if (answer === undefined && page > 1) return;
    await turn.reply(answer ?? { html: turn.say.nothingYet });
  }
}

/** A page (from 1) of the newest stories, of `size` of them; undefined where there are none. Not the `last` when the next one follows at once. */
export async function latestPage(
  turn: Turn,
  { page, size, last = true }: { readonly page: number; readonly size: number; readonly last?: boolean },
): Promise<Answer | undefined> {
  const { stories, more } = await latestStories(turn, { page, size });
  if (stories.length === 0) return undefined;
  return storyPage(turn, {
    title: page === 1 ? turn.say.latestTitle : turn.say.latestPage(await ownNumber(turn, page)),
    stories,
    detail: 'short',
    place: { kind: 'latest', page, size },
    // The next page begins where a whole one would end.
    more: last && size === PAGE && more,
    rows: [[shareButton(turn.username, undefined, turn.labels)]],
  });
}

/** The stories of that page, and whether there are more. */
export async function latestStories(
  turn: Turn,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<Listed> {
  const before = (page - 1) * PAGE;
  const limit = before + size + 1;
  const all = await turn.app.stories.latest({ topic: undefined, limit, since: undefined });
  return { stories: all.slice(before, before + size), more: all.length > before + size };
}
