/** /search WORDS: stories that hold all of the words. */
import { terms } from '../../arabic/words.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard } from '../keyboards.ts';
import { labels, messages } from '../messages.ts';
import { countedStories } from '../render.ts';
import { replyStories } from '../stories.ts';
import type { Turn } from '../turn.ts';
import { offers, showTopic } from './topic.ts';

const FOUND = 5;
/** How many words are searched for. */
const TERMS = 12;

/** `argument`: the words; without any, the question. */
export async function search(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') return turn.reply({ html: messages.askSearch, asks: messages.searchHint });
  const found = findTopic(argument);
  const nearest =
    found.kind === 'none' ? found.nearest : [found.topic, ...(found.kind === 'near' ? found.others : [])];
  await searchFor(turn, argument, nearest);
}

/** Answers with what was found; with nothing found, with the one topic that is near, or the nearest as buttons. */
export async function searchFor(turn: Turn, words: string, nearest: readonly Topic[]): Promise<void> {
  const asked = quoted(words);
  const wanted = [...new Set(terms(words))].slice(0, TERMS);
  const keyboard = [offers(nearest)];
  const elsewhere: Keyboard = [offers(nearest), button(labels.latest, { kind: 'latest' })];
  if (wanted.length === 0) return turn.reply({ html: messages.searchTooVague, keyboard: elsewhere });
  const found = await turn.app.stories.search(wanted, FOUND + 1);
  const stories = found.slice(0, FOUND);
  if (stories.length > 0)
    return replyStories(turn, {
      title: messages.searchTitle(asked, countedStories(stories.length, found.length > FOUND)),
      stories,
      detail: 'short',
      keyboard,
    });
  const [only, ...others] = nearest;
  if (only !== undefined && others.length === 0)
    return showTopic(turn, only, 1, { above: messages.nothingFoundShown(asked, only.name) });
  const names = nearest.map((topic) => topic.name);
  await turn.reply({
    html: names.length === 0 ? messages.nothingFound(asked) : messages.nothingFoundNearest(asked, names),
    keyboard: elsewhere,
  });
}
