import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { findStories } from '../../src/stories/search.ts';
import { newArticle } from '../support/articles.ts';
import { listeningLog } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2026, 10, 26, 9);

async function storeOf(...titles: string[]): Promise<Store> {
  const db = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => db.close());
  await db.articles.add(
    titles.map((title, index) =>
      newArticle({
        key: title,
        publisher: `صحيفة ${index}`,
        publishedAt: NOW - (index + 1) * 3_600_000,
        title,
        text: BODIES[index] ?? title,
      }),
    ),
    NOW,
  );
  await summarizePending({ stories: db.stories, holders: db.holders, log: listeningLog() }, NOW);
  return db;
}

const BODIES = [
  'وجاء النداء خلال مؤتمر صحفي قصير.',
  'ينهي المهندسون حساباتهم قبل نهاية الربيع.',
  'تناول الغداء معهم تحت شجرة زيتون.',
  'لا غيوم تذكر فوق العاصمة.',
  'قطف ضيف البلدة بعض الطماطم وشكر أصحابها.',
  'ينصح بحمل المظلات.',
];
const NEWS = [
  'غوتيريش يدعو إلى هدنة عاجلة',
  'خبراء يبحثون ملء سد النهضة في نيروبي',
  'نتانياهو يلتقي وفدا زراعيا',
  'الطقس في القاهرة معتدل والرياح هادئة',
  'جوتيريش يزور مزرعة نموذجية',
  'الطقس في الرباط ماطر مساء',
];

const searched = async (db: Store, words: string) => {
  const found = await findStories(db.stories, words, 9);
  const stories = found.kind === 'found' || found.kind === 'mended' ? found.stories : [];
  return { ...found, stories: stories.flatMap(({ articles }) => articles.map(({ title }) => title)) };
};

describe('a search by a reader’s own words', () => {
  it.each([
    ['سد النهضة', ['خبراء يبحثون ملء سد النهضة في نيروبي']],
    ['الطقس بالقاهره', ['الطقس في القاهرة معتدل والرياح هادئة']],
    ['طقس القاهرة', ['الطقس في القاهرة معتدل والرياح هادئة']],
    ['والطقس', ['الطقس في القاهرة معتدل والرياح هادئة', 'الطقس في الرباط ماطر مساء']],
    ['جوتيريش', ['غوتيريش يدعو إلى هدنة عاجلة', 'جوتيريش يزور مزرعة نموذجية']],
    ['غوتيريش', ['غوتيريش يدعو إلى هدنة عاجلة', 'جوتيريش يزور مزرعة نموذجية']],
    ['نتنياهو', ['نتانياهو يلتقي وفدا زراعيا']],
  ])('finds what «%s» means, newest first', async (words, headlines) => {
    expect(await searched(await storeOf(...NEWS), words)).toEqual({ kind: 'found', stories: headlines });
  });

  it.each([
    ['الطقس -القاهرة', 'found', ['الطقس في الرباط ماطر مساء']],
    ['الطقس -بالقاهره -مطر', 'found', ['الطقس في الرباط ماطر مساء']],
    ['الطقس بدون الرباط', 'found', ['الطقس في القاهرة معتدل والرياح هادئة']],
    ['الطقس -القاهرة -الرباط', 'none', []],
    ['"سد النهضة"', 'found', ['خبراء يبحثون ملء سد النهضة في نيروبي']],
    ['"النهضة سد"', 'none', []],
    ['سد النهظة -القاهرة', 'mended', ['خبراء يبحثون ملء سد النهضة في نيروبي']],
    ['سد النهظة -نيروبي', 'none', []],
    ['-القاهرة', 'vague', []],
  ])('leaves out what «%s» takes out', async (words, kind, headlines) => {
    expect(await searched(await storeOf(...NEWS), words)).toMatchObject({ kind, stories: headlines });
  });

  it('says a mended word with what is taken out beside it', async () => {
    expect(await searched(await storeOf(...NEWS), '-القاهرة سد النهظة')).toMatchObject({
      words: 'سد النهضة -القاهرة',
    });
  });

  it('mends one letter of one word, and says which', async () => {
    const db = await storeOf(...NEWS);
    expect(await searched(db, 'سد النهظة')).toEqual({
      kind: 'mended',
      words: 'سد النهضة',
      stories: ['خبراء يبحثون ملء سد النهضة في نيروبي'],
    });
    expect(await searched(db, 'القاهلة طقس')).toMatchObject({ kind: 'mended', words: 'القاهرة طقس' });
  });

  it.each(['بطاطا مقلية', 'الطقس في نيروبي', 'قطن', 'سد النيل'])('finds nothing for «%s»', async (words) => {
    expect(await searched(await storeOf(...NEWS), words)).toMatchObject({ kind: 'none' });
  });

  it('takes particles and marks for no search', async () => {
    const db = await storeOf(...NEWS);
    for (const words of ['', 'في على من', '؟!', '"*" OR'])
      expect((await searched(db, words)).stories).toEqual([]);
    expect(await searched(db, 'في على من')).toMatchObject({ kind: 'vague' });
  });

  it('reads only the beginning of a hostile line', async () => {
    const db = await storeOf(...NEWS);
    expect(await searched(db, 'سد " NEAR('.repeat(20_000))).toMatchObject({ kind: 'none' });
  });
});
