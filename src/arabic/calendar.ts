/** Days of the week and months of the common era, as Arabic outlets and readers name them. */

/** Sunday first, as Date counts. */
export const WEEKDAYS = ['الأحد', 'الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت'] as const;

function twelve(names: string): readonly string[] {
  return names.split(' ').map((name) => name.replace('_', ' '));
}

/** The five sets of names in CLDR's Arabic locales (ar-EG, ar-SY, ar-TN, ar-MA, ar-MR), January first. */
export const MONTHS = {
  gregorian: twelve('يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'),
  levant: twelve(
    'كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول',
  ),
  maghreb: twelve('جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر'),
  morocco: twelve('يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر'),
  mauritania: twelve('يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر'),
} as const;

/** Other spellings than those of the sets, by month from 1 on. */
const OTHERWISE: Readonly<Record<number, readonly string[]>> = {
  3: ['اذار'],
  4: ['ابريل'],
  5: ['ايار'],
  6: ['يونية', 'يونيه'],
  7: ['يولية', 'يوليه'],
  8: ['اغسطس'],
  9: ['ايلول'],
  10: ['اكتوبر', 'تشرين الاول'],
  12: ['كانون الاول'],
};

/** The month, from 1 on, that each Arabic spelling names. */
export const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...Object.values(MONTHS).flatMap((names) => names.map((name, index) => [name, index + 1] as const)),
  ...Object.entries(OTHERWISE).flatMap(([month, names]) =>
    names.map((name) => [name, Number(month)] as const),
  ),
]);
