import { describe, expect, it, test } from 'vitest';
import { random } from '../../eval/random.ts';
import { fitness, ownKey, queryTerms, readQuery, wordsOfKey, writeQuery } from '../../src/stories/query.ts';

describe('a line of words', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['سد النهضة', ['سد', 'النهضة'], []],
    ['سد النهضة -إثيوبيا', ['سد', 'النهضة'], ['إثيوبيا']],
    ['سد النهضة –إثيوبيا −السودان', ['سد', 'النهضة'], ['إثيوبيا', 'السودان']],
    ['-إثيوبيا سد النهضة', ['سد', 'النهضة'], ['إثيوبيا']],
    ['سد النهضة بدون إثيوبيا', ['سد', 'النهضة'], ['إثيوبيا']],
    ['سد النهضة ما عدا إثيوبيا والسودان', ['سد', 'النهضة'], ['إثيوبيا', 'والسودان']],
    ['القطن باستثناء الأسعار', ['القطن'], ['الأسعار']],
    ['"البحر الأحمر" سفن', ['"البحر الأحمر"', 'سفن'], []],
    ['«البحر الأحمر» -«سفينة صيد»', ['"البحر الأحمر"'], ['"سفينة صيد"']],
    // A minus that takes nothing out, and words that only look like one.
    ['مصر - إثيوبيا', ['مصر', 'إثيوبيا'], []],
    ['النووي-الإيراني', ['النووي-الإيراني'], []],
    ['طائرة بدون طيار', ['طائرة', 'بدون', 'طيار'], []],
    ['بدون سكر', ['بدون', 'سكر'], []],
    [
      'البلدية تنهي أعمال الجسر الجديد بدون إغلاق الطريق',
      ['البلدية', 'تنهي', 'أعمال', 'الجسر', 'الجديد', 'بدون', 'إغلاق', 'الطريق'],
      [],
    ],
    ['؟ ، -', [], []],
  ])('%s', (line, wanted, unwanted) => {
    expect(readQuery(line)).toEqual({ wanted, unwanted });
  });

  it('comes to terms as the index has them, a phrase to one', () => {
    expect(queryTerms(readQuery('بالسدود "البحر الأحمر" -الإثيوبية'))).toEqual({
      all: ['سدود', 'بحر احمر'],
      none: ['اثيوب'],
    });
  });

  it('takes nothing out that it asks for', () => {
    expect(queryTerms(readQuery('إثيوبيا -إثيوبيا'))).toEqual({ all: ['اثيوب'], none: [] });
  });
});

describe('the key of followed words', () => {
  it.each([
    ['سد النهضة', 'سدّ  النهضه'],
    ['سد النهضة -إثيوبيا -السودان', 'سد النهضة –السودان بدون إثيوبيا'],
    ['«البحر الأحمر»', '"البحر الاحمر"'],
  ])('is one for %s and %s', (one, other) => {
    expect(ownKey(one)).toBe(ownKey(other));
  });

  it.each([
    ['سد النهضة', 'سد النهضة -إثيوبيا'],
    ['البحر الأحمر', '"البحر الأحمر"'],
  ])('is not one for %s and %s', (one, other) => {
    expect(ownKey(one)).not.toBe(ownKey(other));
  });

  it('holds the words, as no slug does', () => {
    const words = 'سد النهضة -إثيوبيا';
    const kept = wordsOfKey(ownKey(words) ?? '') ?? '';
    expect(queryTerms(readQuery(kept))).toEqual(queryTerms(readQuery(words)));
    expect(wordsOfKey('iran')).toBeUndefined();
  });

  it.each(['', '؟!', 'من في على', '-إثيوبيا', '🕊'])('is none for %s', (words) => {
    expect(ownKey(words)).toBeUndefined();
  });
});

test.each([
  ['سد النهضة', 'fits'],
  ['حماس', 'fits'],
  ['OPEC', 'fits'],
  ['رئيس الوزراء', 'fits'],
  ['اليوم', 'vague'],
  ['قال', 'vague'],
  ['وزير', 'vague'],
  ['د', 'vague'],
  ['2026', 'vague'],
  ['-إثيوبيا', 'vague'],
  ['كل ما يجري حول سد النهضة بين الدول الثلاث من مفاوضات وتصريحات', 'long'],
  ['قمح شعير ذرة أرز قطن سكر عدس حمص فول', 'long'],
] as const)('«%s» %s', (words, expected) => {
  expect(fitness(words)).toBe(expected);
});

test('twenty thousand hostile lines come to bounded queries that mean the same when they are written out', () => {
  const next = random(11);
  const pieces = [
    ...Array.from('-–−"«»“”=:\\*^(){}[]%\u202e\u200b\u2066\u0301\n\t 🕊اسدنه'),
    'سد',
    'النهضة',
    'بدون',
    'ما عدا',
    ' -',
    'AND',
    'NEAR(',
    'a'.repeat(50),
    '</b>',
    '999999999999',
  ];
  for (let n = 0; n < 20_000; n += 1) {
    const line = Array.from(
      { length: Math.floor(60 * next()) },
      () => pieces[Math.floor(pieces.length * next())],
    ).join('');
    const query = readQuery(line);
    const { all, none } = queryTerms(query);
    expect(all.length + none.length).toBeLessThanOrEqual(300);
    const written = writeQuery(query);
    if (written.length <= 300) expect([line, queryTerms(readQuery(written))]).toEqual([line, { all, none }]);
    const key = ownKey(line);
    if (all.length === 0) expect(key).toBeUndefined();
    if (key !== undefined && fitness(line) === 'fits') {
      expect(key.length).toBeLessThanOrEqual(120);
      expect(ownKey(wordsOfKey(key) ?? '')).toBe(key);
    }
  }
});
