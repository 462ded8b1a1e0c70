import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/arabic/normalize.ts';
import { countWords, isStopWord, stem, terms, tokens } from '../../src/arabic/words.ts';

const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'ابتـ\u064b\u0670ﷺﻻکپ٠۱19.,٫٬ \n-«»xYé\u0301²😀𝐀\ud835'.split('')),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  )
  .map((characters) => characters.join(''));

describe('countWords', () => {
  it('counts the runs of non-spaces that hold a letter or a digit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const runs = text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run));
        expect(countWords(text)).toBe(runs.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['', 0],
    ['خبر', 1],
    ['  خبر – جديد ،  ', 2],
    ['ارتفع 3.5% في 2024', 4],
    ['«قال:» … !', 1],
    [`${'-'.repeat(50_000)} كلمة`, 1],
  ])('%j holds %i', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('tokens', () => {
  const texts = (text: string): string[] => tokens(text).map((token) => token.text);

  it('parts a clitic that tatweel holds away from its word', () => {
    expect(texts('بـ"وعود" لـCNN الـ12')).toEqual(['بـ', 'وعود', 'لـ', 'CNN', 'الـ', '12']);
  });

  it('keeps marks with their word and the inner stops with their number', () => {
    expect(texts('مُدُنٌ 1,500.5 ٣٫٥، x2')).toEqual(['مُدُنٌ', '1,500.5', '٣٫٥', 'x', '2']);
  });

  it('reads any text as its pattern says', () => {
    const pattern =
      /\p{N}+(?:[.,٫٬]\p{N}+)*|[\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06e8\u06ea-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdfb\ufe70-\ufefc]+|(?:(?!\p{Script=Arabic}|\u0640)[\p{L}\p{M}])+/gu;
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokens(text)).toEqual(
          [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
            text: word,
            start: index,
            end: index + word.length,
          })),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives offsets into the text', () => {
    const text = 'في «نيسان» 2020';
    for (const token of tokens(text)) expect(text.slice(token.start, token.end)).toBe(token.text);
  });
});

describe('stem', () => {
  it.each([
    ['إيران الإيراني بالإيرانية وإيران إيرانيون والإيرانيات لإيران للإيرانيين إيرانيًا'],
    ['فلسطين الفلسطيني فلسطينيين الفلسطينيات وبفلسطين'],
    ['لبنان اللبناني ولبنان بلبنان للبنان اللبنانيون'],
    ['ألمانيا الألماني بألمانيا وألمانيا الألمان'],
    ['مصر المصري المصرية بمصر لمصر'],
    ['روسيا الروسي وروسيا الروس لروسيا'],
    ['أمريكا الأمريكيات أمريكيين الأمريكي'],
    ['وزير الوزير والوزير وزيرة لوزير'],
    ['حكومة الحكومة حكومتها حكومته وحكومتهم'],
    ['لقاء اللقاء للقاء لقاءات لقاؤهما'],
    ['محادثات المحادثات محادثاتهما محادثة'],
    ['غزة بغزة وغزة لغزة'],
    ['بيروت البيروتي ببيروت وبيروت'],
    ['يجري سيجري'],
  ])('brings together %s', (words) => {
    expect(new Set(words.split(' ').map((word) => stem(fold(word)))).size).toBe(1);
  });

  it.each([
    ['لبنان', 'لبن'],
    ['سيارة', 'يارا'],
    ['وزير', 'زير'],
    ['قطر', 'قطار'],
    ['بيروت', 'بيرو'],
    ['والد', 'ولد'],
    ['فلسطين', 'فلس'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(stem(fold(one))).not.toBe(stem(fold(other)));
  });

  it('makes no stem below three letters', () => {
    for (const word of 'بلد ولد الاب والي بالي للي سيد ليل وفد بها فيها قوات مياه دولته كتابه والده'.split(
      ' ',
    )) {
      expect(stem(fold(word)).length).toBeGreaterThanOrEqual(3);
    }
  });

  it('leaves numbers and other scripts as they are', () => {
    expect(stem('2024')).toBe('2024');
    expect(stem('cnn')).toBe('cnn');
  });
});

describe('terms', () => {
  it('drops particles, lone clitics and single digits', () => {
    expect(terms('وفي الـ12 من الشهر، ندّدت بـ"تهديدات" 5 لـCNN')).toEqual(
      ['12', 'شهر', 'نددت', 'تهديد', 'cnn'].map((word) => stem(word)),
    );
  });

  it('knows particles with و before them', () => {
    expect(isStopWord('وفي')).toBe(true);
    expect(isStopWord('وفد')).toBe(false);
  });
});
