/** Which headlines deny, and which stories they deny. */
import { describe, expect, test } from 'vitest';
import { denialIn, isDenial } from '../../src/stories/denial.ts';
import { deniesStory } from '../../src/stories/denied.ts';
import type { Story } from '../../src/stories/story.ts';
import { storyOf } from '../support/stories.ts';

function told(headline: string, ...sentences: readonly string[]): Story {
  const story = storyOf({ id: 1, headline, sentences: sentences.map((text) => ({ text, articleId: 1 })) });
  return { ...story, articles: story.articles.map((article) => ({ ...article, title: headline })) };
}

test.each([
  'الرئاسة تنفي استقالة رئيس الوزراء',
  'نفت وزارة الصحة تسجيل إصابات بالكوليرا في الميناء',
  'وينفي المطرب سامر الوادي أنباء وفاته',
  'لا صحة لما تردد عن إغلاق مطار النورس',
  'مسؤول: أنباء انهيار السد عارية عن الصحة',
  'تكذيب رسمي لخبر رفع سعر الخبز',
  'المصرف المركزي: ما تردد عن طباعة أوراق جديدة غير صحيح',
  'تصحيح: عدد ضحايا القطار 9 لا 19',
])('denies: %s', (title) => {
  expect(isDenial(title)).toBe(true);
});

test.each([
  'الرئاسة تعلن استقالة رئيس الوزراء',
  'إيران تنفي اتهامات بإرسال طائرات مسيرة',
  'المتهم ينفي التهم الموجهة إليه',
  'الشركة تنفي أي علاقة لها بالحريق',
  'الوزير لا ينفي نيته الترشح',
  'الحكومة لم تنف خبر الزيادة',
  'تصحيح مسار الاقتصاد أولوية الحكومة',
  'نفوق أسماك في نهر الوادي',
  'حبس شاب نشر خبرا كاذبا عن انهيار السد',
  'قرار الحكم غير صحيح برأي المدرب',
  'محكمة تقضي بسجن مسؤول سابق',
])('denies nothing that was told: %s', (title) => {
  expect(isDenial(title)).toBe(false);
});

