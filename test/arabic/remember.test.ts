import { describe, expect, it } from 'vitest';
import { remember } from '../../src/arabic/remember.ts';

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
