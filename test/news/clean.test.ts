import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownLines } from '../../eval/own-lines.ts';
import { cleanText, cleanTextExplained } from '../../src/news/clean.ts';

const folder = new URL('../fixtures/texts/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const raw = (text: string, more: Partial<Parameters<typeof cleanText>[0]> = {}) => ({
  text,
  title: undefined,
  url: undefined,
  published: undefined,
  author: undefined,
  statedSource: undefined,
  publisherNames: ['صحيفة المرفأ'],
  ...more,
});

describe('a page saved as text', () => {
  const cases = [
    [
      'aggregator',
      { title: undefined, author: undefined, statedSource: 'شبكة الضفاف', published: undefined },
    ],
    [
      'strip',
      {
        title: 'مستشفى الساحل يستقبل أول مرضاه في قسم القلب الجديد',
        author: 'ماهر العبادي',
        statedSource: undefined,
        published: undefined,
      },
    ],
    [
      'placeholders',
      {
        title: 'فريق الواحة يعود من بعيد ويخطف بطاقة النهائي',
        author: undefined,
        statedSource: undefined,
        published: undefined,
      },
    ],
    ['agency', { title: undefined, author: undefined, statedSource: undefined, published: '2025-11-02' }],
    ['flat', { title: undefined, author: undefined, statedSource: undefined, published: undefined }],
    [
      'menu',
      {
        title: 'بلدية النخيل تفتح جسر الوادي أمام السيارات بعد عامين من العمل',
        author: undefined,
        statedSource: undefined,
        published: '2025-03-09T07:15:00+00:00',
      },
    ],
    [
      'wrapped',
      {
        title: 'بلدية النخيل تفتح جسر الوادي أمام السيارات بعد عامين من العمل',
        author: undefined,
        statedSource: undefined,
        published: undefined,
      },
    ],
  ] as const;

  it.each(cases)('%s gives its news and what it states of itself', (name, facts) => {
    const content = cleanText(raw(read(`${name}.txt`)));
    expect(content.text).toBe(read(`${name}.clean.txt`).trim());
    expect(content).toMatchObject(facts);
  });
});

const news = [
  'توقف شحن القمح في ميناء المرسى الكبير ليومين متتاليين بعدما أضرب عمال الأرصفة احتجاجا على تأخر رواتبهم.',
  'وقال المتحدث باسم النقابة ياسين بوعلام إن أكثر من 800 عامل شاركوا في الإضراب في الميناء.',
  'ونفت إدارة الميناء في بيان أن تكون رواتب العمال متأخرة أكثر من شهر واحد.',
  'وتنتظر سبع سفن محملة بالقمح قبالة الميناء بسبب إضراب العمال، بحسب غرفة التجارة.',
];

