/** Words around the signals: phrases that mean something else, credits, and nouns that make a nationality incidental. */

/** Phrases that signal nothing, in the notation of vocabulary.ts; a longer phrase wins over the signal inside it. */
export const phrasesOfNothing = `
نهر_الأردن غور_الأردن وادي_الأردن القدس_العربي المغرب_العربي صلاة_المغرب أذان_المغرب
رياض_الأطفال القوة_القاهرة المدير_الفني العقوبات_الاقتصادية علماء_النووي
`;

/** People whose nationality is said in passing: النجم الهولندي. */
export const personNouns = `
نجم نجمة لاعب لاعبة مدرب مهاجم مدافع حارس فنان فنانة مطرب مطربة مغن مغني مغنية ممثل ممثلة كاتب كاتبة خبير خبيرة
محلل محللة باحث باحثة عالم عالمة طبيب طبيبة مستشرق صحفي صحفية صحافي صحافية شاعر شاعرة روائي روائية مخرج مخرجة
`;

/** Outlets, whose nationality is a credit: صحيفة … الإسرائيلية. */
export const mediaNouns = `
صحيفة صحف وكالة وكالات قناة قنوات مجلة شبكة موقع مواقع إذاعة تلفزيون إعلام مراسل تقارير
`;

/** Places of study, whose town or country is an address. */
export const institutions = `جامعة جامعات معهد كلية مختبر`;

/** Given names: a nisba right after one is a surname. */
export const givenNames = `
محمد أحمد محمود علي حسن حسين عمر خالد يوسف إبراهيم جوزيف جورج كامل سعيد صالح عادل سامي ماجد طارق
`;
