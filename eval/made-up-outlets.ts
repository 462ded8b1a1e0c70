/** What is learned of outlets that do not exist, from their first articles, and how much of their furniture then goes. */
import { linesOf } from '../src/news/clean.ts';
import { createLearner, emptyMemory, type Repeated } from '../src/news/repeated.ts';
import { empty, figuresOf, keptOf, present, type Score, sentencesIn } from './kept-and-left.ts';
import type { Figure } from './report.ts';
import { cleaned, type Text, wordsIn } from './rows.ts';

/** Furniture made up for this measure, of the shapes that sites have; `n` differs from article to article. */
type Shape = {
  readonly where: 'before' | 'after' | 'middle' | 'sentence' | 'glued before' | 'glued after';
  readonly text: (n: number) => string;
};

const HEADLINES = [
  'أسرار المطبخ الريفي في حلقة جديدة',
  'كيف تختار دراجتك الأولى دون ندم',
  'رحلة مصورة إلى قرى الجبل المعلقة',
  'خمس عادات صباحية يوصي بها المدربون',
  'حكاية ساعة عمرها قرن في بيت جدتي',
  'دليل المبتدئين إلى زراعة الشرفات',
  'لماذا عاد الشباب إلى ألعاب الورق',
];
const headline = (n: number) => HEADLINES[n % HEADLINES.length] ?? '';

const SHAPES: readonly Shape[] = [
  { where: 'before', text: () => 'السنبلة — نافذة تطل منها على الدنيا' },
  { where: 'before', text: () => 'دفاتر السنبلة ⋯ ظلال وأضواء ⋯ ركن الهواة ⋯ بوصلة المسافر' },
  { where: 'before', text: (n) => `مرّ من هنا ${1200 + n * 37} زائرا كريما` },
  { where: 'before', text: () => 'ظهرت هذه القصة أول مرة في العدد الورقي من مجلة السنبلة الشهرية.' },
  { where: 'glued before', text: () => 'خط أكبر خط أصغر ضعها في حقيبتي' },
  { where: 'glued before', text: () => 'بث حي على مدار الساعة شاشة السنبلة الذهبية' },
  { where: 'glued before', text: () => 'السنبلة الذهبية | مكتب الأقاليم |' },
  { where: 'glued before', text: () => 'Zoom Bigger Smaller Night Mode' },
  { where: 'glued after', text: () => 'سحبت هذه الورقة من خزانة السنبلة الرقمية' },
  { where: 'glued after', text: (n) => `نسخة ورقية رقم ${40_000 + n * 13} خزانة السنبلة الرقمية` },
  { where: 'glued after', text: () => '— دار السنبلة لخدمات النشر الإلكتروني' },
  { where: 'after', text: () => 'صحافتنا تعيش بكم، فكونوا شركاء السنبلة بمساهمة صغيرة كل شهر.' },
  { where: 'after', text: () => 'صيغت هذه المادة بمعونة أدوات آلية ثم دققها زميل في مكتب السنبلة.' },
  { where: 'after', text: () => 'شغّل جرس السنبلة في هاتفك ليصلك الجديد قبل غيرك!' },
  { where: 'after', text: (n) => `رمز الورقة SNB-${20_000 + n * 11}` },
  { where: 'after', text: (n) => `من رفوف السنبلة: ${headline(n)}` },
  { where: 'after', text: () => 'مرصد القراء\nبريد الأصدقاء\nلوحة الشرف\nمسابقة الشهر' },
  { where: 'middle', text: () => 'فاصل تجاري — تنزه بلا فواصل مع باقة السنبلة الماسية' },
  { where: 'middle', text: (n) => `حكايا أخرى من بيدرنا: ${headline(n)}` },
  { where: 'sentence', text: () => 'نسختنا المصورة تنتظركم بلا مقابل في رواق السنبلة.' },
];

