import { describe, expect, it } from 'vitest';
import { type ChooseOptions, chooseStories, digestSizes, rankCandidates } from '../../src/digests/choose.ts';
import type { Story } from '../../src/stories/story.ts';
import { storyOf } from '../support/stories.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);

/** Chosen for a chat that follows `topics` since long ago, unless told otherwise. */
function choose(
  stories: readonly Story[],
  topics: readonly string[],
  more: Partial<ChooseOptions> & { readonly since?: number } = {},
) {
  const { since = 0, ...options } = more;
  return chooseStories({
    chat: { topics, since },
    told: new Set(),
    candidates: rankCandidates(stories, NOW),
    now: NOW,
    nextAt: NOW + 12 * HOUR,
    size: digestSizes.short,
    ...options,
  });
}

const ids = (choice: ReturnType<typeof choose>): readonly number[] =>
  choice.items.map(({ story }) => story.id);

describe('what is new to a chat', () => {
  const young = storyOf({ id: 1, topics: ['iran'], publishedAt: NOW - HOUR });

  it.each<[string, Partial<Story>]>([
    ['is on another topic', { topics: ['egypt'] }],
    ['only touches the topic', { topics: ['egypt'], sideTopics: ['iran'] }],
    ['is an opinion', { kind: 'opinion' }],
    ['is a daily service', { kind: 'service' }],
    ['is live coverage', { kind: 'live' }],
    ['bears no date', { publishedAt: undefined }],
    ['is 36 hours old', { publishedAt: NOW - 36 * HOUR }],
  ])('holds no story that %s', (_, about) => {
    expect(ids(choose([young, storyOf({ id: 2, topics: ['iran'], ...about })], ['iran']))).toEqual([1]);
  });

  it('holds services on topics of their own alone, and none among the top news', () => {
    const prices = storyOf({
      id: 2,
      kind: 'service',
      topics: ['economy', 'prices'],
      publishedAt: NOW - HOUR,
    });
    const items = (topics: readonly string[]) =>
      choose([prices], topics).items.map(({ story, topic }) => [story.id, topic]);
    expect(items(['prices'])).toEqual([[2, 'prices']]);
    expect(items(['economy', 'prices'])).toEqual([[2, 'prices']]);
    expect(items(['economy'])).toEqual([]);
    expect(items([])).toEqual([]);
    expect(items(['top'])).toEqual([]);
  });

  it('holds reports beside news, up to an age of 36 hours', () => {
    const old = storyOf({ id: 2, kind: 'report', topics: ['iran'], publishedAt: NOW - 36 * HOUR + 1 });
    expect(ids(choose([young, old], ['iran']))).toEqual([1, 2]);
  });

  it('holds nothing that was told', () => {
    expect(ids(choose([young], ['iran'], { told: new Set([1]) }))).toEqual([]);
  });

  it('looks back a day from the first subscription', () => {
    const before = storyOf({ id: 2, topics: ['iran'], publishedAt: NOW - 25 * HOUR });
    expect(ids(choose([young, before], ['iran'], { since: NOW }))).toEqual([1]);
    expect(ids(choose([young, before], ['iran'], { since: NOW - 2 * HOUR }))).toEqual([1, 2]);
  });
});

describe('the order of a digest', () => {
  it('puts the most reported first, then the newest', () => {
    const stories = [
      storyOf({ id: 1, topics: ['iran'], voices: 1, publishedAt: NOW - HOUR }),
      storyOf({ id: 2, topics: ['iran'], voices: 3, publishedAt: NOW - 9 * HOUR }),
      storyOf({ id: 3, topics: ['iran'], voices: 3, publishedAt: NOW - 2 * HOUR }),
    ];
    expect(ids(choose(stories, ['iran']))).toEqual([3, 2, 1]);
  });

  it('keeps the stories of a topic together, topics by their best story', () => {
    const stories = [
      storyOf({ id: 1, topics: ['egypt'], voices: 2 }),
      storyOf({ id: 2, topics: ['iran'], voices: 5 }),
      storyOf({ id: 3, topics: ['egypt'], voices: 4 }),
      storyOf({ id: 4, topics: ['iran'], voices: 1 }),
    ];
    expect(choose(stories, ['egypt', 'iran']).items.map(({ story, topic }) => [story.id, topic])).toEqual([
      [2, 'iran'],
      [4, 'iran'],
      [3, 'egypt'],
      [1, 'egypt'],
    ]);
  });

  it('tells a story once, under the first of its topics that the chat follows', () => {
    const story = storyOf({ id: 1, topics: ['gaza', 'palestine', 'israel'] });
    expect(choose([story], ['israel', 'palestine']).items).toEqual([{ story, topic: 'palestine' }]);
  });
});

