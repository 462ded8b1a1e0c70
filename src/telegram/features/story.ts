/** A story opened from a list or a digest, in its place; the way back, and to the next one. */
import { digestAgain } from '../../digests/again.ts';
import type { Story } from '../../stories/story.ts';
import { defaultSettings } from '../../subscriptions/chat.ts';
import { topicBySlug } from '../../topics/catalogue.ts';
import { button, type Keyboard, type OwnTap, roomyRows } from '../keyboards.ts';
import { renderBreaking } from '../notices.ts';
import { idIn, type Place, readPlace } from '../places.ts';
import { renderAgain } from '../render.ts';
import type { Listed } from '../stories.ts';
import { openButton, PLACE_CODE, placeButton, STORY_CODE, shareStory } from '../story-buttons.ts';
import { renderStoryPage } from '../story-page.ts';
import type { Answer, Turn } from '../turn.ts';
import { storyWishes } from '../wish-buttons.ts';
import { previewAnswer } from './digest.ts';
import { latestPage, latestStories } from './latest.ts';
import { searchPage, searchStories } from './search.ts';
import { topicPage, topicStories, viewsPage, viewsStories } from './topic.ts';

/** A place as a message, with the stories in it in their order; undefined where nothing is left of it. */
async function placeAt(turn: Turn, place: Place): Promise<Answer | undefined> {
  switch (place.kind) {
    case 'latest':
      return latestPage(turn, place);
    case 'topic': {
      const topic = topicBySlug(place.slug);
      return topic === undefined ? undefined : topicPage(turn, topic, place.page);
    }
    case 'views': {
      const topic = topicBySlug(place.slug);
      return topic === undefined ? undefined : viewsPage(turn, topic, place.page);
    }
    case 'search':
      return searchPage(turn, place.words, place.page);
    case 'preview':
      return previewAnswer(turn, place.part);
    case 'digest': {
      const chat = await turn.known();
      const again = chat && (await digestAgain(turn.app, chat, place));
      if (again === undefined) return undefined;
      const { html, buttons } = renderAgain(again, { username: turn.username });
      return { html, keyboard: buttons };
    }
    case 'breaking': {
      const story = await turn.app.stories.find(place.storyId);
      if (story === undefined) return undefined;
      const { html, buttons } = renderBreaking(story, {
        chat: { kind: turn.kind, settings: (await turn.known())?.settings ?? defaultSettings },
        zone: await turn.zone(),
        now: turn.now,
        username: turn.username,
      });
      return { html, keyboard: buttons };
    }
    case 'none':
      return undefined;
  }
}

/** A tap that brings a place: back from a story, or another page. */
const placeTapped: OwnTap = async (turn, values) => {
  const place = readPlace(values);
  if (place === undefined || place.kind === 'none') return false;
  const answer = await placeAt(turn, place);
  if (answer === undefined) await turn.note(turn.say[GONE[place.kind]]);
  else await turn.replace(answer);
  return true;
};

/** What is said where nothing is left of a place. */
const GONE = {
  digest: 'digestGone',
  breaking: 'storyGone',
  preview: 'nothingYet',
  latest: 'nothingYet',
  topic: 'nothingYet',
  views: 'nothingYet',
  search: 'nothingYet',
} as const;

/** A tap that opens a story in place of the list it stands in. What a group reads stays as it is: who taps there reads on by themselves. */
const storyTapped: OwnTap = async (turn, values) => {
  const [first = '', ...rest] = values;
  const id = idIn(first);
  const place = readPlace(rest);
  if (id === undefined || place === undefined) return false;
  const story = await turn.app.stories.find(id);
  if (story === undefined) {
    await turn.note(turn.say.storyGone);
    return true;
  }
  if (turn.kind === 'group') {
    await turn.openOwn(`story_${story.id}`);
    return true;
  }
  const answer = await storyAnswer(turn, story, place);
  if (place.kind === 'none') await turn.reply(answer);
  else await turn.replace(answer);
  return true;
};

/** By their codes. */
export const storyTaps: readonly (readonly [string, OwnTap])[] = [
  [STORY_CODE, storyTapped],
  [PLACE_CODE, placeTapped],
];

/** A story from a link that was shared: a message of its own. False where there is no such story. */
export async function showStory(turn: Turn, id: number): Promise<boolean> {
  const story = await turn.app.stories.find(id);
  if (story === undefined) return false;
  await turn.reply(await storyAnswer(turn, story, { kind: 'none' }));
  return true;
}

async function storyAnswer(turn: Turn, story: Story, place: Place): Promise<Answer> {
  const chat = await turn.known();
  const { digits, language } = chat?.settings ?? defaultSettings;
  const main = story.topics.map(topicBySlug).find((topic) => topic !== undefined);
  const follow =
    main === undefined || chat?.topics.includes(main.slug) === true
      ? []
      : button(turn.labels.follow(turn.names.topic(main)), { kind: 'follow', slug: main.slug });
  const next = await nextIn(turn, story.id, place);
  const keyboard: Keyboard = [
    ...roomyRows([...follow, shareStory(turn.username, story.id, language)]),
    storyWishes(story.id, place, turn.labels),
    next === undefined ? [] : openButton(turn.labels.nextStory, next, place),
    place.kind === 'none' ? [] : placeButton(turn.labels.back, place),
  ];
  return { html: renderStoryPage(story, { zone: await turn.zone(), now: turn.now, digits }), keyboard };
}

/** The story behind this one in the list it was opened from. */
async function nextIn(turn: Turn, storyId: number, place: Place): Promise<number | undefined> {
  const ids = await idsAt(turn, place);
  const at = ids.indexOf(storyId);
  return at < 0 ? undefined : ids[at + 1];
}

/** The stories of a place, in its order. */
async function idsAt(turn: Turn, place: Place): Promise<readonly number[]> {
  switch (place.kind) {
    case 'latest':
      return idsOf(await latestStories(turn, place));
    case 'topic': {
      const topic = topicBySlug(place.slug);
      return topic === undefined ? [] : idsOf(await topicStories(turn, topic, place.page));
    }
    case 'views': {
      const topic = topicBySlug(place.slug);
      return topic === undefined ? [] : idsOf(await viewsStories(turn, topic, place.page));
    }
    case 'search':
      return idsOf(await searchStories(turn, place.words, place.page));
    case 'preview': {
      const chat = await turn.known();
      const preview = chat && (await turn.app.previewDigest(chat, turn.now));
      return preview?.items.map(({ story }) => story.id) ?? [];
    }
    case 'digest': {
      const chat = await turn.known();
      const sent = chat && (await turn.app.digests.part(chat.id, place));
      return sent?.items.filter(({ part }) => part === place.part).map(({ storyId }) => storyId) ?? [];
    }
    case 'breaking':
    case 'none':
      return [];
  }
}

const idsOf = ({ stories }: Listed): readonly number[] => stories.map(({ id }) => id);
