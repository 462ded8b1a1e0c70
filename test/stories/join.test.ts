import { describe, expect, test } from 'vitest';
import { chooseStory } from '../../src/stories/join.ts';
import { createMemoryIndex } from '../../src/stories/memory-index.ts';
import { joinTerms } from '../../src/stories/reads.ts';
import { article, type Given, NOW, storiesOf } from './articles.ts';

/** Two articles on one event. */
const SAME: readonly (readonly [name: string, a: Given, b: Given])[] = [
  [
    'a meeting whose guests two outlets spell differently',
    {
      title: 'الرئيس الكولومبي يستقبل غوستافسون في بوغوتا لبحث اتفاق المناجم',
      text: 'استقبل الرئيس الكولومبي اليوم الثلاثاء في بوغوتا وزير التجارة السويدي إريك غوستافسون لبحث اتفاق جديد حول مناجم النحاس.\nوقال غوستافسون بعد اللقاء إن شركات بلاده مستعدة لاستثمار 400 مليون دولار في منجم كويلانغا.',
    },
    {
      title: 'جوستافسون في بوجوتا: السويد تستثمر في نحاس كولومبيا',
      text: 'أعلن وزير التجارة السويدي اريك جوستافسون عقب مباحثاته مع الرئيس الكولومبي يوم الثلاثاء أن بلاده تعتزم ضخ 400 مليون دولار في منجم كويلانجا للنحاس.\nوجرى اللقاء في القصر الرئاسي بالعاصمة بوجوتا.',
    },
  ],
  [
    'a strike whose toll has risen by the evening',
    {
      title: 'مقتل 6 أشخاص في غارة على سوق الخضار في كسلا',
      text: 'قتل 6 أشخاص على الأقل صباح الأربعاء عندما أصابت غارة جوية سوق الخضار في مدينة كسلا شرقي السودان، وفق مصدر طبي.\nوهرعت سيارات الإسعاف إلى السوق الشعبي وسط المدينة.',
      day: 4,
    },
    {
      title: 'ارتفاع حصيلة غارة سوق كسلا إلى 19 قتيلا',
      text: 'ارتفع عدد قتلى الغارة الجوية على سوق الخضار في كسلا إلى تسعة عشر شخصا بعد وفاة مصابين في المستشفى، بحسب مصادر طبية في المدينة.\nوكانت الغارة قد أصابت السوق صباح الأربعاء.',
      day: 5,
    },
  ],
  [
    'the announcement of a summit and the report of it, days apart',
    {
      title: 'رئيسا كازاخستان وكينيا يلتقيان الخميس في نيروبي',
      text: 'يلتقي رئيس كازاخستان قاسم توكاييف نظيره الكيني ويليام روتو في نيروبي الخميس لأول مرة، على هامش منتدى تجارة الشاي، كما أعلن مساعد للرئيس الكازاخي الاثنين.\nوسيبحث الرئيسان خط طيران مباشرا بين ألماتي ونيروبي.',
      day: 2,
    },
    {
      title: 'توكاييف يدعو من نيروبي إلى خط طيران مباشر مع ألماتي',
      text: 'التقى رئيس كازاخستان قاسم توكاييف الرئيس الكيني ويليام روتو في نيروبي، واتفقا على فتح خط طيران مباشر بين ألماتي والعاصمة الكينية.\nوجاء اللقاء على هامش منتدى تجارة الشاي الذي تستضيفه كينيا.',
      day: 5,
    },
  ],
  [
    'a wire text that a second outlet cut and gave a headline of its own',
    {
      title: 'علماء يعثرون على مدينة غارقة قبالة سواحل صور',
      text: 'عثر فريق من علماء الآثار البحرية على بقايا مدينة فينيقية غارقة على عمق 14 مترا قبالة سواحل صور جنوبي لبنان.\nوقالت رئيسة الفريق هالة منصور إن الجدران المكتشفة تمتد على مسافة كيلومتر تقريبا.\nوسيعود الفريق إلى الموقع في الصيف المقبل.',
      publisher: 'وكالة الساحل',
    },
    {
      title: 'كشف أثري تحت مياه المتوسط',
      text: 'عثر فريق من علماء الآثار البحرية على بقايا مدينة فينيقية غارقة على عمق 14 مترا قبالة سواحل صور جنوبي لبنان.\nوقالت رئيسة الفريق هالة منصور إن الجدران المكتشفة تمتد على مسافة كيلومتر تقريبا.',
      publisher: 'صحيفة المرفأ',
    },
  ],
  [
    'two feed items of one sentence each',
    {
      title: 'حريق يلتهم مصنع نسيج في المحلة الكبرى',
      text: 'التهم حريق ضخم مصنعا للنسيج في مدينة المحلة الكبرى بدلتا النيل فجر الاثنين وأصاب 12 عاملا.',
    },
    {
      title: 'إصابة 12 عاملا في حريق مصنع النسيج بالمحلة',
      text: 'أصيب 12 عاملا في الحريق الذي اندلع فجر الاثنين في مصنع نسيج بالمحلة الكبرى في مصر.',
    },
  ],
];

