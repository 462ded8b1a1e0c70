/** Words of judgement and of party that readers must not hear from us, as data: penalised, never rewritten. */
import { fold } from '../arabic/normalize.ts';

/** One party's words for people, places and deeds, by the field they are used in. A sentence without them is preferred; our
 * headline never has them but after their outlet's name. */
const PARTY: readonly (readonly [field: string, words: string])[] = [
  [
    'Martyrs',
    'شهيد شهداء شهيدا شهيدين الشهيد الشهداء استشهاد استشهد استشهدت استشهدوا استشهدا يستشهد تستشهد استشهادهم استشهاده استشهادها شهداءنا شهدائنا ارتقى ارتقاء',
  ],
  [
    'Palestine and Israel: the other side',
    'جيش الاحتلال، قوات الاحتلال، سلطات الاحتلال، سلطة الاحتلال، قوى الاحتلال، حكومة الاحتلال، شرطة الاحتلال، دولة الاحتلال، الاحتلال الإسرائيلي، الاحتلال الصهيوني، الكيان الصهيوني، الكيان الإسرائيلي، الكيان المحتل، العدو الصهيوني، العدو الإسرائيلي، الصهاينة، صهيوني، صهيونية، الصهيوني، الصهيونية',
  ],
  [
    'Palestine and Israel: deeds and those who do them',
    'عملية فدائية، عملية استشهادية، مخرب، مخربين، مخربون، إرهابي، إرهابية، إرهابيين، إرهابيون، الإرهابي، الإرهابية، الإرهابيين، الإرهابيون',
  ],
  [
    'Palestine and Israel: places and settlers',
    'يهودا والسامرة، جبل الهيكل، جيش الدفاع، قطعان المستوطنين، المغتصبات',
  ],
  [
    'Lebanon, Iraq and wherever there are militias',
    'الميليشيات، ميليشيات، ميليشيا، مليشيا، مليشيات، الميليشيا، المليشيات، الذيول، السلاح غير الشرعي',
  ],
  [
    'Syria',
    'النظام البائد، المخلوع، الفلول، فلول النظام، الجولاني، ميليشيا قسد، رئيس النظام السوري، النظام السوري، عصابات الأسد',
  ],
  [
    'Yemen, coups and aggressions',
    'الانقلابيون، الانقلابيين، الانقلابية، المرتزقة، مرتزقة، العدوان، الشرعية الدستورية',
  ],
  ['Sudan', 'متمردو الدعم السريع، الجنجويد، مجرم الحرب، مجرمي الحرب'],
  ['Sahara', 'الصحراء المغربية، الأقاليم الجنوبية، الجمهورية الصحراوية'],
  ['Gulf and Iran', 'نظام الملالي، الملالي، الخليج الفارسي، الجزر المحتلة'],
  [
    'Ukraine',
    'العملية العسكرية الخاصة، العملية الخاصة، النازيون، النازيين، النازية الجديدة، جمهورية دونيتسك الشعبية، جمهورية لوغانسك الشعبية',
  ],
  ['Egypt and Turkey', 'الجماعة الإرهابية، جماعة الإخوان الإرهابية، الانقلاب الدموي، إرهابيو'],
  [
    'Verdicts anywhere',
    'حرب إبادة، إبادة جماعية، مجزرة مروعة، جريمة نكراء، مجزرة بشعة، الغاشم، الغاشمة، الفئة الضالة، الفكر الضال، الفكر المارق، الجعجعات، جعجعة، أهل البغي',
  ],
  [
    'Sides of any war',
    'عصابات الدعم السريع، عصابات الاحتلال، عصابات المستوطنين، إرهاب المستوطنين، الإرهاب الحوثي، أذرع إيران، محور الشر، محور المقاومة، المجاهدين، المجاهدون، مجاهدو، المقاومين، استشهاديين',
  ],
];

/** Slurs: a sentence that holds one is never chosen. */
const SLURS = `روافض، الروافض، نصيريون، النصيرية، النصيريين، مجوس، المجوس، الصفويين، القردة والخنازير، قردة وخنازير، أحفاد القردة، أبناء القردة، دواعش، الدواعش، خوارج العصر`;

/** Blessings and praise: promotional in our voice. */
const PRAISE = `
حفظه الله، أيده الله، يحفظه الله، حفظهما الله، حفظهم الله، رعاه الله، سلمه الله، نصره الله، وفقه الله، وفقها الله، وفقهم الله، صاحب السمو الملكي، صاحب السمو، صاحب المعالي، سموه، سموهما، سموهم، معاليه، سعادته، فضيلته، فخامته، جلالته، سماحته، الملك المفدى، صاحب الفضيلة، صاحب الجلالة
حفاوة بالغة، نجاح باهر، نجاح كبير منقطع، ولله الحمد، بفضل الله، بحمد الله، بتوفيق الله، ولاة الأمر، منقطع النظير، غير مسبوق النجاح، إنجاز تاريخي، بكل فخر، الرشيدة، القيادة الحكيمة، التوجيهات السديدة، التوجيهات الكريمة، الرعاية الكريمة`;

type Tier = 'party' | 'slur' | 'praise';
type Label = { readonly words: readonly string[]; readonly tier: Tier };

/** Every label under the forms that its first word may have: bare, behind و ف ب ل, and with the ال that لل hides. */
const LABELS = new Map<string, Label[]>();
for (const [tier, list] of [
  ...PARTY.map(([, words]) => ['party', words] as const),
  ['slur', SLURS],
  ['praise', PRAISE],
] as const) {
  for (const line of list.split('\n')) {
    for (const phrase of line.split(line.includes('،') ? '،' : ' ')) {
      const words = fold(phrase).trim().split(/\s+/u);
      const first = words[0];
      if (first === undefined || first === '') continue;
      const forms = [first, `و${first}`, `ف${first}`, `ب${first}`, `ل${first}`];
      if (first.startsWith('ال')) forms.push(`لل${first.slice(2)}`, `ولل${first.slice(2)}`);
      for (const form of forms) {
        const under = LABELS.get(form);
        if (under === undefined) LABELS.set(form, [{ words, tier }]);
        else under.push({ words, tier });
      }
    }
  }
}

/** The folded words that a label may begin with. */
export const LABEL_OPENERS: readonly string[] = [...LABELS.keys()];

/** How many words of each sort a sentence has. */
export type Labels = { readonly party: number; readonly slur: number; readonly praise: number };

/**
 * How many labels of each tier stand among folded words. `quoted` says whether the word at an index stands inside
 * quotation marks, where a party's word is already its speaker's.
 */
export function labelsIn(words: readonly string[], quoted: (index: number) => boolean): Labels {
  const counts = { party: 0, slur: 0, praise: 0 };
  for (const [at, word] of words.entries()) {
    for (const label of LABELS.get(word) ?? []) {
      if (!label.words.every((part, index) => index === 0 || words[at + index] === part)) continue;
      if (label.tier !== 'party' || !quoted(at)) counts[label.tier] += 1;
    }
  }
  return counts;
}
