/** The brief of a story told by several outlets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BriefArticle, writeBrief } from '../../src/briefs/brief.ts';
import { article, BRIDGE, BRIDGE_ELSEWHERE } from './texts.ts';

const READERS = { maxWords: 60, maxSentences: 3 } as const;
const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 12);

const SUMMIT_PREVIEW = [
  'يلتقي رئيس نورين سامر البدري نظيره هاني المصلح، الخميس، في مدينة السرو لبحث تقاسم مياه الوادي.',
  'وقال مستشار الرئاسة كريم الصافي إن اللقاء سيتناول رسوم العبور بين البلدين.',
].join('\n');
const SUMMIT_REPORT = [
  'التقى رئيس نورين سامر البدري نظيره هاني المصلح، الخميس، في مدينة السرو، ووقعا اتفاقا على تقاسم مياه الوادي.',
  'وأعلن البدري أن سد الوادي يبدأ ضخ المياه في آذار.',
].join('\n');

describe('a preview and its report', () => {
  const preview = article({ title: 'البدري يلتقي المصلح الخميس', text: SUMMIT_PREVIEW, publishedAt: NOON });
  const report = article({
    title: 'البدري والمصلح يوقعان اتفاق مياه الوادي',
    text: SUMMIT_REPORT,
    publishedAt: NOON + 72 * HOUR,
  });

  it('leave to the preview nothing but what it said beforehand', () => {
    const brief = writeBrief([preview, report], READERS);
    expect(brief?.headlineArticleId).toBe(report.id);
    expect(new Set(brief?.sentences.map(({ articleId }) => articleId))).toEqual(new Set([report.id]));
    expect(brief?.before).toEqual([
      {
        text: 'قال مستشار الرئاسة كريم الصافي إن اللقاء سيتناول رسوم العبور بين البلدين.',
        articleId: preview.id,
      },
    ]);
  });

  it('leave a preview that stands alone its own news', () => {
    const brief = writeBrief([preview], READERS);
    expect(brief?.sentences[0]?.text).toContain('يلتقي رئيس نورين');
    expect(brief?.before).toEqual([]);
  });

  it('leave what is announced after the report its own news', () => {
    const next = article({
      text: 'يزور رئيس نورين سامر البدري مدينة السرو الشهر المقبل لافتتاح سد الوادي.',
      publishedAt: NOON + 80 * HOUR,
    });
    expect(writeBrief([report, next], READERS)?.before).toEqual([]);
  });
});

describe('a toll that rose', () => {
  const tell = (publisher: string, toll: string, hours: number): BriefArticle =>
    article({
      publisher,
      title: `مقتل ${toll} في انهيار منجم السرو`,
      text: `قُتل ${toll} في انهيار منجم للفحم بمحافظة السرو، بحسب فرق الإنقاذ.\nوقالت الشركة إن منجم السرو فُحص قبل شهر.`,
      publishedAt: NOON + hours * HOUR,
    });
  const all = [tell('الأفق', '15 شخصا', 0), tell('المرفأ', '24 شخصا', 2), tell('الضفة', '33 شخصا', 4)];

  it('stands in headline and brief as it is now, and in its steps beside them', () => {
    const brief = writeBrief(all, READERS);
    const shown = [brief?.headline, ...(brief?.sentences.map(({ text }) => text) ?? [])].join(' ');
    expect(shown).toContain('33 شخصا');
    expect(shown).not.toMatch(/15|24/u);
    expect(brief?.differences.map(({ kind, versions }) => [kind, versions.map(({ text }) => text)])).toEqual([
      ['course', ['15', '24', '33']],
    ]);
  });
});

describe('what another outlet adds', () => {
  const BASE = 'التقى الرئيس سامر البدري نظيره هاني المصلح، الخميس، في السرو، ووقعا اتفاق المياه.';
  const lead = (more: string): BriefArticle =>
    article({ title: 'البدري والمصلح يوقعان اتفاق المياه', text: `${BASE}\n${more}`, publishedAt: NOON });
  const texts = (...all: readonly BriefArticle[]): string[] =>
    writeBrief(all, READERS)?.sentences.map(({ text }) => text) ?? [];

  it('is never a second translation of one quotation', () => {
    const one = lead('وقال البدري إن "علاقات نورين والسرو أولوية لنا وهي تنمو عاما بعد عام" بفضل 12 اتفاقا.');
    const other = article({
      title: 'قمة السرو توقع اتفاق المياه',
      text: `${BASE}\nورأى الرئيس سامر البدري أن «علاقات نورين بالسرو أولوية وتكبر عاما بعد عام» منذ الحرب.\nوقال المزارع كريم الصافي إن 40 قرية تنتظر مياه الوادي.`,
      publishedAt: NOON,
    });
    const told = texts(one, other).join(' ');
    expect(told.match(/أولوية/gu)).toHaveLength(1);
    expect(told).toContain('كريم الصافي');
  });

  it('is not what the lead’s own article says in the same words', () => {
    const wire = 'وقالت وزيرة الري ليلى حداد إن السد يضخ 90 مليون متر في العام.';
    const brief = writeBrief(
      [
        { ...lead(wire), publisher: 'الأفق' },
        { ...lead(wire), publisher: 'المرفأ' },
      ],
      READERS,
    );
    expect(brief?.sentences).toHaveLength(2);
    expect(new Set(brief?.sentences.map(({ articleId }) => articleId)).size).toBe(1);
  });

  it('is rather told of people whom the brief knows', () => {
    const other = article({
      title: 'السرو: اتفاق على المياه',
      text: [
        'وقع الرئيسان سامر البدري وهاني المصلح اتفاق المياه في السرو يوم الخميس.',
        'سمير الزهراوي خبير مياه.',
        'وبحسب مرافقين، طلب الزهراوي تأجيل الاتفاق على المياه 3 مرات.',
        'وقالت وزارة الري إن المياه تصل 40 قرية في آذار.',
      ].join('\n'),
      publishedAt: NOON,
    });
    const brief = writeBrief([lead('وحضر التوقيع سفراء.'), other], { maxWords: 60, maxSentences: 2 });
    expect(brief?.sentences[1]?.text).toMatch(/40 قرية/u);
  });
});

describe('the lead among several', () => {
  const first = (...all: readonly BriefArticle[]): string =>
    writeBrief(all, READERS)?.sentences[0]?.text ?? '';

  it('gives the number, where another outlet only says that there is one', () => {
    const says = article({
      title: 'بلدية نورين تعلن عدد ضحايا الفيضان',
      text: 'أعلنت بلدية نورين، الأحد، عدد ضحايا الفيضان الذي ضرب المدينة الأسبوع الماضي.',
      publishedAt: NOON,
    });
    const gives = article({
      title: 'نورين تكشف عدد ضحايا الفيضان',
      text: 'قال المتحدث باسم بلدية نورين كريم الصافي إن الفيضان أسفر عن مقتل 41 شخصا.',
      publishedAt: NOON,
    });
    const brief = writeBrief([says, gives], READERS);
    expect(brief?.sentences.map(({ articleId }) => articleId)).toEqual([gives.id]);
  });

  it('is the admission, not the denial that it settles', () => {
    const denial = article({
      title: 'مكتب البدري ينفي زيارة السرو',
      text: 'نفى مكتب الرئيس سامر البدري، الخميس، أن يكون الرئيس قد زار السرو سرا.',
      publishedAt: NOON,
    });
    const admission = article({
      title: 'مكتب البدري أخفى زيارة السرو',
      text: 'أقر مستشارو القصر، الخميس، بأن الرئيس سامر البدري زار السرو سرا لبحث صفقة القمح والطحين والسكر مع تجار المدينة القديمة.',
      publishedAt: NOON - HOUR,
    });
    expect(first(denial, admission)).toBe(admission.text);
  });

  it('tells what the headlines share, not the occasion', () => {
    const occasion = article({
      title: 'الحكومة تقر اتفاق المياه مع السرو',
      text: 'رأس رئيس الحكومة سامر البدري الجلسة التي عقدتها حكومة نورين، مساء الاثنين، في القصر القديم.',
      publishedAt: NOON,
    });
    const decision = article({
      title: 'اتفاق المياه مع السرو تقره حكومة نورين',
      text: 'أقرت حكومة نورين اتفاق المياه مع محافظة السرو، وكلفت وزارة الزراعة تنفيذ 12 مشروعا للري على ضفتي الوادي قبل حلول موسم القمح في الربيع، بحسب بيانها.\nوقال رئيس الحكومة سامر البدري مساء الاثنين إن الجلسة عقدتها الحكومة في القصر القديم.',
      publishedAt: NOON - HOUR,
    });
    expect(first(occasion, decision)).toBe(decision.text.split('\n')[0]);
  });
});

it('is the same whatever the order in which its articles came', () => {
  const all = [
    article({ publisher: 'الأفق', title: 'افتتاح جسر الوادي', text: BRIDGE, publishedAt: NOON }),
    article({ publisher: 'المرفأ', title: 'جسر الوادي يفتتح', text: BRIDGE_ELSEWHERE, publishedAt: NOON }),
    article({ publisher: 'الضفة', text: BRIDGE_ELSEWHERE.replace('70', '80'), publishedAt: NOON }),
    article({ publisher: 'الساحل', text: SUMMIT_REPORT, publishedAt: undefined }),
    article({ publisher: 'النهار', text: SUMMIT_PREVIEW, publishedAt: undefined }),
  ];
  const expected = writeBrief(all, READERS);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      expect(writeBrief(shuffled, READERS)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it('tells a corrected article as it is now', () => {
  const wrong = article({ text: 'افتتح الوزير سامر البدري، الأحد، جسر الوادي في نورين.' });
  const right = { ...wrong, text: wrong.text.replace('الأحد', 'السبت') };
  const first = (one: BriefArticle): string | undefined => writeBrief([one], READERS)?.sentences[0]?.text;
  expect([first(wrong), first(right), first(wrong)]).toEqual([wrong.text, right.text, wrong.text]);
});

describe('what leads', () => {
  it('is how many died, where an outlet tells it, before how strong the quake was', () => {
    const brief = writeBrief(
      [
        article({
          title: 'زلزال بقوة 6.1 درجات يهز جزيرة المها',
          text: 'قال مركز رصد الزلازل إن زلزالا بقوة 6.1 درجات هز شرق جزيرة المها الجمعة على عمق 15 كيلومترا.',
          publishedAt: NOON,
        }),
        article({
          title: 'تسعة قتلى في زلزال المها',
          text: 'قُتل تسعة أشخاص في زلزال هز جزيرة المها فجر الجمعة وهدم عشرات المنازل، بحسب الدفاع المدني.',
          publishedAt: NOON + HOUR,
        }),
      ],
      READERS,
    );
    expect(brief?.headline).toBe('تسعة قتلى في زلزال المها');
    expect(brief?.sentences[0]?.text).toMatch(/^قُتل تسعة/u);
  });

  it('is what happened before what somebody says of it', () => {
    const brief = writeBrief(
      [
        article({
          title: 'سامر الغندور رئيسا لنورين',
          text: 'أعلنت لجنة الانتخابات في نورين فوز سامر الغندور بالرئاسة بنسبة 53 في المئة من الأصوات.',
          publishedAt: NOON,
        }),
        article({
          title: 'فوز سامر الغندور برئاسة نورين',
          text: 'فاز سامر الغندور برئاسة نورين بعد فرز كل الأصوات، وفق لجنة الانتخابات.',
          publishedAt: NOON,
        }),
        article({
          title: 'رئيس نورين سامر الغندور يدعو بعد فوزه إلى الوحدة',
          text: 'دعا سامر الغندور إلى الوحدة بعد فوزه برئاسة نورين في انتخابات الأحد بأكثر من نصف الأصوات.',
          publishedAt: NOON + HOUR,
        }),
      ],
      READERS,
    );
    expect(brief?.sentences[0]?.text).not.toMatch(/^دعا/u);
  });
});

it('does not let a second sentence bear a label where another tells as much', () => {
  const text = [
    'افتتح وزير النقل سامر البدري، الثلاثاء، جسر الوادي الجديد في مدينة نورين.',
    'أثار الجسر الجديد في نورين مخاوف لدى جيش الاحتلال الإسرائيلي من حركة السفن في الميناء، وفق صحيفة محلية.',
    'قالت شركة الإنشاءات الوطنية إن جسر الوادي يتسع لنحو 12 ألف سيارة يوميا.',
  ].join('\n');
  const told = writeBrief([article({ title: 'افتتاح جسر الوادي في نورين', text })], {
    maxWords: 30,
    maxSentences: 2,
  });
  expect(told?.sentences.map((sentence) => sentence.text).join(' ')).not.toContain('الاحتلال');
});