/** Two articles on two events. */
const APART: readonly (readonly [name: string, a: Given, b: Given])[] = [
  [
    'the same leaders on the telephone and at a meeting',
    {
      title: 'توكاييف وروتو يبحثان في اتصال هاتفي أسعار الشاي',
      text: 'بحث رئيس كازاخستان قاسم توكاييف مع نظيره الكيني ويليام روتو في اتصال هاتفي أسعار الشاي والتعاون بين البلدين، وفق بيان للرئاسة.\nوأكد توكاييف أهمية الحوار بين البلدين.',
    },
    {
      title: 'توكاييف يلتقي روتو في ألماتي',
      text: 'التقى رئيس كازاخستان قاسم توكاييف نظيره الكيني ويليام روتو في ألماتي، ووقعا مذكرة عن التعاون الزراعي بين البلدين.\nوقال روتو إن زيارته تفتح صفحة جديدة.',
    },
  ],
  [
    'two earthquakes',
    {
      title: 'زلزال بقوة 6.1 درجات يضرب جزيرة سومطرة',
      text: 'ضرب زلزال بلغت قوته 6.1 درجات على مقياس ريختر جزيرة سومطرة الإندونيسية صباح السبت، ولم ترد أنباء عن خسائر، وفق هيئة المسح الجيولوجي الأمريكية.\nولم يصدر تحذير من موجات مد.',
    },
    {
      title: 'هزة أرضية شدتها 5.4 درجات شرقي تركيا',
      text: 'ضربت هزة أرضية بلغت شدتها 5.4 درجات ولاية ملاطيا شرقي تركيا مساء الاثنين، ولم ترد أنباء عن خسائر، وفق هيئة الكوارث التركية.\nوخرج السكان إلى الشوارع.',
    },
  ],
  [
    'two matches of one team in one week',
    {
      title: 'الوحدات يهزم الجزيرة بهدفين في الدوري الأردني',
      text: 'فاز الوحدات على الجزيرة بهدفين دون رد مساء السبت في الجولة العاشرة من الدوري الأردني، وسجل الهدفين سامر النجار.\nورفع الوحدات رصيده إلى 22 نقطة.',
      day: 1,
    },
    {
      title: 'الوحدات يودع كأس آسيا بعد خسارته أمام ناساف',
      text: 'خسر الوحدات الأردني أمام ناساف الأوزبكي بثلاثة أهداف مقابل هدف مساء الأربعاء وودع كأس الاتحاد الآسيوي.\nوسجل للوحدات سامر النجار من ركلة جزاء.',
      day: 5,
    },
  ],
  [
    'two days of attacks in one war',
    {
      title: 'مقتل 11 في هجوم بطائرة مسيرة على الأبيض',
      text: 'قتل 11 شخصا في هجوم بطائرة مسيرة على محطة وقود في مدينة الأبيض عاصمة ولاية شمال كردفان الأحد، وفق شبكة أطباء السودان.\nواتهم الجيش قوات الدعم السريع بتنفيذ الهجوم.',
      day: 1,
    },
    {
      title: 'السودان: 4 قتلى في قصف مدفعي على الفاشر',
      text: 'قتل 4 أشخاص في قصف مدفعي على حي أولاد الريف في مدينة الفاشر الأربعاء، وفق لجان المقاومة.\nواتهم الجيش قوات الدعم السريع بقصف المدينة.',
      day: 4,
    },
  ],
  [
    'congratulations that differ in the names alone',
    {
      title: 'أمير الكويت يهنئ رئيس غيانا بعيد الاستقلال',
      text: 'بعث أمير الكويت برقية تهنئة إلى رئيس جمهورية غيانا عبر فيها عن خالص تهانيه بمناسبة العيد الوطني لبلاده، متمنيا له موفور الصحة ولبلاده دوام التقدم.',
      day: 1,
    },
    {
      title: 'أمير الكويت يهنئ ملك تونغا بالعيد الوطني',
      text: 'بعث أمير الكويت برقية تهنئة إلى ملك تونغا عبر فيها عن خالص تهانيه بمناسبة العيد الوطني لبلاده، متمنيا له موفور الصحة ولبلاده دوام التقدم.',
      day: 4,
    },
  ],
];

