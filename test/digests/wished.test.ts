import { describe, expect, it } from 'vitest';
import { type ChooseOptions, chooseStories, type Fate, rankCandidates } from '../../src/digests/choose.ts';
import { asWished, leadOutlet } from '../../src/digests/wished.ts';
import { outletKey } from '../../src/news/publishers.ts';
import type { Story, StoryArticle } from '../../src/stories/story.ts';
import { type LessKind, noWishes, type Wishes } from '../../src/subscriptions/wishes.ts';
import { storyOf } from '../support/stories.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);

const hiding = (...names: readonly string[]): Wishes => ({
  ...noWishes,
  hidden: names.map((name) => ({ outlet: outletKey(name), name })),
});

const less = (kind: LessKind, subject: string, hours = 6): Wishes => ({
  ...noWishes,
  lessened: [{ id: 1, kind, subject, name: subject, hours }],
});

/** A story told by these outlets, in their order; the first one's words open it. */
function toldBy(id: number, publishers: readonly string[], about: Partial<Story> = {}): Story {
  const base = storyOf({ id, topics: ['iran'], publishedAt: NOW - HOUR, ...about });
  const [first] = base.articles;
  if (first === undefined) throw new Error('a story has an article');
  const articles = publishers.map(
    (publisher, index): StoryArticle => ({
      ...first,
      id: id * 10 + index,
      publisher,
      title: `${base.headline} عند ${publisher}`,
    }),
  );
  return {
    ...base,
    voices: publishers.length,
    headlineArticleId: id * 10,
    articles,
    sentences: articles.map((article) => ({ text: `قالت ${article.publisher} ذلك.`, articleId: article.id })),
  };
}

function choose(stories: readonly Story[], wishes: Wishes, more: Partial<ChooseOptions> = {}) {
  const fates = new Map<number, Fate>();
  const choice = chooseStories({
    chat: { topics: ['iran'], since: 0 },
    told: new Set(),
    candidates: rankCandidates(stories, NOW),
    now: NOW,
    nextAt: NOW + 12 * HOUR,
    size: 3,
    wishes,
    trace: (story, fate) => fates.set(story.id, fate),
    ...more,
  });
  return { ids: choice.items.map(({ story }) => story.id), items: choice.items, choice, fates };
}

describe('a hidden outlet', () => {
  it('is as if it were not read: what it alone tells does not come, under any of its spellings', () => {
    const stories = [toldBy(1, ['RT']), toldBy(2, ['روسيا اليوم']), toldBy(3, ['صحيفة الميناء'])];
    const { ids, fates } = choose(stories, hiding('RT Arabic'));
    expect(ids).toEqual([3]);
    expect([fates.get(1), fates.get(2)]).toEqual([{ kind: 'hidden' }, { kind: 'hidden' }]);
  });

  it('is no voice of what others tell too, and its words give way to theirs', () => {
    const [item] = choose([toldBy(1, ['RT', 'صحيفة الميناء'])], hiding('RT')).items;
    expect(item?.story).toMatchObject({
      headline: 'حدث 1 عند صحيفة الميناء',
      headlineArticleId: 11,
      voices: 1,
      articles: [{ publisher: 'صحيفة الميناء' }],
      sentences: [{ text: 'قالت صحيفة الميناء ذلك.', articleId: 11 }],
    });
  });

  it('lends a story no weight', () => {
    const shared = toldBy(1, ['RT', 'صحيفة الميناء'], { publishedAt: NOW - 5 * HOUR });
    const young = toldBy(2, ['قناة الوادي'], { publishedAt: NOW - HOUR });
    expect(choose([shared, young], noWishes).ids).toEqual([1, 2]);
    expect(choose([shared, young], hiding('RT')).ids).toEqual([2, 1]);
  });

  it('leaves of what outlets tell differently only what others still differ in', () => {
    const versions = (...ids: readonly number[]) =>
      ids.map((articleId) => ({ text: String(articleId), articleId }));
    const story = {
      ...toldBy(1, ['صحيفة الميناء', 'RT', 'قناة الوادي']),
      differences: [
        { kind: 'contradiction', subject: 'killed', bearer: undefined, versions: versions(10, 11) },
        { kind: 'contradiction', subject: 'wounded', bearer: undefined, versions: versions(10, 11, 12) },
      ] as const,
      before: versions(11),
    };
    const seen = asWished(story, hiding('RT'))?.story;
    expect(seen?.differences).toEqual([{ ...story.differences[1], versions: versions(10, 12) }]);
    expect(seen?.before).toEqual([]);
  });

  it('does not fill the count of what was passed over', () => {
    const old = { publishedAt: NOW - 30 * HOUR };
    const stories = [toldBy(1, ['RT'], old), toldBy(2, ['صحيفة الميناء'], old)];
    expect(choose(stories, hiding('RT'), { size: 0 }).choice.passedOver).toBe(1);
  });

  it('changes nothing for a story whose outlets nobody knows', () => {
    const story = toldBy(1, ['RT']);
    const unknown = { ...story, articles: story.articles.map((one) => ({ ...one, publisher: undefined })) };
    expect(asWished(unknown, hiding('RT'))).toEqual({ story: unknown, lowered: 0 });
    expect(leadOutlet(unknown)).toBeUndefined();
  });
});

