/** Counted nouns: خبر واحد، خبران، 3 أخبار، 11 خبرًا، 100 خبر، 103 أخبار. */

/** What a noun is behind one, two, three to ten, and more. */
export type Noun = {
  /** خبر */
  readonly one: string;
  /** خبران: subject; خبرين: after a preposition or as object. */
  readonly dual: { readonly nominative: string; readonly oblique: string };
  /** أخبار */
  readonly few: string;
  /** خبرًا */
  readonly many: string;
  /** The word for one: واحد or واحدة. */
  readonly single: string;
};

const rules = new Intl.PluralRules('ar');

/** The count with its noun in Western digits; `count` must be a whole number above zero (zero is a sentence of its own). */
export function counted(
  count: number,
  noun: Noun,
  grammatical: 'nominative' | 'oblique' = 'nominative',
): string {
  switch (rules.select(count)) {
    case 'one':
      return `${noun.one} ${noun.single}`;
    case 'two':
      return noun.dual[grammatical];
    case 'few':
      return `${count} ${noun.few}`;
    case 'many':
      return `${count} ${noun.many}`;
    default:
      return `${count} ${noun.one}`;
  }
}
