/** Arabic outlets: how readers know them, how pages spell them, who owns them. */
import { fold } from '../arabic/normalize.ts';

/** An outlet that is known by name. */
export type Publisher = {
  /** As readers see it. */
  readonly name: string;
  /** The owner, where it has several outlets here: all of one house are one voice. */
  readonly house: string | undefined;
};

type Row = Publisher & {
  /** Hosts without www.; those below them count too. */
  readonly hosts: readonly string[];
  /** Other spellings in pages, feeds and credits. */
  readonly aliases: readonly string[];
};

/** Owners of several outlets, each with what it is known from, by name. */
const HOUSES = {
  arabiya: {
    name: 'شبكة العربية',
    source: 'alarabiya.net, about us: Al Arabiya and Al Hadath are one network',
  },
  srmg: { name: 'المجموعة السعودية للأبحاث والإعلام', source: 'srmg.com, brands' },
  united: {
    name: 'الشركة المتحدة للخدمات الإعلامية',
    source: 'United Media Services (Egypt), its own list of newspapers and channels',
  },
  egyptState: {
    name: 'الصحافة القومية المصرية',
    source: 'National Press Authority (Egypt), the national press institutions that it administers',
  },
  russia: {
    name: 'الإعلام الروسي الرسمي',
    source:
      'Rossiya Segodnya (RIA Novosti, Sputnik): decree 894 of the president of Russia, 2013; TASS: tass.com, about; RT: rt.com, about',
  },
  turkey: { name: 'الإعلام التركي الرسمي', source: 'aa.com.tr, about; trt.net.tr, corporate' },
  iran: { name: 'الإعلام الإيراني الرسمي', source: 'irna.ir, about; alalam.ir, about (IRIB)' },
  qatar: { name: 'شبكة الجزيرة', source: 'network.aljazeera.net, channels' },
  france: { name: 'فرانس ميديا موند', source: 'francemediasmonde.com, the group' },
  america: { name: 'الوكالة الأمريكية للإعلام العالمي', source: 'usagm.gov, networks' },
  dubai: { name: 'دبي للإعلام', source: 'Dubai Media Incorporated, its own list of newspapers' },
} as const;

/** Outlets that a government owns or runs, each with what that is known from, by name. Public broadcasters that a law makes
 * independent of the government are none. */
const OF_A_STATE: Readonly<Record<string, string>> = {
  شينخوا: 'news.cn, about: agency of the State Council',
  'الصين بالعربية': 'cgtn.com, about: China Media Group',
  RT: HOUSES.russia.source,
  'سبوتنيك عربي': HOUSES.russia.source,
  نوفوستي: HOUSES.russia.source,
  تاس: HOUSES.russia.source,
  الأناضول: HOUSES.turkey.source,
  'TRT عربي': HOUSES.turkey.source,
  إرنا: HOUSES.iran.source,
  'قناة العالم': HOUSES.iran.source,
  'صوت أمريكا': HOUSES.america.source,
  واس: 'spa.gov.sa, about',
  الإخبارية: 'Saudi Broadcasting Authority, channels',
  وام: 'wam.ae, about',
  البيان: HOUSES.dubai.source,
  'الإمارات اليوم': HOUSES.dubai.source,
  قنا: 'qna.org.qa, about',
  كونا: 'kuna.net.kw, about',
  بنا: 'bna.bh, about',
  العمانية: 'omannews.gov.om, about',
  الأهرام: HOUSES.egyptState.source,
  'أخبار اليوم': HOUSES.egyptState.source,
  الجمهورية: HOUSES.egyptState.source,
  'أ ش أ': HOUSES.egyptState.source,
  'الوكالة الوطنية للإعلام': 'nna-leb.gov.lb: of the Ministry of Information',
  سانا: 'sana.sy, about',
  بترا: 'petra.gov.jo, about',
  وفا: 'wafa.ps, about',
};

function row(
  name: string,
  hosts: readonly string[],
  aliases: readonly string[] = [],
  house?: keyof typeof HOUSES,
): Row {
  return { name, hosts, aliases, house: house === undefined ? undefined : HOUSES[house].name };
}

