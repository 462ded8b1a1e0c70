import { describe, expect, it } from 'vitest';
import { IS, wordsOf } from '../../src/briefs/word.ts';

describe('wordsOf', () => {
  it.each<[word: string, is: keyof typeof IS, can: boolean]>([
    ['شخصين', 'two', true],
    ['وبجنديان', 'two', true],
    ['الشخصين', 'two', false],
    ['وبالضحايا', 'numbered', true],
    ['وضحايا', 'numbered', true],
    ['بالمصابين', 'numbered', true],
    ['وللعدد', 'numbered', false],
    ['الرئيس', 'head', true],
    ['والملك', 'head', true],
    ['وزير', 'head', true],
    ['ووزير', 'head', false],
    ['لسموه', 'styled', true],
    ['وبسموه', 'styled', false],
    ['كهذا', 'points', true],
    ['وبهذا', 'points', false],
    ['كلهذا', 'points', true],
    ['وأكدت', 'source', true],
    ['بأكدت', 'source', false],
    ['وأضاف', 'continuing', true],
    ['لكن', 'joins', true],
    ['فلكن', 'joins', true],
    ['لاثنين', 'day', false],
    ['بالأحد', 'day', true],
    ['للمدير', 'office', true],
    ['وسيلتقي', 'future', true],
    ['سياسة', 'future', false],
    ['قيادتها', 'bears', true],
  ])('tells of «%s» whether it can be %s: %s', (word, is, can) => {
    expect(wordsOf(word).map((one) => (one.is & IS[is]) !== 0)).toEqual([can]);
  });

  it('tells nothing of a word that stands in no table and has no such shape', () => {
    expect(wordsOf('نافذة').map((one) => one.is)).toEqual([0]);
  });
});
