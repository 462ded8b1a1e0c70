/** One name in several spellings: what transliteration varies, and what tells two names apart. */
import { fold } from './normalize.ts';

const code = (letter: string): number => letter.charCodeAt(0);

/** Letters that transcribe one foreign sound; the left ones become the right one. By their codes, which are quicker than letters. */
const SOUNDS = new Map(
  Object.entries({ غ: 'ج', ش: 'س', ص: 'س', ث: 'ت', ط: 'ت', ذ: 'د', ظ: 'ز', ق: 'ك' }).map(
    ([letter, sound]) => [code(letter), code(sound)],
  ),
);
const [ALEF, WAW, YA, HA] = [code('ا'), code('و'), code('ي'), code('ه')];
const [TA, DAL, ZAY, SIN, SHIN, JIM] = [code('ت'), code('د'), code('ز'), code('س'), code('ش'), code('ج')];
const VOWELS = /[اويه]/u;

/** The codes of a word with one letter for each sound that outlets write differently: غ ج, تش ج, دز تس … */
function sounds(folded: string): number[] {
  const out: number[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const letter = folded.charCodeAt(at);
    const next = letter === TA || letter === DAL ? folded.charCodeAt(at + 1) : 0;
    // Where a name begins with تش, many write ش alone: تشافيز، شافيز.
    if (next === SHIN && letter === TA) out.push(at === 0 ? SIN : JIM);
    else if (next === JIM && letter === DAL) out.push(JIM);
    else if (next === ZAY) out.push(TA, SIN);
    else {
      out.push(SOUNDS.get(letter) ?? letter);
      continue;
    }
    at += 1;
  }
  return out;
}

/** The first letter and the consonants after it, in order, none twice in a row; ه counts unless it ends the word. */
function consonants(sounded: readonly number[]): number[] {
  const out = sounded.slice(0, 1);
  for (let at = 1; at < sounded.length; at += 1) {
    const letter = sounded[at] ?? 0;
    const vowel =
      letter === ALEF || letter === WAW || letter === YA || (letter === HA && at === sounded.length - 1);
    if (!vowel && letter !== out[out.length - 1]) out.push(letter);
  }
  return out;
}

/** Sorts all but the first and the last, a few letters at most. */
function sortInner(letters: number[]): void {
  for (let at = 2; at < letters.length - 1; at += 1) {
    const letter = letters[at] ?? 0;
    let to = at;
    for (; to > 1 && (letters[to - 1] ?? 0) > letter; to -= 1) letters[to] = letters[to - 1] ?? 0;
    letters[to] = letter;
  }
}

/** Longer runs of letters are no names: they are their own key. */
const LONGEST = 64;

/**
 * A key under which the spellings of one foreign name meet: its consonants, one letter for each sound that varies, and
 * from five on the inner ones sorted, so that two that changed places do not matter (بزشكيان، بزكشيان). Ordinary words of
 * one root meet under it too: use it to find candidates and `sameName` to decide.
 */
export function skeleton(foldedWord: string): string {
  if (foldedWord.length > LONGEST) return foldedWord;
  const bare = consonants(sounds(foldedWord));
  if (bare.length >= 5) sortInner(bare);
  return String.fromCharCode(...bare);
}

/**
 * Arabic (and long since Arabic) names, folded: their vowels tell them apart (محمد، محمود) and outlets spell them alike.
 */
