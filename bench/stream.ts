/**
 * A week of made news: events told by several outlets each, in words as unevenly common as those of a language. It means
 * nothing to a reader, yet has the shape of news: how often words recur, what articles of one event share, how long
 * sentences are, who is quoted, what stands around a text. The same at every run.
 */
import { random } from '../eval/random.ts';
import { countWords } from '../src/arabic/words.ts';

export type MadeText = {
  /** Which event it tells. */
  readonly event: number;
  readonly publisher: string;
  readonly title: string;
  readonly text: string;
  /** Epoch ms. */
  readonly publishedAt: number;
};

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;
/** Articles of one event come within so many hours. */
const EVENT_HOURS = 20;
const OUTLETS = 30;
const WORDS_PER_TEXT = 300;
const FACTS_PER_EVENT = 11;
const WORDS_PER_FACT = 11;
/** How often an article tells a fact in the event's own words rather than in others. */
const SAME_WORD = 0.7;
const PARTICLES = 0.28;

const ROOTS =
  'كتب درس علم عمل حكم نظر شرك جمع فتح قطع رفع وضع نزل خرج دخل سجل حمل نقل صنع زرع تجر سفر رحل بني هدم سكن ملك حرب سلم وفق خلف قبل عرض طلب بحث كشف نشر طبع سمع رسم لعب سبق فوز خسر ربح دفع قبض صرف بيع شري قسم جمد ذوب برد حرق طفأ مطر سيل جفف غرق نقذ سعف مرض شفي جرح قتل حبس طلق حقق شهد قضي دفن ولد عاش كبر صغر طول قصر وسع ضيق قرب بعد سرع حرك وقف جلس قعد نهض سقط صعد هبط طير سبح ركض مشي جري عبر حفر ردم سقي شرب طعم طبخ خبز لبس خيط نسج غزل صبغ لون ضوء ظلم نور شمس قمر نجم فلك رصد قيس وزن عدد حسب رقم حرف لغة شعر نثر قصص حكي مثل خرج غني عزف رقص صور نحت خطط نفذ شرف دير نوب وزر سفر قنصل حدد حفظ حمي هجم دفع رمي صاب صلح فسد غير بدل جدد قدم سند دعم عون غوث منح وهب ورث'.split(
    ' ',
  );
/** The digits stand for the root's letters. */
const PATTERNS =
  '123 1ا23 م12و3 ت12ي3 1123ة است12ا3 ان12ا3 ا1ت2ا3 م1ا2ي3 12ا3 12ي3 م12و3ات 12و3 م1ا23ة ت1ا23 ا12ا3 م123 م123ة 1و2ا3 123ان 12ا3ة 1ا23ون مست123 مت12ي3 12ي3ة 12ائ3 م12ا3 ا123 12ي3ية 1و12ة'.split(
    ' ',
  );
const CLITICS = ['', '', '', 'ال', 'ال', 'ال', 'و', 'ب', 'ل', 'وال', 'بال', 'لل'];
const ENDINGS = ['', '', '', '', 'ها', 'ه', 'هم', 'ات', 'ين', 'ية', 'ي'];
const PARTICLE_WORDS =
  'في من على إلى أن عن التي الذي مع بعد هذا كما قد لم بين لا ما هذه كان خلال قبل منذ أو ثم حيث كانت إن بأن أنه ضد عند حتى أي غير تلك ذلك وفي ومن وعلى ولم'.split(
    ' ',
  );
const GIVEN =
  'سالم ليلى ماهر هناء رائد منى زياد كريم سمير نادية خالد فاطمة يوسف أمل طارق سعاد وليد ريم حسام دينا جورج ماريا بيتر إيفان كارلوس'.split(
    ' ',
  );
const OFFICES =
  'الوزير الرئيس المتحدث المدير المحافظ السفير النائب الخبير العميد الباحثة المستشار المدرب'.split(' ');
const COUNTRIES =
  'مصر السودان ليبيا تونس الجزائر المغرب السعودية الإمارات قطر الكويت البحرين عمان اليمن العراق سوريا لبنان الأردن فلسطين إيران تركيا روسيا أوكرانيا أمريكا الصين الهند باكستان فرنسا بريطانيا ألمانيا إسبانيا'.split(
    ' ',
  );