/** The text with furniture in it. */
function furnish(body: string, { where, text }: Shape, n: number): string {
  const furniture = text(n);
  const lines = body.trim().split('\n');
  const half = Math.max(1, Math.floor(lines.length / 2));
  switch (where) {
    case 'before':
      return `${furniture}\n${body.trim()}`;
    case 'after':
      return `${body.trim()}\n${furniture}`;
    case 'glued before':
      return `${furniture} ${body.trim()}`;
    case 'glued after':
      return `${body.trim().replace(/[.\s]+$/u, '')} ${furniture}`;
    case 'middle':
      return [...lines.slice(0, half), furniture, ...lines.slice(half)].join('\n');
    case 'sentence': {
      const at = body.search(/[.؟]\s/u) + 1;
      return `${body.slice(0, at)} ${furniture}${body.slice(at)}`;
    }
  }
}

/** What an outlet with these articles is known to repeat. */
export function learned(texts: readonly Text[]): Repeated {
  const learner = createLearner(emptyMemory());
  for (const { title, body } of texts) learner.learn({ title, lines: linesOf(body) });
  return learner.repeated;
}

const LEARNED_FROM = 30;
const TRIED = 10;

type MadeUp = {
  /** From how many articles is learned. */
  readonly many: number;
  /** How many kinds of furniture an article bears. */
  readonly kinds: number;
  /** The part of the articles that bear it. */
  readonly borne: number;
};

/** Made-up outlets, one for each shape: learned from their first articles, measured on ten further ones. */
function scoreMadeUp(texts: readonly Text[], { many, kinds, borne }: MadeUp): Score {
  const score = empty();
  SHAPES.forEach((_, which) => {
    const shapes = [0, 5, 10, 15]
      .slice(0, kinds)
      .flatMap((step) => SHAPES[(which + step) % SHAPES.length] ?? []);
    const own = Array.from({ length: LEARNED_FROM + TRIED }, (__, index) => {
      const text = texts[(which * 31 + index * 5) % texts.length] ?? { body: '' };
      const bears = shapes.filter((___, at) => ((index * 7 + at * 3 + which) % 10) / 10 < borne);
      const body = bears.reduce((so, shape) => furnish(so, shape, index), text.body);
      return {
        title: text.title,
        body,
        clean: text.body,
        furniture: bears.map((shape) => shape.text(index)),
      };
    });
    const repeated = learned(own.slice(0, many));
    for (const text of own.slice(LEARNED_FROM)) {
      const result = wordsIn(cleaned(text, repeated).text);
      let left = 0;
      let marked = 0;
      for (const piece of text.furniture) {
        const furniture = wordsIn(piece);
        marked += furniture.length;
        left += present(furniture, result, wordsIn(text.clean));
      }
      score.left.push([left, marked]);
      score.kept.push(keptOf(sentencesIn(text.clean), result));
    }
  });
  return score;
}

/** Figures over made-up outlets that print these texts, which hold no furniture. */
export function madeUp(texts: readonly Text[]): Figure[] {
  const cases: readonly (MadeUp & { readonly name: string })[] = [
    { name: 'one kind of furniture, after 5 articles', many: 5, kinds: 1, borne: 1 },
    { name: 'one kind of furniture, after 10', many: 10, kinds: 1, borne: 1 },
    { name: 'one kind of furniture, after 30', many: 30, kinds: 1, borne: 1 },
    { name: 'the same in half of the articles, after 30', many: 30, kinds: 1, borne: 0.5 },
    { name: 'four kinds in each article, after 30', many: 30, kinds: 4, borne: 1 },
  ];
  return cases.flatMap(({ name, ...about }) =>
    figuresOf(
      `${SHAPES.length} made-up outlets, ${name}`,
      scoreMadeUp(texts, about),
      { name: 'unlearned', score: scoreMadeUp(texts, { ...about, many: 0 }) },
      about.many === LEARNED_FROM ? { kept: 0.995, left: 0.02 } : undefined,
    ),
  );
}
