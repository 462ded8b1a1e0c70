/** Further names by which readers ask for a topic: nisbas, Latin habits, other spellings, cities. `_` joins words. */
export const otherNames: Readonly<Record<string, string>> = {
  top: `
    اهم_الاخبار اهم_اخبار اهم_اخبار_اليوم ابرز_الاخبار اخر_الاخبار العناوين ابرز_العناوين عاجل عاجلة الرئيسية top_stories
    headlines breaking`,
  palestine: `
    فلسطيني فلسطينية الفلسطينيين رام_الله السلطة_الفلسطينية falasteen falastin falestin filistin felesteen palestinian
    palestinians ramallah`,
  gaza: 'غزه قطاع_غزة خان_يونس خانيونس رفح جباليا ghaza ghazza gaza_strip khan_younis rafah',
  westbank: `
    الضفة الضفة_الغربية القدس الاقصى المسجد_الاقصى نابلس جنين الخليل بيت_لحم طولكرم west_bank westbank jerusalem al_quds
    alquds quds aqsa al_aqsa nablus jenin hebron`,
  israel: 'اسرائيلي اسرائيلية تل_ابيب حيفا israel israil isra2il israeli tel_aviv haifa',
  lebanon: 'لبناني لبنانية بيروت صيدا طرابلس_الشام lubnan libnan lebnan liban lebanese beirut beyrouth',
  syria: `
    سورية سوري دمشق حلب حمص حماة ادلب درعا اللاذقية دير_الزور السويداء الشام suria souria soria syrie syrian damascus
    dimashq aleppo halab homs idlib`,
  jordan: 'اردن اردني عمّان اربد الزرقاء العقبة urdun ordon ordun al_urdun jordanie amman aqaba irbid',
  iraq: `
    عراق عراقي بغداد البصرة الموصل كركوك النجف كربلاء الانبار 3iraq 3raq iraq irak eraq iraqi baghdad bagdad basra mosul
    najaf karbala`,
  kurds: `
    كردستان اكراد الاكراد الكرد كردي اقليم_كردستان اربيل السليمانية دهوك kurdistan kurds kurdish erbil arbil hawler
    sulaymaniyah`,
  saudi: `
    السعودية سعوديه المملكة المملكة_العربية_السعودية الرياض جدة مكة المدينة_المنورة الدمام الحجاز saudi_arabia saudia
    saudiya so3odia so3odeya sa3udia sa3oodia soudia ksa riyadh riad jeddah jiddah mecca makkah medina dammam`,
  uae: `
    الامارات امارات الامارات_العربية_المتحدة اماراتي دبي ابوظبي ابو_ظبي الشارقة عجمان emarat imarat emirates emirati
    united_arab_emirates dubai dubay abu_dhabi abudhabi sharjah`,
  qatar: 'قطري الدوحة katar qatar qater doha doha qatari',
  kuwait: 'كويت كويتي مدينة_الكويت kuwait kuwayt koweit kwait kuwaiti q8',
  bahrain: 'بحرين بحريني المنامة bahrain ba7rain bahrein manama',
  oman: 'عمان عُمان سلطنة_عمان عماني مسقط صلالة oman 3oman 3uman sultanate_of_oman muscat salalah',
  yemen:
    'يمن يمني صنعاء عدن تعز حضرموت مارب الحديدة yaman yemen yaman el_yemen sanaa sana3a aden taiz hodeidah',
  gulf: 'خليج خليجي دول_الخليج مجلس_التعاون مجلس_التعاون_الخليجي khaleej khalij khalej gcc',
  egypt: `
    مصري القاهرة الاسكندرية سيناء اسوان الجيزة السويس بورسعيد شرم_الشيخ masr misr maser masr egypte egyptian um_eldonia
    cairo kahira alexandria giza sinai suez`,
  sudan: 'سودان سوداني الخرطوم دارفور الفاشر بورتسودان ام_درمان sudan soudan sodan sudanese khartoum darfur',
  somalia:
    'الصومال صومال صومالي جيبوتي مقديشو ارض_الصومال صوماليلاند somal soomaal somali djibouti mogadishu somaliland',
  libya: 'ليبي ليبية بنغازي مصراتة سبها libia lybia libye libyan benghazi misrata tripoli',
  tunisia: 'تونسي تونسية صفاقس سوسة القيروان tunis tounes tounis tunisie tunisian sfax',
  algeria:
    'جزائر جزائري وهران قسنطينة عنابة jazair jazayer jaza2er dzayer dzair dz algerie algerian oran algiers alger',
  morocco: `
    مغرب مغربي الرباط الدار_البيضاء كازا مراكش طنجة فاس اكادير مغاربة maghrib maghreb magrib maroc marocco moroccan rabat
    casablanca casa marrakech marrakesh tanger tangier`,
  mauritania: 'موريتاني نواكشوط شنقيط mauritanie moritania mauritania nouakchott',
  sahara: `
    الصحراء_الغربية الصحراء_المغربية الصحراء البوليساريو بوليساريو western_sahara sahara polisario العيون_الصحراء`,
  iran: 'ايراني ايرانية طهران اصفهان مشهد قم شيراز eran irann iranian tehran teheran isfahan',
  turkey:
    'تركي تركيه اتراك انقرة اسطنبول استانبول turkiye turkia torkia turkie turkish ankara istanbul estanbul',
  afghanistan: 'افغاني افغان الافغان كابول قندهار afganistan afghan kabul kandahar',
  pakistan: 'باكستاني اسلام_اباد كراتشي لاهور bakistan pakistani islamabad karachi lahore',
  india: 'هندي هند هنود نيودلهي دلهي مومباي hind alhind hindia indian delhi new_delhi mumbai',
  usa: `
    امريكا اميركا الولايات_المتحدة_الامريكية امريكي اميركي امريكان واشنطن نيويورك كاليفورنيا البيت_الابيض البنتاغون
    amrika amerika amreeka america american us u_s u_s_a united_states_of_america washington new_york white_house`,
  russia:
    'روسي روسية روس الروس موسكو الكرملين بطرسبرغ rusia rossia roosya rusya russian moscow moskva kremlin',
  ukraine:
    'اوكراني اوكرانية كييف خاركيف اوديسا القرم ukrania okrania ukrainian kyiv kiev kharkiv odessa crimea',
  china: 'صيني بكين شنغهاي تايوان هونغ_كونغ هونج_كونج alseen chine chinese beijing taiwan hong_kong shanghai',
  uk: `
    بريطاني بريطانية المملكة_المتحدة انجلترا انكلترا اسكتلندا لندن britain great_britain england britania british london
    scotland gb`,
  france: 'فرنسي فرنسية باريس مرسيليا faransa fransa french paris marseille',
  germany:
    'الماني المانية المان برلين ميونيخ ميونخ هامبورغ almania allemagne german deutschland berlin munich',
  europe: `
    اوربا اوروبي الاتحاد_الاوروبي بروكسل الناتو ايطاليا روما اسبانيا مدريد اليونان هولندا بلجيكا السويد النرويج الدنمارك
    بولندا المجر النمسا فيينا سويسرا جنيف البرتغال ايرلندا صربيا رومانيا ارمينيا قبرص كوسوفو البوسنة بيلاروسيا eu
    european european_union oroba orobba brussels nato italy rome spain madrid greece netherlands belgium sweden norway
    denmark poland hungary austria vienna switzerland geneva portugal ireland armenia cyprus`,
  africa: `
    افريقي اثيوبيا اديس_ابابا اريتريا كينيا نيجيريا النيجر جنوب_افريقيا الكونغو بوركينا_فاسو تشاد السنغال اوغندا رواندا
    تنزانيا جنوب_السودان مالي غانا زيمبابوي الكاميرون ساحل_العاج afriqia ifriqia afrique african ethiopia eritrea kenya
    nigeria niger south_africa congo chad senegal uganda rwanda south_sudan mali ghana`,
  asia: `
    اسيوي اليابان ياباني طوكيو كوريا كوري كوريا_الشمالية كوريا_الجنوبية اندونيسيا ماليزيا الفلبين تايلاند تايلند
    فيتنام ميانمار بنغلاديش بنجلاديش سريلانكا نيبال كازاخستان اوزبكستان تركمانستان طاجيكستان قرغيزستان اذربيجان باكو
    سنغافورة استراليا سيدني نيوزيلندا جورجيا asya asie asian japan tokyo korea kora_shamalia north_korea south_korea seoul
    indonesia malaysia philippines thailand vietnam myanmar bangladesh kazakhstan uzbekistan azerbaijan singapore
    australia`,
  latam: `
    امريكا_اللاتينية امريكا_الجنوبية اميركا_الجنوبية فنزويلا البرازيل الارجنتين المكسيك كولومبيا كوبا تشيلي بيرو هايتي
    latin_america south_america venezuela brazil argentina mexico colombia cuba chile peru haiti`,
  un: 'امم_متحدة الامم مجلس_الامن اليونيسف اليونسكو united_nations onu security_council unicef unesco',
  economy: `
    الاقتصاد اقتصادي اقتصادية مال اعمال مال_واعمال المال_والاعمال بورصة البورصة الاسهم اسواق الاسواق استثمار eqtisad iqtisad
    iktisad economie economic economics business finance markets money`,
  prices: `
    prices_currency_gold الذهب سعر_الذهب اسعار_الذهب الدولار سعر_الدولار اسعار_الدولار العملات اسعار_العملات سعر_الصرف اسعار_الصرف بيتكوين gold
    dollar currency exchange_rate bitcoin dahab dolar`,
  energy: `
    النفط نفط الطاقة طاقة الغاز اوبك الكهرباء البترول بترول nafit naft oil gas opec petrol energie taqa`,
  technology: `
    التكنولوجيا تقنية التقنية تكنولوجي تقني تقنيات هواتف انترنت الانترنت teknologia technologia tech teknologya tiknia
    technologie internet`,
  ai: 'ذكاء_اصطناعي الذكاء_الصناعي تشات_جي_بي_تي artificial_intelligence chatgpt zaka2_estena3i',
  science: `
    علوم العلوم علم فضاء الفضاء ناسا فلك الفلك اكتشافات 3olom 3oloum oloum ulum sciences space nasa astronomy`,
  health: 'الصحة صحي صحية طب الطب كورونا امراض sa7a seha se7a si7a sehha sante medicine medical covid',
  environment: `
    climate_environment المناخ مناخ البيئة بيئة بيئي تغير_المناخ climate climate_change environnement manakh bee2a bi2a`,
  disasters: `
    disasters_weather كوارث الكوارث طقس الطقس حالة_الطقس زلزال زلازل الزلازل فيضانات اعاصير weather earthquake earthquakes floods storm ta2s
    zelzal`,
  culture: `
    ثقافة الثقافة فن الفن فنون الفنون سينما السينما افلام مسلسلات موسيقى مشاهير ادب thaqafa saqafa sakafa fann culture arts art
    cinema movies music celebrities`,
  religion:
    'الدين ديني الاسلام اسلام الحج العمرة رمضان الازهر الفاتيكان deen din religion islam hajj ramadan',
  courts:
    'قضايا حوادث الحوادث قضاء القضاء محاكم المحاكم جرائم جريمة الجريمة 7awades hawadith courts crime justice',
  migration:
    'migration_refugees هجرة الهجرة لجوء اللجوء لاجئين اللاجئين اللاجئون مهاجرين المهاجرين hejra hijra migrants refugees immigration',
  education: `
    التعليم تعليم تعليمي مدارس المدارس جامعات الجامعات الثانوية_العامة توجيهي ta3lim taalim ta3leem schools universities`,
  sports: `
    الرياضة رياضي رياضية رياضات اولمبياد تنس كرة_السلة سلة reyada riyada ryada riadha sport olympics tennis basketball`,
  football: `
    كرة الكرة كرة_قدم كورة كوره القدم دوري الدوري مباريات المونديال مونديال kora koora korah koura kura soccer foot futbol
    world_cup champions_league ريال_مدريد برشلونة ليفربول الاهلي الزمالك الهلال`,
};

/** Names that stand for two topics: the likelier one first. */
export const sharedNames: Readonly<Record<string, readonly string[]>> = {
  طرابلس: ['libya', 'lebanon'],
  كشمير: ['india', 'pakistan'],
  // Floods as often as the city.
  سيول: ['disasters', 'asia'],
};

/** Words that only folding makes a name: as they are written they mean something else. */
export const otherWords: readonly string[] = ['اليمنى', 'يمنى'];
