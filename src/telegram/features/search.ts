/** /search WORDS: stories that hold all of the words. */
import { findStories } from '../../stories/search.ts';
import type { Story } from '../../stories/story.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard, roomyRows } from '../keyboards.ts';
import { PAGE } from '../places.ts';
import { ownDigits } from '../settings.ts';
import { type Listed, storyPage } from '../stories.ts';
import type { Answer, Turn } from '../turn.ts';
import { shareSearch, wordsRow } from './own-words.ts';
import { offers, showTopic } from './topic.ts';

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
  const keyboard = [offers(turn, nearest)];
  const elsewhere: Keyboard = [offers(turn, nearest), button(turn.labels.latest, { kind: 'latest' })];
  const found = await findStories(turn.app.stories, words, PAGE + 1);
  if (found.kind === 'vague') return turn.reply({ html: turn.say.searchTooVague, keyboard: elsewhere });
  if (found.kind === 'none') return nothing(turn, words, { nearest, elsewhere });
  if (found.kind === 'found')
    return turn.reply(await foundPage(turn, pageIn(found.stories, 1), { words, page: 1, rows: keyboard }));
  await turn.reply(
    await foundPage(turn, pageIn(found.stories, 1), {
      words: found.words,
      page: 1,
      above: turn.say.nothingFoundMended(asked, quoted(found.words)),
      rows: keyboard,
    }),
  );
}

/** A page (from 1) of what the words find; undefined where they find nothing any more. */
export async function searchPage(turn: Turn, words: string, page: number): Promise<Answer | undefined> {
  const listed = await searchStories(turn, words, page);
  return listed.stories.length === 0 ? undefined : foundPage(turn, listed, { words, page, rows: [] });
}

/** The stories of that page, and whether there are more. */
export async function searchStories(turn: Turn, words: string, page: number): Promise<Listed> {
  const found = await findStories(turn.app.stories, words, page * PAGE + 1);
  return pageIn(found.kind === 'found' ? found.stories : [], page);
}

function pageIn(all: readonly Story[], page: number): Listed {
  return { stories: all.slice((page - 1) * PAGE, page * PAGE), more: all.length > page * PAGE };
}

async function foundPage(
  turn: Turn,
  { stories, more }: Listed,
  {
    words,
    page,
    above,
    rows,
  }: { readonly words: string; readonly page: number; readonly above?: string; readonly rows: Keyboard },
): Promise<Answer> {
  const counted = ownDigits(turn.say.storiesShown(stories.length, more), await turn.known());
  const title = turn.say.searchTitle(quoted(words), counted);
  return storyPage(turn, {
    title: above === undefined ? title : `${above}\n\n${title}`,
    stories,
    detail: 'short',
    place: { kind: 'search', words, page },
    more,
    rows: [...rows, ...roomyRows([...(await wordsRow(turn, words)), ...shareSearch(turn, words)])],
  });
}

async function nothing(
  turn: Turn,
  words: string,
  { nearest, elsewhere }: { readonly nearest: readonly Topic[]; readonly elsewhere: Keyboard },
): Promise<void> {
  const asked = quoted(words);
  // What is not in the news today may be tomorrow.
  const row = await wordsRow(turn, words);
  const [only, ...others] = nearest;
  if (only !== undefined && others.length === 0)
    return showTopic(turn, only, 1, {
      above: turn.say.nothingFoundShown(asked, turn.names.topic(only)),
      rows: [row],
    });
  const names = nearest.map(turn.names.topic);
  await turn.reply({
    html: names.length === 0 ? turn.say.nothingFound(asked) : turn.say.nothingFoundNearest(asked, names),
    keyboard: [row, ...elsewhere],
  });
}
