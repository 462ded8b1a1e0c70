/**
 * Cities a reader may name, by zone: the Arab countries, and the cities of the world where many Arabs live.
 * Zones are those of the IANA database. Names are parted by «/», the Arabic one that readers see first; cities by «; ».
 */
export type CityRow = {
  readonly zone: string;
  /** ISO 3166: whose month names and clock style go with the zone, no statement on whose the city is. */
  readonly country: string;
  /** The city the zone is called after. */
  readonly city: string;
  /** What the country is called, where all of it or most keeps this zone. */
  readonly land: string;
  readonly cities: string;
};

const row = (zone: string, country: string, city: string, land: string, cities = ''): CityRow => ({
  zone,
  country,
  city,
  land,
  cities,
});

/** The cities and countries that readers name, by zone. */
// biome-ignore format: a table, a zone a line
export const cityTable: readonly CityRow[] = [
  // Egypt and the Nile
  row('Africa/Cairo', 'EG', 'القاهرة/Cairo/al-Qahira/Kahira', 'مصر/Egypt/Masr/Misr/جمهورية مصر العربية', 'الإسكندرية/Alexandria/Iskandariya/اسكندرية/اسكندريه; الجيزة/Giza; بورسعيد/Port Said/بور سعيد; السويس/Suez; الإسماعيلية/Ismailia; المنصورة/Mansoura/Mansura; طنطا/Tanta; الزقازيق/Zagazig; دمياط/Damietta; دمنهور/Damanhur; المحلة/Mahalla/المحلة الكبرى; الفيوم/Fayoum/Faiyum; بني سويف/Beni Suef; المنيا/Minya; أسيوط/Assiut/Asyut/اسيوط; سوهاج/Sohag; قنا/Qena; الأقصر/Luxor; أسوان/Aswan; الغردقة/Hurghada; شرم الشيخ/Sharm El Sheikh; العريش/Arish; مرسى مطروح/Marsa Matruh; شبين الكوم/Shibin El Kom; كفر الشيخ/Kafr El Sheikh; بنها/Banha; 6 أكتوبر/السادس من أكتوبر; العاصمة الإدارية'),
  row('Africa/Khartoum', 'SD', 'الخرطوم/Khartoum', 'السودان/Sudan/جمهورية السودان', 'أم درمان/Omdurman; بحري/الخرطوم بحري; بورتسودان/Port Sudan/بور سودان; كسلا/Kassala; القضارف/Gedaref; الأبيض/El Obeid; نيالا/Nyala; الفاشر/El Fasher; ود مدني/Wad Madani/مدني; عطبرة/Atbara; دنقلا/Dongola; كوستي/Kosti; الجنينة/Geneina; كادوقلي/Kadugli'),
  row('Africa/Juba', 'SS', 'جوبا/Juba', 'جنوب السودان/South Sudan'),
  row('Africa/Mogadishu', 'SO', 'مقديشو/Mogadishu', 'الصومال/Somalia', 'هرجيسا/Hargeisa; بوصاصو/Bosaso; كيسمايو/Kismayo; بربرة/Berbera'),
  row('Africa/Djibouti', 'DJ', 'جيبوتي/Djibouti', 'جمهورية جيبوتي'),
  row('Indian/Comoro', 'KM', 'موروني/Moroni', 'جزر القمر/Comoros'),
  // The Maghreb
  row('Africa/Tripoli', 'LY', 'طرابلس/Tripoli/Trablus/طرابلس الغرب/طرابلس ليبيا', 'ليبيا/Libya', 'بنغازي/Benghazi/بني غازي; مصراتة/Misrata; سبها/Sabha; سرت/Sirte; درنة/Derna; طبرق/Tobruk; البيضاء ليبيا/Al Bayda; الزاوية/Zawiya; زليتن/Zliten; الكفرة/Kufra; غريان/Gharyan; أجدابيا/Ajdabiya'),
  row('Africa/Tunis', 'TN', 'تونس/Tunis/Tounes', 'الجمهورية التونسية/Tunisia/Tunisie/تونس العاصمة', 'صفاقس/Sfax; سوسة/Sousse; القيروان/Kairouan; بنزرت/Bizerte; قابس/Gabes; قفصة/Gafsa; المنستير/Monastir; نابل/Nabeul; الحمامات/Hammamet; جربة/Djerba; توزر/Tozeur; القصرين/Kasserine; سيدي بوزيد/Sidi Bouzid; باجة/Beja; المهدية/Mahdia; أريانة/Ariana; مدنين/Medenine; تطاوين/Tataouine'),
  row('Africa/Algiers', 'DZ', 'الجزائر/Algiers/Alger/الجزائر العاصمة', 'الجمهورية الجزائرية/Algeria/Algerie/Dzayer/Jazair', 'وهران/Oran; قسنطينة/Constantine; عنابة/Annaba; سطيف/Setif; باتنة/Batna; البليدة/Blida; تلمسان/Tlemcen; بجاية/Bejaia; تيزي وزو/Tizi Ouzou; سيدي بلعباس/Sidi Bel Abbes; بسكرة/Biskra; ورقلة/Ouargla; غرداية/Ghardaia; تمنراست/Tamanrasset; تندوف/Tindouf; بشار/Bechar; الشلف/Chlef; سكيكدة/Skikda; مستغانم/Mostaganem; المسيلة/Msila; تيارت/Tiaret; الجلفة/Djelfa; تبسة/Tebessa; جيجل/Jijel; أدرار/Adrar; الوادي/El Oued; معسكر/Mascara; برج بوعريريج/Bordj Bou Arreridj'),
  row('Africa/Casablanca', 'MA', 'الدار البيضاء/Casablanca/كازابلانكا/كازا/Casa', 'المغرب/Morocco/Maroc/Maghrib/المملكة المغربية', 'الرباط/Rabat; فاس/Fes/Fez; مراكش/Marrakesh/Marrakech; طنجة/Tangier/Tanger; أكادير/Agadir/أغادير; مكناس/Meknes; وجدة/Oujda; تطوان/Tetouan; القنيطرة/Kenitra; سلا/Sale; آسفي/Safi; الجديدة/El Jadida; الناظور/Nador; الحسيمة/Al Hoceima; بني ملال/Beni Mellal; خريبكة/Khouribga; الصويرة/Essaouira; ورزازات/Ouarzazate; تازة/Taza; سطات/Settat; المحمدية/Mohammedia'),
  row('Africa/El_Aaiun', 'EH', 'العيون/El Aaiun/Laayoune', 'الصحراء الغربية/Western Sahara', 'الداخلة/Dakhla; السمارة/Smara; بوجدور/Boujdour'),
  row('Africa/Nouakchott', 'MR', 'نواكشوط/Nouakchott', 'موريتانيا/Mauritania', 'نواذيبو/Nouadhibou; كيفة/Kiffa; روصو/Rosso; أطار/Atar'),
  // The Levant and Iraq
  row('Asia/Gaza', 'PS', 'غزة/Gaza', 'قطاع غزة/Gaza Strip', 'خان يونس/Khan Yunis/خانيونس; رفح/Rafah; دير البلح/Deir al-Balah; جباليا/Jabalia; بيت لاهيا; بيت حانون; النصيرات/Nuseirat'),
  row('Asia/Hebron', 'PS', 'الخليل/Hebron', 'فلسطين/Palestine/Falasteen/Filistin/الضفة الغربية/الضفة/West Bank', 'رام الله/Ramallah/رام اللة; نابلس/Nablus; جنين/Jenin; طولكرم/Tulkarm; قلقيلية/Qalqilya; بيت لحم/Bethlehem; أريحا/Jericho; سلفيت/Salfit; طوباس/Tubas; البيرة/Al-Bireh'),
  row('Asia/Jerusalem', 'PS', 'القدس/Jerusalem/Al-Quds/القدس الشرقية', 'إسرائيل/Israel/الداخل', 'الناصرة/Nazareth; حيفا/Haifa; يافا/Jaffa; عكا/Acre/Akko; أم الفحم/Umm al-Fahm; اللد/Lod; الرملة/Ramla; بئر السبع/Beersheba; تل أبيب/Tel Aviv; رهط/Rahat; سخنين/Sakhnin; الطيبة/Tayibe; شفاعمرو/Shefa-Amr'),
  row('Asia/Beirut', 'LB', 'بيروت/Beirut/Beyrouth', 'لبنان/Lebanon/Lubnan/Liban', 'طرابلس لبنان/طرابلس الشام/Tripoli Lebanon; صيدا/Sidon/Saida; صور/Tyre; النبطية/Nabatieh; زحلة/Zahle; بعلبك/Baalbek; جونية/Jounieh; جبيل/Byblos; بنت جبيل; مرجعيون; عكار/Akkar; عاليه/Aley'),
  row('Asia/Damascus', 'SY', 'دمشق/Damascus/الشام/Dimashq', 'سوريا/سورية/Syria/Suria', 'حلب/Aleppo; حمص/Homs; حماة/Hama/حماه; اللاذقية/Latakia; طرطوس/Tartus; إدلب/Idlib; درعا/Daraa; السويداء/Suwayda; دير الزور/Deir ez-Zor; الرقة/Raqqa; الحسكة/Hasakah; القامشلي/Qamishli; القنيطرة سوريا; كوباني/عين العرب; عفرين/Afrin; تدمر/Palmyra; منبج/Manbij'),
  row('Asia/Amman', 'JO', 'عمّان/Amman/عمان الأردن', 'الأردن/Jordan/Urdun', 'إربد/Irbid; الزرقاء/Zarqa; العقبة/Aqaba; السلط/Salt; الكرك/Karak; مادبا/Madaba; المفرق/Mafraq; جرش/Jerash; معان/Maan; عجلون/Ajloun; الطفيلة/Tafila; البتراء/Petra'),
  row('Asia/Baghdad', 'IQ', 'بغداد/Baghdad', 'العراق/Iraq/3iraq', 'البصرة/Basra; الموصل/Mosul; أربيل/Erbil/Hawler/إربيل/كردستان/كوردستان/Kurdistan; السليمانية/Sulaymaniyah/Slemani; دهوك/Duhok; كركوك/Kirkuk; النجف/Najaf; كربلاء/Karbala; الناصرية/Nasiriyah; العمارة/Amarah; الحلة/Hillah; الديوانية/Diwaniyah; الكوت/Kut; السماوة/Samawah; الرمادي/Ramadi; الفلوجة/Fallujah; تكريت/Tikrit; سامراء/Samarra; بعقوبة/Baqubah; زاخو/Zakho; الأنبار/Anbar'),
  // The Gulf and Yemen
  row('Asia/Riyadh', 'SA', 'الرياض/Riyadh', 'السعودية/Saudi Arabia/Saudi/Saudia/So3odia/KSA/المملكة العربية السعودية/المملكة', 'جدة/Jeddah/Jiddah; مكة/Mecca/Makkah/مكة المكرمة; المدينة المنورة/Medina/Madinah/المدينة; الدمام/Dammam; الخبر/Khobar; الظهران/Dhahran; الأحساء/Al-Ahsa/الهفوف/Hofuf; القطيف/Qatif; الجبيل/Jubail; الطائف/Taif; بريدة/Buraidah; عنيزة/Unaizah; القصيم/Qassim; حائل/Hail; تبوك/Tabuk; أبها/Abha; خميس مشيط/Khamis Mushait; عسير/Asir; جازان/Jazan/جيزان; نجران/Najran; الباحة/Bahah; ينبع/Yanbu; عرعر/Arar; سكاكا/Sakaka; الجوف/Jouf; الخرج/Kharj; حفر الباطن/Hafar al-Batin; القنفذة/Qunfudhah; نيوم/Neom; المجمعة; شقراء; الدوادمي; القريات/Qurayyat; رفحاء/Rafha'),
  row('Asia/Kuwait', 'KW', 'الكويت/Kuwait/Kuwait City/مدينة الكويت', 'دولة الكويت', 'حولي/Hawalli; السالمية/Salmiya; الجهراء/Jahra; الفروانية/Farwaniya; الأحمدي/Ahmadi; الفحيحيل'),
  row('Asia/Bahrain', 'BH', 'المنامة/Manama', 'البحرين/Bahrain', 'المحرق/Muharraq; الرفاع/Riffa; مدينة عيسى; مدينة حمد; سترة/Sitra'),
  row('Asia/Qatar', 'QA', 'الدوحة/Doha', 'قطر/Qatar', 'الريان/Al Rayyan; الوكرة/Wakrah; الخور/Al Khor; لوسيل/Lusail'),
  row('Asia/Dubai', 'AE', 'دبي/Dubai', 'الإمارات/UAE/Emirates/Emarat/United Arab Emirates/الإمارات العربية المتحدة', 'أبوظبي/Abu Dhabi/أبو ظبي; الشارقة/Sharjah; عجمان/Ajman; العين/Al Ain; رأس الخيمة/Ras Al Khaimah; الفجيرة/Fujairah; أم القيوين/Umm Al Quwain'),
  row('Asia/Muscat', 'OM', 'مسقط/Muscat', 'عُمان/سلطنة عمان/السلطنة/Oman', 'صلالة/Salalah; صحار/Sohar; نزوى/Nizwa; السيب/Seeb; البريمي/Buraimi; عبري/Ibri; صور عمان/Sur; الرستاق/Rustaq; بركاء/Barka; خصب/Khasab; مطرح/Muttrah'),
  row('Asia/Aden', 'YE', 'عدن/Aden', 'اليمن/Yemen', 'صنعاء/Sanaa/Sana; تعز/Taiz; الحديدة/Hodeidah; إب/Ibb; المكلا/Mukalla; مأرب/Marib; صعدة/Saada; ذمار/Dhamar; سيئون/Seiyun/سيؤون; حضرموت/Hadramawt; لحج/Lahij; أبين/Abyan; شبوة/Shabwah; المهرة/Mahra; سقطرى/Socotra; عمران/Amran; حجة/Hajjah; البيضاء اليمن; الضالع/Dhale; المخا/Mocha'),
  // Neighbours
  row('Europe/Istanbul', 'TR', 'إسطنبول/Istanbul/اسطنبول/استانبول', 'تركيا/Turkey/Türkiye/Turkiye', 'أنقرة/Ankara; إزمير/Izmir/ازمير; غازي عنتاب/Gaziantep/عنتاب; أنطاليا/Antalya; بورصة/Bursa; مرسين/Mersin; أضنة/Adana/اضنة; هاتاي/Hatay/أنطاكيا/Antakya; أورفا/Urfa/شانلي أورفا/Sanliurfa; كيليس/Kilis; قونية/Konya; طرابزون/Trabzon; ديار بكر/Diyarbakir; قيصري/Kayseri; سكاريا/Sakarya; يلوا/Yalova; الريحانية/Reyhanli; ماردين/Mardin'),
  row('Asia/Tehran', 'IR', 'طهران/Tehran', 'إيران/Iran', 'الأهواز/Ahvaz/Ahwaz; عبادان/Abadan; مشهد/Mashhad; قم/Qom; أصفهان/Isfahan; شيراز/Shiraz; تبريز/Tabriz; بندر عباس/Bandar Abbas'),
  row('Asia/Nicosia', 'CY', 'نيقوسيا/Nicosia', 'قبرص/Cyprus', 'ليماسول/Limassol; لارنكا/Larnaca'),
  row('Asia/Kabul', 'AF', 'كابل/كابول/Kabul', 'أفغانستان/Afghanistan', 'قندهار/Kandahar; هرات/Herat'),
  row('Asia/Karachi', 'PK', 'كراتشي/Karachi', 'باكستان/Pakistan', 'إسلام آباد/Islamabad/إسلام أباد; لاهور/Lahore; بيشاور/Peshawar'),
  row('Asia/Yerevan', 'AM', 'يريفان/Yerevan', 'أرمينيا/Armenia'),
  row('Asia/Baku', 'AZ', 'باكو/Baku', 'أذربيجان/Azerbaijan'),
  row('Asia/Tbilisi', 'GE', 'تبليسي/تفليس/Tbilisi', 'جورجيا/Georgia'),
  // Europe
  row('Europe/London', 'GB', 'لندن/London', 'بريطانيا/المملكة المتحدة/إنجلترا/إنكلترا/UK/Britain/England/United Kingdom/Great Britain', 'مانشستر/Manchester; برمنغهام/Birmingham/برمنجهام; ليفربول/Liverpool; ليدز/Leeds; شيفيلد/Sheffield; إدنبرة/Edinburgh; غلاسكو/Glasgow/جلاسكو; كارديف/Cardiff; بريستول/Bristol; اسكتلندا/Scotland; ويلز/Wales'),
  row('Europe/Dublin', 'IE', 'دبلن/Dublin', 'أيرلندا/إيرلندا/Ireland'),
  row('Europe/Paris', 'FR', 'باريس/Paris', 'فرنسا/France', 'مارسيليا/Marseille/مرسيليا; ليون/Lyon; تولوز/Toulouse; نيس/Nice; ليل/Lille; ستراسبورغ/Strasbourg; بوردو/Bordeaux; نانت/Nantes; مونبلييه/Montpellier'),
  row('Europe/Berlin', 'DE', 'برلين/Berlin', 'ألمانيا/المانيا/Germany/Deutschland', 'هامبورغ/Hamburg/هامبورج; ميونخ/Munich/ميونيخ/München; كولونيا/Cologne/كولن/Köln; فرانكفورت/Frankfurt; شتوتغارت/Stuttgart; دوسلدورف/Dusseldorf/Düsseldorf; دورتموند/Dortmund; إيسن/Essen; لايبزيغ/Leipzig; دريسدن/Dresden; هانوفر/Hanover/Hannover; بريمن/Bremen; بون/Bonn; نورنبرغ/Nuremberg'),
  row('Europe/Vienna', 'AT', 'فيينا/Vienna/Wien', 'النمسا/Austria', 'غراتس/Graz; لينز/Linz; سالزبورغ/Salzburg'),
  row('Europe/Zurich', 'CH', 'زيورخ/زيوريخ/Zurich', 'سويسرا/Switzerland', 'جنيف/Geneva; برن/Bern; بازل/Basel; لوزان/Lausanne'),
  row('Europe/Amsterdam', 'NL', 'أمستردام/Amsterdam', 'هولندا/Netherlands/Holland', 'روتردام/Rotterdam; لاهاي/The Hague/Hague; أوتريخت/Utrecht; آيندهوفن/Eindhoven'),
  row('Europe/Brussels', 'BE', 'بروكسل/Brussels/Bruxelles', 'بلجيكا/Belgium', 'أنتويرب/Antwerp; غنت/Ghent; لييج/Liege'),
  row('Europe/Luxembourg', 'LU', 'لوكسمبورغ/لوكسمبورج/Luxembourg', ''),
  row('Europe/Stockholm', 'SE', 'ستوكهولم/Stockholm', 'السويد/Sweden', 'مالمو/Malmo/Malmö; غوتنبرغ/Gothenburg/يوتوبوري/Göteborg; أوبسالا/Uppsala; هلسنبوري/Helsingborg'),
  row('Europe/Oslo', 'NO', 'أوسلو/Oslo', 'النرويج/Norway', 'بيرغن/Bergen'),
  row('Europe/Copenhagen', 'DK', 'كوبنهاغن/Copenhagen/كوبنهاجن', 'الدنمارك/الدانمارك/Denmark', 'آرهوس/Aarhus; أودنسه/Odense'),
  row('Europe/Helsinki', 'FI', 'هلسنكي/Helsinki', 'فنلندا/Finland', 'توركو/Turku; تامبيري/Tampere'),
  row('Europe/Madrid', 'ES', 'مدريد/Madrid', 'إسبانيا/اسبانيا/Spain', 'برشلونة/Barcelona; فالنسيا/Valencia; إشبيلية/Seville; مالقة/Malaga; غرناطة/Granada; سبتة/Ceuta; مليلية/Melilla'),
  row('Europe/Lisbon', 'PT', 'لشبونة/Lisbon', 'البرتغال/Portugal', 'بورتو/Porto'),
  row('Europe/Rome', 'IT', 'روما/Rome', 'إيطاليا/ايطاليا/Italy', 'ميلانو/Milan; نابولي/Naples; تورينو/Turin; باليرمو/Palermo; بولونيا إيطاليا/Bologna; فلورنسا/Florence; البندقية/Venice; الفاتيكان/Vatican'),
  row('Europe/Malta', 'MT', 'فاليتا/Valletta', 'مالطا/Malta'),
  row('Europe/Athens', 'GR', 'أثينا/Athens', 'اليونان/Greece', 'سالونيك/Thessaloniki; كريت/Crete'),
  row('Europe/Warsaw', 'PL', 'وارسو/Warsaw', 'بولندا/Poland', 'كراكوف/Krakow'),
  row('Europe/Prague', 'CZ', 'براغ/براج/Prague', 'التشيك/Czechia/Czech Republic'),
  row('Europe/Budapest', 'HU', 'بودابست/Budapest', 'المجر/هنغاريا/Hungary'),
  row('Europe/Bucharest', 'RO', 'بوخارست/Bucharest', 'رومانيا/Romania'),
  row('Europe/Sofia', 'BG', 'صوفيا/Sofia', 'بلغاريا/Bulgaria'),
  row('Europe/Belgrade', 'RS', 'بلغراد/Belgrade', 'صربيا/Serbia'),
  row('Europe/Sarajevo', 'BA', 'سراييفو/Sarajevo', 'البوسنة/البوسنة والهرسك/Bosnia'),
  row('Europe/Tirane', 'AL', 'تيرانا/Tirana', 'ألبانيا/Albania'),
  row('Europe/Kyiv', 'UA', 'كييف/Kyiv/Kiev', 'أوكرانيا/اوكرانيا/Ukraine', 'خاركيف/Kharkiv; أوديسا/Odesa/Odessa; لفيف/Lviv'),
  row('Europe/Minsk', 'BY', 'مينسك/Minsk', 'بيلاروسيا/بيلاروس/Belarus'),
  row('Europe/Moscow', 'RU', 'موسكو/Moscow', 'روسيا/Russia/Rusia', 'سانت بطرسبرغ/Saint Petersburg/St Petersburg/بطرسبورغ; قازان/Kazan; غروزني/Grozny'),
  // Africa south of the Sahara
  row('Africa/Addis_Ababa', 'ET', 'أديس أبابا/Addis Ababa', 'إثيوبيا/أثيوبيا/الحبشة/Ethiopia'),
  row('Africa/Asmara', 'ER', 'أسمرة/Asmara', 'إريتريا/Eritrea'),
  row('Africa/Nairobi', 'KE', 'نيروبي/Nairobi', 'كينيا/Kenya', 'مومباسا/Mombasa'),
  row('Africa/Kampala', 'UG', 'كمبالا/Kampala', 'أوغندا/Uganda'),
  row('Africa/Dar_es_Salaam', 'TZ', 'دار السلام/Dar es Salaam', 'تنزانيا/Tanzania', 'زنجبار/Zanzibar'),
  row('Africa/Ndjamena', 'TD', 'نجامينا/إنجامينا/Ndjamena', 'تشاد/Chad', 'أبشي/Abeche'),
  row('Africa/Niamey', 'NE', 'نيامي/Niamey', 'النيجر/Niger'),
  row('Africa/Bamako', 'ML', 'باماكو/Bamako', 'مالي/Mali'),
  row('Africa/Dakar', 'SN', 'داكار/Dakar', 'السنغال/Senegal'),
  row('Africa/Abidjan', 'CI', 'أبيدجان/Abidjan', 'ساحل العاج/كوت ديفوار/Ivory Coast'),
  row('Africa/Accra', 'GH', 'أكرا/Accra', 'غانا/Ghana'),
  row('Africa/Lagos', 'NG', 'لاغوس/لاجوس/Lagos', 'نيجيريا/Nigeria', 'أبوجا/Abuja; كانو/Kano'),
  row('Africa/Kinshasa', 'CD', 'كينشاسا/Kinshasa', 'الكونغو/Congo'),
  row('Africa/Johannesburg', 'ZA', 'جوهانسبرغ/Johannesburg', 'جنوب أفريقيا/جنوب إفريقيا/South Africa', 'كيب تاون/Cape Town; بريتوريا/Pretoria; ديربان/Durban'),
  // Asia
  row('Asia/Kolkata', 'IN', 'كلكتا/كولكاتا/Kolkata/Calcutta', 'الهند/India', 'نيودلهي/New Delhi/Delhi/دلهي; مومباي/Mumbai; حيدر آباد/Hyderabad; بنغالور/Bangalore; كيرالا/Kerala; تشيناي/Chennai'),
  row('Asia/Dhaka', 'BD', 'دكا/Dhaka', 'بنغلاديش/بنجلاديش/Bangladesh'),
  row('Asia/Kathmandu', 'NP', 'كاتماندو/Kathmandu', 'نيبال/Nepal'),
  row('Asia/Colombo', 'LK', 'كولومبو/Colombo', 'سريلانكا/Sri Lanka'),
  row('Asia/Tashkent', 'UZ', 'طشقند/Tashkent', 'أوزبكستان/Uzbekistan', 'سمرقند/Samarkand; بخارى/Bukhara'),
  row('Asia/Almaty', 'KZ', 'ألماتي/Almaty', 'كازاخستان/كازخستان/Kazakhstan', 'أستانا/Astana'),
  row('Asia/Ashgabat', 'TM', 'عشق آباد/Ashgabat', 'تركمانستان/Turkmenistan'),
  row('Asia/Dushanbe', 'TJ', 'دوشنبه/Dushanbe', 'طاجيكستان/Tajikistan'),
  row('Asia/Bishkek', 'KG', 'بيشكيك/Bishkek', 'قرغيزستان/Kyrgyzstan'),
  row('Asia/Kuala_Lumpur', 'MY', 'كوالالمبور/كوالا لمبور/Kuala Lumpur', 'ماليزيا/Malaysia'),
  row('Asia/Singapore', 'SG', 'سنغافورة/Singapore', ''),
  row('Asia/Jakarta', 'ID', 'جاكرتا/Jakarta', 'إندونيسيا/اندونيسيا/Indonesia', 'باندونغ/Bandung'),
  row('Asia/Bangkok', 'TH', 'بانكوك/Bangkok', 'تايلاند/تايلند/Thailand'),
  row('Asia/Ho_Chi_Minh', 'VN', 'هوشي منه/Ho Chi Minh', 'فيتنام/Vietnam', 'هانوي/Hanoi'),
  row('Asia/Manila', 'PH', 'مانيلا/Manila', 'الفلبين/Philippines'),
  row('Asia/Shanghai', 'CN', 'شنغهاي/Shanghai', 'الصين/China', 'بكين/Beijing/بيجين; غوانغتشو/Guangzhou; شنجن/Shenzhen; إيوو/ييوو/Yiwu'),
  row('Asia/Hong_Kong', 'HK', 'هونغ كونغ/هونج كونج/Hong Kong', ''),
  row('Asia/Taipei', 'TW', 'تايبيه/Taipei', 'تايوان/Taiwan'),
  row('Asia/Tokyo', 'JP', 'طوكيو/Tokyo', 'اليابان/Japan', 'أوساكا/Osaka'),
  row('Asia/Seoul', 'KR', 'سيول/سيئول/Seoul', 'كوريا الجنوبية/كوريا/South Korea/Korea'),
  // Australia and New Zealand
  row('Australia/Sydney', 'AU', 'سيدني/Sydney', 'أستراليا/استراليا/Australia', 'كانبرا/Canberra'),
  row('Australia/Melbourne', 'AU', 'ملبورن/Melbourne', ''),
  row('Australia/Brisbane', 'AU', 'بريزبن/بريسبان/Brisbane', ''),
  row('Australia/Perth', 'AU', 'بيرث/Perth', ''),
  row('Australia/Adelaide', 'AU', 'أديلايد/Adelaide', ''),
  row('Pacific/Auckland', 'NZ', 'أوكلاند/Auckland', 'نيوزيلندا/New Zealand'),
  // The Americas; a country with several zones is taken at its capital's
  row('America/New_York', 'US', 'نيويورك/New York/New York City/NYC', 'الولايات المتحدة/أمريكا/أميركا/USA/US/America/Amrika/United States', 'واشنطن/Washington/Washington DC/واشنطن دي سي; بوسطن/Boston; فيلادلفيا/Philadelphia; ميامي/Miami; أتلانتا/Atlanta; نيوجيرسي/New Jersey; باترسون/Paterson; بيتسبرغ/Pittsburgh; كليفلاند/Cleveland; أورلاندو/Orlando; فرجينيا/Virginia; فلوريدا/Florida'),
  row('America/Detroit', 'US', 'ديترويت/Detroit', '', 'ديربورن/Dearborn; ميشيغان/ميشيجان/Michigan'),
  row('America/Chicago', 'US', 'شيكاغو/شيكاجو/Chicago', '', 'هيوستن/Houston; دالاس/Dallas; تكساس/Texas; أوستن/Austin; مينيابوليس/Minneapolis; ناشفيل/Nashville; نيو أورليانز/New Orleans'),
  row('America/Denver', 'US', 'دنفر/Denver', '', 'كولورادو/Colorado; سولت ليك سيتي/Salt Lake City'),
  row('America/Phoenix', 'US', 'فينيكس/Phoenix', '', 'أريزونا/Arizona'),
  row('America/Los_Angeles', 'US', 'لوس أنجلوس/لوس أنجليس/Los Angeles', '', 'سان فرانسيسكو/San Francisco; سان دييغو/San Diego; سياتل/Seattle; لاس فيغاس/Las Vegas; كاليفورنيا/California; بورتلاند/Portland; سكرامنتو/Sacramento'),
  row('America/Toronto', 'CA', 'تورونتو/Toronto', 'كندا/Canada', 'مونتريال/Montreal; أوتاوا/Ottawa; كيبك/Quebec; هاميلتون/Hamilton; ميسيساغا/Mississauga; وندسور/Windsor'),
  row('America/Halifax', 'CA', 'هاليفاكس/Halifax', ''),
  row('America/Winnipeg', 'CA', 'وينيبيغ/Winnipeg', ''),
  row('America/Edmonton', 'CA', 'إدمنتون/Edmonton', '', 'كالغاري/Calgary'),
  row('America/Vancouver', 'CA', 'فانكوفر/Vancouver', ''),
  row('America/Mexico_City', 'MX', 'مكسيكو سيتي/مكسيكو/Mexico City', 'المكسيك/Mexico'),
  row('America/Panama', 'PA', 'بنما/Panama', ''),
  row('America/Havana', 'CU', 'هافانا/Havana', 'كوبا/Cuba'),
  row('America/Bogota', 'CO', 'بوغوتا/Bogota', 'كولومبيا/Colombia'),
  row('America/Caracas', 'VE', 'كاراكاس/كراكاس/Caracas', 'فنزويلا/Venezuela'),
  row('America/Lima', 'PE', 'ليما/Lima', 'بيرو/Peru'),
  row('America/Santiago', 'CL', 'سانتياغو/Santiago', 'تشيلي/Chile'),
  row('America/Argentina/Buenos_Aires', 'AR', 'بوينس آيرس/Buenos Aires', 'الأرجنتين/Argentina'),
  row('America/Sao_Paulo', 'BR', 'ساو باولو/Sao Paulo/São Paulo', 'البرازيل/Brazil', 'برازيليا/Brasilia; ريو دي جانيرو/Rio de Janeiro/ريو'),
];