const NATIVE = new Set(
  `محمد محمود احمد حامد حمد حماد حميد حمدان حمدي محمدي احمدي محمودي حسن حسين حسان حسني حسنين حسون محسن عمر
  عامر عمار عمرو عمران معمر علي عليان علوي علا عالي سالم سليم سلام سلمان سليمان سلمي سلامه سلوم كريم كرم
  اكرم كرامه مكرم خالد خليل خلدون مخلد خلود سعد سعيد مسعود سعود اسعد سعدي سعاد سعدون رشيد راشد رشاد رشدي
  مرشد جمال جميل جمل جميله كمال كامل مكمل فيصل فاصل فضل فاضل فضيل فضيله مفضل فهد فهيد فواد فوزي فايز فوزيه
  فايزه فيض فياض طارق طريق توفيق وفيق موفق رفيق رافق عادل عدلي عديل معدل نادر نذير منذر نور نورا انور منير
  منار نوري مريم مرام مروان مرعي مرزوق رزق رازق عبد عابد عبود عبيد عبده عباد عباس عباده ناصر نصر نصري
  ناصري منصور نصار انصار نصير منتصر قاسم قسيم بلقاسم هاشم هشام هيثم هاني هنا هناء امين امينه امنه ايمن
  ايمان مامون يمني ياسر يسري يسار ياسين يونس ايناس انيس انس مونس يوسف يوسفي ابراهيم اسماعيل اسحاق يعقوب
  ايوب ادم ادهم داود داوود موسي عيسي يحيي زكريا هارون صالح صلاح صلح مصلح صليح صبري صابر صبيح صباح صادق
  صديق صدقي صدوق مصدق مصطفي مصطفوي مرتضي رضا راضي رضوان رضي ماهر مهير مهران مهدي هادي هدي هيدي مهند مجد
  ماجد مجيد امجد مجدي تميم تامر ثامر سامر سمير سمر سميره سماره سامي سميه سامح سماح زياد زيد زايد يزيد
  زيدان زهير زاهر زهران زهره ازهر زهراء جابر جبير جبار جبران جابري جاسم جسام جعفر جواد جهاد نهاد نبيل
  نبيله نبال نزار نزير نايف نواف نوفل نجيب ناجي نجم نجلا نجاح نجوي رايد رياض روضه رامي ريم رانيا رنا ربيع
  رابح رباح رباب وليد والد ولد خديجه فاطمه عايشه زينب حنان حنين حنا رحمه رحيم رحمن رحمان عبدالرحمن
  عبدالرحيم عبدالله عبدالعزيز عبدالكريم عبدالقادر قادر قدير قدري قدوره بدر بدري بدير بدران بدرالدين بكر
  بكري بكار باكير بكير بشار بشير بشري باشر بسام باسم بسمه باسل بسيل شريف شرف مشرف شاكر شكري شكور شكيب شهاب
  شهيب شادي شداد شديد تركي ترك هند هنود لطيف لطفي لطيفه ملك مالك مليك ملكي مالكي مشعل شعلان معتز معاذ معز
  عزيز عز عزت عزام عازم عزمي عاصم عصام معصوم عصمت عاطف عطيه عطا عطوان عثمان عثماني حفيظ حافظ محفوظ حفظ
  حاتم حتمي حازم حزام حمزه حنفي حيدر حداد حليم حلمي حكيم حاكم حبيب حبيبه محبوب غازي غزوان غسان غانم غنيم
  غنام غالب غلاب طالب طلال طلعت طاهر طهار طيب طه ظافر ظاهر نعيم نعمان ناعم منعم نعمه نافع نفيع لبيب لؤي
  لوي ليلي ليث`.split(/\s+/u),
);

/** Letters to insert, drop, change or swap with a neighbour to come from a to b; `limit` + 1 when there are more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    before = above;
    above = current;
  }
  return above[b.length] ?? limit + 1;
}

/** Shorter words are told apart by every letter. */
const SHORTEST = 4;
/** A slip inside a name of many letters is still that name: نتياهو. */
const LONG = 6;

/** Whether a long vowel stands between the first and the last letter. */
function hasInnerVowel(word: string): boolean {
  return /[اوي]/u.test(word.slice(1, -1));
}

/** Whether `long` is `short` with one more long vowel inside. */
function isOneVowelMore(long: string, short: string): boolean {
  if (long.length !== short.length + 1) return false;
  for (let at = 1; at < long.length - 1; at += 1) {
    if (/[اوي]/u.test(long.charAt(at)) && long.slice(0, at) + long.slice(at + 1) === short) return true;
  }
  return false;
}

/** Whether two words of one length have their vowels in the same places. */
function isAlikeBuilt(a: string, b: string): boolean {
  for (let at = 0; at < a.length; at += 1)
    if (VOWELS.test(a.charAt(at)) !== VOWELS.test(b.charAt(at))) return false;
  return true;
}

/** The broken plurals مفاعل، مفاعيل and تفاعيل, which differ from their singular as two spellings of a name do. */
function isBrokenPlural(long: string, short: string): boolean {
  return /^(?:م.ا|ت.ا.ي.$)/u.test(long) && long.slice(0, 2) + long.slice(3) === short;
}

/** A name with what is the outlet's habit alone, however short the name: ج or غ for a g (غوغل، جوجل), تش or ش ahead. */
function inOneHabit(name: string): string {
  return name.replace(/غ/gu, 'ج').replace(/^تش/u, 'ش');
}

/** A word without the article. */
function bare(word: string): string {
  const folded = fold(word);
  return folded.startsWith('ال') && folded.length >= SHORTEST + 2 ? folded.slice(2) : folded;
}

/**
 * Whether two words, both standing where names stand, are one name spelled in two ways (بوتين، بوتن · غوتيريش، جوتيريش ·
 * ترامب، ترمب). Names that Arabic always had are spelled alike everywhere: two of them that differ are two names. The
 * article does not matter; clitics must be off. Says nothing useful of ordinary words.
 */
