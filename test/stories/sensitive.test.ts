import { expect, test } from 'vitest';
import { isSensitive, isSensitiveStory } from '../../src/stories/sensitive.ts';
import { story } from '../telegram/stories.ts';

test.each([
  'انتشال جثث أطفال من تحت ركام المدرسة',
  'العثور على جثة متفحّمة في غابة السرو',
  'أشلاء متناثرة في سوق البلدة',
  'شاب ينهي حياته شنقًا في بلدة الوادي',
  'انتحار موظف بالقفز من الطابق التاسع',
  'رجل أضرم النار في نفسه أمام البلدية',
  'فتاة تنتحر بحبة الغلة في قرية الضفاف',
  'السجن لمدرّب اعتدى جنسيا على قاصر',
  'المؤبد لرجل أدين باغتصاب طفلة في المرفأ',
])('«%s» is not for everybody’s eyes', (text) => {
  expect(isSensitive(text)).toBe(true);
});

test.each([
  'مقتل ثلاثة أطفال في قصف على بلدة السرو',
  'هجوم انتحاري بحزام ناسف يستهدف نقطة تفتيش',
  'انتحاري يفجّر نفسه قرب السوق',
  'افتتاح مركز للوقاية من الانتحار في الوادي',
  'جثمان الوزير يوارى الثرى في بلدته',
  'اغتصاب السلطة تهمة توجّه إلى قادة الانقلاب',
  'تقرير أممي عن عمليات اغتصاب في الحرب',
  'الجيش يقطع الطريق عند رأس الوادي',
  'انتشال 12 جثة بعد غرق مركب',
  'ذبح 500 رأس من الأغنام في العيد',
  'انتحار سياسي لحزب الضفاف',
  'رصاصة واحدة أنهت المباراة',
])('«%s» is news', (text) => {
  expect(isSensitive(text)).toBe(false);
});

test('a story is so by its headline or its first sentence, not by what stands behind', () => {
  const hard = 'انتشلت فرق الإنقاذ جثث أطفال من تحت الركام.';
  const sentences = [{ text: 'انهارت مدرسة في السرو.', articleId: 1 }];
  expect(isSensitiveStory(story({ sentences }))).toBe(false);
  expect(isSensitiveStory(story({ sentences: [...sentences, { text: hard, articleId: 1 }] }))).toBe(false);
  expect(isSensitiveStory(story({ sentences: [{ text: hard, articleId: 1 }] }))).toBe(true);
  expect(isSensitiveStory(story({ headline: hard, sentences }))).toBe(true);
});
