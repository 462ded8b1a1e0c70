/** Furniture of made-up outlets, of the shapes that real ones have. */

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

export const SHAPES: readonly Shape[] = [
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
export function furnish(body: string, { where, text }: Shape, n: number): string {
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
