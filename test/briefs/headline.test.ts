import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/arabic/words.ts';
import { type BriefArticle, writeBrief } from '../../src/briefs/brief.ts';
import { article, BRIDGE } from './texts.ts';

function headline(...articles: readonly BriefArticle[]): string {
  return writeBrief(articles, { maxWords: 60, maxSentences: 3 })?.headline ?? '';
}

describe('a headline', () => {
  it.each([
    ['عاجل | افتتاح جسر الوادي في نورين', 'افتتاح جسر الوادي في نورين'],
    ['عاجل: افتتاح جسر الوادي في نورين..', 'افتتاح جسر الوادي في نورين'],
    ['افتتاح جسر الوادي في نورين (فيديو)', 'افتتاح جسر الوادي في نورين'],
    ['بالفيديو.. افتتاح جسر الوادي في نورين!', 'افتتاح جسر الوادي في نورين'],
    ['افتتاح جسر الوادي في نورين', 'افتتاح جسر الوادي في نورين'],
    ['افتتاح ?جسر الوادي في نورين', 'افتتاح ?جسر الوادي في نورين'],
    ['محلي / افتتاح جسر الوادي في نورين', 'افتتاح جسر الوادي في نورين'],
    ['افتتاح جسر الوادي في نورين.. مساء اليوم', 'افتتاح جسر الوادي في نورين'],
    ['هلال العيد فوق جسر الوادي في نورين', 'هلال العيد فوق جسر الوادي في نورين'],
    ['وزير النقل : جسر الوادي آمن', 'وزير النقل: جسر الوادي آمن'],
    ['وزير النقل يفتتح جسر الوادي', 'وزير النقل يفتتح جسر الوادي'],
    ['مستجدات | افتتاح جسر الوادي في نورين', 'افتتاح جسر الوادي في نورين'],
    ['كواليس الخميس | افتتاح جسر الوادي', 'افتتاح جسر الوادي'],
    ['نورين | افتتاح جسر الوادي', 'نورين | افتتاح جسر الوادي'],
    ['البدري: جسر الوادي آمن', 'البدري: جسر الوادي آمن'],
    ['صور الفضاء تظهر جسر الوادي في نورين', 'صور الفضاء تظهر جسر الوادي في نورين'],
    ['وزير النقل يفتتح جسر الوادي مع المهندس منصور', 'وزير النقل يفتتح جسر الوادي مع المهندس منصور'],
  ])("is the outlet's own, without its alarm: %s", (title, shown) => {
    expect(headline(article({ title, text: BRIDGE }))).toBe(shown);
  });

  it.each([
    'هل يغير جسر الوادي حياة نورين؟',
    'تعرف على تفاصيل جسر الوادي في نورين',
    'ويواصل وزير النقل افتتاح الجسور في نورين',
    'وافتتحت نورين جسر الوادي بعد سنوات',
    'جسر الوادي في نورين.. تعرف على أطول جسور البلاد',
    'كل ما تريد معرفته عن جسر الوادي في نورين',
    'جسر الوادي في نورين يشعل مواقع التواصل',
    'افتتاح جسر الوادي في نورين.. ماذا نعرف عنه',
    'نتائج مباريات الدوري وترتيب الفرق بعد الجولة',
  ])('is made from the lead where the title is no fit headline: %s', (title) => {
    const made = headline(article({ title, text: BRIDGE }));
    expect(made).toMatch(/^افتتح وزير النقل سامر البدري/u);
    expect(made).not.toMatch(/[.،]$/u);
    expect(countWords(made)).toBeLessThanOrEqual(22);
  });

  it('is taken from the outlet that has a fit one without a label', () => {
    const text = 'قُتل سبعة أشخاص في غارة إسرائيلية على بلدة الزيتون مساء السبت، بحسب وزارة الصحة.';
    const labelled = article({ title: 'سبعة شهداء بغارة لقوات الاحتلال على الزيتون', text });
    const plain = article({ title: 'سبعة قتلى في غارة على بلدة الزيتون', text });
    expect(headline(labelled, plain)).toBe(plain.title);
    expect(headline(labelled)).not.toMatch(/شهداء|الاحتلال/u);
  });

  it('names the outlet before its label where there is nothing else', () => {
    const text = 'قالت قوات الاحتلال الإسرائيلي إن الغارة استهدفت بلدة الزيتون مساء السبت.';
    const only = article({ title: 'غارة لقوات الاحتلال على بلدة الزيتون', text, publisher: 'صحيفة الأفق' });
    expect(headline(only)).toBe('صحيفة الأفق: غارة لقوات الاحتلال على بلدة الزيتون');
  });

  it("is an outlet's riddle rather than a sentence broken off, but no question", () => {
    const text = `أعلنت شركة السنديان المالكة لعلامة ${'نورين للهواتف والحواسيب والساعات '.repeat(8)}طرح هاتف جديد في الأسواق.`;
    const riddle = 'تعرف على هاتف السنديان الجديد';
    expect(headline(article({ title: riddle, text }))).toBe(riddle);
    expect(headline(article({ title: 'هل يغير هاتف السنديان السوق؟', text }))).toMatch(
      /^أعلنت شركة السنديان.*…$/u,
    );
  });

  it('is not broken off inside brackets', () => {
    const text = `تابعت شركة السنديان المالكة لعلامة نورين للهواتف والحواسيب والساعات والمصابيح والأقلام (نحو 73 نوعا في كل عام ${'مع ألوان كثيرة '.repeat(20)}) بيع الهواتف.`;
    expect(headline(article({ title: 'كيف تبيع السنديان هواتفها؟', text }))).not.toMatch(/[(]/u);
  });

  it('says who praises', () => {
    const text = 'قال مدير الجامعة، الأحد، إن العام الدراسي يبدأ في موعده بفضل الله.';
    const title = 'مدير الجامعة: نجاح باهر لقيادتنا الرشيدة';
    expect(headline(article({ title, text, publisher: 'وكالة السنابل' }))).toBe(`وكالة السنابل: ${title}`);
  });

  it('quotes the name of an outlet that is a word', () => {
    const text = 'قالت قوات الاحتلال الإسرائيلي إن الغارة استهدفت بلدة الزيتون مساء السبت.';
    const title = 'غارة لقوات الاحتلال على بلدة الزيتون';
    expect(headline(article({ title, text, publisher: 'اليوم' }))).toBe(`«اليوم»: ${title}`);
    expect(headline(article({ title, text, publisher: 'CNN' }))).toBe(`CNN بالعربية: ${title}`);
    expect(headline(article({ title, text, publisher: 'okaz' }))).toBe(`«عكاظ»: ${title}`);
  });

  it.each([
    ['نورين:افتتاح جسر الوادي', 'نورين: افتتاح جسر الوادي'],
    ['افتتاح جسر الوادي.. غداً بنورين', 'افتتاح جسر الوادي.. بنورين'],
    ['افتتـــاح جسر الــوادي في نورين', 'افتتاح جسر الوادي في نورين'],
    ['افتتاح جسر " الوادي " في نورين', 'افتتاح جسر "الوادي" في نورين'],
    ['افتتاح جسر الوادي بـ"احتفال" في نورين سنة 1448هـ', 'افتتاح جسر الوادي بـ"احتفال" في نورين سنة 1448هـ'],
  ])('has its marks and letters put right: %s', (title, shown) => {
    expect(headline(article({ title, text: BRIDGE }))).toBe(shown);
  });

  it('of an explainer is its question rather than a sentence broken off', () => {
    const text =
      'في صيف ذلك العام وبعد سنة واحدة من افتتاح جسر الوادي الذي يربط مدينة نورين بمينائها الشرقي والذي كلف أموالا كثيرة بدأ الصيادون يسألون البلدية عن رسوم العبور التي تثقل على قواربهم كل شهر.';
    const title = 'هل تخفض البلدية رسوم العبور على الجسر؟';
    expect(headline(article({ title, text, kind: 'explainer' }))).toBe(
      'هل تخفض البلدية رسوم العبور على الجسر؟',
    );
    expect(headline(article({ title, text }))).toMatch(/…$/u);
  });

  it.each([['هل يكفي جسر واحد لمدينة نورين؟'], ['كيف ضاع المرفأ القديم'], ['لا أظن أن جسر الوادي يكفي']])(
    'of an opinion is its own, and no sentence of it without its speaker: %s',
    (title) => {
      const text =
        'لا أظن أن جسرا واحدا يكفي مدينة تكبر كل عام.\nقال لي صياد عجوز إن المرفأ القديم كان يكفي الناس كلهم.';
      expect(headline(article({ title, text, kind: 'opinion', author: 'هاني المرسى' }))).toBe(title);
    },
  );

  it('of an explainer or a press review is its own question, and no first sentence of it', () => {
    const title = 'ماذا نعرف عن جسر الوادي في نورين؟';
    for (const kind of ['explainer', 'review'] as const)
      expect(headline(article({ title, text: BRIDGE, kind }))).toBe(title);
    expect(headline(article({ title, text: BRIDGE }))).toMatch(/^افتتح وزير النقل/u);
  });

  it('is no sentence in which its writer speaks, in news either', () => {
    const title = 'هل تتسع نورين لجسر آخر؟';
    const voiced = 'نحن لا نعرف في نورين متى يفتح جسر الوادي أبوابه أمام العابرين.';
    expect(headline(article({ title, text: voiced }))).toBe(title);
    const said = `قال وزير النقل سامر البدري: ${voiced}`;
    expect(headline(article({ title, text: said }))).toMatch(/^قال وزير النقل/u);
  });

  it('of a story that others report is not what somebody thinks of it', () => {
    const opinion = article({
      title: 'افتتاح جسر الوادي في نورين خطأ يكلفنا كثيرا',
      text: BRIDGE,
      kind: 'opinion',
    });
    const news = article({ title: 'افتتاح جسر الوادي في نورين', text: BRIDGE });
    expect(headline(opinion, news)).toBe(news.title);
    expect(headline(news, opinion)).toBe(news.title);
  });

  it.each([
    ['خبراء لـ«الأفق»: جسر الوادي في نورين آمن', 'خبراء: جسر الوادي في نورين آمن'],
    ['وزير النقل لـ الأفق: جسر الوادي في نورين آمن', 'وزير النقل: جسر الوادي في نورين آمن'],
    ['خبراء لـ«السنابل»: جسر الوادي في نورين آمن', 'خبراء لـ«السنابل»: جسر الوادي في نورين آمن'],
  ])('does not say that it was said to its own outlet: %s', (title, shown) => {
    expect(headline(article({ title, text: BRIDGE, publisher: 'الأفق' }))).toBe(shown);
  });

  it('is not made from a sentence far from the news', () => {
    const text =
      'زار محافظ نورين هاني المصلح، السبت، جرحى الهجوم الإرهابي على السوق القديم.\nوعبر الجرحى عن شكرهم للمحافظ على زيارته.';
    const only = article({
      title: 'محافظ نورين يزور جرحى الهجوم الإرهابي',
      text,
      publisher: 'صحيفة الأفق',
    });
    expect(headline(only)).toBe('صحيفة الأفق: محافظ نورين يزور جرحى الهجوم الإرهابي');
  });

  it('never ends before what a speaker says', () => {
    const text =
      'قال رئيس بلدية نورين هاني المصلح، الأحد، إن المدينة ستعيد فتح المرفأ الشرقي أمام السفن الصغيرة، بعد أن أغلقته العاصفة شهرين كاملين وعطلت عمل الصيادين.';
    expect(headline(article({ text }))).toContain('إن المدينة ستعيد فتح المرفأ');
  });

  it('does not swallow the و of a word of its own', () => {
    expect(headline(article({ text: 'وصل الوفد إلى نورين مساء الأحد.' }))).toBe('وصل الوفد إلى نورين');
  });

  it('is rather repeated than followed by a label', () => {
    const brief = writeBrief(
      [
        article({
          text: 'أثار اللقاء الذي جمع الرئيسين مخاوف لدى سلطات الاحتلال الإسرائيلي، السبت، بحسب مراقبين.\nواستقبل الرئيس فريد النجار نظيره إلياس كرم في مدينة السرو، السبت.',
        }),
      ],
      { maxWords: 60, maxSentences: 3 },
    );
    expect(brief?.headline).toContain('استقبل الرئيس فريد النجار');
    expect(brief?.sentences[0]?.text).toContain('استقبل الرئيس فريد النجار');
  });

  it('is not repeated as the first sentence where there is another', () => {
    const brief = writeBrief(
      [
        article({
          text: 'وقعت بلدية نورين، الاثنين، عقد صيانة المرفأ.\nوقال رئيس اتحاد العمال هاني المصلح إن العقد يوفر 500 وظيفة حتى عام 2030.',
        }),
      ],
      { maxWords: 60, maxSentences: 3 },
    );
    expect(brief?.headline).toBe('وقعت بلدية نورين، الاثنين، عقد صيانة المرفأ');
    expect(brief?.sentences[0]?.text).toContain('هاني المصلح');
  });
});
