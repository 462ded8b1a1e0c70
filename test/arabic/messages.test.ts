import { describe, expect, it } from 'vitest';
import { isolate, isolateForeign, rightToLeft } from '../../src/arabic/bidi.ts';
import { counted, type Noun } from '../../src/arabic/plurals.ts';

const STORY: Noun = {
  one: 'خبر',
  dual: { nominative: 'خبران', oblique: 'خبرين' },
  few: 'أخبار',
  many: 'خبرًا',
  single: 'واحد',
};

describe('counted', () => {
  it.each([
    [1, 'خبر واحد'],
    [2, 'خبران'],
    [3, '3 أخبار'],
    [10, '10 أخبار'],
    [11, '11 خبرًا'],
    [99, '99 خبرًا'],
    [100, '100 خبر'],
    [102, '102 خبر'],
    [103, '103 أخبار'],
    [1000, '1000 خبر'],
  ])('%i', (count, text) => {
    expect(counted(count, STORY)).toBe(text);
  });

  it('puts the dual into the oblique case', () => {
    expect(counted(2, STORY, 'oblique')).toBe('خبرين');
  });
});

describe('bidi', () => {
  it('isolates a foreign run and leaves Arabic alone', () => {
    expect(isolateForeign('RT')).toBe('\u2068RT\u2069');
    expect(isolateForeign('17:48')).toBe('\u206817:48\u2069');
    expect(isolateForeign('عربي21')).toBe('عربي21');
  });

  it('lets nothing inside an isolate end it', () => {
    expect(isolate('a\u2069b\u2067c')).toBe('\u2068abc\u2069');
  });

  it('marks only a line that does not begin with an Arabic letter', () => {
    expect(rightToLeft('خبر')).toBe('خبر');
    expect(rightToLeft('RT: خبر')).toBe('\u200fRT: خبر');
    expect(rightToLeft('🙂 خبر')).toBe('\u200f🙂 خبر');
    expect(rightToLeft('')).toBe('\u200f');
  });
});