describe('the frame of a page', () => {
  it.each([
    'اقرأ أيضًا: وزير النقل يزور المطار الجديد',
    'إقرأ أيضاً | وزير النقل يزور المطار الجديد',
    'طالع أيضا.. وزير النقل يزور المطار الجديد',
    'شاهد: لحظة وصول القطار الأول',
    'شارك على فيسبوك شارك على تويتر واتساب',
    'شارك هذا المنشور',
    'إعلان',
    'ADVERTISEMENT',
    'مصدر الصورة، Getty Images',
    'التعليق على الصورة، الرصيف الشرقي صباح اليوم',
    'رصيف الميناء (رويترز)',
    'تابعوا قناتنا على واتساب للحصول على آخر الأخبار.',
    'انضم لقناتنا على تليجرام',
    'لمشاهدة الفيديو اضغط هنا',
    'عرض هذا المنشور على Instagram',
    'https://video.example/watch?v=1',
    "googletag.cmd.push(function() { googletag.display('ad-1'); });",
    '◄ وزير النقل يزور المطار الجديد',
    '[caption id="attachment_1" align="alignnone"]',
    '1,204 مشاهدة',
  ])('«%s» between paragraphs goes, and the news stays whole', (line) => {
    const text = [...news.slice(0, 2), line, ...news.slice(2)].join('\n');
    expect(cleanText(raw(text)).text).toBe(news.join('\n'));
  });

  it.each([
    'الوسوم: ميناء قمح إضراب\nنص لا صلة له بالخبر جاء بعد الوسوم.',
    'Tags: ميناءقمحإضراب',
    'التعليقات (2)\nأحمد: متى تصل السفن إلى الميناء؟\nسعيد: نأمل خيرا لجميع العمال.',
    'أضف تعليق',
    'مواضيع ذات صلة\nوزير النقل يزور المطار الجديد\nالحكومة تعلن خطة الطرق',
    'المزيد في اقتصاد\nوزير النقل يزور المطار الجديد',
    '© 2025 جميع الحقوق محفوظة',
    '// انتهى //\n18:20 ت م',
    'هل أعجبك الخبر؟',
    'The post إضراب في الميناء appeared first on صحيفة المرفأ.',
    'ظهرت المقالة إضراب في الميناء أولاً على صحيفة المرفأ.',
    'اقرأ المزيد »',
    '… المزيد',
    '[…]',
    'المقال يعبر عن رأي صاحبه ولا يعبر بالضرورة عن رأي الصحيفة.',
    '#ميناء_المرسى #قمح',
    'ØªÙˆÙ‚Ù Ø´Ø­Ù† Ø§Ù„Ù‚Ù…Ø­ ÙÙŠ Ø§Ù„Ù…ÙŠÙ†Ø§Ø¡',
    'وقال المتح',
  ])('«%s» after the news goes', (tail) => {
    expect(cleanText(raw(`${news.join('\n')}\n${tail}`)).text).toBe(news.join('\n'));
  });

  it.each([
    'ولم ترد أنباء عن إصابات',
    'ولا يزال الإضراب مستمرا',
    'ومن المقرر أن تبدأ المفاوضات غدا',
    'وأصيب عاملان بجروح طفيفة',
    'لم يصب أحد بأذى',
  ])('«%s» after it is news without its stop, and stays', (end) => {
    for (const whole of [`${news.join('\n')}\n${end}`, `${news.join('\n')} ${end}`])
      expect(cleanText(raw(whole)).text).toBe(whole);
  });

  it.each(['ولم ترد أنباء عن', 'ومن المقرر أن', 'هالة منصور', 'وقال المتحدث باسم'])(
    '«%s» after it was broken off, or is none, and goes',
    (end) => {
      expect(cleanText(raw(`${news.join('\n')}\n${end}`)).text).toBe(news.join('\n'));
    },
  );

  it.each([
    'المرسى الكبير (وكالة السواحل) -- ',
    'المرسى الكبير، الجزائر (CNN)-- ',
    'الجزائر – ',
    'الجزائر - أ ش أ: ',
    'لندن: «الشرق الأوسط» ',
    'رويترز - ',
    'صحيفة المرفأ – الجزائر\n',
    'غزة/ الأناضول\n',
    'وهران في 14 يناير / السواحل / ',
    'الجزائر - سليم عثمان: ',
    'سليم عثمان- الضفاف- وهران: ',
  ])('the dateline «%s» goes from the first sentence', (dateline) => {
    expect(cleanText(raw(dateline + news.join('\n'))).text).toBe(news.join('\n'));
  });

  it('keeps a number, a quotation or a capital that opens a sentence', () => {
    for (const first of [
      '«الشرق الأوسط» كلمة تتردد في بيان القمة (2025) أكثر من عشر مرات.',
      'القاهرة، بحسب بيان الوزارة، تستضيف الاجتماع المقبل في الخريف.',
      '800 عامل - وربما أكثر - شاركوا في إضراب الميناء صباح اليوم.',
    ]) {
      expect(cleanText(raw([first, ...news].join('\n'))).text.split('\n')[0]).toBe(first);
    }
  });

  it('keeps sentences that only look like the frame', () => {
    const alike = [
      'تابع رئيس الوزراء تطبيق القرار مع الوزراء المعنيين في اجتماع امتد ساعتين.',
      'مواضيع ذات صلة بالأمن الغذائي نوقشت في الجلسة الثانية من المؤتمر أيضا.',
      'انتهى الاجتماع.',
      'شارك في الندوة باحثون من ست جامعات، وتحدثوا عن مستقبل الموانئ.',
      'اشترك في البطولة 32 فريقا من ست دول، وتأهل منها ثمانية.',
      'لمتابعة آخر التطورات، عقد مجلس الوزراء جلسة استثنائية مساء الأحد.',
      'انضم إلى قناة الضفاف عام 2001 مراسلا، ثم صار مديرا لمكتبها.',
      'هل كان هذا القرار صائبا؟',
      'حقوق الملكية الفكرية',
      'قال المحامي إن القانون الجديد يحمي المؤلفين أكثر من سابقه.',
      'سياسة الخصوصية الجديدة تثير الجدل',
      'وقالت الشركة إنها لن تغير شيئا في شروطها قبل نهاية العام.',
      'المزيد من العقوبات',
      'وفرضت الحكومة عقوبات على ثلاث شركات أخرى تعمل في الميناء.',
      'مشاركة عربية واسعة',
      'وشاركت في المؤتمر عشر دول عربية وأربع منظمات دولية.',
      'المصدر الرئيسي للقمح في البلاد هو الاستيراد من دول البحر الأسود.',
    ];
    const text = [...news, ...alike, 'واختتم البيان بالدعوة إلى الحوار.'].join('\n');
    expect(cleanText(raw(text)).text).toBe(text);
  });

  it('takes a table whose rows were lost, and keeps lists', () => {
    const table = ['الفريق', 'لعب', 'نقاط', 'الواحة', '20', '44', 'الصخرة', '20', '41', 'النسيم', '19', '40'];
    const [lead, ...rest] = news;
    const text = (lines: readonly string[]) => [lead, ...lines, ...rest].join('\n');
    expect(cleanText(raw(text(table))).text).toBe(news.join('\n'));
    const list = table
      .filter((cell) => !/\d/.test(cell))
      .concat('الواحة 3 – الصخرة 2', 'النسيم 1 – الميناء 0');
    expect(cleanText(raw(text(list))).text).toBe(text(list));
  });

  it('keeps subheadings and quotations between paragraphs', () => {
    const text = [news[0], 'بيان الإدارة', news[2], '"لن نعود قبل دفع الرواتب"', news[3]].join('\n');
    expect(cleanText(raw(text)).text).toBe(text);
  });

  it('cuts a second article that begins with a headline and a dateline', () => {
    const second =
      'وزير النقل يزور المطار الجديد\nمدينة الرمال (وكالة السواحل) – زار وزير النقل المطار الجديد صباح الأحد.';
    expect(cleanText(raw(`${news.join('\n')}\n${second}`)).text).toBe(news.join('\n'));
  });
});

