import { expect, test } from 'vitest';
import { isHearsay, isHedged } from '../../src/stories/hedged.ts';
import { article, story } from '../telegram/stories.ts';

test.each([
  'أنباء عن استقالة وزير الري في السرو',
  'تردّد أنباء في الوادي بشأن سقوط طائرة',
  'مصادر: صفقة لبيع الميناء قيد التوقيع',
  'مصادر لقناة المرفأ: الوزير غادر المدينة',
  'قتلى في انهيار منجم، بحسب تقارير غير مؤكدة',
  'وأنباء أولية عن حريق في مصفاة الضفاف',
  'نقلت الصحيفة عن مصادر مجهولة أن السد تصدّع',
  'شائعات وفاة المطرب تملأ مواقع التواصل',
  'لم يتسنّ التحقق من الحادث من جهة مستقلة',
])('«%s» is hearsay', (text) => {
  expect(isHearsay(text)).toBe(true);
});

test.each([
  'وزير الري يستقيل بعد فيضان الوادي',
  'وكالة الأنباء الرسمية: افتتاح الجسر غدا',
  'مصادر طبية: 33 قتيلا في انهيار المنجم',
  'مصادر المياه في الوادي تنضب',
  'تردد القناة الجديد على القمر الصناعي',
  'تردد المستثمرون في شراء السندات',
  'الرئاسة تنفي أنباء عن استقالة الوزير',
  'لا صحة لشائعات وفاة المطرب، يقول مدير أعماله',
  'محكمة السرو تؤكد الحكم',
  'زلزال متوسط قرب السرو ولا أنباء عن خسائر',
  'نقلت وكالة الوادي للأنباء عن الوزير أن السد سليم',
  'نقلت وكالات أنباء عن الوزير أن السد سليم',
  'الأقراص كانت شائعة في الثمانينات',
])('«%s» is not', (text) => {
  expect(isHearsay(text)).toBe(false);
});

test('a story is hedged by its headline, by its first sentence, or by most of its outlets’ titles', () => {
  const hedge = 'أنباء عن سقوط طائرة قرب الوادي';
  const plain = 'سقوط طائرة قرب الوادي';
  const told = (given: Parameters<typeof story>[0]) =>
    isHedged(story({ headline: plain, articles: [article({ title: plain })], ...given }));
  expect(told({})).toBe(false);
  expect(told({ headline: hedge })).toBe(true);
  expect(told({ sentences: [{ text: `${hedge}.`, articleId: 1 }] })).toBe(true);
  expect(
    told({
      sentences: [
        { text: 'سقطت طائرة قرب الوادي.', articleId: 1 },
        { text: `${hedge} أخرى.`, articleId: 1 },
      ],
    }),
  ).toBe(false);
  const titled = (...titles: readonly string[]) =>
    told({ articles: titles.map((title, index) => article({ id: index + 1, title })) });
  expect(titled(hedge, hedge, plain)).toBe(true);
  expect(titled(hedge, plain)).toBe(false);
});