/** What is not surely known of an outlet (an owner, a host) is left out of its row. */
const ROWS: readonly Row[] = [
  // International broadcasters and agencies in Arabic
  row(
    'BBC عربي',
    ['bbc.com/arabic', 'bbc.co.uk/arabic', 'bbcarabic.com', 'feeds.bbci.co.uk/arabic'],
    [
      'BBC Arabic',
      'BBC News عربي',
      'BBC News Arabic',
      'BBC',
      'بي بي سي',
      'بي بي سي عربي',
      'بي بي سي نيوز عربي',
      'هيئة الإذاعة البريطانية',
    ],
  ),
  row(
    'CNN بالعربية',
    ['arabic.cnn.com'],
    ['CNN Arabic', 'CNN', 'CNNArabic', 'سي إن إن', 'سي إن إن العربية', 'سي إن إن بالعربية'],
  ),
  row(
    'DW عربية',
    ['dw.com/ar', 'rss.dw.com'],
    ['DW', 'DW Arabic', 'DW عربي', 'دويتشه فيله', 'Deutsche Welle'],
  ),
  row('فرانس 24', ['france24.com'], ['France 24', 'France24', 'فرانس24', 'فرانس 24 عربي'], 'france'),
  row('مونت كارلو الدولية', ['mc-doualiya.com'], ['MCD', 'مونت كارلو', 'Monte Carlo Doualiya'], 'france'),
  row('يورونيوز', ['arabic.euronews.com'], ['Euronews', 'يورونيوز عربي', 'Euronews Arabic']),
  row('سويس إنفو', ['swissinfo.ch'], ['SWI', 'Swissinfo', 'سويسرا إنفو']),
  row(
    'أخبار الأمم المتحدة',
    ['news.un.org'],
    ['UN News', 'UN News Arabic', 'الأمم المتحدة', 'مركز أنباء الأمم المتحدة'],
  ),
  row('الحرة', ['alhurra.com'], ['قناة الحرة', 'Alhurra', 'الحرة - واشنطن'], 'america'),
  row('صوت أمريكا', ['ar.voanews.com'], ['VOA', 'Voice of America'], 'america'),
  row('رويترز', ['reuters.com'], ['Reuters', 'وكالة رويترز']),
  row('فرانس برس', ['afp.com'], ['AFP', 'أ ف ب', 'أ.ف.ب', 'وكالة فرانس برس', 'Agence France-Presse']),
  row('أسوشيتد برس', ['apnews.com'], ['AP', 'Associated Press', 'وكالة أسوشيتد برس', 'أسوشيتد بريس']),
  row('شينخوا', ['arabic.news.cn', 'arabic.xinhuanet.com'], ['Xinhua', 'وكالة شينخوا']),
  row('الصين بالعربية', ['arabic.cgtn.com'], ['CGTN Arabic', 'CGTN العربية']),
  // Russia, Turkey, Iran, Israel
  row(
    'RT',
    ['arabic.rt.com', 'rtarabic.com'],
    ['RT Arabic', 'RT عربي', 'روسيا اليوم', 'آر تي', 'ار تي عربي'],
    'russia',
  ),
  row(
    'سبوتنيك عربي',
    ['sputnikarabic.ae', 'arabic.sputniknews.com', 'sarabic.ae'],
    ['Sputnik', 'Sputnik Arabic', 'سبوتنيك', 'وكالة سبوتنيك'],
    'russia',
  ),
  row('نوفوستي', ['ria.ru'], ['RIA Novosti', 'ريا نوفوستي', 'وكالة نوفوستي'], 'russia'),
  row('تاس', ['tass.com', 'tass.ru'], ['TASS', 'وكالة تاس'], 'russia'),
  row('الأناضول', ['aa.com.tr'], ['وكالة الأناضول', 'Anadolu', 'Anadolu Agency', 'AA'], 'turkey'),
  row('TRT عربي', ['trtarabi.com'], ['TRT', 'TRT Arabi', 'تي آر تي عربي'], 'turkey'),
  row('يني شفق', ['yenisafak.com'], ['Yeni Şafak', 'يني شفق العربية']),
  row('ترك برس', ['turkpress.co'], ['Turk Press']),
  row('إرنا', ['ar.irna.ir', 'irna.ir'], ['IRNA', 'وكالة إرنا', 'ارنا'], 'iran'),
  row('قناة العالم', ['alalam.ir', 'alalamtv.net'], ['Al-Alam', 'العالم الإخبارية'], 'iran'),
  row('تسنيم', ['tasnimnews.com'], ['Tasnim', 'وكالة تسنيم']),
  row('مهر', ['ar.mehrnews.com', 'mehrnews.com'], ['Mehr News', 'وكالة مهر', 'وكالة مهر للأنباء']),
  row('فارس', ['farsnews.ir'], ['Fars News', 'وكالة فارس', 'وكالة أنباء فارس']),
  row('إيران إنترناشيونال', ['iranintl.com'], ['Iran International', 'إيران انترناشيونال عربي']),
  row('i24NEWS', ['i24news.tv'], ['i24 نيوز', 'آي 24 نيوز', 'i24NEWS عربي']),
  row(
    'تايمز أوف إسرائيل',
    ['ar.timesofisrael.com', 'timesofisrael.com'],
    ['Times of Israel', 'تايمز أوف إسرائيل بالعربية'],
  ),
  // Pan-Arab
  row(
    'الجزيرة نت',
    ['aljazeera.net'],
    [
      'الجزيرة',
      'Al Jazeera',
      'Al Jazeera Net',
      'Aljazeera',
      'Al Jazeera Arabic',
      'قناة الجزيرة',
      'شبكة الجزيرة',
    ],
    'qatar',
  ),
  row('الجزيرة مباشر', ['aljazeeramubasher.net', 'mubasher.aljazeera.net'], ['Al Jazeera Mubasher'], 'qatar'),
  row(
    'العربية',
    ['alarabiya.net'],
    ['العربية نت', 'العربية.نت', 'Al Arabiya', 'Alarabiya', 'قناة العربية'],
    'arabiya',
  ),
  row('الحدث', ['alhadath.net'], ['قناة الحدث', 'العربية الحدث', 'Al Hadath'], 'arabiya'),
  row('سكاي نيوز عربية', ['skynewsarabia.com'], ['Sky News Arabia', 'سكاي نيوز', 'سكاي نيوز عربي', 'SNA']),
  row(
    'الشرق',
    ['asharq.com', 'asharqbusiness.com'],
    ['الشرق للأخبار', 'Asharq News', 'Asharq', 'قناة الشرق', 'الشرق نيوز', 'اقتصاد الشرق'],
    'srmg',
  ),
  row(
    'الشرق الأوسط',
    ['aawsat.com'],
    ['Asharq Al-Awsat', 'صحيفة الشرق الأوسط', 'جريدة الشرق الأوسط', 'aawsat'],
    'srmg',
  ),
  row(
    'إندبندنت عربية',
    ['independentarabia.com'],
    ['Independent Arabia', 'اندبندنت عربية', 'إندبندنت بالعربية'],
    'srmg',
  ),
  row('الاقتصادية', ['aleqt.com'], ['صحيفة الاقتصادية', 'Al Eqtisadiah', 'aleqtisadiya'], 'srmg'),
  row('عربي21', ['arabi21.com'], ['عربي 21', 'Arabi21', 'موقع عربي21']),
  row('عربي بوست', ['arabicpost.net'], ['Arabic Post', 'عربي پوست']),
  row('العربي الجديد', ['alaraby.co.uk'], ['صحيفة العربي الجديد', 'The New Arab', 'Al-Araby Al-Jadeed']),
  row('التلفزيون العربي', ['alaraby.com', 'alarabytv.com'], ['Alaraby TV', 'تلفزيون العربي']),
  row('القدس العربي', ['alquds.co.uk'], ['صحيفة القدس العربي', 'Al-Quds Al-Arabi']),
  row('رأي اليوم', ['raialyoum.com'], ['صحيفة رأي اليوم', 'Rai al-Youm']),
  row('إيلاف', ['elaph.com'], ['Elaph', 'موقع إيلاف']),
  row('صحيفة العرب', ['alarab.co.uk'], ['العرب اللندنية', 'Al Arab']),
  row('ألترا صوت', ['ultrasawt.com'], ['الترا صوت', 'Ultra Sawt', 'UltraSawt']),
  row('رصيف22', ['raseef22.net'], ['رصيف 22', 'Raseef22']),
  row('الخليج أونلاين', ['alkhaleejonline.net'], ['Al Khaleej Online']),
  row('نون بوست', ['noonpost.com'], ['NoonPost', 'نون پوست']),
  row('درج', ['daraj.media'], ['Daraj']),
  // Gulf
  row('واس', ['spa.gov.sa'], ['وكالة الأنباء السعودية', 'SPA', 'was', 'وكالة الأنباء السعودية (واس)']),
  row('الإخبارية', ['alekhbariya.net'], ['قناة الإخبارية', 'الإخبارية السعودية']),
  row('عكاظ', ['okaz.com.sa'], ['صحيفة عكاظ', 'Okaz']),
  row('سبق', ['sabq.org'], ['صحيفة سبق', 'صحيفة سبق الإلكترونية', 'Sabq']),
  row('الرياض', ['alriyadh.com'], ['صحيفة الرياض', 'جريدة الرياض', 'alriyadh']),
  row('اليوم', ['alyaum.com'], ['صحيفة اليوم', 'جريدة اليوم', 'Alyaum', 'Al-Yaum', 'دار اليوم']),
  row('عين اليوم', ['3alyoum.com'], ['صحيفة عين اليوم', '3alyoum']),
  row('المدينة', ['al-madina.com'], ['صحيفة المدينة', 'جريدة المدينة', 'almadina']),
  row('الجزيرة (السعودية)', ['al-jazirah.com'], ['صحيفة الجزيرة', 'جريدة الجزيرة', 'aljazirah']),
  row('الوطن (السعودية)', ['alwatan.com.sa'], ['صحيفة الوطن السعودية', 'alwatan']),
  row('مكة', ['makkahnewspaper.com'], ['صحيفة مكة']),
  row('صحيفة عاجل', ['ajel.sa'], ['Ajel']),
  row('الوئام', ['alweeam.com.sa'], ['صحيفة الوئام', 'alweeam']),
  row('أرقام', ['argaam.com'], ['Argaam']),
  row('وام', ['wam.ae'], ['وكالة أنباء الإمارات', 'WAM']),
  row('البيان', ['albayan.ae'], ['صحيفة البيان', 'Al Bayan', 'Albayan', 'البيان الإماراتية'], 'dubai'),
  row('الإمارات اليوم', ['emaratalyoum.com'], ['Emarat Al Youm', 'صحيفة الإمارات اليوم'], 'dubai'),
  row('صحيفة الخليج', ['alkhaleej.ae'], ['الخليج الإماراتية', 'Al Khaleej']),
  row('الاتحاد', ['alittihad.ae', 'aletihad.ae'], ['صحيفة الاتحاد', 'الاتحاد الإماراتية', 'Al Ittihad']),
  row('العين الإخبارية', ['al-ain.com'], ['Al Ain', 'Al-Ain News', 'بوابة العين']),
  row('موقع 24', ['24.ae'], ['24', '24 الإماراتي', 'موقع 24 الإخباري']),
  row('إرم نيوز', ['eremnews.com'], ['Erem News', 'ارم نيوز']),
  row('قنا', ['qna.org.qa'], ['وكالة الأنباء القطرية', 'QNA']),
  row('الشرق (قطر)', ['al-sharq.com'], ['صحيفة الشرق القطرية', 'الشرق القطرية', 'بوابة الشرق']),
  row('الراية', ['raya.com'], ['صحيفة الراية', 'الراية القطرية']),
  row('الوطن (قطر)', ['al-watan.com'], ['صحيفة الوطن القطرية']),
  row('كونا', ['kuna.net.kw'], ['وكالة الأنباء الكويتية', 'KUNA']),
  row('القبس', ['alqabas.com'], ['صحيفة القبس', 'Al Qabas']),
  row('الراي (الكويت)', ['alraimedia.com'], ['صحيفة الراي الكويتية', 'الراي الكويتية']),
  row('الأنباء (الكويت)', ['alanba.com.kw'], ['صحيفة الأنباء الكويتية', 'الأنباء الكويتية']),
  row('بنا', ['bna.bh'], ['وكالة أنباء البحرين', 'BNA']),
  row('العمانية', ['omannews.gov.om'], ['وكالة الأنباء العمانية', 'ONA']),
  // Egypt
  row('اليوم السابع', ['youm7.com'], ['Youm7', 'اليوم 7'], 'united'),
  row('القاهرة الإخبارية', ['alqaheranews.net'], ['قناة القاهرة الإخبارية', 'Al Qahera News'], 'united'),
  row('الوطن (مصر)', ['elwatannews.com'], ['صحيفة الوطن المصرية', 'Elwatan News'], 'united'),
  row('الأهرام', ['ahram.org.eg'], ['بوابة الأهرام', 'Ahram', 'صحيفة الأهرام'], 'egyptState'),
  row('أخبار اليوم', ['akhbarelyom.com'], ['بوابة أخبار اليوم', 'Akhbar El Yom'], 'egyptState'),
  row('الجمهورية', ['gomhuriaonline.com'], ['الجمهورية أون لاين', 'بوابة الجمهورية أون لاين'], 'egyptState'),
  row('أ ش أ', ['mena.org.eg'], ['وكالة أنباء الشرق الأوسط', 'MENA'], 'egyptState'),
  row('المصري اليوم', ['almasryalyoum.com'], ['Al-Masry Al-Youm', 'صحيفة المصري اليوم']),
  row('الشروق', ['shorouknews.com'], ['بوابة الشروق', 'الشروق المصرية', 'Shorouk']),
  row('صدى البلد', ['elbalad.news', 'elbaladtv.net'], ['Sada El-Balad', 'Sada Elbalad', 'قناة صدى البلد']),
  row('مصراوي', ['masrawy.com'], ['Masrawy']),
  row('مدى مصر', ['madamasr.com'], ['Mada Masr']),
  row('البوابة نيوز', ['albawabhnews.com'], ['Albawabh News']),
  row('الدستور (مصر)', ['dostor.org'], ['الدستور المصرية']),
  row('فيتو', ['vetogate.com'], ['Veto']),
  // The Levant and Iraq
  row('النهار', ['annahar.com'], ['صحيفة النهار', 'النهار اللبنانية', 'Annahar', 'An-Nahar']),
  row('الميادين', ['almayadeen.net'], ['قناة الميادين', 'الميادين نت', 'Al Mayadeen']),
  row('المنار', ['almanar.com.lb'], ['قناة المنار', 'موقع المنار', 'Al Manar']),
  row('الأخبار (لبنان)', ['al-akhbar.com'], ['الأخبار اللبنانية', 'صحيفة الأخبار اللبنانية', 'Al Akhbar']),
  row('الوكالة الوطنية للإعلام', ['nna-leb.gov.lb'], ['NNA', 'الوطنية للإعلام']),
  row('لبنان 24', ['lebanon24.com'], ['Lebanon24', 'لبنان24']),
  row('المدن', ['almodon.com'], ['جريدة المدن', 'Almodon']),
  row('MTV اللبنانية', ['mtv.com.lb'], ['MTV Lebanon']),
  row('LBCI', ['lbcgroup.tv'], ['LBC', 'إل بي سي']),
  row('قناة الجديد', ['aljadeed.tv'], ['Al Jadeed']),
  row('بيروت أوبزرفر', ['beirutobserver.com'], ['Beirut Observer']),
  row('سانا', ['sana.sy'], ['SANA', 'وكالة سانا', 'الوكالة العربية السورية للأنباء']),
  row('تلفزيون سوريا', ['syria.tv'], ['سوريا تي في', 'Syria TV']),
  row('عنب بلدي', ['enabbaladi.net'], ['Enab Baladi']),
  row('بترا', ['petra.gov.jo'], ['وكالة الأنباء الأردنية', 'Petra']),
  row('الغد', ['alghad.com'], ['صحيفة الغد', 'الغد الأردنية']),
  row('الرأي (الأردن)', ['alrai.com'], ['صحيفة الرأي الأردنية', 'الرأي الأردنية']),
  row('عمون', ['ammonnews.net'], ['عمون نيوز', 'Ammon News']),
  row('رؤيا', ['royanews.tv'], ['رؤيا الإخباري', 'Roya News']),
  row('جو 24', ['jo24.net'], ['Jo24', 'جو24']),
  row('جوردن زاد', ['jordanzad.com'], ['زاد الأردن', 'Jordan Zad', 'زاد الأردن الاخباري']),
  row(
    'وفا',
    ['wafa.ps'],
    ['WAFA', 'وكالة وفا', 'وكالة الأنباء الفلسطينية', 'وكالة الأنباء والمعلومات الفلسطينية'],
  ),
  row('معًا', ['maannews.net'], ['وكالة معا', 'وكالة معا الإخبارية', 'Maan News']),
  row('صفا', ['safa.ps'], ['وكالة صفا', 'وكالة الصحافة الفلسطينية', 'SAFA']),
  row('شهاب', ['shehabnews.com'], ['وكالة شهاب', 'شبكة شهاب']),
  row('شبكة قدس', ['qudsn.co', 'qudsn.net'], ['شبكة قدس الإخبارية', 'Quds News Network']),
  row('عرب 48', ['arab48.com'], ['Arab48', 'عرب48']),
  row('واع', ['ina.iq'], ['وكالة الأنباء العراقية', 'INA']),
  row('شفق نيوز', ['shafaq.com'], ['Shafaq News', 'وكالة شفق نيوز']),
  row('السومرية', ['alsumaria.tv'], ['السومرية نيوز', 'Alsumaria']),
  row('رووداو', ['rudawarabia.net', 'rudaw.net'], ['Rudaw', 'شبكة رووداو الإعلامية', 'روداو']),
  row('كوردستان 24', ['kurdistan24.net'], ['Kurdistan 24', 'كردستان 24']),
  row('بغداد اليوم', ['baghdadtoday.news'], ['Baghdad Today']),
  // Yemen and Sudan
  row('سبأ نت', ['sabanew.net'], ['سبأ نت الرسمية']),
  row('المسيرة', ['almasirah.net.ye', 'almasirah.net'], ['قناة المسيرة', 'المسيرة نت']),
  row('مأرب برس', ['marebpress.net', 'marebpress.org'], ['Mareb Press']),
  row('التغيير', ['al-tagheer.com'], ['التغيير نت', 'Al-Tagheer', 'موقع التغيير']),
  row('المصدر أونلاين', ['almasdaronline.com'], ['Almasdar Online']),
  row('المشهد اليمني', ['almashhad-alyemeni.com']),
  row('سودان تربيون', ['sudantribune.net', 'sudantribune.com'], ['Sudan Tribune', 'سودان تريبيون']),
  row('سونا', ['suna-sd.net', 'suna-news.net'], ['وكالة السودان للأنباء', 'SUNA']),
  row('راديو دبنقا', ['dabangasudan.org'], ['دبنقا', 'Dabanga']),
  // North Africa
  row('هسبريس', ['hespress.com'], ['Hespress', 'جريدة هسبريس']),
  row('البطولة', ['elbotola.com'], ['Elbotola']),
  row('وكالة المغرب العربي للأنباء', ['mapnews.ma'], ['و م ع']),
  row('le360', ['ar.le360.ma'], ['Le360 عربي']),
  row('وكالة الأنباء الجزائرية', ['aps.dz'], ['واج', 'وأج']),
  row('الشروق أونلاين', ['echoroukonline.com'], ['الشروق الجزائرية', 'Echorouk']),
  row('الخبر', ['elkhabar.com'], ['صحيفة الخبر', 'الخبر الجزائرية', 'El Khabar']),
  row('النهار أونلاين', ['ennaharonline.com'], ['النهار الجزائرية', 'Ennahar']),
  row('موزاييك', ['mosaiquefm.net'], ['موزاييك أف أم', 'Mosaique FM']),
  row('وكالة تونس إفريقيا للأنباء', ['tap.info.tn']),
  row('بوابة الوسط', ['alwasat.ly'], ['Alwasat Libya']),
  row('عين ليبيا', ['eanlibya.com'], ['Ean Libya']),
  row('ليبيا الأحرار', ['libyaalahrar.tv', 'libyaalahrar.net'], ['Libya Al Ahrar']),
  // Technology
  row(
    'البوابة التقنية',
    ['aitnews.com'],
    ['AIT News', 'AITnews', 'البوابة العربية للأخبار التقنية', 'البوابة العربية'],
  ),
];

