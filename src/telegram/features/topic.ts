/** /topic NAME, and a name alone: a topic's newest stories. */

import { storiesOn } from '../../digests/choose.ts';
import { catalogue } from '../../topics/catalogue.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard, roomyRows, shareButton } from '../keyboards.ts';
import { PAGE } from '../places.ts';
import { ownDigits, toggle } from '../settings.ts';
import { type Listed, storyPage } from '../stories.ts';
import type { Answer, Turn } from '../turn.ts';
import { welcome } from './first-minute.ts';
import { isQuery, ownMeant } from './own-words.ts';
import { searchFor } from './search.ts';
import { withTopics } from './topics.ts';

/** A topic whose newest story is older says since when nothing is new. */
const STALE = 72 * 3_600_000;

/** `argument`: a topic by any of its names, else words to search for; without any, the catalogue. */
export async function topic(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') {
    const followed = (await turn.known())?.topics ?? [];
    return turn.reply(withTopics(turn, turn.say.askTopic, followed));
  }
  if (isQuery(argument)) return searchFor(turn, argument, []);
  const found = findTopic(argument);
  const asked = quoted(argument);
  switch (found.kind) {
    case 'exact':
      return showTopic(turn, found.topic, 1);
    case 'near':
      return showTopic(turn, found.topic, 1, {
        above: turn.say.nearTopic(asked, turn.names.topic(found.topic)),
        rows: [offers(turn, found.others), searchOffer(turn, argument)],
      });
    case 'none':
      return searchFor(turn, (await ownMeant(turn, argument)) ?? argument, found.nearest);
  }
}

/** Buttons that open topics. */
export function offers({ names }: Turn, topics: readonly Topic[]): Keyboard[number] {
  return topics.flatMap((one) => button(names.topic(one), { kind: 'topic', slug: one.slug, page: 1 }));
}

function searchOffer(turn: Turn, words: string): Keyboard[number] {
  return button(turn.labels.search(words), { kind: 'search', words });
}

type Extra = {
  /** Said above the stories (HTML). */
  readonly above?: string;
  /** Offered under them. */
  readonly rows?: Keyboard;
};

/** One page (from 1) of the topic's stories as a message of its own. */
export async function showTopic(turn: Turn, shown: Topic, page: number, extra: Extra = {}): Promise<void> {
  await turn.reply(await topicPage(turn, shown, page, extra));
}

/** One page (from 1) of the topic's stories. */
export async function topicPage(turn: Turn, shown: Topic, page: number, extra: Extra = {}): Promise<Answer> {
  const above = extra.above === undefined ? '' : `${extra.above}\n\n`;
  const rows = extra.rows ?? [];
  const { stories, more } = await topicStories(turn, shown, page);
  const chat = await turn.known();
  const name = turn.names.topic(shown);
  const followed = chat?.topics.includes(shown.slug) ?? false;
  if (stories.length === 0) {
    const nothing = page > 1 ? turn.say.noMore(name) : turn.say.nothingOnTopic(name);
    return { html: above + nothing, keyboard: [...rows, ...followRows(turn, shown, followed)] };
  }
  const title =
    page > 1
      ? turn.say.topicPage(name, ownDigits(String(page), chat))
      : turn.say.topicTitle(name, ownDigits(turn.say.storiesShown(stories.length, more), chat));
  const times = stories.flatMap((story) => story.publishedAt ?? []);
  const undated = times.length === 0;
  const mark = undated ? turn.say.undated : page > 1 ? undefined : await staleLine(turn, shown, times);
  return storyPage(turn, {
    title: above + (mark === undefined ? title : `${title}\n${mark}`),
    stories,
    detail: 'full',
    place: { kind: 'topic', slug: shown.slug, page },
    more,
    rows: [...rows, ...followRows(turn, shown, followed)],
    undated,
  });
}

/** The stories of that page, and whether there are more. */
export async function topicStories(turn: Turn, { slug }: Topic, page: number): Promise<Listed> {
  const all = await storiesOn(turn.app.stories, { topic: slug, limit: page * PAGE + 1 }, turn.now);
  return { stories: all.slice((page - 1) * PAGE, page * PAGE), more: all.length > page * PAGE };
}

/** Old ones say since when there is nothing new. */
async function staleLine(turn: Turn, shown: Topic, times: readonly number[]): Promise<string | undefined> {
  const newestAt = Math.max(...times);
  if (turn.now - newestAt < STALE) return undefined;
  const day = ownDigits(turn.dates.day(newestAt, await turn.zone(), turn.now), await turn.known());
  return turn.say.nothingSince(turn.names.topic(shown), day);
}

/** In one row where there is room for the longer of the two labels, which a tap may bring. */
function followRows(turn: Turn, shown: Topic, followed: boolean): Keyboard {
  const share = shareButton(turn.username, `topic_${shown.slug}`, turn.labels);
  const name = turn.names.topic(shown);
  const row = (label: string) => [...button(label, { kind: 'follow', slug: shown.slug }), share];
  const leave = row(turn.labels.unfollow(name));
  const keys = followed ? leave : row(turn.labels.follow(name));
  return roomyRows(leave).length === 1 ? [keys] : keys.map((one) => [one]);
}

/** The button under a topic's answer: the same message, its button turned. */
export async function followTapped(turn: Turn, slug: string): Promise<void> {
  const shown = catalogue.find((one) => one.slug === slug);
  if (shown === undefined || !(await turn.mayChange())) return;
  const isNewcomer = (await turn.known()) === undefined;
  const { followed, note } = await toggle(turn, slug);
  const name = turn.names.topic(shown);
  await turn.relabel(followed === true ? turn.labels.unfollow(name) : turn.labels.follow(name));
  await turn.note(note);
  if (isNewcomer) await welcome(turn);
}
