import { describe, expect, test } from 'vitest'

import { lintTerm } from './lint-terms.ts'
import { EMPTY_TERM_LISTS } from './term-lists.ts'

/** One term a line or between bars, so that a table of many scripts stays readable. */
const terms = (table: string) => table.trim().split(/\s*[|\n]\s*/)
const judge = (term: string) => {
  const verdict = lintTerm(term, EMPTY_TERM_LISTS)
  return verdict.kind === 'fine' ? 'fine' : verdict.because
}
const mistaken = (table: string, wanted: string) =>
  terms(table).flatMap((term) => (judge(term) === wanted ? [] : [`${term}: ${judge(term)}`]))

describe('what a term looks like', () => {
  test.each([
    [
      'a party',
      'party',
      `Labour Party | labour party | Conservative and Unionist Party | Green Party scandal | Partido Popular | partido socialista
       Parti socialiste | parti communiste | Partito Democratico | Partidul Național Liberal | Partei der Mitte | Volkspartei
       Adalet ve Kalkınma Partisi | Partia Razem | Senterpartiet | Коммунистическая партия | народная партия | حزب العمال
       الحزب الجمهوري | حزب توده | מפלגת העבודה | भारतीय जनता पार्टी | พรรคเพื่อไทย | 民主党 | 自由民主党 | 共产党 | 더불어민주당 | 민주당 | Chama cha Mapinduzi`,
    ],
    [
      'an outlet',
      'outlet',
      `Example Gazette | village gazette | Daily Example | New York Times | Example Herald | Channel 4 | kanal 5 | Canal 9
       Süddeutsche Zeitung | Rheinzeitung | periódico ejemplo | gazeta polska | газета правды | телеканал пример | صحيفة المثال
       قناة المثال | עיתון הארץ | ערוץ 12 | 人民日报 | 环球时报 | 朝日新聞 | フジテレビ | 조선일보 | 한겨레신문 | हिंदुस्तान टाइम्स | Press TV`,
    ],
    [
      'an office holder',
      'office_holder',
      `Senator Smith | Minister Müller | Ministerin Müller | President Example | Bundeskanzler Beispiel | Presidente Ejemplo
       Mayor Example | Prime Minister Example | MP Example | Президент Примеров | Министр Иванова | 王小明主席 | 山田首相 | 윤석열 대통령`,
    ],
    ['a site', 'address', 'gazette.de | lemonde.fr | bbc.co.uk | example.news | kurier.at | ask gazette.pl'],
  ])('%s is told', (_what, wanted, table) => {
    expect(mistaken(table, wanted)).toEqual([])
  })

  test.each([
    [
      'Latin and Cyrillic',
      'jane doe | maria garcía | ahmed hassan | jan kowalski | владимир иванов | олена шевченко | Jane Doe | Marie Curie',
    ],
    [
      'Arabic and Persian',
      `محمد علي | أحمد حسن | فاطمة الزهراء | خالد بن الوليد | عبد الله حسين | محمود درويش | مريم صالح | يوسف إبراهيم | عمر المختار
       سعيد منصور | ليلى خالد | حسن نصر الله | علی رضایی | حسین موسوی | مریم میرزاخانی | زهرا احمدی | عمران خان | نواز شریف | أبو بكر البغدادي | زينب محمود`,
    ],
    [
      'Hebrew',
      `יוסף כהן | משה לוי | דוד בן גוריון | שרה לוי | רחל כהן | יעקב מזרחי | יצחק רבין | מרים פרץ | דניאל אברהם | מיכאל ביטון
       אורי כהן | נועם לוי | רות דיין | תמר כהן | יונתן לוי | אברהם בן יצחק | אסתר כהן | חיים כהן | שלמה לוי | יעל דיין`,
    ],
    [
      'Devanagari',
      `राहुल शर्मा | अमित कुमार | सुनीता देवी | राम सिंह | संजय गुप्ता | नरेंद्र मोदी | प्रिया वर्मा | अनिल यादव | रमेश पटेल | सचिन तेंदुलकर
       सीता शर्मा | मनोज तिवारी | विजय कुमार सिंह | पूजा मिश्रा | अशोक मेहता | इमरान खान | गीता जोशी | राजेश खन्ना | सुरेश चौधरी | दिनेश अग्रवाल`,
    ],
    [
      'Chinese',
      `王小明 | 李伟 | 张伟 | 周杰伦 | 马云 | 赵丽颖 | 李娜 | 张小红 | 刘小红 | 杨丽华 | 黄志强 | 吴秀英 | 徐志明 | 孙丽丽 | 朱建华 | 欧阳娜娜 | 王秀英 | 李志强 | 蔡英文`,
    ],
    [
      'Japanese',
      `田中太郎 | 山田花子 | 佐藤健 | 安倍晋三 | 高橋一生 | 山本太郎 | 小泉進次郎 | 田中角栄 | 鈴木一郎 | 渡辺謙 | 伊藤博文 | 中村俊輔 | 小林太郎
       加藤清 | 吉田茂 | 佐々木希 | 岡田次郎 | 田中 太郎 | 山田 花子 | 石破茂`,
    ],
    [
      'Korean',
      `김민수 | 이영희 | 박지성 | 최민식 | 정우성 | 강호동 | 조용필 | 윤석열 | 장동건 | 임영웅 | 한석규 | 오세훈 | 서태지 | 신동엽 | 권지용 | 황정민
       안성기 | 송혜교 | 유재석 | 김 민수`,
    ],
    ['Thai', 'สมชาย วงศ์สวัสดิ์ | ทักษิณ ชินวัตร | นายสมชาย | นางสาวมานี | สมศักดิ์ ใจดี | ประยุทธ์ จันทร์โอชา'],
    ['Georgian and scripts without known names', 'გიორგი კვირიკაშვილი | ნინო ბერიძე | শেখ হাসিনা | அப்துல் கலாம் | አበበ በቀለ'],
  ])('a name in %s is told', (_script, table) => {
    expect(mistaken(table, 'name')).toEqual([])
  })

  test.each([
    [
      'of parties that are none',
      `third party | third party app | birthday party | search party | political party | ruling party | political parties | partido político
       partido de fútbol | politische Partei | Gegenpartei | партия вакцин | правящая партия | حزب سياسي | المعارضة | राजनीतिक दल | बचाव दल
       与党 | 野党 | 执政党 | 反对党 | 政党 | 여당 | 정당 | 포도당 | 식당 | 혈당 | พรรคการเมือง | parti pris`,
    ],
    [
      'of media and offices',
      `fake news | Fake News | social media | Social Media | smart tv | tv licence | radio waves | Suez Canal | Panama Canal | قناة السويس | channel tunnel
       press release | daily water use | 假新闻 | 가짜뉴스 | फर्जी न्यूज़ | Minister of Health | prime minister | president | minister resigns | President of Bulgaria
       美国总统 | 미국 대통령 | 国务院总理 | World Press Freedom Day`,
    ],
    [
      'in Arabic and Persian',
      `وزارة الصحة | مياه الشرب | تلوث المياه | لقاح كورونا | اللقاح | انقطاع الكهرباء | الانتخابات الرئاسية | صندوق الاقتراع | مرض الحصبة | مستشفى المدينة
       المملكة العربية السعودية | شركة المياه | أزمة الوقود | هزة أرضية | سلامة الغذاء | آب آشامیدنی | واکسن کرونا | برق شهر | زلزله تهران | پینے کا پانی | آلودگی هوا`,
    ],
    [
      'in Hebrew',
      `משרד הבריאות | מי שתייה | חיסון קורונה | הפסקת חשמל | בחירות לכנסת | בית חולים | רעידת אדמה | זיהום מים | משבר הדלק | ארצות הברית
       מחירי הדיור | קלפי מזויפת | חיסוני ילדים | מגפת החצבת | בטיחות מזון | מי הברז | תחבורה ציבורית | בנק ישראל | מערכת החינוך | איכות הסביבה`,
    ],
    [
      'in Devanagari',
      `पीने का पानी | स्वास्थ्य मंत्रालय | कोविड टीका | चुनाव आयोग | बिजली कटौती | मतदान केंद्र | जल प्रदूषण | खाद्य सुरक्षा | संयुक्त राज्य | भूकंप चेतावनी
       टीकाकरण अभियान | सरकारी अस्पताल | नल का पानी | डेंगू बुखार | मतदाता सूची | राशन कार्ड | बाढ़ राहत | रेल दुर्घटना | वायु प्रदूषण | पेट्रोल की कीमत`,
    ],
    [
      'in Chinese',
      `疫苗 | 饮用水 | 自来水 | 选举 | 黄金 | 黄金价格 | 高血压 | 白血病 | 石油 | 方案 | 许可证 | 金融危机 | 马铃薯 | 核电站 | 周年庆 | 林业局 | 张力 | 江苏省
       孟加拉国 | 程序员 | 马来西亚 | 高铁站 | 方便面 | 石家庄 | 任务 | 温度计 | 投票站 | 地震 | 停电 | 食品安全`,
    ],
    [
      'in Japanese',
      `水道水 | 飲料水 | ワクチン | 選挙 | 投票所 | 停電 | 地震 | 津波警報 | 原発事故 | 山口県 | 石川県 | 中野区 | 福田村 | 小川町 | 清水港 | 厚生労働省 | 食品安全 | 感染症
       水質汚染 | 高速道路 | 偽情報 | 森田駅`,
    ],
    [
      'in Korean',
      `백신 | 수돗물 | 식수 오염 | 선거 | 투표소 | 정전 | 지진 | 원자력발전소 | 박물관 | 장애인 | 이민자 | 강원도 | 고혈압 | 조류독감 | 한국어 | 최저임금 | 유권자
       보건복지부 | 식품 안전 | 전염병 | 오염수 | 신용카드 | 노동시장 | 유치원 | 정치인`,
    ],
    [
      'in Thai and Georgian',
      'น้ำดื่ม | น้ำประปา | วัคซีน โควิด | การเลือกตั้ง | น้ำดื่ม ปลอดภัย | นายกรัฐมนตรี | นายจ้าง | სასმელი წყალი | ვაქცინა',
    ],
    [
      'of places',
      `Buenos Aires | Mexico City | Kuala Lumpur | Addis Ababa | Phnom Penh | Sao Paulo | Hong Kong | Port Moresby | Dar es Salaam
       Costa Rica | Arabia Saudita | Саудовская Аравия | السعودية | ভারত | মার্কিন যুক্তরাষ্ট্র`,
    ],
  ])('ordinary words %s are fine', (_where, table) => {
    expect(mistaken(table, 'fine')).toEqual([])
  })
})
