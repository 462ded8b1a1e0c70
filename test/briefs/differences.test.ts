import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { BriefArticle } from '../../src/briefs/brief.ts';
import { read } from '../../src/briefs/candidate.ts';
import { differencesOf } from '../../src/briefs/differences.ts';
import { article } from './texts.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 23, 12);

/** What one outlet says, so many minutes after noon; undefined bears no date. */
type Said = readonly [publisher: string, minutes: number | undefined, text: string];

function articles(said: readonly Said[]): BriefArticle[] {
  return said.map(([publisher, minutes, text]) =>
    article({ publisher, text, publishedAt: minutes === undefined ? undefined : NOON + minutes * MINUTE }),
  );
}

function told(said: readonly Said[]): string[] {
  const all = articles(said);
  return differencesOf(all.map(read)).told.map(
    ({ kind, subject, bearer, versions }) =>
      `${kind} ${subject}${bearer === undefined ? '' : ` ${bearer}`}: ${versions
        .map(({ text, articleId }) => `${text} (${all.find(({ id }) => id === articleId)?.publisher})`)
        .join('، ')}`,
  );
}

const mine = (toll: string) => `قُتل ${toll} في انهيار منجم الفحم بمحافظة السرو الجبلية، بحسب فرق الإنقاذ.`;
const other = (toll: string) => `أسفر انهيار منجم للفحم في جبال السرو عن مقتل ${toll}، وفق الإنقاذ.`;

describe('outlets that contradict one another', () => {
  test.each<readonly [string, readonly Said[], string]>([
    [
      'in a toll at one time',
      [
        ['الأفق', 0, mine('33 شخصا على الأقل')],
        ['المرفأ', -20, other('24 شخصا')],
      ],
      'contradiction killed: 33 على الأقل (الأفق)، 24 (المرفأ)',
    ],
    [
      'in a toll that fell',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['المرفأ', 300, other('24 شخصا')],
      ],
      'contradiction killed: 24 (المرفأ)، 33 (الأفق)',
    ],
    [
      'in a toll in words and one in digits',
      [
        ['الأفق', undefined, mine('ثلاثة وثلاثون شخصا')],
        ['المرفأ', 0, other('24 شخصا')],
      ],
      'contradiction killed: 33 (الأفق)، 24 (المرفأ)',
    ],
    [
      'in the toll of what one calls an attack and the other attacks',
      [
        ['الأفق', 0, 'قُتل 33 شخصا في غارة على مقهى الميناء في نورين، بحسب الدفاع المدني.'],
        ['المرفأ', 0, 'أسفرت غارات على مقهى الميناء في نورين عن 24 قتيلا، وفق مصادر طبية.'],
      ],
      'contradiction killed: 24 (المرفأ)، 33 (الأفق)',
    ],
    [
      'in the number arrested',
      [
        ['الأفق', 0, 'أوقفت شرطة نورين 17 متظاهرا قرب جسر الوادي مساء الثلاثاء.'],
        ['المرفأ', 10, 'قال محامون إن شرطة نورين أوقفت 40 متظاهرا قرب جسر الوادي الثلاثاء.'],
      ],
      'contradiction arrested: 40 (المرفأ)، 17 (الأفق)',
    ],
    [
      'in a sum',
      [
        ['الأفق', 0, 'وقعت بلدية نورين عقد جسر الوادي بكلفة 40 مليون دينار مع شركة الإنشاءات.'],
        ['المرفأ', 5, 'تبلغ كلفة جسر الوادي الذي تبنيه شركة الإنشاءات في نورين 55 مليون دينار.'],
      ],
      'contradiction money الكلفة: 55 مليون دينار (المرفأ)، 40 مليون دينار (الأفق)',
    ],
    [
      'in the strength of a quake, also hours later',
      [
        ['الأفق', 0, 'ضرب زلزال بقوة 6.1 درجات جزيرة المها فجر الثلاثاء، وفق مركز الرصد.'],
        ['المرفأ', 200, 'هز زلزال شدته 5.7 درجات جزيرة المها فجر الثلاثاء، بحسب معهد الجيولوجيا.'],
      ],
      'contradiction magnitude: 5.7 (المرفأ)، 6.1 (الأفق)',
    ],
    [
      'in a score',
      [
        ['الأفق', 0, 'فاز نادي البحر على نادي الجبل 3-1 في نهائي كأس الوادي.'],
        ['المرفأ', 5, 'توج نادي البحر بكأس الوادي بعد فوزه على نادي الجبل 2-1.'],
      ],
      'contradiction score: 2-1 (المرفأ)، 3-1 (الأفق)',
    ],
    [
      'in a name',
      [
        ['الأفق', 0, 'انطلق في نورين منتدى «جسور المتوسط» بحضور وزراء النقل من سبع دول.'],
        ['المرفأ', 90, 'افتتح وزراء النقل في نورين المنتدى الدولي بعنوان "معابر الغد" الثلاثاء.'],
      ],
      'contradiction name المنتدى: معابر الغد (المرفأ)، جسور المتوسط (الأفق)',
    ],
    [
      'in who claims the deed',
      [
        ['الأفق', 0, 'تبنت حركة الفجر الهجوم على ميناء نورين الذي أوقع جرحى الثلاثاء.'],
        ['المرفأ', 90, 'أعلنت كتائب الجبل مسؤوليتها عن هجوم ميناء نورين الثلاثاء.'],
      ],
      'contradiction claimant: كتائب الجبل (المرفأ)، حركة الفجر (الأفق)',
    ],
    [
      'in the turnout, and says of what',
      [
        ['الأفق', 0, 'بلغت نسبة المشاركة في رئاسيات نورين 61%، بحسب لجنة الانتخابات.'],
        ['المرفأ', 0, 'قالت لجنة الانتخابات إن المشاركة في رئاسيات نورين بلغت 64 في المئة.'],
      ],
      'contradiction share نسبة المشاركة: 64% (المرفأ)، 61% (الأفق)',
    ],
    [
      'in the years of a sentence, also hours later',
      [
        ['الأفق', 0, 'حكمت محكمة نورين على سامر الغندور بالسجن 12 عاما في قضية مصرف الوادي.'],
        ['المرفأ', 120, 'قضت محكمة نورين بالسجن 15 عاما على سامر الغندور في قضية مصرف الوادي.'],
      ],
      'contradiction count مدة السجن: 15 عاما (المرفأ)، 12 عاما (الأفق)',
    ],
    [
      'in the score of a match that is over',
      [
        ['الأفق', 0, 'فاز نادي البحر على نادي الجبل 3-1 في نصف نهائي الكأس.'],
        ['المرفأ', 120, 'فاز نادي البحر على نادي الجبل 3-2 في نصف نهائي الكأس.'],
      ],
      'contradiction score: 3-2 (المرفأ)، 3-1 (الأفق)',
    ],
  ])('%s', (_, said, line) => {
    expect(told(said)).toContain(line);
  });
});

