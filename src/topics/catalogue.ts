/** The topics a chat can follow, in the order they are shown. Names are the UN's short names where it has one. */
import type { Topic } from './topic.ts';

/** Every topic, in display order. */
export const catalogue: readonly Topic[] = [
  { slug: 'top', name: 'أهم الأخبار', english: 'Top stories', emoji: '⭐', group: 'الصدارة' },
  { slug: 'palestine', name: 'فلسطين', english: 'Palestine', emoji: '🇵🇸', group: 'فلسطين وإسرائيل' },
  { slug: 'gaza', name: 'غزة', english: 'Gaza', emoji: '', group: 'فلسطين وإسرائيل' },
  {
    slug: 'westbank',
    name: 'الضفة والقدس',
    english: 'West Bank, Jerusalem',
    emoji: '',
    group: 'فلسطين وإسرائيل',
  },
  { slug: 'israel', name: 'إسرائيل', english: 'Israel', emoji: '🇮🇱', group: 'فلسطين وإسرائيل' },
  { slug: 'lebanon', name: 'لبنان', english: 'Lebanon', emoji: '🇱🇧', group: 'المشرق والعراق' },
  { slug: 'syria', name: 'سوريا', english: 'Syria', emoji: '🇸🇾', group: 'المشرق والعراق' },
  { slug: 'jordan', name: 'الأردن', english: 'Jordan', emoji: '🇯🇴', group: 'المشرق والعراق' },
  { slug: 'iraq', name: 'العراق', english: 'Iraq', emoji: '🇮🇶', group: 'المشرق والعراق' },
  {
    slug: 'kurds',
    name: 'كردستان والأكراد',
    english: 'Kurdistan & Kurds',
    emoji: '',
    group: 'المشرق والعراق',
  },
  { slug: 'saudi', name: 'السعودية', english: 'Saudi Arabia', emoji: '🇸🇦', group: 'الخليج واليمن' },
  { slug: 'uae', name: 'الإمارات', english: 'UAE', emoji: '🇦🇪', group: 'الخليج واليمن' },
  { slug: 'qatar', name: 'قطر', english: 'Qatar', emoji: '🇶🇦', group: 'الخليج واليمن' },
  { slug: 'kuwait', name: 'الكويت', english: 'Kuwait', emoji: '🇰🇼', group: 'الخليج واليمن' },
  { slug: 'bahrain', name: 'البحرين', english: 'Bahrain', emoji: '🇧🇭', group: 'الخليج واليمن' },
  { slug: 'oman', name: 'عُمان', english: 'Oman', emoji: '🇴🇲', group: 'الخليج واليمن' },
  { slug: 'yemen', name: 'اليمن', english: 'Yemen', emoji: '🇾🇪', group: 'الخليج واليمن' },
  { slug: 'gulf', name: 'الخليج', english: 'Gulf & GCC', emoji: '🌊', group: 'الخليج واليمن' },
  { slug: 'egypt', name: 'مصر', english: 'Egypt', emoji: '🇪🇬', group: 'النيل والقرن الأفريقي' },
  { slug: 'sudan', name: 'السودان', english: 'Sudan', emoji: '🇸🇩', group: 'النيل والقرن الأفريقي' },
  {
    slug: 'somalia',
    name: 'الصومال وجيبوتي',
    english: 'Somalia & Djibouti',
    emoji: '🇸🇴',
    group: 'النيل والقرن الأفريقي',
  },
  { slug: 'libya', name: 'ليبيا', english: 'Libya', emoji: '🇱🇾', group: 'المغرب الكبير' },
  { slug: 'tunisia', name: 'تونس', english: 'Tunisia', emoji: '🇹🇳', group: 'المغرب الكبير' },
  { slug: 'algeria', name: 'الجزائر', english: 'Algeria', emoji: '🇩🇿', group: 'المغرب الكبير' },
  { slug: 'morocco', name: 'المغرب', english: 'Morocco', emoji: '🇲🇦', group: 'المغرب الكبير' },
  { slug: 'mauritania', name: 'موريتانيا', english: 'Mauritania', emoji: '🇲🇷', group: 'المغرب الكبير' },
  { slug: 'sahara', name: 'الصحراء الغربية', english: 'Western Sahara', emoji: '', group: 'المغرب الكبير' },
  { slug: 'iran', name: 'إيران', english: 'Iran', emoji: '🇮🇷', group: 'الجوار' },
  { slug: 'turkey', name: 'تركيا', english: 'Türkiye', emoji: '🇹🇷', group: 'الجوار' },
  { slug: 'afghanistan', name: 'أفغانستان', english: 'Afghanistan', emoji: '🇦🇫', group: 'الجوار' },
  { slug: 'pakistan', name: 'باكستان', english: 'Pakistan', emoji: '🇵🇰', group: 'الجوار' },
  { slug: 'india', name: 'الهند', english: 'India', emoji: '🇮🇳', group: 'الجوار' },
  { slug: 'usa', name: 'الولايات المتحدة', english: 'United States', emoji: '🇺🇸', group: 'العالم' },
  { slug: 'russia', name: 'روسيا', english: 'Russia', emoji: '🇷🇺', group: 'العالم' },
  { slug: 'ukraine', name: 'أوكرانيا', english: 'Ukraine', emoji: '🇺🇦', group: 'العالم' },
  { slug: 'china', name: 'الصين', english: 'China', emoji: '🇨🇳', group: 'العالم' },
  { slug: 'uk', name: 'بريطانيا', english: 'United Kingdom', emoji: '🇬🇧', group: 'العالم' },
  { slug: 'france', name: 'فرنسا', english: 'France', emoji: '🇫🇷', group: 'العالم' },
  { slug: 'germany', name: 'ألمانيا', english: 'Germany', emoji: '🇩🇪', group: 'العالم' },
  { slug: 'europe', name: 'أوروبا', english: 'Europe', emoji: '🇪🇺', group: 'العالم' },
  { slug: 'africa', name: 'أفريقيا', english: 'Africa', emoji: '🌍', group: 'العالم' },
  { slug: 'asia', name: 'آسيا', english: 'Asia', emoji: '🌏', group: 'العالم' },
  { slug: 'latam', name: 'أميركا اللاتينية', english: 'Latin America', emoji: '🌎', group: 'العالم' },
  { slug: 'un', name: 'الأمم المتحدة', english: 'United Nations', emoji: '🇺🇳', group: 'العالم' },
  { slug: 'economy', name: 'اقتصاد', english: 'Economy', emoji: '💼', group: 'المال' },
  { slug: 'prices', name: 'العملات والذهب', english: 'Currencies & gold', emoji: '💱', group: 'المال' },
  { slug: 'energy', name: 'النفط والطاقة', english: 'Oil & energy', emoji: '🛢', group: 'المال' },
  { slug: 'technology', name: 'تكنولوجيا', english: 'Technology', emoji: '📱', group: 'العلوم والصحة' },
  {
    slug: 'ai',
    name: 'الذكاء الاصطناعي',
    english: 'AI',
    emoji: '🤖',
    group: 'العلوم والصحة',
  },
  { slug: 'science', name: 'علوم وفضاء', english: 'Science & space', emoji: '🔬', group: 'العلوم والصحة' },
  { slug: 'health', name: 'صحة', english: 'Health', emoji: '🩺', group: 'العلوم والصحة' },
  {
    slug: 'environment',
    name: 'مناخ وبيئة',
    english: 'Climate & nature',
    emoji: '🌱',
    group: 'العلوم والصحة',
  },
  {
    slug: 'disasters',
    name: 'كوارث وطقس',
    english: 'Disaster & weather',
    emoji: '🌪',
    group: 'العلوم والصحة',
  },
  { slug: 'culture', name: 'ثقافة وفن', english: 'Culture & arts', emoji: '🎭', group: 'المجتمع' },
  { slug: 'religion', name: 'دين', english: 'Religion', emoji: '🕋', group: 'المجتمع' },
  { slug: 'courts', name: 'قضايا وحوادث', english: 'Courts & crime', emoji: '⚖️', group: 'المجتمع' },
  { slug: 'migration', name: 'هجرة ولجوء', english: 'Migration & asylum', emoji: '🛟', group: 'المجتمع' },
  { slug: 'education', name: 'تعليم', english: 'Education', emoji: '🎓', group: 'المجتمع' },
  { slug: 'sports', name: 'رياضة', english: 'Sports', emoji: '🏅', group: 'الرياضة' },
  { slug: 'football', name: 'كرة القدم', english: 'Football', emoji: '⚽', group: 'الرياضة' },
];

/** What the groups are called in English. */
export const groupsInEnglish: ReadonlyMap<string, string> = new Map([
  ['الصدارة', 'Headlines'],
  ['فلسطين وإسرائيل', 'Palestine & Israel'],
  ['المشرق والعراق', 'Levant & Iraq'],
  ['الخليج واليمن', 'Gulf & Yemen'],
  ['النيل والقرن الأفريقي', 'Nile & East Africa'],
  ['المغرب الكبير', 'Maghreb'],
  ['الجوار', 'Neighbours'],
  ['العالم', 'World'],
  ['المال', 'Money'],
  ['العلوم والصحة', 'Science & health'],
  ['المجتمع', 'Society'],
  ['الرياضة', 'Sport'],
]);

const bySlug = new Map(catalogue.map((topic) => [topic.slug, topic]));

/** The topic of a slug. */
export function topicBySlug(slug: string): Topic | undefined {
  return bySlug.get(slug);
}

/** Slugs offered at first sight, as buttons under /start. */
export const popularTopics: readonly string[] = [
  'top',
  'palestine',
  'egypt',
  'saudi',
  'syria',
  'iran',
  'economy',
  'football',
];
