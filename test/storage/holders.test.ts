import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import { listeningLog } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 26, 9);
const MARLUND = { surname: 'مارلوند', slug: 'uk', middle: undefined, full: true };

function store(): Store {
  const opened = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => opened.close());
  return opened;
}

test('a name stands for its topic after three articles of two voices, until 120 days pass', async () => {
  const { holders } = store();
  const seen = (article: number, voice: string, at = NOW) => holders.learn({ article, voice, at }, [MARLUND]);
  expect((await seen(1, 'أ')).size).toBe(0);
  expect((await seen(2, 'أ')).size).toBe(0);
  expect((await seen(3, 'أ')).size).toBe(0);
  expect((await seen(3, 'أ')).size).toBe(0);
  expect([...(await seen(4, 'ب'))]).toEqual([['مارلوند', 'uk']]);
  const later = (days: number) => holders.learn({ article: 9, voice: 'ج', at: NOW + days * DAY }, []);
  expect((await later(120)).size).toBe(1);
  expect((await later(121)).size).toBe(0);
});

test('articles that name the bearer alone get the topic, and get the same when processed again', async () => {
  const db = store();
  const introduce = (publisher: string, hour: number) =>
    newArticle({
      publisher,
      publishedAt: NOW - hour * 3_600_000,
      title: 'رئيس الوزراء البريطاني أوليفر مارلوند يفتتح جسرا',
      text: `حضر المراسم سكان الحي رقم ${hour} وعدد من المهندسين.`,
    });
  await db.articles.add(
    [
      introduce('أفق', 9),
      introduce('أفق', 8),
      introduce('سنابل', 7),
      newArticle({
        publisher: 'سنابل',
        publishedAt: NOW - 3_600_000,
        title: 'مارلوند يعتذر عن الحضور',
        text: 'لم يشرح مكتبه سبب الغياب عن الحفل السنوي.',
      }),
    ],
    NOW,
  );
  const topics = async () => {
    await summarizePending({ stories: db.stories, holders: db.holders, log: listeningLog() }, NOW);
    const shown = await db.stories.latest({ topic: 'uk', limit: 9, since: undefined });
    return new Set(shown.flatMap((story) => story.articles.map((article) => article.title)));
  };
  const first = await topics();
  expect(first).toContain('مارلوند يعتذر عن الحضور');
  await db.stories.reopenAll();
  expect(await topics()).toEqual(first);
});