describe('the size of a digest', () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    storyOf({ id: index + 1, topics: ['iran'], publishedAt: NOW - (index + 1) * HOUR }),
  );

  it('is at most five stories', () => {
    expect(ids(choose(many, ['iran']))).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves the others to compete again, and counts those that will be too old', () => {
    const first = choose(many, ['iran']);
    expect(first.passedOver).toBe(0);
    expect(ids(choose(many, ['iran'], { told: new Set(ids(first)) }))).toEqual([6, 7, 8, 9]);
    expect(choose(many, ['iran'], { nextAt: NOW + 29 * HOUR }).passedOver).toBe(3);
  });
});

describe('a mixed digest', () => {
  it('gives no topic more than its share while others have something to say', () => {
    const stories = [
      ...Array.from({ length: 6 }, (_, index) => storyOf({ id: index + 1, topics: ['iran'], voices: 9 })),
      storyOf({ id: 11, topics: ['egypt'], voices: 1 }),
      storyOf({ id: 12, topics: ['egypt'], voices: 1 }),
    ];
    const chosen = choose(stories, ['iran', 'egypt']).items.map(({ topic }) => topic);
    expect(chosen).toEqual(['iran', 'iran', 'iran', 'egypt', 'egypt']);
  });

  it('fills up with one topic when the others are silent', () => {
    const stories = Array.from({ length: 6 }, (_, index) => storyOf({ id: index + 1, topics: ['iran'] }));
    expect(choose(stories, ['iran', 'egypt']).items).toHaveLength(5);
  });

  it('gives a lone outlet two stories while others have something to say', () => {
    const stories = [
      ...Array.from({ length: 5 }, (_, index) =>
        storyOf({ id: index + 1, topics: ['iran'], publishedAt: NOW - HOUR, publisher: 'صحيفة المرسى' }),
      ),
      ...Array.from({ length: 3 }, (_, index) =>
        storyOf({
          id: index + 11,
          topics: ['iran'],
          publishedAt: NOW - 9 * HOUR,
          publisher: `منبر ${index}`,
        }),
      ),
    ];
    expect(ids(choose(stories, ['iran']))).toEqual([5, 4, 13, 12, 11]);
  });

  it('tells one event once, though two stories of it were kept apart', () => {
    const stories = [
      storyOf({ id: 1, topics: ['egypt'], voices: 3, headline: 'افتتاح جسر جديد فوق النيل في أسيوط' }),
      storyOf({
        id: 2,
        topics: ['egypt'],
        voices: 2,
        headline: 'محافظ أسيوط يعلن افتتاح جسر جديد فوق النيل',
      }),
      ...[3, 4, 5, 6].map((id) => storyOf({ id, topics: ['egypt'] })),
    ];
    expect(ids(choose(stories, ['egypt']))).not.toContain(2);
    expect(ids(choose(stories.slice(0, 2), ['egypt']))).toEqual([1]);
  });

  it('tells no event that the chat was told hours ago as another story, but does when a day lies between', () => {
    const headlines = ['افتتاح جسر جديد فوق النيل في أسيوط', 'محافظ أسيوط يعلن افتتاح جسر جديد فوق النيل'];
    const bridge = (hours: number) =>
      headlines.map((headline, index) =>
        storyOf({
          id: index + 1,
          topics: ['egypt'],
          headline,
          publishedAt: NOW - (1 + index * hours) * HOUR,
        }),
      );
    expect(ids(choose(bridge(6), ['egypt'], { told: new Set([2]) }))).toEqual([]);
    expect(ids(choose(bridge(24), ['egypt'], { told: new Set([2]) }))).toEqual([1]);
  });
});

describe('the digest of a chat that follows no topic', () => {
  it('is the top stories, two of a topic at most', () => {
    const stories = [
      ...[1, 2, 3].map((id) => storyOf({ id, topics: ['gaza', 'palestine'], voices: 9 })),
      storyOf({ id: 4, topics: ['sports'], voices: 2 }),
      storyOf({ id: 5, topics: ['egypt'], voices: 4 }),
    ];
    const { items } = choose(stories, []);
    expect(items.map(({ story }) => story.id)).toEqual([3, 2, 5, 4]);
    expect(new Set(items.map(({ topic }) => topic))).toEqual(new Set(['top']));
  });

  it('prefers other events to a third one of the same war under another of its topics', () => {
    const war = [
      storyOf({ id: 1, topics: ['gaza', 'israel'], voices: 9 }),
      storyOf({ id: 2, topics: ['israel', 'gaza'], voices: 8 }),
      storyOf({ id: 3, topics: ['palestine', 'israel'], voices: 7 }),
    ];
    const others = [4, 5, 6].map((id) => storyOf({ id, topics: [`topic-${id}`] }));
    expect(ids(choose([...war, ...others], []))).toEqual([1, 2, 6, 5, 4]);
    expect(ids(choose(war, []))).toEqual([1, 2, 3]);
  });

  it('has room for other topics on a day when one has a hundred better stories', () => {
    const stories = [
      ...Array.from({ length: 100 }, (_, index) => storyOf({ id: index + 1, topics: ['gaza'], voices: 9 })),
      storyOf({ id: 201, topics: ['egypt'] }),
      storyOf({ id: 202, topics: ['sports'] }),
    ];
    expect(ids(choose(stories, []))).toEqual([100, 99, 202, 201]);
  });

  it('holds no story of daily prices alone', () => {
    const stories = [
      storyOf({ id: 1, topics: ['prices'], voices: 9 }),
      storyOf({ id: 2, topics: ['economy', 'prices'] }),
    ];
    expect(ids(choose(stories, []))).toEqual([2]);
    expect(ids(choose(stories, ['prices']))).toEqual([1, 2]);
  });

  it('is what a chat gets that follows «top» beside a topic, without the topic told twice', () => {
    const stories = [
      storyOf({ id: 1, topics: ['iran'], voices: 2 }),
      storyOf({ id: 2, topics: ['sudan'], voices: 5 }),
    ];
    expect(choose(stories, ['top', 'iran']).items.map(({ story, topic }) => [story.id, topic])).toEqual([
      [2, 'top'],
      [1, 'iran'],
    ]);
  });
});