/** Two accounts of one event that few words connect, and a later one that has the words of both. */
const BRIDGED: readonly Given[] = [
  {
    title: 'انفجار مباغت يهز صومعة الحبوب في صحار',
    text: 'قالت وسائل إعلام عمانية إن انفجارا مباغتا هز صومعة الحبوب القديمة في ميناء صحار وأوقع قتلى.',
    day: 5,
    publisher: 'قناة الضفة',
  },
  {
    title: 'عشرات الضحايا من العمال في ميناء صحار',
    text: 'أعلنت مستشفيات عمانية الخميس مقتل 12 عاملا على الأقل وجرح العشرات في انفجار بمستودع للقمح في ميناء صحار.',
    day: 5,
    publisher: 'صحيفة المرفأ',
  },
  {
    title: 'ارتفاع ضحايا انفجار صومعة الحبوب في ميناء صحار إلى 12 عاملا',
    text: 'قتل 12 عاملا وجرح العشرات في انفجار هز صومعة الحبوب القديمة، وهي مستودع للقمح في ميناء صحار العماني.',
    day: 5,
    publisher: 'وكالة الساحل',
  },
];

/** Two events on two days, and a report that recalls both. */
const RECALLED: readonly Given[] = [
  {
    title: 'حريق في سوق السمك بمدينة صور العمانية',
    text: 'التهم حريق صباح السبت سوق السمك في مدينة صور العمانية وأتى على 30 متجرا، وفق الدفاع المدني.',
    day: 1,
    publisher: 'قناة الضفة',
  },
  {
    title: 'حريق في مرأب حافلات بمدينة صور العمانية',
    text: 'التهم حريق مساء الثلاثاء مرأبا للحافلات في مدينة صور العمانية وأتى على 14 حافلة، وفق الدفاع المدني.',
    day: 4,
    publisher: 'صحيفة المرفأ',
  },
  {
    title: 'حريق ثان في صور بعد سوق السمك ومرأب الحافلات',
    text: 'بعد حريق سوق السمك صباح السبت وحريق مرأب الحافلات مساء الثلاثاء، قال الدفاع المدني في مدينة صور العمانية إنه يحقق في الحريقين.',
    day: 4,
    publisher: 'وكالة الساحل',
  },
];