describe('a denial is of a story when it names what the story tells', () => {
  const death = told(
    'وفاة المطرب سامر الوادي عن 71 عاما',
    'توفي المطرب سامر الوادي في مستشفى بمدينة النورس عن 71 عاما بعد صراع مع المرض.',
  );
  const resignation = told(
    'استقالة رئيس وزراء العراق نديم الراوي',
    'قدم رئيس الوزراء العراقي نديم الراوي استقالته مساء الأحد، بحسب مصدر حكومي في بغداد.',
  );
  const airport = told(
    'إغلاق مطار النورس الدولي بسبب العاصفة',
    'أغلقت السلطات مطار النورس الدولي أمام الرحلات بسبب العاصفة.',
  );
  const output = told(
    'دولة الساحل تعلن خطة لخفض إنتاج النفط 300 ألف برميل يوميا',
    'أعلنت وزارة الطاقة في دولة الساحل خطة لخفض إنتاج النفط بمقدار 300 ألف برميل يوميا.',
  );
  const dam = told('انهيار سد النورس وغرق أحياء كاملة', 'انهار سد النورس مساء وغرقت أحياء كاملة.');
  const truce = told(
    'اتفاق على وقف إطلاق النار في مدينة النورس يبدأ الأحد',
    'توصل الطرفان إلى اتفاق على وقف إطلاق النار في مدينة النورس.',
  );

  test.each([
    ['دولة الساحل تنفي خفض إنتاج النفط', output],
    ['أنباء انهيار سد النورس عارية عن الصحة', dam],
    ['لا صحة لأنباء عن انهيار سد النورس', dam],
    ['نقيب الفنانين يكذّب خبر وفاة المطرب سامر الوادي', death],
    ['المجلس ينفي التوصل إلى اتفاق لوقف إطلاق النار في مدينة النورس', truce],
    ['أسرة المطرب سامر الوادي تنفي وفاته', death],
    ['لا صحة لخبر وفاة المطرب سامر الوادي', death],
    ['نجل المطرب سامر الوادي ينفي وفاة والده', death],
    ['مكتب نديم الراوي ينفي استقالة رئيس الوزراء العراقي', resignation],
    ['بغداد تنفي استقالة رئيس وزراء العراق', resignation],
    ['لا صحة لأنباء إغلاق مطار النورس الدولي', airport],
    ['هيئة الطيران المدني تنفي حدوث إغلاق لمطار النورس', airport],
  ] as const)('%s', (title, story) => {
    expect(deniesStory({ title, text: '' }, story)).toBe(true);
  });

  test.each([
    ['another person', 'أسرة المطرب هاني الجبلي تنفي وفاته', death],
    ['another act of the same person', 'المطرب سامر الوادي ينفي زواجه للمرة الثالثة', death],
    ['another country’s', 'بيروت تنفي استقالة رئيس وزراء لبنان', resignation],
    ['another airport', 'لا صحة لأنباء إغلاق مطار الياسمين', airport],
    ['another act at the same place', 'إدارة مطار النورس تنفي زيادة الرسوم على المسافرين', airport],
    ['another output of the same country', 'دولة الساحل تنفي خفض إنتاج القمح', output],
    ['another dam', 'أنباء انهيار سد الياسمين عارية عن الصحة', dam],
    ['little but common words', 'الحكومة تنفي الأنباء', resignation],
  ] as const)('of %s it is none: %s', (_, title, story) => {
    expect(deniesStory({ title, text: '' }, story)).toBe(false);
  });

  const actor = told(
    'وفاة الفنان القدير عادل إمام الساعدي',
    'توفي الفنان عادل إمام الساعدي مساء الأحد في منزله بمدينة النورس.',
  );
  const singer = told('وفاة الفنان محمد علي', 'رحل الفنان محمد علي بعد أيام قضاها في المستشفى.');
  const basra = told(
    'انفجار في مطار البصرة الدولي',
    'وقع انفجار داخل مطار البصرة الدولي جنوبي العراق صباح الاثنين.',
  );
  const baghdad = told('انفجار في مطار بغداد', 'سُمع دوي انفجار قرب مطار بغداد فجر الاثنين.');
  const visas = told('توقف إصدار تأشيرات العمرة', 'توقف إصدار تأشيرات العمرة منذ مساء الأحد.');
  const work = told('الكويت: توقف إصدار تأشيرات العمل', 'توقف إصدار تأشيرات العمل في الكويت منذ الأحد.');
  const governor = told('إقالة محافظ البنك المركزي', 'أقيل محافظ البنك المركزي من منصبه مساء الأحد.');
  const reporter = told(
    'اعتقال الصحفي كريم حداد في نورين',
    'اعتقلت قوة أمنية الصحفي كريم حداد من منزله في نورين.',
  );
  const fuel = told(
    'زيادة أسعار الوقود 15% اعتبارا من السبت',
    'تزيد أسعار الوقود 15% اعتبارا من السبت المقبل.',
  );
  const exams = told(
    'تأجيل امتحانات الثانوية العامة أسبوعين',
    'تقرر تأجيل امتحانات الثانوية العامة أسبوعين.',
  );
  const crossing = told(
    'إغلاق معبر الوادي الحدودي أمام المسافرين',
    'أغلقت السلطات معبر الوادي الحدودي أمام حركة المسافرين.',
  );
  const sheikh = told('وفاة الشيخ صالح الكريم', 'توفي الشيخ صالح الكريم خطيب الجامع الكبير عن 83 عاما.');

  const festival = told('إلغاء مهرجان الوادي هذا العام', 'تقرر إلغاء مهرجان الوادي السينمائي هذا العام.');
  const drone = told('سقوط مسيرة قرب مطار أربيل', 'سقطت طائرة مسيرة قرب مطار أربيل فجر الاثنين.');
  const dark = told('انقطاع الكهرباء عن دمشق بالكامل', 'انقطعت الكهرباء عن أحياء دمشق كلها مساء الأحد.');
  const raid = told('شن هجوم صاروخي على مرافق ميناء نورين', 'شُن هجوم صاروخي على مرافق ميناء نورين ليلا.');
  const minister = told('استقالة وزير المالية اللبناني', 'قدم وزير المالية اللبناني استقالته مساء الأحد.');

  test.each([
    ['نجل عادل إمام ينفي وفاة والده', actor],
    ['نقابة المهن التمثيلية: لا صحة لوفاة عادل إمام', actor],
    ['إدارة مهرجان الوادي تكذب خبر إلغائه', festival],
    ['مطار أربيل ينفي سقوط مسيرة في محيطه', drone],
    ['وزارة الكهرباء السورية تنفي انقطاع التيار عن دمشق بالكامل', dark],
    ['وزير المالية اللبناني ينفي استقالته', minister],
    ['وزارة الدفاع تنفي شن هجوم على ميناء نورين', raid],
    ['شقيق محمد علي ينفي وفاته', singer],
    ['لا صحة لأنباء انفجار مطار بغداد', baghdad],
    ['سلطة الطيران تنفي وقوع انفجار في مطار البصرة', basra],
    ['وزارة الحج تنفي وقف إصدار تأشيرات العمرة', visas],
    ['الكويت تنفي إيقاف إصدار تأشيرات العمل', work],
    ['الرئاسة تنفي عزل محافظ البنك المركزي', governor],
    ['الشرطة تنفي توقيف الصحفي كريم حداد', reporter],
    ['وزارة النفط: لا صحة لرفع أسعار الوقود', fuel],
    ['التربية تنفي تأجيل امتحانات الثانوية العامة', exams],
    ['إدارة المعابر تكذّب أنباء إغلاق معبر الوادي', crossing],
    ['أسرة الشيخ صالح الكريم: خبر وفاته غير صحيح', sheikh],
    ['النقل: أنباء انفجار مطار البصرة لا أساس لها من الصحة', basra],
  ] as const)('told in other words, or in common ones: %s', (title, story) => {
    expect(isDenial(title)).toBe(true);
    expect(deniesStory({ title, text: '' }, story)).toBe(true);
  });

  test.each([
    ['نجل عادل إمام ينفي خلافات مع والده', actor],
    ['فنان مصري ينفي وفاته', actor],
    ['وزير الصحة اللبناني ينفي استقالته', minister],
    ['مطار أربيل ينفي تعليق الرحلات', drone],
    ['نجل عادل سلام ينفي وفاة والده', actor],
    ['شقيق محمد سالم ينفي وفاته', singer],
    ['لا صحة لأنباء إغلاق مطار بغداد', baghdad],
    ['لا صحة لأنباء انفجار مطار أربيل', baghdad],
    ['لا صحة لأنباء إغلاق مطار البصرة الدولي', basra],
    ['النقل: أنباء إغلاق مطار البصرة الدولي عارية عن الصحة', basra],
    ['نفت الحكومة إغلاق مطار البصرة الدولي', basra],
    ['وزارة الحج تنفي رفع رسوم تأشيرات العمرة', visas],
    ['السعودية تنفي وقف إصدار تأشيرات العمل', work],
    ['الرئاسة تنفي إقالة محافظ نورين', governor],
    ['الشرطة تنفي اعتقال الصحفي سامر الوادي', reporter],
    ['وزارة النفط: لا صحة لزيادة أسعار الكهرباء', fuel],
    ['التربية تنفي إلغاء امتحانات الثانوية العامة', exams],
    ['أسرة الشيخ صالح الكريم: خبر سفره غير صحيح', sheikh],
  ] as const)('but not of something else: %s', (title, story) => {
    expect(deniesStory({ title, text: '' }, story)).toBe(false);
  });

  test('an outlet’s correction is of what it corrects, whatever the numbers', () => {
    const train = told('مقتل 19 شخصا في حادث قطار النورس', 'قتل 19 شخصا في خروج قطار النورس عن القضبان.');
    const correction = { title: 'تصحيح: عدد ضحايا قطار النورس 9 لا 19', text: '' };
    expect(deniesStory(correction, train)).toBe(true);
    expect(deniesStory(correction, airport)).toBe(false);
  });

  test('the country that its text opens with tells whose minister it is', () => {
    const title = 'رئيس الوزراء ينفي استقالته';
    expect(deniesStory({ title, text: 'نفى رئيس الوزراء العراقي نديم الراوي استقالته.' }, resignation)).toBe(
      true,
    );
    expect(deniesStory({ title, text: 'نفى رئيس الوزراء اللبناني استقالته.' }, resignation)).toBe(false);
  });

  test('who is charged and denies it takes no charge back', () => {
    const charge = told(
      'دولة الساحل تتهم دولة الجبل بقصف ميناء النورس',
      'اتهمت دولة الساحل جارتها دولة الجبل بقصف ميناء النورس ليلا.',
    );
    expect(deniesStory({ title: 'دولة الجبل تنفي قصف ميناء النورس', text: '' }, charge)).toBe(false);
  });

  test('what a story’s own later article denies is what its others tell', () => {
    const [article] = death.articles;
    if (article === undefined) throw new Error('one article');
    const title = 'أسرة المطرب سامر الوادي تنفي وفاته';
    const both: Story = { ...death, articles: [article, { ...article, id: 2, title }] };
    expect(denialIn(both)?.id).toBe(2);
    expect(deniesStory({ title, text: '' }, both)).toBe(true);
    expect(denialIn(death)).toBeUndefined();
  });
});
