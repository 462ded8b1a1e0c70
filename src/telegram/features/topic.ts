/** /topic NAME, and a name alone: a topic's newest stories; behind a button what is written about them. */
import { TOP } from '../../digests/choose.ts';
import { listed, listedViews } from '../../digests/listed.ts';
import { HOUR } from '../../durations.ts';
import { tellsNews } from '../../stories/shelf.ts';
import type { Story } from '../../stories/story.ts';
import { catalogue } from '../../topics/catalogue.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard, roomyRows, shareButton } from '../keyboards.ts';
import { PAGE } from '../places.ts';
import { ownDigits, toggle } from '../settings.ts';
import { type Listed, ownNumber, pageOf, storyPage } from '../stories.ts';
import { placeButton } from '../story-buttons.ts';
import type { Answer, Turn } from '../turn.ts';
import { isNewcomer, welcome } from './first-minute.ts';
import { isQuery, ownMeant } from './own-words.ts';
import { searchFor } from './search.ts';
import { withTopics } from './topics.ts';

/** A topic whose newest story is older says since when nothing is new. */
const STALE = 72 * HOUR;

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
      : turn.say.topicTitle(name, ownDigits(countedShown(turn, stories, more && shown.slug !== TOP), chat));
  const times = stories.flatMap((story) => story.publishedAt ?? []);
  const undated = times.length === 0;
  const mark = undated ? turn.say.undated : page > 1 ? undefined : await staleLine(turn, shown, times);
  return storyPage(turn, {
    title: above + (mark === undefined ? title : `${title}\n${mark}`),
    stories,
    detail: 'full',
    place: { kind: 'topic', slug: shown.slug, page },
    more,
    rows: [
      ...rows,
      page === 1 ? await viewsRow(turn, shown, stories) : [],
      ...followRows(turn, shown, followed),
    ],
    undated,
  });
}

/** «3 أخبار», «أحدث 5 أخبار» where there are more, which the top news, first by their weight, are not; what is no news is counted by itself. */
function countedShown(turn: Turn, stories: readonly Story[], more: boolean): string {
  const news = stories.filter(({ kind }) => tellsNews(kind)).length;
  const others = stories.length - news;
  return others === 0 ? turn.say.storiesShown(news, more) : turn.say.storiesBeside(news, others, more);
}

/** Leads to what is no news where the page does not show all of it. */
async function viewsRow(turn: Turn, { slug }: Topic, stories: readonly Story[]): Promise<Keyboard[number]> {
  const shown = new Set(stories.map(({ id }) => id));
  const views = await listedViews(turn.app.stories, { topic: slug, limit: PAGE + 1 });
  if (views.every(({ id }) => shown.has(id))) return [];
  return placeButton(turn.labels.views, { kind: 'views', slug, page: 1 });
}

/** One page (from 1) of what is no news on the topic; undefined where nothing is left of it. */
export async function viewsPage(turn: Turn, shown: Topic, page: number): Promise<Answer | undefined> {
  const { stories, more } = await viewsStories(turn, shown, page);
  if (stories.length === 0) return undefined;
  const name = turn.names.topic(shown);
  return storyPage(turn, {
    title: page === 1 ? turn.say.viewsTitle(name) : turn.say.viewsPage(name, await ownNumber(turn, page)),
    stories,
    detail: 'short',
    place: { kind: 'views', slug: shown.slug, page },
    more,
    rows: [placeButton(turn.labels.news, { kind: 'topic', slug: shown.slug, page: 1 })],
  });
}

/** The stories of that page, and whether there are more. */
export async function viewsStories(turn: Turn, { slug }: Topic, page: number): Promise<Listed> {
  return pageOf({ page, size: PAGE }, (limit) => listedViews(turn.app.stories, { topic: slug, limit }));
}

/** The stories of that page, and whether there are more. */
export async function topicStories(turn: Turn, { slug }: Topic, page: number): Promise<Listed> {
  return pageOf({ page, size: PAGE }, (limit) => listed(turn.app.stories, { topic: slug, limit }, turn.now));
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
  const isNew = await isNewcomer(turn);
  const { followed, note } = await toggle(turn, slug);
  const name = turn.names.topic(shown);
  await turn.relabel(followed === true ? turn.labels.unfollow(name) : turn.labels.follow(name));
  await turn.note(note);
  if (isNew && followed === true) await welcome(turn);
}