describe('no contradiction', () => {
  test.each<readonly [string, readonly Said[]]>([
    [
      'equal numbers written otherwise',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['المرفأ', 0, other('ثلاثة وثلاثين شخصا')],
      ],
    ],
    [
      'a part of a whole',
      [
        ['الأفق', 0, mine('33 شخصا بينهم 5 عمال')],
        ['المرفأ', 0, other('33 شخصا منهم سبعة عمال')],
      ],
    ],
    [
      'a number of one kind of people and one of all',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['المرفأ', 0, other('12 عاملا')],
      ],
    ],
    [
      'a bound that holds the other number',
      [
        ['الأفق', 0, mine('أكثر من 30 شخصا')],
        ['المرفأ', 0, other('33 شخصا')],
      ],
    ],
    [
      'about the same number',
      [
        ['الأفق', 0, mine('نحو 30 شخصا')],
        ['المرفأ', 0, other('33 شخصا')],
      ],
    ],
    [
      'two happenings',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['المرفأ', 0, 'قُتل 4 أشخاص في حريق سوق السمك بمدينة نورين الساحلية.'],
      ],
    ],
    [
      'one outlet alone',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['الأفق', 0, other('24 شخصا')],
      ],
    ],
    [
      'an article that says two numbers itself',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['المرفأ', 0, `${other('24 شخصا')}\nوقال الدفاع المدني إن 33 شخصا قتلوا.`],
      ],
    ],
    [
      'a number denied',
      [
        ['الأفق', 0, mine('33 شخصا')],
        ['المرفأ', 0, 'نفت شركة منجم الفحم في جبال السرو مقتل 24 شخصا.'],
      ],
    ],
    [
      'a longer form of one name',
      [
        ['الأفق', 0, 'انطلق في نورين منتدى «جسور المتوسط» بحضور وزراء النقل.'],
        ['المرفأ', 0, 'افتتح وزراء النقل في نورين منتدى "جسور المتوسط السابع".'],
      ],
    ],
    [
      'one claimant called otherwise',
      [
        ['الأفق', 0, 'تبنت حركة الفجر الهجوم على ميناء نورين الثلاثاء.'],
        ['المرفأ', 0, 'تبنى تنظيم "الفجر" هجوم ميناء نورين الثلاثاء.'],
      ],
    ],
    [
      'a forecast and what was measured',
      [
        ['الأفق', 0, 'بلغ التضخم في نورين 6% في فبراير، بحسب البنك المركزي.'],
        ['المرفأ', 0, 'توقع البنك المركزي في نورين أن يتراجع التضخم إلى 5% بنهاية العام.'],
      ],
    ],
    [
      'a rate of a month and one of a year',
      [
        ['الأفق', 0, 'بلغ التضخم السنوي في نورين 6% في مارس، بحسب مكتب الإحصاء.'],
        ['المرفأ', 0, 'سجل التضخم في نورين 0.4% على أساس شهري في مارس، بحسب مكتب الإحصاء.'],
      ],
    ],
    [
      'the parts and their sum',
      [
        ['الأفق', 0, 'قُتل 8 أشخاص في غارتين على بلدتي نورين والسرو، بحسب الدفاع المدني.'],
        ['المرفأ', 0, 'قُتل 5 أشخاص في غارة على بلدة نورين تلتها غارة على السرو، بحسب الدفاع المدني.'],
        ['الضفة', 0, 'قُتل 3 أشخاص في غارة على بلدة السرو بعد غارة على نورين، بحسب الدفاع المدني.'],
      ],
    ],
    [
      'one attack and two',
      [
        ['الأفق', 0, 'قُتل 9 أشخاص في غارتين على بلدتي نورين والسرو، بحسب الدفاع المدني.'],
        ['المرفأ', 0, 'قُتل 5 أشخاص في غارة على بلدة نورين قرب السرو، بحسب الدفاع المدني.'],
      ],
    ],
    [
      'two men’s sentences that a third outlet tells side by side',
      [
        [
          'الأفق',
          0,
          'حكمت محكمة نورين بالسجن 10 سنوات على سامر الغندور في قضية مصرف الوادي.\nوحكمت على شريكه هاني المصلح بالسجن 4 سنوات.',
        ],
        ['المرفأ', 0, 'حكمت محكمة نورين في قضية مصرف الوادي بالسجن 4 سنوات على شريك سامر الغندور.'],
        ['الضفة', 0, 'عاقبت محكمة نورين سامر الغندور بالسجن 10 سنوات في قضية مصرف الوادي.'],
      ],
    ],
    [
      'a quake and its aftershock',
      [
        ['الأفق', 0, 'ضرب زلزال بقوة 6.3 درجات جزيرة المها فجر السبت.'],
        ['المرفأ', 0, 'شعر سكان جزيرة المها بهزة ارتدادية قوتها 5.2 درجات بعد زلزال السبت.'],
      ],
    ],
    [
      'a match and both its legs together',
      [
        ['الأفق', 0, 'فاز نادي البحر على نادي الجبل 2-1 في إياب نصف نهائي الكأس.'],
        ['المرفأ', 0, 'بلغ نادي البحر نهائي الكأس بفوزه على نادي الجبل 5-2 في مجموع المباراتين.'],
      ],
    ],
    [
      'the dead with the attacker and without him',
      [
        ['الأفق', 0, 'قُتل 4 أشخاص ومنفذ الهجوم في إطلاق نار بسوق نورين، بحسب الشرطة.'],
        ['المرفأ', 0, 'قالت الشرطة إن 5 أشخاص قُتلوا بينهم المهاجم في إطلاق نار بسوق نورين.'],
      ],
    ],
    [
      'what a company earned and what it took in',
      [
        ['الأفق', 0, 'ارتفعت أرباح شركة النورس إلى 94 مليون دينار في الربع الأول.'],
        ['المرفأ', 0, 'بلغت إيرادات شركة النورس 310 ملايين دينار في الربع الأول.'],
      ],
    ],
    [
      'a profit of three months and one of nine',
      [
        ['الأفق', 0, 'ارتفعت أرباح شركة النورس إلى 94 مليون دينار في الربع الثالث.'],
        ['المرفأ', 0, 'ارتفعت أرباح شركة النورس خلال تسعة أشهر إلى 280 مليون دينار.'],
      ],
    ],
    [
      'a price and its first part',
      [
        ['الأفق', 0, 'أبرمت شركة النورس صفقة بقيمة 5 مليارات دولار لشراء 40 طائرة.'],
        ['المرفأ', 0, 'تبلغ قيمة الدفعة الأولى من صفقة شركة النورس لشراء 40 طائرة مليار دولار.'],
      ],
    ],
    [
      'what two candidates won',
      [
        ['الأفق', 0, 'تصدر سامر الغندور رئاسيات نورين بحصوله على 41% من الأصوات.'],
        ['المرفأ', 0, 'حل هاني المصلح ثانيا في رئاسيات نورين خلف سامر الغندور بنيله 37% من الأصوات.'],
      ],
    ],
  ])('%s', (_, said) => {
    expect(told(said)).toEqual([]);
  });
});

