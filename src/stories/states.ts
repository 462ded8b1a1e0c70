/** States by any of their names: a country, its people and its capital are one actor in the news. */
import { fold } from '../arabic/normalize.ts';
import { stem } from '../arabic/words.ts';

/** Each row: a state, and the names that stand for it in the news, as they are written: a capital speaks for its government. */
const STATES: readonly (readonly [state: string, names: string])[] = [
  ['iran', 'إيران إيراني إيرانية إيرانيون إيرانيين طهران'],
  ['israel', 'إسرائيل إسرائيلي إسرائيلية إسرائيليين إسرائيليون'],
  ['palestine', 'فلسطين فلسطيني فلسطينية فلسطينيين فلسطينيون'],
  ['lebanon', 'لبنان لبناني لبنانية لبنانيين لبنانيون بيروت'],
  ['syria', 'سوريا سورية سوري سوريين سوريون دمشق'],
  ['iraq', 'العراق عراق عراقي عراقية عراقيين عراقيون بغداد'],
  ['jordan', 'الأردن أردني أردنية أردنيين'],
  ['egypt', 'مصر مصري مصرية مصريين مصريون القاهرة'],
  ['sudan', 'السودان سوداني سودانية سودانيين الخرطوم'],
  ['libya', 'ليبيا ليبي ليبية ليبيين طرابلس'],
  ['tunisia', 'تونس تونسي تونسية تونسيين'],
  ['algeria', 'الجزائر جزائري جزائرية جزائريين'],
  ['morocco', 'المغرب مغربي مغربية مغاربة الرباط'],
  ['yemen', 'اليمن يمني يمنية يمنيين يمنيون صنعاء'],
  ['saudi', 'السعودية سعودي سعوديين سعوديون'],
  ['uae', 'الإمارات إماراتي إماراتية أبوظبي'],
  ['qatar', 'قطر قطري قطرية الدوحة'],
  ['kuwait', 'الكويت كويتي كويتية كويتيين'],
  ['bahrain', 'البحرين بحريني بحرينية بحرينيين المنامة'],
  ['somalia', 'الصومال صومالي صومالية صوماليين صوماليون مقديشو'],
  ['turkey', 'تركيا تركي تركية أتراك أنقرة'],
  ['russia', 'روسيا روسي روسية موسكو الكرملين'],
  ['ukraine', 'أوكرانيا أوكراني أوكرانية كييف'],
  ['usa', 'أمريكا أميركا أمريكي أميركي أمريكية أميركية أمريكيين أميركيين أمريكيون واشنطن'],
  ['china', 'الصين صيني صينية صينيين بكين'],
  ['india', 'الهند هندي هندية نيودلهي'],
  ['pakistan', 'باكستان باكستاني باكستانية باكستانيين'],
  ['afghanistan', 'أفغانستان أفغاني أفغانية أفغان كابول كابل'],
  ['japan', 'اليابان ياباني يابانية طوكيو'],
  ['france', 'فرنسا فرنسي فرنسية باريس'],
  ['uk', 'بريطانيا بريطاني بريطانية بريطانيين لندن'],
  ['germany', 'ألمانيا ألماني ألمانية برلين'],
  ['italy', 'إيطاليا إيطالي إيطالية روما'],
  ['spain', 'إسبانيا إسباني إسبانية مدريد'],
  ['indonesia', 'إندونيسيا إندونيسي إندونيسية جاكرتا'],
  ['nigeria', 'نيجيريا نيجيري نيجيرية'],
  ['ethiopia', 'إثيوبيا إثيوبي إثيوبية'],
  ['korea', 'كوريا كوري كورية سيول'],
  ['greece', 'اليونان يوناني يونانية أثينا'],
];

const states = new Map<string, string>();
for (const [state, names] of STATES) {
  for (const name of names.split(' ')) states.set(stem(fold(name)), `#${state}`);
}

/** The state that a stem stands for; undefined for the others. */
export function stateOf(stemmed: string): string | undefined {
  return states.get(stemmed);
}
