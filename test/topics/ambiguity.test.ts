import { describe, expect, it } from 'vitest';
import { matchTopics } from '../../src/topics/match.ts';

/** Slugs that a headline must signal, slugs it must not, and the headline. */
type Case = readonly [yes: string, no: string, headline: string];

const words = (list: string) => list.split(' ').filter(Boolean);

function check([yes, no, headline]: Case): void {
  const { main, side } = matchTopics({ title: headline, text: '' });
  expect(main).toEqual(expect.arrayContaining(words(yes)));
  for (const slug of words(no)) expect([...main, ...side]).not.toContain(slug);
}

const families: Readonly<Record<string, readonly Case[]>> = {
  'rivers, seas and regions that carry a country’s name': [
    ['', 'jordan', 'منسوب نهر الأردن يهبط إلى أدنى حد'],
    ['jordan', '', 'البرلمان الأردني يقر قانون الأحزاب'],
    ['', 'india', 'سفينة شحن تجنح في المحيط الهندي'],
    ['', 'morocco', 'دعوات إلى إحياء اتحاد المغرب العربي'],
    ['', 'usa gulf', 'منصات خليج المكسيك تستأنف العمل'],
  ],
  'Oman and Amman': [
    ['oman', 'jordan', 'سلطنة عمان تستضيف جولة جديدة من الحوار'],
    ['oman', 'jordan', 'وزير الخارجية العماني يصل إلى مسقط'],
    ['oman', '', 'عُمان تعلن ميزانيتها الجديدة'],
    ['jordan', 'oman', 'قمة ثلاثية في العاصمة الأردنية عمان'],
    ['jordan', 'oman', 'أمطار على عمّان وإغلاق طرق'],
    ['', 'oman jordan', 'تأجيل اللقاء المقرر في عمان'],
    ['', 'oman', 'عاد الأديب إلى مسقط رأسه بعد غياب'],
  ],
  'Romania and Rome, Azerbaijan and a surname': [
    ['europe', '', 'الحكومة الرومانية تقر خفض الضرائب'],
    ['', 'europe', 'افتتاح قاعة للفسيفساء الرومانية في متحف جديد'],
    ['asia', '', 'الرئيس الأذري يفتتح خط أنابيب'],
    ['iran', 'asia', 'في أصفهان قال المهندس بهمن آذري إن القطار جاهز'],
  ],
  'Mali and money': [
    ['africa', '', 'انقلاب جديد في مالي وإغلاق المطار'],
    ['africa', '', 'اجتماع لقادة النيجر ومالي وبوركينا فاسو'],
    ['', 'africa', 'دعم مالي كبير للأسر المحتاجة'],
    ['', 'africa', 'تعويض مالي للمتضررين من الحادث'],
  ],
  'Qatar and diameters': [
    ['qatar', '', 'قطر تتوسط بين الطرفين'],
    ['qatar', '', 'وفد من الحركة يصل إلى قطر'],
    ['', 'qatar', 'أنبوب بقطر 30 سنتيمترا يزود المدينة بالمياه'],
    ['', 'qatar', 'كويكب يبلغ قطره نصف كيلومتر يقترب من الأرض'],
    ['', 'qatar', 'قطر الفوهة لا يزيد على مترين'],
    ['', 'qatar', 'قطرة ماء وقطار سريع'],
  ],
  'Turkish and Turki': [
    ['turkey', '', 'وزير الدفاع التركي يزور الحدود'],
    ['saudi', 'turkey', 'تركي آل الشيخ يعلن موسما جديدا'],
    ['saudi', 'turkey', 'الأمير تركي الفيصل يحاضر في المنتدى'],
    ['', 'turkey', 'خلاف على تركة رجل أعمال راحل'],
  ],
  'Hamas and zeal': [
    ['gaza palestine', '', 'حماس تسلم ردها إلى الوسطاء'],
    ['gaza', '', 'لقاء بين وفد من حماس ومسؤولين'],
    ['', 'gaza palestine', 'اللاعبون يتدربون بحماس قبل النهائي'],
    ['', 'gaza palestine', 'استقبلته المدينة في حماس كبير'],
    ['', 'gaza palestine', 'حماس الجماهير يشعل المدرجات'],
  ],
  'nationalities that are surnames': [
    ['iraq', 'sudan', 'محمد شياع السوداني يلتقي قادة الكتل'],
    ['', 'egypt', 'رحيل الموسيقار هاني المصري عن 80 عاما'],
    ['', 'turkey', 'الدكتور سعيد التركي يفوز بالجائزة'],
    ['sudan', '', 'الجيش السوداني يستعيد بلدة'],
  ],
  'lions and the Assads': [
    ['syria', '', 'محاكمة ضباط من نظام الأسد'],
    ['syria', '', 'بشار الأسد يغادر دمشق'],
    ['', 'syria', 'حديقة الحيوان تحتفل بميلاد شبل من الأسد الأفريقي'],
  ],
  'Morocco and sunset': [
    ['morocco', '', 'المغرب يطلق قطارا فائق السرعة'],
    ['', 'morocco', 'توافد المصلين قبل أذان المغرب'],
    ['', 'morocco', 'حادث بعد صلاة المغرب بدقائق'],
  ],
  'outlets and agencies are credits': [
    ['', 'palestine westbank', 'القدس العربي: صفقة وشيكة بين الشركتين'],
    ['', 'usa', 'نيويورك تايمز: خلافات داخل الحزب الحاكم'],
    ['', 'usa', 'واشنطن بوست تكشف وثائق جديدة'],
    ['', 'france', 'فرانس برس: مقتل صحفي في انفجار'],
    ['', 'turkey', 'الأناضول: العثور على ناجين'],
  ],
  'two Koreas, two Congos, Niger and Nigeria, three Guineas': [
    ['asia', '', 'كوريا الشمالية تطلق صاروخا'],
    ['asia', '', 'الرئيس الكوري الجنوبي يعتذر'],
    ['africa', '', 'متمردو الكونغو الديمقراطية يدخلون المدينة'],
    ['africa', '', 'النيجر تطرد السفير'],
    ['africa', '', 'نيجيريا: تحرير عشرات المخطوفين'],
    ['africa', '', 'انتخابات في غينيا بيساو'],
  ],
  'South Sudan is Africa’s first': [
    ['africa', '', 'جنوب السودان يؤجل انتخاباته'],
    ['sudan', 'africa', 'معارك في شمال السودان'],
  ],
  'Tripoli by its company': [
    ['libya', 'lebanon', 'اشتباكات في طرابلس وإغلاق المطار'],
    ['lebanon', 'libya', 'الجيش اللبناني ينتشر في طرابلس'],
    ['libya', 'lebanon', 'حكومة الدبيبة تجتمع في طرابلس'],
  ],
  'towns that are common words need their country': [
    ['', 'lebanon', 'صور نادرة من القرن الماضي'],
    ['lebanon', '', 'غارة إسرائيلية على صور في جنوب لبنان'],
    ['', 'syria', 'حماة الوطن يحتفلون بعيدهم'],
    ['syria', '', 'عودة نازحين سوريين إلى حمص وحماة'],
    ['', 'jordan', 'إزالة العقبة الأخيرة أمام الاتفاق'],
    ['jordan', '', 'ميناء العقبة الأردني يوسع أرصفته'],
    ['', 'morocco', 'الفاس في الراس'],
    ['', 'tunisia', 'سوسة النخيل تهدد الواحات'],
  ],
  'names that are common words': [
    ['', 'iran', 'سبب رئيسي لتأخر المشروع'],
    ['', 'iran', 'محتوى روحاني على المنصات'],
    ['iran', '', 'إبراهيم رئيسي يلقي خطابا'],
    ['', 'iraq', 'آلام الصدر لا تعني دائما أزمة قلبية'],
    ['iraq', '', 'مقتدى الصدر يدعو أنصاره إلى الهدوء'],
    ['syria', '', 'الشرع يستقبل وفدا من رجال القبائل'],
    ['', 'syria', 'فتوى مخالفة لأحكام الشرع'],
    ['', 'egypt', 'الشركة تعلن حالة القوة القاهرة'],
    ['egypt', '', 'القاهرة تستضيف مؤتمر المانحين'],
    ['', 'westbank', 'ارتفاع الأسعار إلى الحد الأقصى'],
    ['westbank palestine', '', 'مستوطنون يقتحمون المسجد الأقصى'],
    ['iran', 'westbank', 'قائد فيلق القدس يتوعد بالرد'],
    ['', 'yemen', 'إصابة في الساق اليمنى للمهاجم'],
    ['yemen', '', 'الحكومة اليمنية تعود إلى عدن'],
    ['', 'saudi', 'خلافات تقف حائلا، بل حائل دون التفاهم'],
    ['', 'yemen', 'الوزير: لا مآرب سياسية وراء القرار'],
    ['', 'egypt', 'المسافة الأقصر بين نقطتين'],
    ['', 'westbank', 'نسأل الله لأهله الصبر والسلوان'],
    ['', 'israel', 'تشييع العالم الجليل في قريته'],
    ['', 'palestine', 'فتح باب الترشح للانتخابات'],
  ],
  'councils and courts of the world': [
    ['un', '', 'مجلس الأمن يعقد جلسة طارئة'],
    ['', 'un', 'مجلس الأمن القومي يجتمع الليلة'],
    ['un', 'education', 'الأمم المتحدة تحذر من مجاعة'],
    ['', 'education', 'جامعة الدول العربية تدين الهجوم'],
  ],
  'subjects and their metaphors': [
    ['', 'sports', 'الدولة لاعب رئيسي في الوساطة'],
    ['', 'sports', 'الرئيس المنتخب يؤدي اليمين'],
    ['', 'sports', 'لا تنس موعد التسجيل'],
    ['', 'environment', 'الوزير: المناخ السياسي لا يسمح بالحوار'],
    ['', 'environment', 'تحسين بيئة العمل في المصانع'],
    ['', 'science', 'هيئة كبار العلماء تصدر بيانا'],
    ['', 'science religion', 'اغتيال اثنين من علماء النووي'],
    ['', 'economy', 'رفع العقوبات الاقتصادية عن البلاد'],
    ['', 'economy', 'صفقة تبادل الأسرى تدخل حيز التنفيذ'],
    ['', 'economy', 'أسهم المتطوعون في إنقاذ العالقين'],
    ['', 'health', 'لا صحة لما يشاع عن الاستقالة'],
    ['', 'culture', 'تبادل إطلاق نار في مسرح العمليات'],
    ['technology', '', 'أبل تطرح هاتفها الجديد في الأسواق'],
    ['', 'technology', 'مزاد للإبل يستقطب زوارا من القرى'],
    ['', 'technology', 'المدينة تحت وابل من القذائف'],
    ['', 'health', 'الجندي يفارق الحياة متأثرا بجراحه'],
    ['', 'health', 'الحظر الكلي يدخل حيز التنفيذ'],
    ['', 'culture', 'الوفد يجتمع مع ممثله في المحادثات'],
    ['religion', 'yemen', 'استعدادات مبكرة للحج هذا العام'],
    ['sports', 'culture', 'المدير الفني يعلن قائمة الفريق'],
    ['', 'science', 'إغلاق قناة فضائية بقرار قضائي'],
    ['', 'disasters', 'عاصفة انتقادات بعد تصريحات الوزير'],
  ],
};