describe('merging', () => {
  const [first, second, bridge] = BRIDGED;
  if (first === undefined || second === undefined || bridge === undefined)
    throw new Error('three are needed');

  test('an article that fits two stories makes them one, under the number of the older', async () => {
    expect(await storiesOf([first, second])).toEqual([0, 1]);
    expect(await storiesOf([first, second, bridge])).toEqual([0, 0, 0]);
    expect(await storiesOf([second, first, bridge])).toEqual([0, 0, 0]);
  });

  test.each(['explainer', 'opinion', 'live'] as const)(
    'an article of kind %s ties no two stories',
    async (kind) => {
      expect(new Set((await storiesOf([first, second, { ...bridge, kind }])).slice(0, 2)).size).toBe(2);
    },
  );

  test('says which stories it makes one', async () => {
    const index = createMemoryIndex();
    index.add(article(4, first), 4);
    index.add(article(2, second), 2);
    expect(await chooseStory(article(9, bridge), index, NOW)).toEqual({ storyId: 2, merges: [4] });
  });

  test('stories of different days stay two, whatever recalls both', async () => {
    const [one, other, recalling] = RECALLED;
    if (one === undefined || other === undefined || recalling === undefined)
      throw new Error('three are needed');
    for (const given of [
      [one, other, recalling],
      [other, one, recalling],
    ])
      expect(new Set(await storiesOf(given)).size).toBe(2);
  });
});

describe('joining', () => {
  test.each(SAME)('one story: %s', async (_, a, b) => {
    expect(await storiesOf([a, b])).toEqual([0, 0]);
    expect(await storiesOf([b, a])).toEqual([0, 0]);
  });

  test.each(APART)('two stories: %s', async (_, a, b) => {
    expect(await storiesOf([a, b])).toEqual([0, 1]);
    expect(await storiesOf([b, a])).toEqual([0, 1]);
  });

  test('all the pairs read as one stream keep to their stories', async () => {
    const together = await storiesOf([...SAME, ...APART.slice(1)].flatMap(([, a, b]) => [a, b]));
    const expected = [
      ...SAME.flatMap((_, at) => [2 * at, 2 * at]),
      ...APART.slice(1).flatMap((_, at) => [2 * (SAME.length + at), 2 * (SAME.length + at) + 1]),
    ];
    expect(together).toEqual(expected);
  });

  test('the same text a fortnight later opens a story of its own', async () => {
    const text = 'رفعت هيئة الطرق رسوم العبور على جسر الميناء إلى ثلاثة دنانير اعتبارا من الأحد.';
    expect(
      await storiesOf([
        { text, day: 1 },
        { text, day: 15 },
      ]),
    ).toEqual([0, 1]);
  });

  test('a review of the press joins nothing, and nothing joins it', async () => {
    const [, a, b] = SAME[1] ?? ['', { text: '' }, { text: '' }];
    expect(await storiesOf([{ ...a, kind: 'review' }, b])).toEqual([0, 1]);
    expect(await storiesOf([a, { ...b, kind: 'review' }])).toEqual([0, 1]);
  });

  test('an article summarised again does not find itself', async () => {
    const [, given] = SAME[0] ?? ['', { text: '' }];
    const index = createMemoryIndex();
    index.add(article(7, given), 7);
    expect((await chooseStory(article(7, given), index, NOW)).storyId).toBeUndefined();
  });
});

describe('hostile texts', () => {
  test.each([
    ['nothing at all', undefined, ''],
    ['marks alone', '؟!', '… — «»'],
    ['a megabyte of one word', 'كلمة', 'كلمة '.repeat(200_000)],
    ['a megabyte in one word', 'أ'.repeat(100_000), 'ب'.repeat(1_000_000)],
    ['a megabyte of lines without an end', undefined, 'سطر\n'.repeat(250_000)],
    ['numbers without end', '1'.repeat(100_000), '٣,'.repeat(300_000)],
  ])('%s has few terms and joins nothing', async (_, title, text) => {
    expect(joinTerms({ title, text }).length).toBeLessThanOrEqual(60);
    expect(
      await storiesOf([{ text: 'ضرب زلزال جزيرة سردينيا.' }, { text, ...(title && { title }) }]),
    ).toEqual([0, 1]);
  });

  test('a long text has sixty terms at most', () => {
    const words = Array.from(
      { length: 5_000 },
      (_, at) => `ظ${String.fromCodePoint(0x628 + (at % 20))}ن${at}خ`,
    );
    expect(joinTerms({ title: undefined, text: words.join(' ') })).toHaveLength(60);
  });
});
