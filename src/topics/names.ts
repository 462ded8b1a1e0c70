/** Further names by which readers ask for a topic: Latin habits, cities, other spellings. `_` joins words. */
export const otherNames: Readonly<Record<string, string>> = {
  egypt: 'masr misr القاهرة cairo',
  palestine: 'falasteen filistin',
  lebanon: 'lubnan libnan liban بيروت beirut',
  iraq: '3iraq العراق بغداد baghdad',
  saudi: 'so3odia saudia ksa السعودية الرياض جدة',
};
