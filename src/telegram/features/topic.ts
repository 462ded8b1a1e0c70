/** /topic NAME, and a name alone: a topic's newest stories. */
import { storiesOn } from '../../digests/choose.ts';
import { catalogue } from '../../topics/catalogue.ts';
import { findTopic } from '../../topics/lookup.ts';
import type { Topic } from '../../topics/topic.ts';
import { dayAndMonth, localTime } from '../dates.ts';
import { quoted } from '../html.ts';
import { button, type Keyboard, shareButton } from '../keyboards.ts';
import { countedStories } from '../render.ts';
import { toggle, unfollowedWords } from '../settings.ts';
import { replyStories } from '../stories.ts';
import type { Turn } from '../turn.ts';
import { searchFor } from './search.ts';
import { withTopics } from './topics.ts';

const PAGE = 5;
/** Nobody pages through more; the search finds what is older. */
const LAST_PAGE = 10;
/** A topic whose newest story is older says since when nothing is new. */
const STALE = 72 * 3_600_000;

/** `argument`: a topic by any of its names, else words to search for; without any, the catalogue. */
export async function topic(turn: Turn, argument: string): Promise<void> {
  if (argument.trim() === '') {
    const followed = (await turn.known())?.topics ?? [];
    return turn.reply(withTopics(turn, turn.say.askTopic, followed));
  }
  const found = findTopic(argument);
  const asked = quoted(argument);
  switch (found.kind) {
    case 'exact':
      return showTopic(turn, found.topic, 1);
    case 'near':
      return showTopic(turn, found.topic, 1, {
        above: turn.say.nearTopic(asked, found.topic.name),
        rows: [offers(found.others), searchOffer(turn, argument)],
      });
    case 'none':
      return searchFor(turn, argument, found.nearest);
  }
}

/** Buttons that open topics. */
export function offers(topics: readonly Topic[]): Keyboard[number] {
  return topics.flatMap((one) => button(one.name, { kind: 'topic', slug: one.slug, page: 1 }));
}

function searchOffer(turn: Turn, words: string): Keyboard[number] {
  return button(turn.labels.search(words), { kind: 'search', words });
}

/** One page (from 1) of the topic's stories; `extra` says something above it and offers something else below. */
export async function showTopic(
  turn: Turn,
  shown: Topic,
  page: number,
  extra: { readonly above?: string; readonly rows?: Keyboard } = {},
): Promise<void> {
  const above = extra.above === undefined ? '' : `${extra.above}\n\n`;
  const rows = extra.rows ?? [];
  const all = await storiesOn(turn.app.stories, { topic: shown.slug, limit: page * PAGE + 1 }, turn.now);
  const stories = all.slice((page - 1) * PAGE, page * PAGE);
  const chat = await turn.known();
  const followed = chat?.topics.includes(shown.slug) ?? false;
  if (stories.length === 0) {
    const nothing = page > 1 ? turn.say.noMore(shown.name) : turn.say.nothingOnTopic(shown.name);
    return turn.reply({ html: above + nothing, keyboard: [...rows, followRow(turn, shown, followed)] });
  }
  const more = all.length > page * PAGE;
  const title =
    page > 1
      ? turn.say.topicPage(shown.name, page)
      : turn.say.topicTitle(shown.name, countedStories(stories.length, more));
  const times = stories.flatMap((story) => story.publishedAt ?? []);
  const undated = times.length === 0;
  const mark = undated ? turn.say.undated : page > 1 ? undefined : await staleLine(turn, shown, times);
  await replyStories(turn, {
    title: above + (mark === undefined ? title : `${title}\n${mark}`),
    stories,
    detail: 'full',
    undated,
    from: (page - 1) * PAGE + 1,
    keyboard: [
      ...rows,
      more && page < LAST_PAGE
        ? button(turn.labels.more, { kind: 'topic', slug: shown.slug, page: page + 1 })
        : [],
      followRow(turn, shown, followed),
    ],
  });
}

/** Old ones say since when there is nothing new. */
async function staleLine(turn: Turn, shown: Topic, times: readonly number[]): Promise<string | undefined> {
  const newestAt = Math.max(...times);
  if (turn.now - newestAt < STALE) return undefined;
  const zone = await turn.zone();
  const time = localTime(newestAt, zone);
  const year = time.year === localTime(turn.now, zone).year ? '' : ` ${time.year}`;
  return turn.say.nothingSince(shown.name, `${time.weekday} ${dayAndMonth(time, zone)}${year}`);
}

function followRow(turn: Turn, shown: Topic, followed: boolean): Keyboard[number] {
  const share = shareButton(turn.username, `topic_${shown.slug}`, turn.labels);
  const label = followed ? turn.labels.unfollow(shown.name) : turn.labels.follow(shown.name);
  return [...button(label, { kind: 'follow', slug: shown.slug }), share];
}

/** The button under a topic's answer: the same message, its button turned. */
export async function followTapped(turn: Turn, slug: string): Promise<void> {
  const shown = catalogue.find((one) => one.slug === slug);
  if (shown === undefined || !(await turn.mayChange())) return;
  const { followed, topics } = await toggle(turn, slug);
  await turn.relabel(followed ? turn.labels.unfollow(shown.name) : turn.labels.follow(shown.name));
  await turn.note(followed ? turn.say.followed(shown.name) : unfollowedWords(turn, slug, topics.length));
}
