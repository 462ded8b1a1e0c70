import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../src/briefs/sentence.ts';
import { cutsOf } from '../../src/briefs/trim.ts';

function cuts(text: string): string[] {
  const [first] = sentencesOf(text, 0);
  return first === undefined ? [] : cutsOf(first, 5).map((cut) => cut.text);
}

const COMMAS =
  'فتحت بلدية نورين جسرها القديم من جديد أمام المشاة، بعد أن رممت أعمدته الأربعة، وستسمح للسيارات بعبوره في الربيع.';
const RUN_ON =
  'يصنع الخزافون الجرار من طين النهر ويتركونها في الشمس عشرة أيام كاملة ثم يضعونها في الفرن الكبير بحضور الدكتورة وداد النوري والمهندس سامر البدري ويحرقونها ثلاث ليال متواصلة بحطب الزيتون ويلونها أبناؤهم باللون الأزرق أو الأخضر ويحملونها إلى السوق على ظهور البغال قبل الفجر بقليل.';

describe('where a sentence may be cut', () => {
  it('is where its clauses end', () => {
    expect(cuts(COMMAS)).toEqual([
      'فتحت بلدية نورين جسرها القديم من جديد أمام المشاة',
      'فتحت بلدية نورين جسرها القديم من جديد أمام المشاة، بعد أن رممت أعمدته الأربعة',
    ]);
  });

  it('is also before a و that joins the next part, in a sentence that runs on without commas', () => {
    const ends = cuts(RUN_ON).map((part) => part.split(' ').at(-1));
    expect(ends).toEqual(expect.arrayContaining(['النهر', 'البدري', 'الزيتون', 'الأخضر']));
  });

  it('is never between a title and a name that begins with و, nor between two nouns', () => {
    const ends = cuts(RUN_ON).map((part) => part.split(' ').at(-1));
    expect(ends).not.toContain('الدكتورة');
    expect(ends).not.toContain('النوري');
  });

  it('is at no و of a sentence that is short enough to be read', () => {
    expect(cuts('يصنع الخزافون الجرار من طين النهر ويتركونها في الشمس عشرة أيام كاملة.')).toEqual([]);
  });

  it('is not beside a time between commas, behind which the sentence goes on', () => {
    const parts = cuts('رعى أمير السدرة ماجد الراشد، مساء الأحد، حفل افتتاح المحطة، وزار معرضها، ثم عاد.');
    expect(parts).toContain('رعى أمير السدرة ماجد الراشد، مساء الأحد، حفل افتتاح المحطة');
    expect(parts).not.toContain('رعى أمير السدرة ماجد الراشد');
    expect(parts).not.toContain('رعى أمير السدرة ماجد الراشد، مساء الأحد');
  });

  it('is not where a clause has hardly begun behind its comma', () => {
    const parts = cuts(
      'ضبطت الدوريات في أسبوع واحد 400 قارب، وبلغ عدد من أوقفوا خلال عبورهم النهر 70 صيادا.',
    );
    expect(parts).toEqual(['ضبطت الدوريات في أسبوع واحد 400 قارب']);
  });

  it('leaves a quotation whole', () => {
    const text =
      'قال المحافظ سامر البدري في الاجتماع «سنفتح الجسر، وسنرمم السوق، وسنغرس الأشجار» وعاد إلى مكتبه، بعد ساعة.';
    const parts = cuts(text);
    expect(parts).not.toEqual([]);
    for (const part of parts) expect(part.includes('«')).toBe(part.includes('»'));
  });

  it('counts the words that are kept as readers do', () => {
    const [first] = sentencesOf(COMMAS, 0);
    const found = first === undefined ? [] : cutsOf(first, 5);
    expect(found.map(({ length }) => length)).toEqual([9, 14]);
  });
});