describe('a number that grew with time', () => {
  const grown: readonly Said[] = [
    ['الأفق', 0, mine('15 شخصا على الأقل')],
    ['المرفأ', 80, other('24 شخصا')],
    ['الأفق', 150, mine('33 شخصا على الأقل')],
  ];

  it('is an update, told in its steps', () => {
    expect(told(grown)).toEqual(['course killed: 15 على الأقل (الأفق)، 24 (المرفأ)، 33 على الأقل (الأفق)']);
  });

  it.each([
    [19, true],
    [30, true],
    [31, false],
  ])('of another outlet %i minutes before stands beside it: %s', (minutes, stands) => {
    const said: readonly Said[] = [
      ['الأفق', 0, mine('15 شخصا على الأقل')],
      ['المرفأ', 109 - minutes, other('24 شخصا')],
      ['الأفق', 109, mine('33 شخصا على الأقل')],
    ];
    // Whoever reads the digest finds 24 on the other outlet’s page; its own 15 the first one took back itself.
    const both = 'contradiction killed: 33 على الأقل (الأفق)، 24 (المرفأ)';
    const steps = 'course killed: 15 على الأقل (الأفق)، 24 (المرفأ)، 33 على الأقل (الأفق)';
    expect(told(said)).toEqual(stands ? [both, steps] : [steps]);
  });

  it('contradicts what another outlet says at the same time', () => {
    expect(told([...grown, ['الضفة', 160, mine('27 شخصا')]])).toEqual([
      'contradiction killed: 27 (الضفة)، 33 على الأقل (الأفق)',
      'course killed: 15 على الأقل (الأفق)، 24 (المرفأ)، 33 على الأقل (الأفق)',
    ]);
  });

  it('makes the sentences with the older numbers outdated', () => {
    const readings = articles(grown).map(read);
    const { outdated } = differencesOf(readings);
    expect(readings.some((reading) => outdated.has(reading))).toBe(false);
    expect(readings.map(({ sentences: [first] }) => first && outdated.has(first))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

it.each<readonly [outvoted: boolean, of: string, again: string]>([
  [true, 'most outlets', 'قالت فرق الإنقاذ في السرو إن 33 شخصا لقوا مصرعهم داخل منجم الفحم بعد انهياره.'],
  [false, 'copies of one text', mine('33 شخصا')],
])('leaves a number to the line of what differs: %s where %s tell another', (outvoted, _, again) => {
  const readings = articles([
    ['الأفق', 0, mine('33 شخصا')],
    ['المرفأ', 5, other('24 شخصا')],
    ['الضفة', 10, again],
  ]).map(read);
  const { outdated, told: lines } = differencesOf(readings);
  expect(lines).toHaveLength(1);
  expect(readings.map(({ sentences: [first] }) => first && outdated.has(first))).toEqual([
    false,
    outvoted,
    false,
  ]);
});

it('does not depend on the order of the articles', () => {
  const all = articles([
    ['الأفق', 0, mine('15 شخصا')],
    ['المرفأ', 0, other('24 شخصا')],
    ['الضفة', 100, mine('33 شخصا')],
    ['الساحل', 100, other('31 شخصا')],
    ['النهار', undefined, mine('40 شخصا')],
  ]);
  const expected = differencesOf(all.map(read)).told;
  expect(expected.length).toBeGreaterThan(0);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(differencesOf(shuffled.map(read)).told).toEqual(expected);
    }),
  );
});
