/** States by any of their names: a country, its people and its capital mean one actor in the news. */
import { fold } from '../arabic/normalize.ts';
import { stem } from '../arabic/words.ts';

/** Each row: a state, and the names that stand for it, as they are written. */
const STATES: readonly (readonly [state: string, names: string])[] = [
  ['iran', 'إيران إيراني طهران'],
  ['israel', 'إسرائيل إسرائيلي'],
  ['palestine', 'فلسطين فلسطيني'],
  ['lebanon', 'لبنان لبناني بيروت'],
  ['syria', 'سوريا سورية سوري دمشق'],
  ['iraq', 'العراق عراقي بغداد'],
  ['jordan', 'الأردن أردني'],
  ['egypt', 'مصر مصري القاهرة'],
  ['sudan', 'السودان سوداني الخرطوم'],
  ['libya', 'ليبيا ليبي طرابلس'],
  ['tunisia', 'تونس تونسي'],
  ['algeria', 'الجزائر جزائري'],
  ['morocco', 'المغرب مغربي'],
  ['yemen', 'اليمن يمني صنعاء'],
  ['saudi', 'السعودية سعودي'],
  ['uae', 'الإمارات إماراتي'],
  ['qatar', 'قطر قطري الدوحة'],
  ['kuwait', 'الكويت كويتي'],
  ['bahrain', 'البحرين بحريني المنامة'],
  ['somalia', 'الصومال صومالي مقديشو'],
  ['turkey', 'تركيا تركي أنقرة'],
  ['russia', 'روسيا روسي موسكو الكرملين'],
  ['ukraine', 'أوكرانيا أوكراني كييف'],
  ['usa', 'أمريكا أميركا أمريكي أميركي واشنطن'],
  ['china', 'الصين صيني بكين'],
  ['india', 'الهند هندي نيودلهي'],
  ['pakistan', 'باكستان باكستاني'],
  ['afghanistan', 'أفغانستان أفغاني كابول كابل'],
  ['japan', 'اليابان ياباني طوكيو'],
  ['france', 'فرنسا فرنسي باريس'],
  ['uk', 'بريطانيا بريطاني لندن'],
  ['germany', 'ألمانيا ألماني برلين'],
  ['italy', 'إيطاليا إيطالي روما'],
  ['spain', 'إسبانيا إسباني مدريد'],
  ['indonesia', 'إندونيسيا إندونيسي جاكرتا'],
  ['nigeria', 'نيجيريا نيجيري'],
  ['ethiopia', 'إثيوبيا إثيوبي'],
];

const states = new Map<string, string>();
for (const [state, names] of STATES) {
  for (const name of names.split(' ')) states.set(stem(fold(name)), `#${state}`);
}

/** The state that a stem stands for; undefined for the others. */
export function stateOf(stemmed: string): string | undefined {
  return states.get(stemmed);
}
