import { expect, test } from 'vitest';
import { unasked } from '../../src/briefs/unasked.ts';
import { article, story } from '../telegram/stories.ts';

const HARD = 'انتشال جثث أطفال من تحت ركام مدرسة السرو';
const SOFT = 'انهيار مدرسة في السرو ووقوع ضحايا';

test('a story that anybody may meet stays as it is', () => {
  const one = story();
  expect(unasked(one)).toEqual({ story: one, headline: one.headline, hides: false });
});

test('hard sentences are left out, and that they are is known', () => {
  const soft = { text: 'انهارت مدرسة في السرو صباح الثلاثاء.', articleId: 1 };
  const told = unasked(story({ headline: SOFT, sentences: [{ text: `${HARD}.`, articleId: 1 }, soft] }));
  expect(told.headline).toBe(SOFT);
  expect(told.story.sentences).toEqual([soft]);
  expect(told.hides).toBe(true);
});

test('a hard headline gives way to another outlet’s, cleaned as headlines are', () => {
  const told = unasked(
    story({
      headline: HARD,
      articles: [
        article({ title: HARD }),
        article({ id: 2, publisher: 'قناة المرفأ', title: 'هل انهارت المدرسة فجأة؟' }),
        article({ id: 3, publisher: 'منبر الوادي', title: `عاجل | ${SOFT}` }),
      ],
    }),
  );
  expect(told.headline).toBe(SOFT);
  expect(told.story.headlineArticleId).toBe(3);
});

test('where no outlet has another one, there is no headline', () => {
  expect(unasked(story({ headline: HARD, articles: [article({ title: HARD })] })).headline).toBeUndefined();
});
