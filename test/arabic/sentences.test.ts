import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsSentence, sentences } from '../../src/arabic/sentences.ts';

/** Each row is one paragraph, its sentences parted by ¦. */
const PARAGRAPHS = [
  'عاد الفريق إلى المدينة.¦ استقبله المشجعون!¦ متى المباراة المقبلة؟¦ لا أحد يعلم…',
  'قال د. سامر العلي إن السعر بلغ 1.5 دولار من 1,500 كيس.¦ وأضاف أ. نبيل أن الموسم جيد.',
  'نقلت أ.ف.ب عن م. خالد نبأ الاتفاق.¦ وأكده مسؤول.',
  'ولد الشاعر عام 1770 م.¦ ودفن في قريته.',
  'قال «لن نقبل. هذا موقفنا. لن نتراجع».¦ ثم غادر القاعة.',
  'قال: "نعم. سنعود غدا. لا شك."¦ وأوضح أن اللقاء تأجل.',
  'صاح المدرب “هيا! أسرعوا! الآن!” ثم جلس.¦ وانتهت المباراة.',
  'ما هذا؟!¦ ما القصة.. ولماذا الآن؟',
  'انتهت المباراة.¦وخرج الفريق غاضبا.',
  'نضجت الثمار .¦تباع في السوق القديم.',
  'زوروا www.example.org اليوم.¦ الدخول مجاني (من الباب الجنوبي. انظر الخريطة) للجميع.',
  '1. تسجيل الطلبات.¦ 2. دراستها.',
  'اشترى J. Smith المنزل.¦ ثم باعه.',
  'رفع الوزير صوته "لن نقبل هذا.¦ هذا موقفنا النهائي',
  'هل يعود الفريق "أخيرا؟" سؤال مهم.',
];

describe('sentences', () => {
  it.each(PARAGRAPHS)('%s', (marked) => {
    expect(sentences(marked.replaceAll('¦', ''))).toEqual(marked.split('¦').map((part) => part.trim()));
  });

  it('parts a page without a stop before its verbs of saying', () => {
    const clause = 'شهدت المدينة حركة كبيرة في الأسواق مع اقتراب العيد وارتفاع حرارة الصيف';
    const page = [
      clause,
      clause,
      clause,
      `وقال تاجر إن ${clause}`,
      `وأضاف أن ${clause}`,
      clause,
      clause,
      clause,
    ]
      .join('، ')
      .trim();
    expect(sentences(page)).toHaveLength(3);
  });

  it('loses and adds no character but the space between', () => {
    const piece = fc.constantFrom(
      'كلمة',
      'د.',
      'أ.ف.ب',
      '1.5',
      '«',
      '»',
      '"',
      '“',
      '”',
      '(',
      ')',
      '.',
      '..',
      '؟',
      '!',
      '،',
      'و',
      ' ',
      ' ',
      '\n',
      '…',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        expect(sentences(text).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
      }),
    );
  });
});

describe('endsSentence', () => {
  it.each([
    ['انتهى اللقاء.', true],
    ['قال «انتهى اللقاء.»', true],
    ['أخبار اليوم', false],
    ['قال الوزير:', true],
    ['ماذا بعد؟ ', true],
  ])('%s: %s', (line, ends) => {
    expect(endsSentence(line)).toBe(ends);
  });
});