type Place = { readonly path: string; readonly row: Row };

const BY_HOST = new Map<string, Place[]>();
const BY_NAME = new Map<string, Row>();
for (const row of ROWS) {
  for (const place of row.hosts) {
    const [host = '', ...path] = place.split('/');
    const places = BY_HOST.get(host) ?? [];
    places.push({ path: path.length === 0 ? '' : `/${path.join('/')}`, row });
    BY_HOST.set(host, places);
  }
  for (const spelling of [row.name, ...row.aliases]) BY_NAME.set(nameKey(spelling), row);
}

/** The letters and digits alone: outlets are written with and without spaces. */
function nameKey(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]+/gu, '');
}

/** By what an outlet is recognised under any of its spellings: letters and digits of its own name. */
export function outletKey(name: string): string {
  return nameKey(BY_NAME.get(nameKey(name))?.name ?? name);
}

/** What an outlet is, said before its name. */
const KIND_OF_OUTLET = /^(?:موقع|قناه|تلفزيون|فضاييه|صحيفه|جريده|وكاله|شبكه|بوابه|مجله|راديو|اذاعه)\s+/u;

function rowOfUrl(address: string): Row | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  for (let host = hostname; host.includes('.'); host = host.slice(host.indexOf('.') + 1)) {
    const place = BY_HOST.get(host)?.find(({ path }) => pathname.startsWith(path));
    if (place !== undefined) return place.row;
  }
  return undefined;
}

