import { expect, test } from 'vitest';
import { createBlame } from '../../src/delivery/blame.ts';

const NOW = 1_800_000_000_000;
const refusal = (telegramId: number, seconds: number, answer = false) => ({
  telegramId,
  waitMs: seconds * 1000,
  answer,
});

test('nobody knows whose a first refusal is: everybody waits as long as asked', () => {
  expect(createBlame().refused(refusal(-5, 17), NOW)).toEqual({ everybodyMs: 17_000, certain: false });
});

test('a long wait is everybody’s for half a minute only, until another chat shows whose it is', () => {
  expect(createBlame().refused(refusal(-5, 3600), NOW)).toEqual({ everybodyMs: 30_000, certain: false });
});

test('two chats refused with nothing passed between them mean the whole bot', () => {
  const blame = createBlame();
  blame.refused(refusal(-5, 3600), NOW);
  expect(blame.refused(refusal(7, 3570), NOW + 30_000)).toEqual({ everybodyMs: 3_570_000, certain: true });
});

test('a chat that is refused again although others passed waits alone', () => {
  const blame = createBlame();
  blame.refused(refusal(-5, 10), NOW);
  blame.passed(7, NOW + 11_000);
  expect(blame.refused(refusal(-5, 10), NOW + 12_000)).toEqual({ everybodyMs: 0, certain: false });
  blame.passed(8, NOW + 13_000);
  expect(blame.refused(refusal(-5, 10), NOW + 24_000)).toEqual({ everybodyMs: 0, certain: false });
});

test('what passes for the chat itself says nothing of the others', () => {
  const blame = createBlame();
  blame.refused(refusal(-5, 10), NOW);
  blame.passed(-5, NOW + 11_000);
  expect(blame.refused(refusal(-5, 10), NOW + 12_000)).toEqual({ everybodyMs: 10_000, certain: false });
});

test('a reader’s answer that is refused holds up nobody else', () => {
  const blame = createBlame();
  expect(blame.refused(refusal(-5, 30, true), NOW)).toEqual({ everybodyMs: 0, certain: false });
  // Unless another chat shows that it is the whole bot.
  expect(blame.refused(refusal(9, 30, true), NOW)).toEqual({ everybodyMs: 30_000, certain: true });
});

test('the more groups turn out to have been alone, the less everybody waits for the next one', () => {
  const blame = createBlame();
  let now = NOW;
  let waited = 0;
  for (let group = 1; group <= 200; group += 1) {
    const { everybodyMs, certain } = blame.refused(refusal(-group, 600), now);
    expect(certain).toBe(false);
    waited += everybodyMs;
    now += everybodyMs;
    blame.passed(group, now);
  }
  expect(waited).toBeLessThanOrEqual(60_000);
});
