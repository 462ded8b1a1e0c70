import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageNamed, readRequest } from '../../src/telegram/words.ts';
import { findTopic } from '../../src/topics/lookup.ts';

const read = (text: string): string => {
  const request = readRequest(text, 'mujaz_bot');
  switch (request.kind) {
    case 'command':
      return `/${request.name} ${request.argument}`.trim();
    case 'words':
      return request.words;
    case 'unknown':
      return `? ${request.name}`;
    default:
      return request.kind;
  }
};

describe('what a message asks for', () => {
  test.each([
    ['/latest', '/latest'],
    ['/latest 5', '/latest 5'],
    ['/LATEST@Mujaz_Bot 5', '/latest 5'],
    ['/topic  إيران ', '/topic إيران'],
    ['/topic\nإيران', '/topic إيران'],
    ['/latest@other_bot', 'foreign'],
    ['/whence', '? whence'],
    ['آخر الأخبار', '/latest'],
    ['اخر الاخبار', '/latest'],
    ['آخر 3 أخبار', '/latest 3'],
    ['آخر الأخبار ٧', '/latest 7'],
    ['شو في', '/latest'],
    ['ايه الجديد؟', '/latest'],
    ['وش صاير', '/latest'],
    ['الموضوعات', '/topics'],
    ['الأقسام', '/topics'],
    ['متابعاتي', '/subscriptions'],
    ['/متابعاتي', '/subscriptions'],
    ['@mujaz_bot متابعاتي', '/subscriptions'],
    ['نشرتي', '/digest'],
    ['المصادر', '/sources'],
    ['مساعدة', '/help'],
    ['؟', '/help'],
    ['??', '/help'],
    ['إيقاف', '/stop'],
    ['وقف', '/stop'],
    ['وقف إطلاق النار', 'وقف إطلاق النار'],
    ['استئناف', '/start'],
    ['تابع لبنان', '/subscribe لبنان'],
    ['متابعة علوم وفضاء', '/subscribe علوم وفضاء'],
    ['اشترك في إيران', '/subscribe إيران'],
    ['ضيف مصر', '/subscribe مصر'],
    ['بدي تابع لبنان', '/subscribe لبنان'],
    ['ألغِ متابعة إيران', '/unsubscribe إيران'],
    ['إلغاء متابعة إيران', '/unsubscribe إيران'],
    ['إلغاء إيران', '/unsubscribe إيران'],
    ['احذف مصر', '/unsubscribe مصر'],
    ['لا أريد رياضة', '/unsubscribe رياضة'],
    ['شيل كرة القدم', '/unsubscribe كرة القدم'],
    ['إلغاء المتابعة', '/unsubscribe'],
    ['إلغاء حفل الافتتاح', 'إلغاء حفل الافتتاح'],
    ['ضيف الشرف', 'ضيف الشرف'],
    ['متابعة إيران ولبنان', '/subscribe إيران ولبنان'],
    ['أبي أحمد', 'أبي أحمد'],
    ['أبي أخبار قطر', 'قطر'],
    ['تابع زغلول', '/subscribe زغلول'],
    ['ابحث عن سد النهضة', '/search سد النهضة'],
    ['بحث سد النهضة', '/search سد النهضة'],
    ['دوّر على سد النهضة', '/search سد النهضة'],
    ['الموعد 8', '/time 8'],
    ['الوقت ٧:٣٠', '/time ٧:٣٠'],
    ['الساعة 8 مساء', '/time الساعة 8 مساء'],
    ['٨ م', '/time ٨ م'],
    ['7 و 19', '/time 7 و 19'],
    ['8', '8'],
    ['وين النشرة؟', '/subscriptions'],
    ['لا تصلني النشرة', '/subscriptions'],
    ['أرسل لي النشرة الآن', '/digest'],
    ['فعّل العاجل', '/settings'],
    ['كيف أتابع موضوعًا؟', '/subscribe'],
    ['كيف أغيّر الوقت؟', '/time'],
    ['ابغى اتابع الرياضة', '/subscribe الرياضة'],
    ['ماهي آخر الأخبار في السعودية؟', 'السعودية'],
    ['الموعد 25', '/time 25'],
    ['الساعة سبعة ونص', '/time الساعة سبعة ونص'],
    ['ثلاثة', 'ثلاثة'],
    ['سبعة وخمسة', 'سبعة وخمسة'],
    ['الموعد ٨:٧٥', '/time ٨:٧٥'],
    ['الوقت الضائع', 'الوقت الضائع'],
    ['المدينة القاهرة', '/timezone القاهرة'],
    ['مدينتي المدينة المنورة', '/timezone المدينة المنورة'],
    ['المدينة المنورة', 'المدينة المنورة'],
    ['أنا في الدوام', 'أنا في الدوام'],
    ['أنا في الدمام', '/timezone الدمام'],
    ['المدينة الطبية', 'المدينة الطبية'],
    ['8 ص و10 ص و12 ظهرا و3 م و5 م و7 م و9 م', '/time 8 ص و10 ص و12 ظهرا و3 م و5 م و7 م و9 م'],
    ['احذف كل المتابعات', '/unsubscribe كل المتابعات'],
    ['ألغِ الكل', '/unsubscribe الكل'],
    ['إلغاء كل المتابعات', '/unsubscribe كل المتابعات'],
    ['توقيت بيروت', '/timezone بيروت'],
    ['المدينة الفاضلة', 'المدينة الفاضلة'],
    ['أخبار لبنان', 'لبنان'],
    ['آخر أخبار لبنان', 'لبنان'],
    ['شو صار بلبنان', 'لبنان'],
    ['ايه اخبار مصر؟', 'مصر'],
    ['وش اخبار السعودية', 'السعودية'],
    ['ماذا عن ليبيا', 'ليبيا'],
    ['عايز أخبار مصر', 'مصر'],
    ['أعطني أخبار عن تونس', 'تونس'],
    ['اخبار ايران اليوم', 'ايران'],
    ['ما آخر أخبار إيران؟', 'إيران'],
    ['ما هي آخر أخبار إيران', 'إيران'],
    ['شو الاخبار في لبنان', 'لبنان'],
    ['شو صاير بلبنان', 'لبنان'],
    ['شو صاير بلبنان اليوم؟', 'لبنان'],
    ['إيش صار في السودان', 'السودان'],
    ['وش صاير في اليمن', 'اليمن'],
    ['ماذا يحدث في السودان؟', 'السودان'],
    ['ايه اللي حصل في مصر', 'مصر'],
    ['عندك أخبار عن سوريا؟', 'سوريا'],
    ['هل من جديد في ليبيا؟', 'ليبيا'],
    ['بدي اعرف شو صار بإيران', 'إيران'],
    ['أريد أن أعرف آخر أخبار غزة', 'غزة'],
    ['akhbar iran', 'iran'],
    ['news about Lebanon', 'Lebanon'],
    ['news of Lebanon', 'Lebanon'],
    ['What is new in Egypt?', 'Egypt'],
    ['ممكن أخبار الكويت لو سمحت', 'الكويت'],
    ['لو سمحت أخبار الكويت', 'الكويت'],
    ['آخر تطورات السودان', 'السودان'],
    ['المصري اليوم', 'المصري اليوم'],
    ['الرياضة اليوم', 'الرياضة'],
    ['سعر الدولار اليوم', 'سعر الدولار'],
    ['نتائج مباريات اليوم', 'نتائج مباريات اليوم'],
    ['عندك شي عن سوريا؟', 'سوريا'],
    ['وين أخبار اليمن', 'اليمن'],
    ['صباح الخير، أخبار لبنان', 'لبنان'],
    ['مرحبا شو صاير بمصر', 'مصر'],
    ['السلام عليكم آخر الأخبار', '/latest'],
    ['سلام فياض', 'سلام فياض'],
    ['أهم أخبار اليوم', 'أهم أخبار'],
    ['ما صار', 'ما صار'],
    ['آخر خبر', '/latest 1'],
    ['خبرين', '/latest 2'],
    ['آخر خبرين', '/latest 2'],
    ['شو صاير اليوم', '/latest'],
    ['ما آخر الأخبار؟', '/latest'],
    ['ما آخر أخبار اليوم؟', '/latest'],
    ['متى النشرة', '/subscriptions'],
    ['متى النشرة القادمة؟', '/subscriptions'],
    ['🇮🇷', '🇮🇷'],
    ['تابع 🇮🇷', '/subscribe 🇮🇷'],
    ['أخبار 🇮🇷', '🇮🇷'],
    ['إيران', 'إيران'],
    ['/إيران', 'إيران'],
    ['«إيران».', 'إيران'],
    ['شكرًا', 'courtesy'],
    ['السلام عليكم', 'courtesy'],
    ['سلام عليكم وبركاته', 'courtesy'],
    ['صباح النور', 'courtesy'],
    ['كيف حالك؟', 'courtesy'],
    ['كفاية', 'courtesy'],
    ['لا ترسل لي', 'courtesy'],
    ['من أنت؟', '/help'],
    ['تمام', 'courtesy'],
    ['نعم', 'courtesy'],
    ['OK', 'courtesy'],
    ['', 'empty'],
    ['  ...  ', 'empty'],
    ['@mujaz_bot', 'empty'],
    ['😀', 'empty'],
  ])('«%s» is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  /** The table of readers' words that the bot is made after, row by row. */
  const SPOKEN: Readonly<Record<string, string>> = {
    '/latest':
      'آخر الأخبار|اخبار|الاخبار|جديد|شو في|ايه الجديد|وش صاير|شكو ماكو|واش كاين جديد|شن فيه|آخر_الأخبار|/آخر_الأخبار|Latest news',
    إيران:
      'إيران|أخبار إيران|موضوع إيران|شو صار بإيران|ماذا عن إيران|آخر أخبار إيران|جديد إيران|جديد في إيران|أخبار عن إيران|أخبار بإيران|هات إيران|اعطني أخبار إيران|عايز أخبار إيران|ابغى أخبار إيران|ابي أخبار إيران|بدي أخبار إيران|اريد أخبار إيران|#إيران|إيران @mujaz_bot',
    ايران: 'ايه اخبار ايران|وش اخبار ايران|اخبار ايران',
    '/topics': 'المواضيع|الموضوعات|مواضيع|الأقسام|كل المواضيع|All topics',
    '/subscribe إيران': 'تابع إيران|متابعة إيران|اشترك إيران|ضيف إيران|follow إيران',
    '/subscribe': 'تابع|متابعة|اشترك|ضيف',
    '/unsubscribe إيران':
      'ألغِ إيران|ألغي إيران|إلغاء إيران|احذف إيران|لا أريد إيران|شيل إيران|unfollow إيران',
    '/unsubscribe': 'إلغاء|ألغِ|احذف|شيل',
    '/subscriptions': 'متابعاتي|مواضيعي|اشتراكاتي|My topics',
    '/time 8': 'الموعد 8|الوقت 8|time 8',
    '/time ٧:٣٠': 'الوقت ٧:٣٠',
    '/time ۷:۳۰': 'الوقت ۷:۳۰',
    '/time 7 ونص صباحا': '7 ونص صباحا',
    '/time ٨ م': '٨ م',
    '/time ۸ م': '۸ م',
    '/time 8 م': '8 م',
    '/time الساعة 8 مساء': 'الساعة 8 مساء',
    '/time 7 و 19': '7 و 19',
    '/time': 'الموعد|تغيير الموعد|غيّر الوقت',
    '/timezone القاهرة': 'المدينة القاهرة|توقيت القاهرة|أنا في القاهرة|أنا من القاهرة|أسكن في القاهرة',
    '/timezone بيروت': 'توقيت بيروت',
    '/timezone Cairo': 'city Cairo|I live in Cairo',
    '/timezone': 'المدينة|تغيير المدينة|غيّر التوقيت',
    '/digest': 'نشرتي|النشرة|نشرة الصباح|موجز|My digest',
    '/search سد النهضة':
      'ابحث عن سد النهضة|بحث سد النهضة|دوّر على سد النهضة|فتّش عن سد النهضة|search for سد النهضة',
    '/search': 'بحث|ابحث|Search',
    '/sources': 'المصادر|ما مصادرك؟|من أين الأخبار؟',
    '/stop': 'إيقاف|وقف|توقف|وقف النشرة|كيف أوقف النشرة؟|اسكت|stop',
    '/help': 'مساعدة|ساعدني|؟|help|Help me',
    '/why': 'لماذا|ليش|ليه|لماذا؟|why?',
    '/settings': 'إعدادات|الإعدادات|إعدادات النشرة|settings',
    '/channels': 'قنواتي',
    '/privacy': 'الخصوصية|privacy',
    '/export': 'بياناتي',
    '/forget': 'احذف بياناتي|حذف بياناتي|انسني',
    '/language en': 'English|إنجليزي|الإنجليزية|بالإنجليزي',
    '/language ar': 'عربي|بالعربية|Arabic',
    '/language': 'اللغة|language',
    'أنا من الناس': 'أنا من الناس',
    العربية: 'العربية',
    'غير المدينة الفاضلة': 'غير المدينة الفاضلة',
  };

  test.each(
    Object.entries(SPOKEN).flatMap(([asks, list]) => list.split('|').map((words) => [words, asks] as const)),
  )('«%s», as readers say it, is %s', (words, asks) => {
    expect(read(words)).toBe(asks);
  });

  const inArabic = Object.entries(SPOKEN).flatMap(([asks, list]) =>
    asks.startsWith('/')
      ? list.split('|').flatMap((words) => (/^[/؟A-Za-z0-9]/u.test(words) ? [] : [[words, asks] as const]))
      : [],
  );

  test.each(inArabic)('«%s» asks for %s behind a slash and beside the bot’s name too', (words, asks) => {
    for (const said of [`/${words}`, `@mujaz_bot ${words}`, `${words} @Mujaz_Bot`])
      expect([said, read(said)]).toEqual([said, asks]);
  });

  test.each([
    ['masr misr', 'egypt'],
    ['falasteen filistin', 'palestine'],
    ['lubnan libnan', 'lebanon'],
    ['suria', 'syria'],
    ['urdun', 'jordan'],
    ['3iraq', 'iraq'],
    ['so3odia saudia ksa', 'saudi'],
    ['emarat', 'uae'],
    ['tunis tounes', 'tunisia'],
    ['dzayer jazair', 'algeria'],
    ['maghrib maroc', 'morocco'],
    ['amrika', 'usa'],
    ['rusia', 'russia'],
    ['kora', 'football'],
  ])('Latin habits find the topic: %s is %s', (habits, slug) => {
    for (const habit of habits.split(' ')) {
      const request = readRequest(habit, 'mujaz_bot');
      expect(request.kind).toBe('words');
      expect(request.kind === 'words' && findTopic(request.words)).toMatchObject({
        kind: 'exact',
        topic: { slug },
      });
    }
  });

  test('one slip is forgiven, with at most two offers beside it', () => {
    for (const slip of ['ايرن', 'إيرن', 'لبنن', 'السعوديه', 'فلسطن']) {
      const request = readRequest(slip, 'mujaz_bot');
      const found = request.kind === 'words' ? findTopic(request.words) : undefined;
      expect(['exact', 'near']).toContain(found?.kind);
      expect(found?.kind === 'near' ? found.others.length : 0).toBeLessThanOrEqual(2);
    }
  });

  test('what names a language is one behind /language, and asks for it alone where it can mean nothing else', () => {
    for (const [words, language] of [
      ['العربية', 'ar'],
      ['Arabic', 'ar'],
      ['بالعربي', 'ar'],
      ['إنجليزية', 'en'],
      ['EN', 'en'],
    ] as const)
      expect(languageNamed(words), words).toBe(language);
    expect(languageNamed('فرنسي')).toBeUndefined();
    expect(read('بالعربي')).toBe('/language ar');
    expect(read('English')).toBe('/language en');
    // An outlet.
    expect(read('العربية')).toBe('العربية');
  });

  test('anything at all is something, soon', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => typeof readRequest(text, 'mujaz_bot').kind === 'string',
      ),
    );
    const long = 'أخبار '.repeat(100_000);
    expect(readRequest(long, 'mujaz_bot').kind).toBe('words');
  });
});