function rowOfName(stated: string): Row | undefined {
  const text = stated.slice(0, 200);
  for (const part of [text, ...text.split(/[|–—:،,-]/u)]) {
    const folded = fold(part).trim();
    const row = BY_NAME.get(nameKey(folded)) ?? BY_NAME.get(nameKey(folded.replace(KIND_OF_OUTLET, '')));
    if (row !== undefined) return row;
  }
  // Some state their address for a name.
  return /^[\w-]+(?:\.[\w-]+)+$/.test(text) ? rowOfUrl(`https://${text}/`) : undefined;
}

/**
 * The outlet behind an address, else the one that a page or feed states, in any of its spellings.
 * undefined when neither is known here.
 */
export function publisherOf({
  url,
  stated,
}: {
  readonly url: string | undefined;
  readonly stated: string | undefined;
}): Publisher | undefined {
  const row = (url && rowOfUrl(url)) || (stated && rowOfName(stated)) || undefined;
  return row === undefined ? undefined : { name: row.name, house: row.house };
}

/** All spellings of an outlet, its own name first; of an unknown one just the name. */
export function spellingsOf(name: string): readonly string[] {
  const row = BY_NAME.get(nameKey(name));
  return row === undefined ? [name] : [...new Set([name, row.name, ...row.aliases])];
}

/** Whether a government owns or runs the outlet, by any of its spellings. */
export function isOfAState(name: string): boolean {
  const row = BY_NAME.get(nameKey(name));
  return row !== undefined && Object.hasOwn(OF_A_STATE, row.name);
}
