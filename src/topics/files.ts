/** Matters that many follow and that are no topic of the catalogue: ready-made words, offered beside it. */

type File = {
  readonly name: string;
  readonly english: string;
  /** As a reader would search for them (see stories/query.ts). */
  readonly words: string;
};

/** In the order they are shown. A name alone is searched for as it is. */
export const files: readonly File[] = [
  { name: 'حماس', english: 'Hamas', words: 'حماس' },
  { name: 'حزب الله', english: 'Hezbollah', words: '"حزب الله"' },
  { name: 'الحوثيون', english: 'The Houthis', words: 'الحوثيون' },
  { name: 'الحشد الشعبي', english: 'Hashd al-Shaabi', words: '"الحشد الشعبي"' },
  { name: 'طالبان', english: 'The Taliban', words: 'طالبان' },
  // No outlet writes the whole name every time.
  { name: 'تنظيم الدولة (داعش)', english: 'Islamic State (ISIS)', words: 'داعش' },
  { name: 'الملف النووي', english: 'The nuclear file', words: '"الملف النووي"' },
  { name: 'سد النهضة', english: 'The Nile dam (GERD)', words: '"سد النهضة"' },
  { name: 'مضيق هرمز', english: 'Strait of Hormuz', words: '"مضيق هرمز"' },
  { name: 'البحر الأحمر', english: 'The Red Sea', words: '"البحر الأحمر"' },
  { name: 'البريكس', english: 'BRICS', words: 'البريكس' },
  { name: 'ترامب', english: 'Trump', words: 'ترامب' },
  { name: 'محمد صلاح', english: 'Mohamed Salah', words: '"محمد صلاح"' },
  { name: 'دوري أبطال أوروبا', english: 'Champions League', words: '"دوري أبطال أوروبا"' },
  { name: 'الدوري السعودي', english: 'Saudi league', words: '"الدوري السعودي"' },
  { name: 'الفضاء', english: 'Space', words: 'الفضاء' },
];
