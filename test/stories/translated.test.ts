import { expect, test } from 'vitest';
import { readsTranslated } from '../../src/stories/translated.ts';

const WHOLE = 'زار الوزير الميناء صباحا. وقال إن الأعمال تنتهي في الربيع. وحضر اللقاء مهندسون.';

test.each([
  [
    'a first name that names nobody, and a noun for a sentence',
    `${WHOLE} وناقش لوكاشينكو ومحمد التعاون بين البلدين. الطائرات.`,
  ],
  [
    'a word said twice, and a sentence without its end',
    `${WHOLE} وافتتح المدينة المدينة الجديدة. وعاد الوفد في المساء إلى.`,
  ],
])('reads as translated: %s', (_, text) => {
  expect(readsTranslated(text)).toBe(true);
});

test.each([
  ['an edited text', WHOLE],
  ['one slip alone', `${WHOLE} الطائرات.`],
  ['a name said twice, and emphasis', `${WHOLE} وفاز عبدالله عبدالله. وتقدم الموكب رويدا رويدا.`],
  ['a brother and a surname', `${WHOLE} وحضر عاصي ومنصور الرحباني. الطائرات.`],
  ['nothing', ''],
  ['one word without end', 'المدينة '.repeat(200_000)],
])('reads as edited: %s', (_, text) => {
  expect(readsTranslated(text)).toBe(false);
});