describe('what a text states of itself', () => {
  it.each([
    ['بقلم: سليم عثمان', 'سليم عثمان'],
    ['كتب د / سليم عثمان', 'سليم عثمان'],
    ['كتبت أ.د. هالة منصور', 'هالة منصور'],
    ['إعداد: م. سليم عثمان', 'سليم عثمان'],
    ['تقرير - سليم عثمان', 'سليم عثمان'],
    ['ترجمة: هالة منصور', undefined],
  ])('«%s» names %s', (line, author) => {
    const content = cleanText(raw(`إضراب في الميناء يوقف الشحن\n\n${line}\n\n${news.join('\n\n')}`));
    expect(content.author).toBe(author);
    expect(content.title).toBe('إضراب في الميناء يوقف الشحن');
    expect(content.text).toBe(news.join('\n'));
  });

  it('reads who wrote it under the sentence that sums it up, without the office', () => {
    const deck = 'نقابة العمال ترحب بالوساطة وتدعو إلى الحوار.';
    const byline = 'بقلم هالة منصور، مراسلة شؤون العمال';
    const content = cleanText(
      raw(`إضراب في الميناء يوقف الشحن\n\n${deck}\n\n${byline}\n\n${news.join('\n\n')}`),
    );
    expect(content.author).toBe('هالة منصور');
    expect(content.text).toBe([deck, ...news].join('\n'));
  });

  it.each([
    ['الرياض، المملكة العربية السعودية – 3 مارس 2025: ', '2025-03-03'],
    ['دبي - 14 يناير 2024 - ', '2024-01-14'],
    ['وهران في 14 يناير 2024 / السواحل / ', '2024-01-14'],
  ])('reads the day of the dateline «%s», and takes it off', (dateline, published) => {
    const content = cleanText(raw(dateline + news.join('\n')));
    expect(content.published).toBe(published);
    expect(content.text).toBe(news.join('\n'));
  });

  it('ends where its author is named, with who that is', () => {
    const bio = 'هالة منصور\nصحفية تكتب عن الموانئ والعمال منذ عشرة أعوام، ولها كتابان عن البحر.';
    const text = `${news.join('\n')}\n${bio}`;
    expect(cleanText(raw(text, { author: 'هالة منصور' })).text).toBe(news.join('\n'));
  });

  it.each(['هالة منصور الأحد 5 مايو 2025', 'هالة منصور - 2025/5/5', 'كتبت: هالة منصور5 مايو 2025 10:20'])(
    'has its author without the day: %s',
    (author) => {
      expect(cleanText(raw(news.join('\n'), { author })).author).toBe('هالة منصور');
    },
  );

  it.each(['… المزيد', '... [اقرأ المزيد]', '… التفاصيل »', '[…] تابع القراءة'])(
    'is cut by its feed without the offer to read on: %s',
    (end) => {
      const teaser = 'وصلت مكتبة متنقلة إلى خمس قرى في جبل الريحان صباح';
      expect(cleanText(raw(`${teaser} ${end}`)).text).toMatch(new RegExp(`^${teaser}\\s?(?:…|\\.{3})$`, 'u'));
    },
  );

  it('is not told again in another script, but may quote a sentence of one', () => {
    const english = ['The port has been closed for two days.', 'Seven ships are waiting off the coast.'];
    expect(cleanText(raw([...news, ...english].join('\n'))).text).toBe(news.join('\n'));
    const [lead = '', ...rest] = news;
    for (const text of [
      [lead, english[0], ...rest].join('\n'),
      [...news, english[0]].join('\n'),
      english.join('\n'),
    ])
      expect(cleanText(raw(text)).text).toBe(text);
  });

  it('does not tell again the words that a page sets apart', () => {
    const pulled = '«تأخر رواتبهم ثلاثة أشهر على التوالي»';
    const told = news.with(1, `${news[1]?.slice(0, -1)}، بعد تأخر رواتبهم ثلاثة أشهر على التوالي.`);
    expect(cleanText(raw([...told.slice(0, 2), pulled, ...told.slice(2)].join('\n'))).text).toBe(
      told.join('\n'),
    );
  });

  it.each([
    ['المصدر: شبكة الضفاف', 'شبكة الضفاف'],
    ['المصدر : «الضفاف»', 'الضفاف'],
    ['المصدر', undefined],
    ['المصدر: وكالات', undefined],
  ])('«%s» states the source %s', (line, source) => {
    const content = cleanText(raw(`${news.join('\n')}\n${line}`));
    expect(content.statedSource).toBe(source);
    expect(content.text).toBe(news.join('\n'));
  });

  it('has no title when it begins with a sentence', () => {
    expect(cleanText(raw(news.join('\n'))).title).toBeUndefined();
  });

  it('takes the outlet and «عاجل» off a headline, and the headline off the text', () => {
    const title = 'عاجل | إضراب في الميناء يوقف شحن القمح - صحيفة المرفأ';
    const text = `إضراب في الميناء يوقف شحن القمح\n${news.join('\n')}`;
    expect(cleanText(raw(text, { title }))).toMatchObject({
      title: 'إضراب في الميناء يوقف شحن القمح',
      text: news.join('\n'),
    });
    const inline = `إضراب في الميناء يوقف شحن القمح: ${news.join(' ')}`;
    expect(cleanText(raw(inline, { title })).text).toBe(news.join(' '));
  });

  it('keeps what is known from elsewhere', () => {
    const known = { author: 'د. هالة منصور', statedSource: 'الضفاف', published: '2025-01-01T00:00:00+03:00' };
    const content = cleanText(raw(`1 فبراير 2024\nبقلم: سليم عثمان\n${news.join('\n')}`, known));
    expect(content).toMatchObject({ ...known, author: 'هالة منصور' });
  });

  it('takes no date from inside the news', () => {
    const text = `${news.join('\n')}\nوكان الميناء قد أغلق في 3 مارس 2021 ثلاثة أيام بسبب العواصف.`;
    expect(cleanText(raw(text)).published).toBeUndefined();
  });

  it('says which rule took which line', () => {
    const { why } = cleanTextExplained(raw(`${news.join('\n')}\nالوسوم: ميناء\nسطر بعد الوسوم`));
    expect(why).toEqual([
      { rule: 'after «الوسوم»', text: 'الوسوم: ميناء' },
      { rule: 'after «الوسوم»', text: 'سطر بعد الوسوم' },
    ]);
  });
});

