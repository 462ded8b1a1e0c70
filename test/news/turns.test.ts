import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from '../../src/news/turns.ts';

test('so many have a turn at once, the others follow in the order they came', async () => {
  const turns = createTurns(2);
  const begun: number[] = [];
  const waits = [0, 1, 2, 3].map(async (number) => {
    await turns.take();
    begun.push(number);
  });
  await nextTurn();
  expect(begun).toEqual([0, 1]);
  turns.give();
  await nextTurn();
  expect(begun).toEqual([0, 1, 2]);
  turns.give();
  turns.give();
  turns.give();
  await Promise.all(waits);
  expect(begun).toEqual([0, 1, 2, 3]);
  await Promise.all([turns.take(), turns.take()]);
});