describe.each(Object.entries(families))('%s', (_, cases) => {
  it.each(cases)('[%s] not [%s]: %s', (...example) => check(example));
});

describe('spelling', () => {
  it.each([
    ['usa', 'الادارة الاميركية تراجع موقفها'],
    ['iran', 'الخارجية الايرانية تستدعي سفيرا'],
    ['israel', 'مسؤولون اسرائيليون يغادرون'],
    ['jordan', 'اجتماع طارئ للحكومة الاردنية'],
    ['germany', 'المانيا ترفض المقترح'],
    ['turkey', 'محادثات في انقره غدا'],
    ['africa', 'قادة افارقه يجتمعون في اديس ابابا'],
    ['iran', 'رسالة علی لسان وزير ایران'],
    ['egypt', 'قرار جديد من الرئيس السيسى'],
    ['usa', 'نساء أمريكيات يروين تجاربهن'],
    ['syria', 'تصريحات لمسؤول بـ"سوريا" عن الاتفاق'],
  ])('finds %s in old, Egyptian and Persian spellings: %s', (slug, headline) => {
    expect(matchTopics({ title: headline, text: '' }).main).toContain(slug);
  });

  it('reads يمنى as Yemeni only where an outlet writes ى for ي', () => {
    const text = (sentence: string) => matchTopics({ title: undefined, text: sentence }).main;
    expect(text('وصل الوفد اليمنى إلى المطار فى زيارة تبدأ فى الصباح')).toContain('yemen');
    expect(text('أصيب العامل في يده اليمنى في المصنع')).not.toContain('yemen');
  });
});

