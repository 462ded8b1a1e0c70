/** The stories of the last days are read once, and never told as they no longer are. */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { storyTarget } from '../../src/operator/removal.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import type { StoryWrite } from '../../src/stories/story.ts';
import { newArticle } from '../support/articles.ts';
import { temporaryFolder } from '../support/temporary.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);

/** Two connections to one database, as of the bot and of a command beside it. */
function twoStores(): readonly [Store, Store] {
  const path = join(temporaryFolder(), 'mujaz.db');
  const both = [openStore(path), openStore(path)] as const;
  onTestFinished(() => {
    for (const store of both) store.close();
  });
  return both;
}

async function addArticle(store: Store, number: number, title = `خبر ${number}`): Promise<void> {
  const publishedAt = NOW - (number % 40) * HOUR;
  const article = newArticle({ key: `${number}`, revision: title, title, publishedAt });
  await store.articles.add([article], NOW);
}

/** Put what waits into this story, or into a new one; `about` adds to what is written. */
async function write(store: Store, storyId?: number, about: Partial<StoryWrite> = {}): Promise<number> {
  let into = storyId ?? 0;
  for (const { id, title = '' } of await store.stories.pending(10)) {
    into = await store.stories.write(
      {
        articleId: id,
        articleTopics: { main: [], side: [] },
        joinTerms: [],
        searchTerms: [],
        storyId,
        brief: {
          headline: title,
          headlineArticleId: id,
          sentences: [{ text: `${title}.`, articleId: id }],
          before: [],
          differences: [],
        },
        topics: { main: ['iran'], side: [] },
        ...about,
      },
      NOW,
    );
  }
  return into;
}

test('what nothing changed is not read again, what changed is', async () => {
  const [store] = twoStores();
  await addArticle(store, 1);
  await write(store);
  await addArticle(store, 2);
  const second = await write(store);
  const before = await store.stories.recent(NOW - 36 * HOUR);
  await addArticle(store, 3);
  await write(store, second);
  const after = await store.stories.recent(NOW - 36 * HOUR);
  expect(new Set(after.map(({ articles }) => articles.length))).toEqual(new Set([1, 2]));
  const same = after.filter((story) => before.includes(story));
  expect(same.map(({ articles }) => articles.length)).toEqual([1]);
});

test('it is always what reading anew gives, whoever changed it and how', async () => {
  const changes = ['add', 'grow', 'correct', 'merge', 'remove', 'restore'] as const;
  const change = fc.record({
    kind: fc.constantFrom(...changes),
    by: fc.nat(1),
    number: fc.nat(60),
    asks: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (steps) => {
      const stores = twoStores();
      const [asking] = stores;
      const stories: number[] = [];
      for (const { kind, by, number, asks } of steps) {
        const store = stores[by] ?? asking;
        const story = stories[number % Math.max(1, stories.length)];
        if (kind === 'add' || story === undefined) {
          await addArticle(store, number);
          const made = await write(store);
          if (made > 0) stories.push(made);
        } else if (kind === 'grow') {
          await addArticle(store, number + 100);
          await write(store, story);
        } else if (kind === 'correct') {
          await addArticle(store, number, `تصحيح ${number}`);
          await write(store, story);
        } else if (kind === 'merge') {
          await addArticle(store, number + 200);
          const other = stories.find((id) => id !== story);
          await write(store, story, other === undefined ? {} : { merges: [other] });
        } else if (kind === 'remove') {
          await store.removals.remove(storyTarget(story), () => NOW);
        } else {
          await store.removals.restore(storyTarget(story));
        }
        if (!asks) continue;
        const recent = await asking.stories.recent(NOW - 36 * HOUR);
        expect(recent).toEqual(await asking.stories.byIds(recent.map(({ id }) => id)));
      }
    }),
    { numRuns: 60 },
  );
});
