import { expect, it } from 'vitest';
import { writeBrief } from '../../src/briefs/brief.ts';
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