describe('hostile and empty texts', () => {
  it('signals nothing in nothing', () => {
    expect(matchTopics({ title: undefined, text: '' })).toEqual({ main: [], side: [] });
    expect(matchTopics({ title: '', text: '\u0640\u064b…؟' })).toEqual({ main: [], side: [] });
  });

  it('keeps to six main topics and eight in all, none twice', () => {
    const many = 'مصر والسودان وليبيا وتونس والجزائر والمغرب وسوريا ولبنان والعراق واليمن وقطر وتركيا وإيران';
    const { main, side } = matchTopics({ title: many, text: many.repeat(2_000) });
    expect(main).toHaveLength(6);
    expect(side).toHaveLength(2);
    expect(new Set([...main, ...side]).size).toBe(8);
  });
});

describe('place in the text', () => {
  it('drops a dateline to the side', () => {
    const { main } = matchTopics({
      title: 'إيران ترفض شروط التفاوض',
      text: 'أبوظبي، الإمارات (رويترز) – رفضت طهران شروط التفاوض الجديدة التي نقلها الوسطاء إليها.',
    });
    expect(main).toContain('iran');
    expect(main).not.toContain('uae');
  });

  it('keeps a person’s, an outlet’s and a university’s nationality to the side at most', () => {
    const main = (title: string) => matchTopics({ title, text: '' }).main;
    expect(main('النجم الهولندي يعتزل الغناء')).not.toContain('europe');
    expect(main('صحيفة لوموند الفرنسية: أزمة في المفاوضات')).not.toContain('france');
    expect(main('باحثون في جامعة تكساس يرصدون ظاهرة نادرة')).not.toContain('usa');
  });

  it('makes main what only the body says three times, and side what it says once', () => {
    const text =
      'اجتمع وزراء الخارجية اليوم لبحث التطورات الأخيرة في المنطقة. وتحدثوا عن اليمن. وقال أحدهم إن اليمن أولوية. ثم عاد الحديث إلى اليمن. وذكر آخر تونس.';
    const match = matchTopics({ title: 'اجتماع وزاري يبحث التطورات', text });
    expect(match.main).toContain('yemen');
    expect(match.side).toContain('tunisia');
  });

  it('calls a club’s country a side topic of sports, and a national team’s a main one', () => {
    const club = matchTopics({ title: 'نادي شالكه الألماني يهزم ضيفه في مباراة الدوري', text: '' });
    expect(club.main).toContain('sports');
    expect(club.side).toContain('germany');
    expect(matchTopics({ title: 'المنتخب الألماني يفوز بمباراة ودية', text: '' }).main).toContain('germany');
  });
});
