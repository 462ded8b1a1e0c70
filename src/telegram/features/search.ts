/** /search WORDS: stories that hold all of the words. */
import { findStories } from '../../stories/search.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard } from '../keyboards.ts';
import { countedStories } from '../render.ts';
import { replyStories } from '../stories.ts';
import type { Turn } from '../turn.ts';
import { offers, showTopic } from './topic.ts';

const FOUND = 5;

/** `argument`: the words; without any, the question. */
export async function search(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') return turn.reply({ html: turn.say.askSearch, asks: turn.say.searchHint });
  const found = findTopic(argument);
  const nearest =
    found.kind === 'none' ? found.nearest : [found.topic, ...(found.kind === 'near' ? found.others : [])];
  await searchFor(turn, argument, nearest);
}

/**
 * Answers with what was found, if only with one letter mended, which it says; with nothing found, with the one topic
 * that is near, or the nearest as buttons.
 */
export async function searchFor(turn: Turn, words: string, nearest: readonly Topic[]): Promise<void> {
  const asked = quoted(words);
  const keyboard = [offers(nearest)];
  const elsewhere: Keyboard = [offers(nearest), button(turn.labels.latest, { kind: 'latest' })];
  const found = await findStories(turn.app.stories, words, FOUND + 1);
  if (found.kind === 'vague') return turn.reply({ html: turn.say.searchTooVague, keyboard: elsewhere });
  if (found.kind === 'none') return nothing(turn, asked, { nearest, elsewhere });
  const stories = found.stories.slice(0, FOUND);
  const counted = countedStories(stories.length, found.stories.length > FOUND);
  const title =
    found.kind === 'found'
      ? turn.say.searchTitle(asked, counted)
      : `${turn.say.nothingFoundMended(asked, quoted(found.words))}\n\n${turn.say.searchTitle(quoted(found.words), counted)}`;
  return replyStories(turn, { title, stories, detail: 'short', keyboard });
}

async function nothing(
  turn: Turn,
  asked: string,
  { nearest, elsewhere }: { readonly nearest: readonly Topic[]; readonly elsewhere: Keyboard },
): Promise<void> {
  const [only, ...others] = nearest;
  if (only !== undefined && others.length === 0)
    return showTopic(turn, only, 1, { above: turn.say.nothingFoundShown(asked, only.name) });
  const names = nearest.map((topic) => topic.name);
  await turn.reply({
    html: names.length === 0 ? turn.say.nothingFound(asked) : turn.say.nothingFoundNearest(asked, names),
    keyboard: elsewhere,
  });
}