describe('less of something', () => {
  const hoursOld = (hours: number) => ({ publishedAt: NOW - hours * HOUR });

  it.each([
    ['a topic', less('topic', 'sports')],
    ['an outlet, by its key', less('outlet', outletKey('روسيا اليوم'))],
    ['a kind', less('kind', 'report')],
  ])('lowers the place of what is on %s', (_, wishes) => {
    const lowered = toldBy(1, ['RT'], { ...hoursOld(1), topics: ['iran', 'sports'], kind: 'report' });
    const other = toldBy(2, ['صحيفة الميناء'], hoursOld(5));
    expect(choose([lowered, other], noWishes).ids).toEqual([1, 2]);
    expect(choose([lowered, other], wishes).ids).toEqual([2, 1]);
  });

  it('lets come what matters more all the same', () => {
    const great = toldBy(1, ['RT', 'قناة الوادي', 'وكالة الجبل'], hoursOld(1));
    const other = toldBy(2, ['صحيفة الميناء'], hoursOld(1));
    expect(choose([great, other], less('topic', 'iran')).ids).toEqual([1, 2]);
  });

  it('takes a day from a place at most, however much is wished', () => {
    const story = toldBy(1, ['RT'], { kind: 'report' });
    const wishes = {
      ...noWishes,
      lessened: [less('topic', 'iran', 24), less('kind', 'report', 24)].flatMap(({ lessened }) => lessened),
    };
    expect(asWished(story, wishes)?.lowered).toBe(24);
  });

  it('takes no place among those that compete from others', () => {
    const lowered = Array.from({ length: 70 }, (_, index) => toldBy(index + 1, ['RT'], hoursOld(1)));
    const other = toldBy(99, ['صحيفة الميناء'], hoursOld(6));
    expect(choose([...lowered, other], less('outlet', outletKey('RT'), 24)).ids[0]).toBe(99);
  });

  it('is what is told as the reason where without it the story would have come', () => {
    const lowered = toldBy(1, ['RT'], { ...hoursOld(1), topics: ['iran', 'sports'] });
    const old = toldBy(9, ['منبر'], { ...hoursOld(30), topics: ['iran', 'sports'] });
    const others = [2, 3, 4].map((id) => toldBy(id, [`صحيفة ${id}`], hoursOld(5)));
    const { fates } = choose([lowered, old, ...others], less('topic', 'sports'));
    expect(fates.get(1)).toEqual({ kind: 'lessened' });
    expect(fates.get(9)).toEqual({ kind: 'lesser' });
  });
});

describe('what choosing tells of its decisions', () => {
  it('names for every story on the topic what became of it', () => {
    const stories = [
      toldBy(1, ['أولى', 'ثانية', 'ثالثة']),
      toldBy(2, ['رابعة']),
      toldBy(3, ['خامسة'], { publishedAt: NOW - 20 * HOUR }),
      toldBy(4, ['سادسة'], { publishedAt: NOW - 30 * HOUR }),
      toldBy(5, ['سابعة'], { topics: ['egypt'] }),
    ];
    const { fates } = choose(stories, noWishes, {
      size: 1,
      told: new Set([2]),
      chat: { topics: ['iran'], since: NOW },
    });
    expect([...fates].sort(([one], [other]) => one - other)).toEqual([
      [1, { kind: 'chosen', topic: 'iran' }],
      [2, { kind: 'told' }],
      [3, { kind: 'lesser' }],
      [4, { kind: 'old' }],
    ]);
  });

  it('names the share of a topic, of a voice, and the same event', () => {
    const many = [1, 2, 3].map((id) => toldBy(id, ['أ', 'ب', 'ج'], { topics: ['iran'] }));
    const others = [4, 5].map((id) => toldBy(id, ['د'], { topics: ['egypt'] }));
    const shares = choose([...many, ...others], noWishes, {
      chat: { topics: ['iran', 'egypt'], since: 0 },
      size: 4,
    });
    expect([3, 2, 1].map((id) => shares.fates.get(id)?.kind)).toEqual(['chosen', 'chosen', 'topic']);
    const lone = [1, 2, 3].map((id) => toldBy(id, ['RT'], { publishedAt: NOW - id * HOUR }));
    const last = toldBy(4, ['صحيفة الميناء'], { publishedAt: NOW - 9 * HOUR });
    expect(choose([...lone, last], noWishes).fates.get(3)).toEqual({ kind: 'voice' });
    const same = [1, 2].map((id) =>
      toldBy(id, [`منبر ${id}`], { headline: 'زلزال قوي يضرب سواحل مدينة بندر عباس فجرا' }),
    );
    expect(choose(same, noWishes).fates.get(1)).toEqual({ kind: 'event', other: same[1] });
  });

  it('decides nothing otherwise because somebody listens', () => {
    const stories = Array.from({ length: 90 }, (_, index) =>
      toldBy(index + 1, [`منبر ${index % 7}`], { publishedAt: NOW - (index % 30) * HOUR }),
    );
    const listened = choose(stories, noWishes);
    expect(choose(stories, noWishes, { trace: undefined }).choice).toEqual(listened.choice);
    expect(listened.fates.size).toBe(90);
  });
});
