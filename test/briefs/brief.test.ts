import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/arabic/sentences.ts';
import { countWords } from '../../src/arabic/words.ts';
import { type BriefArticle, type Budget, writeBrief } from '../../src/briefs/brief.ts';
import { joinedByWaw } from '../../src/briefs/sentence.ts';
import { wordsOf } from '../../src/briefs/word.ts';
import { article, BRIDGE, BRIDGE_ELSEWHERE, PREVIEW, VALLEY } from './texts.ts';

const READERS: Budget = { maxWords: 60, maxSentences: 3 };

function texts(articles: readonly BriefArticle[], budget = READERS): string[] {
  return writeBrief(articles, budget)?.sentences.map((sentence) => sentence.text) ?? [];
}

/** The words of a text; the و of a first word may have gone, and a cut end bears …. */
function words(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Whether `part` is `whole` with words left out: the same words in the same order, a leading و perhaps off. */
function isDeletion(part: string, whole: string): boolean {
  const all = words(whole);
  let at = 0;
  return words(part).every((word, index) => {
    while (at < all.length && all[at] !== word && !(index === 0 && all[at] === `و${word}`)) at += 1;
    at += 1;
    return at <= all.length;
  });
}

describe('a brief of one article', () => {
  it('opens with the news and stays within the budget', () => {
    const brief = texts([article({ title: 'افتتاح جسر الوادي في نورين', text: BRIDGE })]);
    expect(brief[0]).toContain('افتتح وزير النقل سامر البدري');
    expect(brief.length).toBeGreaterThanOrEqual(2);
    expect(brief.length).toBeLessThanOrEqual(3);
    expect(countWords(brief.join(' '))).toBeLessThanOrEqual(60);
  });

  it('never takes a subheading, a cut quotation or what ends with a colon', () => {
    const text = [
      'أعلن المصرف الوطني، الأحد، خفض سعر الفائدة ربع نقطة.',
      'ارتياح في السوق',
      'قال المحافظ نادر الحلو: "هذا قرار صعب.',
      'وفيما يلي أهم البنود:',
      'وأكد الخبير سعد الراوي أن القرار يشمل 20 مصرفا.',
    ].join('\n');
    expect(texts([article({ text })]).join(' ')).not.toMatch(/ارتياح|صعب|يلي/u);
  });

  it.each([
    'وأضاف أن العمل بدأ في الصيف قبل عامين بتمويل محلي.',
    'وتابع الوزير أن العمل بدأ في الصيف قبل عامين بتمويل محلي.',
    'وأكد المصدر أن العمل بدأ في الصيف قبل عامين بتمويل محلي.',
    'لكن العمل بدأ في صيف عام 2022 بتمويل محلي كامل.',
    'وهذا القرار صدر في صيف عام 2022 بتمويل محلي كامل.',
    'من جهتها، بدأت أعمال أخرى في صيف عام 2022 بتمويل محلي.',
    'ووصفها بأنها أكبر ورشة في البلاد منذ عام 2010.',
    'ويؤكد: "هذه أكبر ورشة في البلاد منذ عام 2010".',
    'ولم توضح المتحدثة موعد انتهاء الورشة في عام 2026.',
    'أثناء عبورها النهر غرقت شاحنة محملة بألف كيس إسمنت.',
    '- ورشة واحدة في كل محافظة حتى عام 2026.',
  ])('never begins with a sentence that hangs: %s', (hanging) => {
    const text = `الصورة من الأرشيف الوطني\n${hanging}\nأعلنت وزارة الزراعة، الخميس، إنشاء 14 سدا صغيرا في الجنوب.`;
    expect(texts([article({ text })])[0]).toContain('وزارة الزراعة');
  });

  it('drops a connective before a speaker who is named in full', () => {
    const brief = texts([
      article({
        text: 'وقعت بلدية نورين، الاثنين، عقد صيانة المرفأ مع ثلاث شركات.\nمن جهته، قال رئيس اتحاد العمال هاني المصلح إن العقد يوفر 500 وظيفة.',
      }),
    ]);
    expect(brief).toContain('قال رئيس اتحاد العمال هاني المصلح إن العقد يوفر 500 وظيفة.');
  });

  it('never tells filler without name, number or date', () => {
    const filler = 'تعتبر التنمية المستدامة عنصرا أساسيا في تحسين حياة الناس.';
    expect(texts([article({ title: 'افتتاح جسر الوادي', text: `${BRIDGE}\n${filler}` })])).not.toContain(
      filler,
    );
  });

  it('prefers a sentence without a party label as its lead', () => {
    const brief = texts([
      article({
        text: [
          'أثار قصف قوات الاحتلال الإسرائيلي غضبا واسعا في عواصم كثيرة بعد ليلة طويلة من الخوف.',
          'قُتل سبعة أشخاص في غارة إسرائيلية على بلدة الزيتون مساء السبت، بحسب وزارة الصحة.',
        ].join('\n'),
      }),
    ]);
    expect(brief[0]).toMatch(/^قُتل سبعة/u);
  });

  it.each([
    [
      'استقبل الملك فهيد بن ناصر - حفظه الله - وفد نورين، الأحد، في قصر السرو.',
      'استقبل الملك فهيد بن ناصر وفد نورين، الأحد، في قصر السرو.',
    ],
    [
      'وضع الملك فهيد بن ناصر – أيده الله -حجر الأساس، الأحد، في مدينة نورين.',
      'وضع الملك فهيد بن ناصر حجر الأساس، الأحد، في مدينة نورين.',
    ],
    [
      'افتتح صاحب السمو الملكي الأمير ناصر بن فهيد، الأحد، معرض الكتاب في نورين.',
      'افتتح الأمير ناصر بن فهيد، الأحد، معرض الكتاب في نورين.',
    ],
    [
      'قدم المعرض هدية لصاحب السمو الأمير ناصر بن فهيد، الأحد، في مدينة نورين.',
      'قدم المعرض هدية لصاحب السمو الأمير ناصر بن فهيد، الأحد، في مدينة نورين.',
    ],
    [
      'أغلقت البلدية، السبت، سوق السمك القديم بعد تصدع جدرانه".',
      'أغلقت البلدية، السبت، سوق السمك القديم بعد تصدع جدرانه.',
    ],
  ])('leaves out honours and stray marks, and nothing behind a preposition: %s', (text, shown) => {
    expect(texts([article({ title: 'نبأ آخر تماما من مدينة بعيدة', text })])).toEqual([shown]);
  });

  it.each([
    ['a quotation without its speaker', '"لن ننسى أبدا ما جرى في تلك الليلة من عام 2010."'],
    ['a link among the paragraphs', 'نورين: 37 جريحا في حريق السوق..'],
    ['the rest of a broken sentence', 'أنها ستعيد فتح السوق في نيسان بعد ترميم سقفه.'],
    ['a line of the outlet itself', 'اقرأ أيضا: حريق السوق القديم في نورين عام 2019.'],
    ['a sentence cut at a comma', 'وواصل هاني المصلح حديثه عن مشروع السوق الذي بدأ عام 2019،'],
    ['a word that is no word', `وجاء في البيان رقم 7 ${'ا'.repeat(400)} نصا كاملا.`],
  ])('never takes %s', (_, line) => {
    const lead = 'أغلقت البلدية، السبت، سوق السمك القديم بعد تصدع جدرانه.';
    const brief = texts([article({ title: 'إغلاق سوق السمك', text: `${lead}\n${line}` })]);
    expect(brief).toEqual([lead]);
  });

  it.each([
    ['وأضاف مدير الميناء كريم الصافي أن الترميم بدأ في صيف عام 2022.', 'goes on with words'],
    ['وبحسب المصادر، فإن الترميم بدأ في صيف عام 2022 بتمويل محلي.', 'sources named before'],
    ['ورغم أن كلفة هذا الترميم بلغت 9 ملايين فقد رحب به الصيادون.', 'points back'],
    ['ويعد السوق من أقدم أسواق الساحل وعمره 140 عاما.', 'is always so'],
    ['ونورين هي أكبر مدن الساحل ويسكنها 300 ألف نسمة.', 'is always so'],
    ['وقال الصافي إن الترميم سيبدأ في نيسان المقبل.', 'a surname whose owner is not named in the brief'],
    ['ودعا الصافي رئيس البلدية إلى فتح السوق في نيسان المقبل.', 'a surname before another office'],
    ['وألقى بعدها كلمة في 300 من الصيادين.', 'after what stood before'],
    ['وبموجب الاتفاق ينقل الصيادون 60 بسطة إلى الساحة.', 'an agreement told before'],
    ['فالجدران القديمة لم ترمم منذ عام 1998.', 'a reason'],
    ['أو يمكن نقل 60 بسطة إلى ساحة البلدية.', 'a choice without the other'],
  ])('prefers another fact to a second sentence that hangs: %s (%s)', (hanging) => {
    const lead = 'أغلقت البلدية، السبت، سوق السمك القديم بعد تصدع جدرانه.';
    const named = 'والتقى مدير الميناء كريم الصافي وفدا من الصيادين في مكتبه الواقع خلف المخازن القديمة.';
    const fact = 'ووزعت الجمعية التعاونية 60 طنا من الثلج على القوارب العائدة مساء الأحد.';
    const text = [lead, 'وشهد الرصيف هدوءا.', hanging, named, fact].join('\n');
    const brief = texts([article({ title: 'إغلاق سوق السمك', text })]);
    expect(brief[0]).toBe(lead);
    expect(brief).toContain(fact);
    expect(brief).not.toContain(hanging);
  });

  it.each([
    ['أغلقت البلدية، أمس السبت، سوق السمك القديم.', 'أغلقت البلدية، السبت، سوق السمك القديم.'],
    ['أغلقت البلدية مساء اليوم الأحد سوق السمك القديم.', 'أغلقت البلدية مساء الأحد سوق السمك القديم.'],
    ['أغلقت البلدية يوم أمس الأول الجمعة سوق السمك القديم.', 'أغلقت البلدية يوم الجمعة سوق السمك القديم.'],
    ['تغلق البلدية بعد غدٍ الاثنين سوق السمك القديم.', 'تغلق البلدية الاثنين سوق السمك القديم.'],
    ['أغلقت البلدية في اليوم الأول سوق السمك القديم.', 'أغلقت البلدية في اليوم الأول سوق السمك القديم.'],
    ['أغلقت البلدية أمس سوق السمك القديم في نورين.', 'أغلقت البلدية أمس سوق السمك القديم في نورين.'],
    ['و أغلقت البلدية سوق السمك القديم مساء الأحد.', 'أغلقت البلدية سوق السمك القديم مساء الأحد.'],
  ])('keeps of a day its name, and no و by itself: %s', (text, shown) => {
    expect(texts([article({ title: 'نبأ آخر تماما من مدينة بعيدة', text })])).toEqual([shown]);
  });

  it('cuts the tail of a long sentence so that a second fact finds room', () => {
    const lead =
      'أعلن وزير الزراعة عادل الهاشمي، الخميس، بدء توزيع 14 ألف شتلة زيتون على مزارعي محافظة السرو المتضررين من حرائق الصيف، مشيرا إلى أن الوزارة تدرس خططا أخرى كثيرة لدعم القرى الجبلية وتعويض أصحاب الأراضي في السنوات المقبلة.';
    const fact =
      'وقالت رئيسة اتحاد المزارعين ليلى حداد إن الحرائق أتت على 900 هكتار وإن نصف المتضررين لم يعوضوا حتى الآن رغم الوعود التي قطعتها لهم اللجنة المحلية في تموز.';
    const brief = texts([article({ title: 'شتلات زيتون لمزارعي السرو', text: `${lead}\n${fact}` })]);
    expect(brief).toEqual([`${lead.slice(0, lead.indexOf('، مشيرا'))}.`, fact]);
  });

  it('never cuts what a speaker says, nor who made a claim', () => {
    const lead =
      'قال رئيس اللجنة كريم الصافي خلال لقاء مطول مع أعضاء النقابة في مقر الاتحاد القديم وسط المدينة، بحضور عدد من ممثلي البلديات والجمعيات الأهلية والشركات، إن المشروع سيكتمل في آذار.';
    const toll =
      'قتل 12 عاملا وأصيب نحو 30 آخرين بجروح في انهيار سقف مصنع للنسيج يقع على أطراف مدينة نورين الصناعية قرب الطريق الدولي السريع، وسط أمطار غزيرة، وفق ما أعلنت وزارة الداخلية.';
    for (const text of [lead, toll]) {
      expect(texts([article({ title: 'خبر من نورين عن مصنع النسيج ولجنة المشروع', text })])).toEqual([text]);
    }
  });

  it('prefers a whole sentence to one that a broken line cut short', () => {
    const cut = article({
      title: 'إحالة موظفين إلى القضاء في نورين',
      text: 'قرر المدعي العام في نورين إحالة 14 موظفا\nإلى القضاء بتهمة الرشوة\nوقالت النيابة إن التحقيق استمر ثلاثة أشهر.',
    });
    const whole = article({
      title: 'موظفون أمام القضاء',
      text: 'أحال المدعي العام في نورين، الأحد، 14 موظفا إلى القضاء بتهمة الرشوة.',
    });
    expect(texts([cut, whole])[0]).toBe(whole.text);
  });

  it('lets words without a speaker follow only somebody who speaks', () => {
    const silent = 'تصدعت جدران سوق السمك في نورين مساء السبت.\nوأضاف أن الترميم يحتاج إلى 3 ملايين دينار.';
    expect(texts([article({ title: 'سوق السمك', text: silent })])).toHaveLength(1);
    const spoken = `قال مدير السوق هاني المصلح إن الجدران تصدعت مساء السبت.\nوأضاف أن الترميم يحتاج إلى 3 ملايين دينار.`;
    expect(texts([article({ title: 'سوق السمك', text: spoken })])).toHaveLength(2);
  });

  it('never takes a sentence with a slur', () => {
    const text =
      'وصل الوفد إلى المدينة مساء الأحد برفقة 12 خبيرا.\nوقال الخطيب سامي الناعم إن أحفاد القردة سيرحلون قريبا.';
    expect(texts([article({ text })])).toEqual(['وصل الوفد إلى المدينة مساء الأحد برفقة 12 خبيرا.']);
  });

  it('ends a lead that does not fit at a clause, with …', () => {
    const long = `أعلنت لجنة الطوارئ في محافظة الساحل، الأربعاء، إخلاء 14 قرية من سكانها، بعد ارتفاع منسوب النهر إلى مستوى لم يعرف منذ عقود طويلة، ${'وسط أمطار غزيرة ورياح قوية وانقطاع الطرق، '.repeat(9)}فيما تستمر فرق الإنقاذ في عملها.`;
    const [only, ...more] = texts([article({ text: long })]);
    expect(more).toEqual([]);
    expect(only?.endsWith('…')).toBe(true);
    expect(countWords(only ?? '')).toBeLessThanOrEqual(60);
    expect(isDeletion(only ?? '', long)).toBe(true);
    expect(texts([article({ text: long })], { maxWords: 12, maxSentences: 3 })[0]).toMatch(
      /^أعلنت لجنة الطوارئ.*…$/u,
    );
  });

  it('keeps the claimant of a toll when it cuts', () => {
    const text = `قُتل 33 شخصا في انهيار منجم للفحم شمال البلاد، وفق ما أعلنت وزارة الداخلية مساء الجمعة، ${'وسط بحث متواصل عن ناجين تحت الأنقاض، '.repeat(12)}فيما أعلن الحداد.`;
    expect(texts([article({ text })], { maxWords: 15, maxSentences: 1 })[0]).not.toBe(
      'قُتل 33 شخصا في انهيار منجم للفحم شمال البلاد…',
    );
  });

  it('holds no word of nothing, and something of everything else', () => {
    expect(writeBrief([article({ text: ' … \n' })], READERS)).toBeUndefined();
    expect(writeBrief([], READERS)).toBeUndefined();
    expect(texts([article({ text: 'مقتل ثلاثة' })])).toEqual(['مقتل ثلاثة']);
    expect(texts([article({ text: BRIDGE })], { maxWords: 0, maxSentences: 3 })).toEqual([]);
  });
});

describe('a brief of a given length', () => {
  const extract = (text: string, maxWords: number, title?: string): string[] =>
    writeBrief([article({ text, title })], { maxWords, maxSentences: undefined })?.sentences.map(
      (sentence) => sentence.text,
    ) ?? [];

  it('fills its budget in the order of the text', () => {
    const all = VALLEY.split('\n');
    for (const budget of [20, 30, 40, 50]) {
      const chosen = extract(VALLEY, budget);
      expect(countWords(chosen.join(' '))).toBeLessThanOrEqual(budget);
      expect(chosen.map((one) => all.indexOf(one))).toEqual(
        chosen.map((one) => all.indexOf(one)).sort((a, b) => a - b),
      );
      expect(chosen.length).toBeGreaterThan(0);
    }
  });

  it('takes what leans only with what it leans on', () => {
    const all = VALLEY.split('\n');
    const taken = new Set<number>();
    for (let budget = 12; budget <= 60; budget += 1) {
      const chosen = extract(VALLEY, budget);
      for (const [leaning, before] of [
        [1, 0],
        [3, 2],
      ] as const) {
        const place = chosen.indexOf(all[leaning] ?? '');
        if (place < 0) continue;
        expect(chosen[place - 1]).toBe(all[before]);
        taken.add(leaning);
      }
    }
    expect(taken).toEqual(new Set([1, 3]));
  });

  it('gives the whole text where the budget holds it', () => {
    expect(extract(VALLEY, 1_000_000).join('\n')).toBe(VALLEY);
  });
});

describe('a brief of several articles', () => {
  it('adds what another outlet tells and never the same thing twice', () => {
    const [first, second] = [
      article({ title: 'افتتاح جسر الوادي في نورين', text: BRIDGE }),
      article({ title: 'البدري يفتتح جسر الوادي', text: BRIDGE_ELSEWHERE }),
    ];
    const brief = writeBrief([first, second], READERS);
    expect(new Set(brief?.sentences.map((sentence) => sentence.articleId)).size).toBe(2);
    const opened = brief?.sentences.filter((sentence) => /سامر البدري/u.test(sentence.text));
    expect(opened).toHaveLength(1);
    for (const sentence of brief?.sentences ?? []) {
      const source = [first, second].find((one) => one.id === sentence.articleId);
      expect(source?.text).toContain(sentence.text);
    }
  });

  it('opens with the report, not with the preview that came before it', () => {
    const preview = article({ title: 'البدري يفتتح جسر الوادي الثلاثاء', text: PREVIEW, publishedAt: 1000 });
    const report = article({ text: BRIDGE, publishedAt: 2000 });
    const brief = writeBrief([preview, report], READERS);
    expect(brief?.sentences[0]?.articleId).toBe(report.id);
  });

  it('opens with the newer toll, and leaves the older one out', () => {
    const tell = (toll: string, hour: number): BriefArticle =>
      article({
        title: 'انهيار منجم الفحم في محافظة السرو',
        text: `قُتل ${toll} عاملا في انهيار منجم للفحم بمحافظة السرو، الاثنين، بحسب وزارة الداخلية.`,
        publishedAt: hour * 3_600_000,
      });
    const [early, late] = [tell('15', 100), tell('33', 103)];
    expect(texts([early, late])).toEqual([late.text]);
    expect(texts([late, early])).toEqual([late.text]);
  });

  it('never tells two tolls of one happening', () => {
    const one = article({
      title: 'انهيار منجم الفحم في محافظة السرو',
      text: 'قُتل 33 عاملا في انهيار منجم للفحم بمحافظة السرو، الاثنين، بحسب وزارة الداخلية.',
    });
    const other = article({
      title: 'كارثة منجم السرو',
      text: 'أكدت وسائل إعلام محلية أن انهيار منجم الفحم في محافظة السرو أسفر عن 24 قتيلا من العمال.',
    });
    expect(texts([one, other])).toHaveLength(1);
  });

  it('lets another outlet add its fact before the first one goes on', () => {
    const first = article({
      title: 'افتتاح جسر الوادي في نورين',
      text: 'افتتح وزير النقل سامر البدري، الثلاثاء، جسر الوادي الجديد في مدينة نورين.\nوقالت شركة الإنشاءات إن الجسر الجديد يتسع لنحو 12 ألف سيارة يوميا.',
    });
    const second = article({
      title: 'البدري يفتتح جسر الوادي',
      text: 'قص وزير النقل سامر البدري شريط جسر الوادي في نورين يوم الثلاثاء.\nوحذرت جمعية الصيادين من أن أعمدة البناء تضيق مدخل المرفأ على 70 قاربا.',
    });
    const told = writeBrief([first, second], { maxWords: 60, maxSentences: 2 })?.sentences ?? [];
    expect(new Set(told.map((sentence) => sentence.articleId))).toEqual(new Set([first.id, second.id]));
  });

  it('is the same at every run', () => {
    const articles = [article({ text: BRIDGE }), article({ text: BRIDGE_ELSEWHERE })];
    expect(writeBrief(articles, READERS)).toEqual(writeBrief(articles, READERS));
  });
});

describe('deletion only', () => {
  const lead = fc.constantFrom(
    'أعلنت وزارة الطاقة، السبت، تشغيل محطة "الأفق" بعد عام من التأخير.',
    'التقى الرئيس فريد النجار نظيره إلياس كرم في مدينة السرو، وبحثا اتفاق المياه (الموقع عام 2011).',
    'قال د. سامر العلي إن 1,500 طالب شاركوا في المسابقة.',
    'وأكد المتحدث باسم الشرطة رامي عون أن «التحقيق مستمر. لا موقوفين».',
  );
  const more = fc.constantFrom(
    'وأضاف أن الكلفة بلغت 3.5 مليون.',
    'من جهتها، قالت مديرة المرصد ليلى حداد إن الرياح ستشتد الاثنين.',
    'ردود فعل',
    'لكن المعارضة رفضت ذلك.',
    'وفي سياق متصل، أعلن نادي البحر فوزه على نادي الجبل 3-1 مساء الخميس.',
    'بدوره، أوضح الوزير أن "الخطة جاهزة".',
    'هل تنجح الخطة؟',
    'وسجلت أسعار القمح ارتفاعا بنسبة 4 في المئة، وفق بيانات السوق المركزية.',
    'انتهى الخبر.وبدأ غيره بلا مسافة',
    'قال شاهد: "رأيت دخانا',
  );
  const body = fc
    .tuple(lead, fc.array(more, { maxLength: 12 }))
    .map(([first, rest]) => [first, ...rest].join('\n'));

  it('takes every word of a sentence, in order, from one sentence of its article', () => {
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 3, max: 80 }),
        fc.constantFrom(1, 2, 3, undefined),
        (bodies, maxWords, maxSentences) => {
          const articles = bodies.map((text) => article({ text }));
          const brief = writeBrief(articles, { maxWords, maxSentences });
          const shown = brief?.sentences ?? [];
          expect(shown.length).toBeGreaterThan(0);
          expect(countWords(shown.map((one) => one.text).join(' '))).toBeLessThanOrEqual(maxWords);
          expect(shown.length).toBeLessThanOrEqual(maxSentences ?? Number.POSITIVE_INFINITY);
          for (const { text, articleId } of shown) {
            const source = articles.find((one) => one.id === articleId)?.text ?? '';
            const from = source.split('\n').flatMap((line) => sentences(line));
            expect(from.some((whole) => isDeletion(text, whole))).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

it.each([
  ['وكان الجسر القديم أغلق بعد تشقق دعامتين فيه عام 2019.', 'كان'],
  ['ولم تعلن البلدية موعد افتتاح الجسر الثاني حتى مساء الأحد.', 'لم'],
  ['وسيحضر الوزير سامر البدري افتتاح الجسر الثاني يوم الخميس.', 'سيحضر'],
  ['وسيصل وفد من ثلاث بلديات إلى الجسر الثاني يوم الخميس.', 'سيصل'],
  ['وسيلة العبور الوحيدة في نورين قارب قديم بلا سقف ولا مقاعد.', 'وسيله'],
  ['وعُثر على لوحة من الرخام تحت أساس الجسر القديم في نورين.', 'عثر'],
  ['واستغرق بناء الجسر الثاني في نورين ثلاثة أعوام كاملة.', 'استغرق'],
  ['واصلت البلدية بناء الجسر الثاني في نورين حتى مساء الأحد.', 'واصلت'],
  ['ورد في تقرير البلدية أن الجسر الثاني يفتتح يوم الخميس.', 'ورد'],
  ['وسيطات من ثلاث بلديات حضرن افتتاح الجسر الثاني يوم الخميس.', 'وسيطات'],
])('drops a و that only joins, and no و of the word itself: %s', (text, first) => {
  const [word] = wordsOf(text);
  expect(joinedByWaw(word) ? word?.folded.slice(1) : word?.folded).toBe(first);
});
