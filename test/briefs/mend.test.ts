import { describe, expect, it } from 'vitest';
import { type Budget, writeBrief } from '../../src/briefs/brief.ts';
import { article } from './texts.ts';

const READERS: Budget = { maxWords: 60, maxSentences: 3 };

function texts(lines: readonly string[], title = 'إغلاق سوق السمك في نورين'): string[] {
  return (
    writeBrief([article({ title, text: lines.join('\n') })], READERS)?.sentences.map(({ text }) => text) ?? []
  );
}

const LEAD = 'أغلقت البلدية، السبت، سوق السمك القديم في نورين بعد تصدع جدرانه.';
/** Too long for a brief that holds the lead. */
const ON_AND_ON = `، ${'ثم عدد ما جرى من أعمال في الأرصفة والمخازن والممرات والساحات، '.repeat(5)}في السنوات الماضية.`;

describe('a speaker whom the sentence before names', () => {
  it.each([
    [
      'قال مدير السوق هاني المصلح إن الجدران قديمة',
      'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.',
      'وأوضح مدير السوق هاني المصلح أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    [
      'قالت وزارة الأشغال في بيان إن الجدران قديمة',
      'وأكدت أن الترميم يحتاج إلى 3 ملايين دينار.',
      'وأكدت وزارة الأشغال أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    [
      'قال وزير الأشغال، سامر البدري، إن الجدران قديمة',
      'وأشار إلى أن الترميم يحتاج إلى 3 ملايين دينار.',
      'وأشار وزير الأشغال، سامر البدري، إلى أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    [
      'قال نقيب الصيادين ماهر الحلو، الأحد، إن الجدران قديمة',
      'وأوضح: "الترميم يحتاج إلى 3 ملايين دينار".',
      'وأوضح نقيب الصيادين ماهر الحلو: "الترميم يحتاج إلى 3 ملايين دينار".',
    ],
  ])('is put for the pronoun of a verb of saying: %s', (before, sentence, shown) => {
    expect(texts([LEAD, `و${before}${ON_AND_ON}`, sentence])).toEqual([LEAD, shown]);
  });

  it.each([
    [
      'is of the other sex',
      'قالت وزيرة الأشغال ليلى حداد إن الجدران قديمة',
      'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    [
      'is several people',
      'قال مهندسون في البلدية إن الجدران قديمة',
      'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    ['is not named', 'قال الوزير إن الجدران قديمة', 'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.'],
    [
      'gives way to another',
      'قال مدير السوق هاني المصلح إن الجدران قديمة، فيما أكد رئيس البلدية سعد الراوي أنها آمنة',
      'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    [
      'hands on the words of another',
      'نقل موقع الساحل عن مدير السوق هاني المصلح قوله إن الجدران قديمة',
      'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
    [
      'is told by a pronoun',
      'قال محاميه هاني المصلح إن الجدران قديمة',
      'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.',
    ],
  ])('is not guessed where the one before %s', (_, before, sentence) => {
    expect(texts([LEAD, `و${before}${ON_AND_ON}`, sentence])).toEqual([LEAD]);
  });

  it('is not said again right behind the sentence that names him', () => {
    const named = 'وقال مدير السوق هاني المصلح إن الجدران قديمة منذ عام 1998.';
    const goes = 'وأوضح أن الترميم يحتاج إلى 3 ملايين دينار.';
    expect(texts([LEAD, named, goes])).toEqual([LEAD, named, goes]);
  });
});

describe('a surname by itself', () => {
  const named = `والتقى مدير الميناء كريم بن ناصر الصافي الصيادين${ON_AND_ON}`;
  const says = 'وقال الصافي إن الترميم يحتاج إلى 3 ملايين دينار.';

  it('is told in full where its article names him in full', () => {
    expect(texts([LEAD, named, says])).toEqual([
      LEAD,
      'وقال كريم بن ناصر الصافي إن الترميم يحتاج إلى 3 ملايين دينار.',
    ]);
    expect(texts([LEAD, named, says.replace('الصافي', 'المهندس الصافي')])[1]).toMatch(
      /^وقال المهندس كريم بن ناصر الصافي إن/u,
    );
  });

  it('is told in full once', () => {
    const more = 'وأكد الصافي أن 40 متجرا ستنقل إلى الساحة.';
    const [, first, second] = texts([LEAD, named, says, more]);
    expect(first).toContain('كريم بن ناصر الصافي');
    expect(second).toBe(more);
  });

  it('is never completed by a verb, nor by a name with its و', () => {
    const verb = `وطالب الصافي البلدية بالتعويض${ON_AND_ON}`;
    const joined = `واستقبل المحافظ نبيل حداد وكريم الصافي${ON_AND_ON}`;
    expect(texts([LEAD, verb, says]).join(' ')).not.toMatch(/قال و?طالب/u);
    expect(texts([LEAD, joined, says]).join(' ')).not.toMatch(/قال و/u);
  });

  it('stays as it is where two people of the article bear it', () => {
    const other = 'وحضر اللقاء نبيل الصافي رئيس غرفة التجارة.';
    expect(texts([LEAD, named, other, says]).join(' ')).not.toMatch(/قال (?:كريم|نبيل)/u);
  });
});

describe('who holds an office that a sentence leaves without a name', () => {
  const LEAD_OF_STATE = 'استقبل الرئيس الأردني يوم الخميس وفدا من صيادي نورين في قصر المرفأ القديم.';
  const title = 'وفد من صيادي نورين في قصر المرفأ';

  it.each([
    [
      'قال الصيادون إن الرئيس الأردني هاني المصلح وعد بخفض رسوم المرفأ.',
      'الرئيس الأردني هاني المصلح يوم الخميس',
    ],
    [
      'قال الصيادون إن الرئيس الأردني، هاني المصلح، وعد بخفض رسوم المرفأ.',
      'الرئيس الأردني هاني المصلح يوم الخميس',
    ],
    // A surname that looks like an office.
    [
      'قال الصيادون إن الرئيس الأردني إبراهيم رئيسي وعد بخفض رسوم المرفأ.',
      'الرئيس الأردني إبراهيم رئيسي يوم الخميس',
    ],
    ['قال الصيادون إن نائب الرئيس الأردني هاني المصلح وعد بخفض رسوم المرفأ.', 'الرئيس الأردني يوم الخميس'],
    [
      'قال الصيادون إن الرئيس الأردني هاني المصلح وعد بخفض الرسوم.\nوكان الرئيس الأردني سامر البدري قد رفعها.',
      'الرئيس الأردني يوم الخميس',
    ],
  ])('is named where the article names him, and nobody else: %s', (rest, shown) => {
    expect(texts([LEAD_OF_STATE, rest], title)[0]).toContain(shown);
  });

  it.each([
    'استقبل الرئيس الأردني السابق يوم الخميس وفدا من صيادي نورين في قصر المرفأ القديم.',
    'استقبل «الرئيس الأردني» كما سمى نفسه يوم الخميس وفدا من صيادي نورين في قصر المرفأ.',
  ])('is not named for another than who holds it, nor inside quotation marks: %s', (lead) => {
    const rest = 'قال الصيادون إن الرئيس الأردني هاني المصلح وعد بخفض رسوم المرفأ.';
    expect(texts([lead, rest], title)[0]).not.toContain('هاني المصلح');
  });
});

it('does not let a name make a sentence stand that says «during it»', () => {
  const met = `التقى مدير السوق هاني المصلح صيادي نورين الأحد${ON_AND_ON}`;
  const during = 'وشدد المصلح خلالها على أن الترميم يحتاج إلى 3 ملايين دينار.';
  expect(texts([LEAD, met, during]).join(' ')).not.toContain('خلالها');
});

describe('an institution in whose name somebody speaks', () => {
  it.each(['المتحدث باسم', 'تحدثت باسم', 'البيان الصادر باسم'])('is no surname behind «%s»', (speaker) => {
    const named = `وقال ${speaker} الدفاع المدني حازم العوني إن الجدران قديمة${ON_AND_ON}`;
    const said = 'قال الدفاع المدني إن الترميم يحتاج إلى 3 ملايين دينار في نورين.';
    expect(texts([LEAD, named, said])).toEqual([LEAD, said]);
  });
});
