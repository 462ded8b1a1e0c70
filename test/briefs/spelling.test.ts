import fc from 'fast-check';
import { expect, it } from 'vitest';
import { skeleton } from '../../src/arabic/names.ts';
import { writeBrief } from '../../src/briefs/brief.ts';
import { consonantsOf } from '../../src/briefs/word.ts';
import { article } from './texts.ts';

function texts(...stories: readonly string[]): string[] {
  return (
    writeBrief(
      stories.map((text) => article({ text, title: text.split('،')[0] })),
      { maxWords: 60, maxSentences: 3 },
    )?.sentences.map((sentence) => sentence.text) ?? []
  );
}

const LEAD = 'استقبل الرئيس فلاديمير بوتن، الأحد، وفدا من نورين ضم 12 مهندسا.';
const SECOND = 'وقال مستشاره كريم الصافي إن الرئيس بوتين وعد ببناء جسرين، وإن بوتين وبوتين وحده صاحب القرار.';

it('spells a name as the story does far more often', () => {
  expect(texts(`${LEAD}\n${SECOND}`)[0]).toBe(LEAD.replace('بوتن', 'بوتين'));
});

it('spells it so in the headline too', () => {
  const only = article({ text: `${LEAD}\n${SECOND}` });
  expect(writeBrief([only], { maxWords: 60, maxSentences: 3 })?.headline).toContain('فلاديمير بوتين');
});

it('spells a name in a story as most of its outlets do', () => {
  const others = [
    'أعلن الرئيس فلاديمير بوتين خطة جديدة للجسور في نورين.',
    'وزع مكتب الرئيس فلاديمير بوتين صورا من استقبال وفد نورين.',
  ];
  expect(texts(LEAD, ...others).join(' ')).not.toMatch(/بوتن/u);
});

it('leaves two spellings of which neither is the more frequent', () => {
  expect(texts(LEAD, 'أعلن الرئيس فلاديمير بوتين خطة جديدة للجسور.').join(' ')).toMatch(/بوتن/u);
});

it('leaves what stands between quotation marks', () => {
  const quoted = LEAD.replace('وفدا من نورين', 'وفدا من جمعية «أصدقاء بوتن» ومن نورين');
  expect(texts(`${quoted}\n${SECOND}`)[0]).toContain('«أصدقاء بوتن»');
});

it('never takes two names of two people for one', () => {
  const lead = 'استقبل الوزير محمد سالم، الأحد، وفدا ضم 12 مهندسا.';
  const text = `${lead}\nوقال المهندس كريم سليم إن سليم آخر وسليم ثالثا حضرا اللقاء في 3 قاعات.`;
  expect(texts(text)).toContain(lead);
});

it('tells the spellings of a name from other words by consonants that they share', () => {
  const word = fc
    .array(fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'.split('')), { minLength: 1, maxLength: 7 })
    .map((letters) => letters.join(''));
  // Another spelling of it: a letter for one that sounds like it, a vowel more or less, two letters swapped.
  const SPELLINGS: readonly (readonly [RegExp, string])[] = [
    [/غ/u, 'ج'],
    [/تش/u, 'ش'],
    [/ش/u, 'تش'],
    [/ز/u, 'تس'],
    [/ط/u, 'ت'],
    [/ق/u, 'ك'],
    [/[اوي]/u, ''],
    [/(?<=.)(.)(.)(?=.)/u, '$2$1'],
    [/(?<=.)(?=.)/u, 'ا'],
  ];
  let met = 0;
  fc.assert(
    fc.property(word, fc.constantFrom(...SPELLINGS), (one, [letter, instead]) => {
      const other = one.replace(letter, instead);
      if (other === '' || skeleton(one) !== skeleton(other)) return;
      met += 1;
      expect(consonantsOf(other)).toBe(consonantsOf(one));
    }),
    { numRuns: 2000 },
  );
  expect(met).toBeGreaterThan(300);
});