const SAYING = 'قال أكد أعلن أوضح ذكر أضاف أشار كشف نفى صرح'.split(' ');
const DAYS = 'السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة'.split(' ');
const COUNTED = 'شخصا ألف دولار مليون درهم في المئة كيلومترا عاما موظفا طنا صوتا'.split(
  / (?!درهم|دولار|المئة)/u,
);
const NAME_LETTERS = 'ب ت ج ح د ر ز س ش ط ع غ ف ق ك ل م ن ه و ي'.split(' ');
const FURNITURE = [
  'اأيضا: #',
  'شارك هذا الخبر على فيسبوك وتويتر',
  'تابعونا على قناتنا في تلغرام',
  'كلمات مفتاحية: #',
  'جميع الحقوق محفوظة',
];

type Random = {
  /** From 0 to below 1. */
  readonly share: () => number;
  readonly below: (limit: number) => number;
  readonly pick: <Item>(list: readonly Item[]) => Item;
};

function generator(seed: number): Random {
  const share = random(seed);
  const below = (limit: number): number => Math.floor(share() * limit);
  const pick = <Item>(list: readonly Item[]): Item => {
    const item = list[below(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return { share, below, pick };
}

/** So many roots beside those listed, of letters by chance: the rare half of a language. */
const MADE_ROOTS = 500;
/** Forms in which one word stands, the first the most often. */
const FORMS_PER_WORD = 6;
/** Ranks by which the commonest words are less common than 1 / rank says (Mandelbrot's shift). */
const SHIFT = 35;

function root({ pick }: Random): string {
  return Array.from({ length: 3 }, () => pick(NAME_LETTERS)).join('');
}

/** Every root in every pattern, each with its forms, in an order of chance: a word's place in it is its rank. */
function vocabulary(random: Random): readonly (readonly string[])[] {
  const roots = new Set(ROOTS);
  for (let made = 0; made < MADE_ROOTS; made += 1) roots.add(root(random));
  const formed = (word: string) => {
    const ending = random.pick(ENDINGS);
    const bare = word.endsWith('ة') && ending !== '' ? word.slice(0, -1) : word;
    return random.pick(CLITICS) + bare + ending;
  };
  return [...roots]
    .flatMap((letters) =>
      PATTERNS.map((pattern) => ({
        word: pattern.replace(/[123]/gu, (digit) => letters.charAt(Number(digit) - 1)),
        order: random.share(),
      })),
    )
    .sort((a, b) => a.order - b.order)
    .map(({ word }) => Array.from({ length: FORMS_PER_WORD }, () => formed(word)));
}

type Speech = Random & {
  /** A word, the commoner the earlier its rank: rank r with a probability in proportion to 1 / r (Zipf). */
  readonly common: () => string;
  /** Any word, as often as any other. */
  readonly rare: () => string;
  /** A made name. */
  readonly name: () => string;
};

function speech(random: Random): Speech {
  const { share, pick, below } = random;
  const words = vocabulary(random);
  const form = (forms: readonly string[] | undefined) =>
    forms?.[Math.floor(forms.length * share() ** 3)] ?? '';
  return {
    ...random,
    common: () => form(words[Math.floor(SHIFT * (1 + words.length / SHIFT) ** share() - SHIFT)]),
    rare: () => form(pick(words)),
    name: () => {
      const letters = Array.from({ length: 3 + below(2) }, () => pick(NAME_LETTERS));
      letters.splice(1, 0, pick(['ا', 'ي', 'و']));
      return pick(['', 'ال', '']) + letters.join('') + pick(['', '', 'ي', 'ان', 'وف']);
    },
  };
}

type Event = {
  readonly country: string;
  readonly town: string;
  readonly people: readonly { readonly given: string; readonly family: string; readonly office: string }[];
  readonly words: readonly string[];
  readonly facts: readonly (readonly string[])[];
  readonly numbers: readonly string[];
  readonly day: string;
  readonly at: number;
};

function makeEvent(speak: Speech, at: number): Event {
  const { below, pick } = speak;
  const words = Array.from({ length: 40 }, speak.rare);
  const fact = () =>
    Array.from({ length: WORDS_PER_FACT }, () => (speak.share() < 0.4 ? pick(words) : speak.common()));
  return {
    country: pick(COUNTRIES),
    town: speak.name(),
    people: Array.from({ length: 3 }, () => ({
      given: pick(GIVEN),
      family: speak.name(),
      office: pick(OFFICES),
    })),
    words,
    facts: Array.from({ length: FACTS_PER_EVENT }, fact),
    numbers: Array.from(
      { length: 3 },
      () =>
        `${pick([`${3 + below(90)}`, `${1 + below(9)},${100 + below(900)}`, `${1 + below(9)}.${1 + below(9)}`])} ${pick(COUNTED)}`,
    ),
    day: DAYS[Math.floor(at / 24) % 7] ?? '',
    at,
  };
}

/** Words of an event's fact as one article tells it, with particles between. */
function told(fact: readonly string[], event: Event, speak: Speech): string {
  const out: string[] = [];
  for (const word of fact) {
    if (speak.share() < PARTICLES / (1 - PARTICLES)) out.push(speak.pick(PARTICLE_WORDS));
    if (speak.share() < SAME_WORD) out.push(word);
    else out.push(speak.share() < 0.3 ? speak.pick(event.words) : speak.common());
    if (speak.share() < 0.04) out.push(`${out.pop()}،`);
  }
  return out.join(' ');
}

function sentence(fact: readonly string[], place: number, event: Event, speak: Speech): string {
  const { pick } = speak;
  const person = pick(event.people);
  const news = told(fact, event, speak);
  if (place === 0) {
    return `${pick(SAYING)} ${person.office} ${person.given} ${person.family} في ${event.country} يوم ${event.day} أن ${news} في ${event.town}.`;
  }
  switch (speak.below(7)) {
    case 0:
      return `و${pick(SAYING)} ${person.family}: «${news}».`;
    case 1:
      return `وبلغ العدد ${pick(event.numbers)} ${news}.`;
    case 2:
      return `و${pick(SAYING)} ${person.office} ${person.family} أن ${news}، مشيرا إلى "${speak.common()} ${speak.common()}".`;
    case 3:
      return `${speak.common()} ${news}؟`;
    case 4:
      return `وفي ${event.town} (${pick(COUNTRIES)})، ${news}.`;
    default:
      return `${speak.common()} ${news}، ${Array.from({ length: 5 }, speak.common).join(' ')}.`;
  }
}

function makeText(number: number, event: Event, speak: Speech): Omit<MadeText, 'publishedAt' | 'publisher'> {
  const { pick, below, share } = speak;
  const [lead = [], ...rest] = event.facts;
  const facts = [lead, ...rest.filter(() => share() < 0.75)];
  const title = `${pick(event.people).family} ${facts[0]?.slice(0, 4).join(' ')} في ${pick([event.country, event.town])}`;
  const lines: string[] = [];
  let words = 0;
  for (let place = 0; words < WORDS_PER_TEXT; place += 1) {
    const fact = facts[place] ?? Array.from({ length: WORDS_PER_FACT }, speak.common);
    const made = sentence(fact, place, event, speak);
    words += countWords(made);
    if (place % 2 === 1) lines.push(`${lines.pop()} ${made}`);
    else lines.push(made);
  }
  for (let count = below(3); count > 0; count -= 1) {
    lines.push(pick(FURNITURE).replace('#', `${speak.common()} ${speak.common()} ${speak.common()}`));
  }
  return { event: number, title, text: lines.join('\n') };
}

/** So many texts of some 300 words in order of publication, over the week before `now` (epoch ms), `each` of one event. */
export function madeStream(texts: number, each: number, now: number): readonly MadeText[] {
  const speak = speech(generator(7));
  const events = Math.ceil(texts / each);
  const out: MadeText[] = [];
  for (let number = 0; number < events; number += 1) {
    const event = makeEvent(speak, (number / events) * (WEEK_HOURS - EVENT_HOURS));
    const first = speak.below(OUTLETS);
    for (let copy = 0; copy < each && out.length < texts; copy += 1) {
      const hours = event.at + (copy === 0 ? 0 : speak.share() * EVENT_HOURS);
      out.push({
        ...makeText(number, event, speak),
        publisher: `صحيفة ${(first + copy * 7) % OUTLETS}`,
        publishedAt: now - (WEEK_HOURS - hours) * HOUR_MS,
      });
    }
  }
  return out.sort((a, b) => a.publishedAt - b.publishedAt);
}
