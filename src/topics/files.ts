/** Matters that many follow and that are no topic of the catalogue: ready-made words, offered beside it. */

type File = {
  readonly name: string;
  /** As a reader would search for them (see stories/query.ts). */
  readonly words: string;
};

/** In the order they are shown. A name alone is searched for as it is. */
export const files: readonly File[] = [
  { name: 'حماس', words: 'حماس' },
  { name: 'حزب الله', words: '"حزب الله"' },
  { name: 'الحوثيون', words: 'الحوثيون' },
  { name: 'الحشد الشعبي', words: '"الحشد الشعبي"' },
  { name: 'طالبان', words: 'طالبان' },
  // No outlet writes the whole name every time.
  { name: 'تنظيم الدولة (داعش)', words: 'داعش' },
  { name: 'الملف النووي', words: '"الملف النووي"' },
  { name: 'سد النهضة', words: '"سد النهضة"' },
  { name: 'مضيق هرمز', words: '"مضيق هرمز"' },
  { name: 'البحر الأحمر', words: '"البحر الأحمر"' },
  { name: 'البريكس', words: 'البريكس' },
  { name: 'ترامب', words: 'ترامب' },
  { name: 'محمد صلاح', words: '"محمد صلاح"' },
  { name: 'دوري أبطال أوروبا', words: '"دوري أبطال أوروبا"' },
  { name: 'الدوري السعودي', words: '"الدوري السعودي"' },
  { name: 'الفضاء', words: 'الفضاء' },
];