describe('any text at all', () => {
  const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

  it('gives only words that it held', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...news,
        'اقرأ أيضا',
        'المصدر: ',
        '— (@x_y) ',
        'عاجل',
        '\n',
        '\n\n',
        ' - ',
        '(CNN)-- ',
        '[ad_1]',
        'الوسوم:',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(' ');
        const held = new Set(words(text.replace(/\p{C}/gu, '')));
        const content = cleanText(raw(text));
        for (const word of words(content.text)) expect(held).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it('says of each word that it is the text, or which rule took it', () => {
    const title = 'إضراب في الميناء يوقف شحن القمح';
    const piece = fc.constantFrom(
      ...news,
      title,
      `${title}: ${news[0]}`,
      ...ownLines('furniture-lines').map(({ text }) => text),
      ...ownLines('news-lines').map(({ text }) => text),
    );
    const sorted = (text: string) => words(text).sort((a, b) => (a < b ? -1 : 1));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(piece, fc.constantFrom('\n', ' ', '\n\n')), { maxLength: 30 }),
        (pieces) => {
          const text = pieces.flat().join('');
          const { content, why } = cleanTextExplained(raw(text, { title }));
          const told = [content.text, ...why.map((each) => each.text)].join('\n');
          expect(sorted(told)).toEqual(sorted(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['one line of 200,000 characters', 'كلمة '.repeat(40_000)],
    ['one word of 200,000 letters', 'ك'.repeat(200_000)],
    ['50,000 pointers', 'اقرأ أيضا\n'.repeat(50_000)],
    ['50,000 short lines', 'عنوان خبر قصير\n'.repeat(50_000)],
    ['opened parentheses and brackets', '([«"'.repeat(50_000)],
    ['opened signatures', '— a (@'.repeat(40_000)],
    ['opened attributes', 'a="'.repeat(60_000)],
    ['dashes', '- '.repeat(100_000)],
  ])('%s are read to the end', (_, text) => {
    expect(cleanText(raw(text)).text.length).toBeLessThanOrEqual(text.length);
  });
});
