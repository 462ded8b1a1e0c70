/** /latest [n]: the newest stories of all topics. */
import { foldLight } from '../../arabic/normalize.ts';
import { replyStories } from '../stories.ts';
import type { Turn } from '../turn.ts';
import { topic } from './topic.ts';

const USUAL = 5;
const MOST = 10;

/** `argument`: how many (1 to 10; 5 when it is empty); anything else is the name of a topic. */
export async function latest(turn: Turn, argument: string): Promise<void> {
  const number = foldLight(argument).trim();
  if (number !== '' && !/^\d{1,9}$/u.test(number)) return topic(turn, argument);
  const limit = number === '' ? USUAL : Math.min(MOST, Math.max(1, Number(number)));
  const stories = await turn.app.stories.latest({ topic: undefined, limit, since: undefined });
  if (stories.length === 0) return turn.reply({ html: turn.say.nothingYet });
  await replyStories(turn, { title: turn.say.latestTitle, stories, detail: 'short', keyboard: [] });
}