export function sameName(a: string, b: string): boolean {
  const one = bare(a);
  const other = bare(b);
  if (one === other) return true;
  if (one.length < SHORTEST || other.length < SHORTEST) return false;
  if (NATIVE.has(one) || NATIVE.has(other)) return false;
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (long.length > LONGEST) return false;
  const heard = sounds(long);
  const soundsLong = String.fromCharCode(...heard);
  const soundsShort = String.fromCharCode(...sounds(short));
  const frame = consonants(heard);
  if (inOneHabit(long) === inOneHabit(short)) return true;
  if (frame.length < 3) return false;
  if (skeleton(long) !== skeleton(short)) {
    // One letter lost or two swapped inside a long name; never the last letter, which may be an ending.
    return (
      short.length >= LONG &&
      long.slice(-2) === short.slice(-2) &&
      long.slice(0, 2) === short.slice(0, 2) &&
      (long.length > short.length || long.split('').sort().join('') === short.split('').sort().join('')) &&
      distance(long, short, 1) === 1
    );
  }
  if (isBrokenPlural(soundsLong, soundsShort)) return false;
  // Another vowel at the end is an ending (a nisba, a plural), not a spelling.
  const [lastLong, lastShort] = [soundsLong.slice(-1), soundsShort.slice(-1)];
  if (lastLong !== lastShort || (VOWELS.test(lastLong) && soundsLong.slice(0, -1) === soundsShort))
    return false;
  if (frame.length === 3) {
    return soundsLong !== soundsShort && isOneVowelMore(long, short) && hasInnerVowel(short);
  }
  // Of four consonants many words are made; in longer names a vowel may also stand elsewhere (بيرلسكوني، برلوسكوني).
  if (frame.length === 4 && long.length === short.length && !isAlikeBuilt(soundsLong, soundsShort))
    return false;
  return distance(soundsLong, soundsShort, 2) <= 2;
}

/** First names of other languages that the news writes most, folded. */
const FOREIGN = new Set(
  `فلاديمير دونالد جو جورج جورجيا باراك هيلاري بيل جون جونز جوزيف جوزاف ميشال ميشيل ميشيله بنيامين بنجامين ايهود اسحق شيمون افيغدور يائير يايير ايتمار بتسلئيل بتسلييل يسرائيل يسراييل نفتالي غابي بيني ارييل تسيبي
  ايمانويل ايمانويله نيكولا نيكولاس فرنسوا فرانسوا جاك برنار مارين انغيلا انجيلا اولاف فريدريش فرانك شتيفان هورست كير ريشي بوريس تيريزا ديفيد ديفد توني غوردون جوردون كيم شي هو وانغ لي شينزو ناريندرا مانموهان شهباز نواز بينظير بنازير اصف برويز عمران
  رجب عبدالله هاكان سيرغي سيرجي ديمتري دميتري يوري ماريا فولوديمير فيكتور يوليا الكسندر الكساندر الكسي اندريه ايغور انطونيو انتونيو كوفي بان ماركو كارلوس لويس لولا نيكولاس هوغو فيدل راؤول راوول ايفو خوان خوسيه خافيير بيدرو ماريانو
  جيمس مايك مايكل مارك ماركوس توماس توم بول بولس بيتر بطرس اندرو ستيف ستيفن ستيفان ريتشارد روبرت روبرتو كريستوفر كريستيان كريستين كريستينا فيليب وليام ويليام هنري هنرى ادوارد ارنست البرت الفرد فرانز كارل كارلا ليونيل كريستيانو زين روجر رافاييل رافايل نوفاك اندي سيرينا لوكا باولو فابيو بيب يورغن جوزيه كونداليزا كولن
  روبن اريك ايريك اليكس انا انيسه جنيفر انجلينا براد ايلون بيتهوفن جاستن ستيفاني اورسولا كايا جوزيب روبرتا ماتيو سيلفيو رومانو ماريو جورجيو يانيس كوستاس الكسيس فوك ميلوش رادوفان سلوبودان راتكو دالاي نيلسون ثابو جاكوب روبرتو موسيفيني بول ابي ميليس سلفا رياك هايلي`.split(
    /\s+/u,
  ),
);

/** Whether this folded word is a known first name, Arabic or foreign, with the clitic و or ل before it or without. */
export function isGivenName(word: string): boolean {
  return (
    NATIVE.has(word) ||
    FOREIGN.has(word) ||
    (word.length > SHORTEST &&
      'ولب'.includes(word.charAt(0)) &&
      (NATIVE.has(word.slice(1)) || FOREIGN.has(word.slice(1))))
  );
}