describe('words of a chat’s own', () => {
  const DAM = '=سد النهضه';
  const TRADE = '=قطن';

  /** Chosen where the words of each key find these stories. */
  function chosen(
    stories: readonly Story[],
    byWords: Readonly<Record<string, readonly number[]>>,
    chat: ChooseOptions['chat'],
    more: Partial<ChooseOptions> = {},
  ): readonly (readonly [number, string])[] {
    const candidates = rankCandidates(stories, NOW);
    for (const [key, found] of Object.entries(byWords))
      candidates.byWords.set(
        key,
        candidates.ranked.filter(({ story }) => found.includes(story.id)),
      );
    return choose(stories, [], { ...more, chat, candidates }).items.map(({ story, topic }) => [
      story.id,
      topic,
    ]);
  }

  const stories = [
    storyOf({ id: 1, topics: ['egypt'], voices: 3 }),
    storyOf({ id: 2, topics: ['egypt'], voices: 2 }),
    storyOf({ id: 3, topics: ['africa'], voices: 1 }),
  ];

  it('bring what they find, under them, whatever its topics are', () => {
    expect(chosen(stories, { [DAM]: [2, 3] }, { topics: [DAM], since: 0 })).toEqual([
      [2, DAM],
      [3, DAM],
    ]);
  });

  it('say more closely than a topic what a story is told for', () => {
    expect(chosen(stories, { [DAM]: [2, 3] }, { topics: ['egypt', DAM], since: 0 })).toEqual([
      [1, 'egypt'],
      [2, DAM],
      [3, DAM],
    ]);
  });

  it('tell a story once, under the first of them that finds it', () => {
    expect(chosen(stories, { [DAM]: [2, 3], [TRADE]: [2] }, { topics: [TRADE, DAM], since: 0 })).toEqual([
      [2, TRADE],
      [3, DAM],
    ]);
  });

  it('bring nothing that was told, nor anything in place of what they do not find', () => {
    const told = new Set([2, 3]);
    expect(chosen(stories, { [DAM]: [2, 3] }, { topics: [DAM], since: 0 }, { told })).toEqual([]);
    expect(chosen(stories, { [DAM]: [] }, { topics: [DAM], since: 0 })).toEqual([]);
    expect(chosen(stories, {}, { topics: [DAM], since: 0 })).toEqual([]);
  });

  it('leave other topics their share', () => {
    const many = Array.from({ length: 6 }, (_, index) => storyOf({ id: index + 10, topics: [], voices: 9 }));
    const found = { [DAM]: many.map(({ id }) => id) };
    const topics = chosen([...many, ...stories], found, { topics: ['egypt', DAM], since: 0 });
    expect(topics.map(([, topic]) => topic)).toEqual([DAM, DAM, DAM, 'egypt', 'egypt']);
  });
});

describe('what is muted', () => {
  const stories = [
    storyOf({ id: 1, topics: ['iran', 'usa'] }),
    storyOf({ id: 2, topics: ['iran'] }),
    storyOf({ id: 3, topics: ['egypt'] }),
  ];

  it('brings nothing, though a story may come for another topic', () => {
    const chat = { topics: ['iran', 'usa'], muted: ['iran'], since: 0 };
    expect(choose(stories, [], { chat }).items.map(({ story, topic }) => [story.id, topic])).toEqual([
      [1, 'usa'],
    ]);
  });

  it('is not replaced by the top news when it is all there is', () => {
    expect(ids(choose(stories, [], { chat: { topics: ['iran'], muted: ['iran'], since: 0 } }))).toEqual([]);
    expect(ids(choose(stories, [], { chat: { topics: [], muted: [], since: 0 } }))).not.toEqual([]);
  });
});
