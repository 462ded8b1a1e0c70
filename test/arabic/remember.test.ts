import { describe, expect, it } from 'vitest';
import { BATCH, factOf, remember, wordAt, wordsAt } from '../../src/arabic/remember.ts';

describe('remember', () => {
  it('makes a word once while it is remembered', () => {
    const made: string[] = [];
    const shout = remember((word) => {
      made.push(word);
      return `${word}!`;
    });
    expect([shout('خبر'), shout('خبر'), shout('عاجل')]).toEqual(['خبر!', 'خبر!', 'عاجل!']);
    expect(made).toEqual(['خبر', 'عاجل']);
  });

  it('answers rightly for more words than it has places, and for words of any length', () => {
    const same = remember((word) => word);
    const words = Array.from({ length: 200_000 }, (_, number) => `ك${number}`);
    words.push('', 'طويل'.repeat(1_000));
    for (const word of [...words, ...words]) if (same(word) !== word) expect.fail(word);
    expect(same('ك7')).toBe('ك7');
  });

  it('remembers that a word comes to nothing', () => {
    let asked = 0;
    const nothing = remember(() => {
      asked += 1;
      return undefined;
    });
    nothing('كلمة');
    nothing('كلمة');
    expect(asked).toBe(1);
  });
});

describe('factOf', () => {
  it('finds a thing out once of a word that stands in several texts', () => {
    const asked: string[] = [];
    const length = factOf((word) => {
      asked.push(word);
      return word.length;
    });
    expect([length(wordAt('نهر الوادي', 4, 10)), length(wordAt('في الوادي', 3, 9))]).toEqual([6, 6]);
    expect(asked).toEqual(['الوادي']);
  });

  it('keeps what was found out by one from what was found out by another', () => {
    const first = factOf((word) => word.charAt(0));
    const last = factOf((word) => word.charAt(word.length - 1));
    const known = wordAt('سهل', 0, 3);
    expect([first(known), last(known), first(known), last(known)]).toEqual(['س', 'ل', 'س', 'ل']);
  });

  it('answers rightly for more words than are remembered, and for words of any length', () => {
    const same = factOf((word) => word);
    const words = Array.from({ length: 300_000 }, (_, number) => `م${number}`);
    words.push('طويل'.repeat(1_000));
    for (const word of [...words, ...words]) {
      if (same(wordAt(word, 0, word.length)) !== word) expect.fail(word);
    }
    expect(same(wordAt('م7', 0, 2))).toBe('م7');
  });
});

describe('wordsAt', () => {
  it('gives the words of a text as wordAt does, however many they are and whatever they are made of', () => {
    const words = Array.from({ length: 40_000 }, (_, number) => [
      `ن${number.toString(2).replaceAll('0', 'ب').replaceAll('1', 'ح')}`,
      'نهر',
      `${number}`,
      `Nile${number % 7}`,
      number % 100 === 0 ? 'واد'.repeat(50) : 'وادي',
    ]).flat();
    const text = words.join(' ');
    const bounds: number[] = [];
    let start = 0;
    for (const word of words) {
      bounds.push(start, start + word.length);
      start += word.length + 1;
    }
    const found: string[] = [];
    for (let first = 0; first < bounds.length; first += 2 * BATCH) {
      const some = Int32Array.from(bounds.slice(first, first + 2 * BATCH));
      const count = some.length / 2;
      for (const known of wordsAt(text, some, count).slice(0, count)) found.push(known.text);
    }
    expect(found).toEqual(words);
  });

  it('gives a word that stands twice as one', () => {
    const [first, second, third] = wordsAt('جسر و جسر', Int32Array.of(0, 3, 6, 9, 4, 5), 3);
    expect(first).toBe(second);
    expect(first).toBe(wordAt('جسر', 0, 3));
    expect(third?.text).toBe('و');
  });
});
