import { listWords } from './term-words.ts'

/**
 * Given names and surnames by which the linter of terms knows that a term may name a person where capitals do not tell.
 * They are common names that are no ordinary words; a name that is not here is not found, which the operator's own lists can mend.
 */

/** Given names, in small letters, of scripts with spaces between words. */
export const GIVEN_NAMES: ReadonlySet<string> = listWords(`
  jane john james robert michael david richard joseph thomas charles christopher daniel matthew anthony andrew
  joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob gary nicholas eric jonathan
  stephen larry justin patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa margaret
  sandra ashley kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura cynthia
  kathleen amy angela anna maria marie pierre jean françois philippe nicolas julien claire camille juan josé jose
  carlos luis miguel pedro pablo antonio francisco javier fernando carmen lucía ana isabel hans klaus jürgen
  wolfgang heinrich günter stefan andreas sabine ursula petra ingrid giuseppe giovanni marco luigi francesca
  giulia chiara joão paulo mariana jan piotr krzysztof andrzej katarzyna agnieszka małgorzata jiří petr václav
  jana lászló zoltán istván katalin ion gheorghe andrei elena mihai mehmet ahmet mustafa ayşe fatma emine recep
  yılmaz mohammed muhammad mohamed ahmed ali hassan hussein omar fatima abdullah ibrahim olga ivan vladimir
  sergei dmitri natalia svetlana lars björn erik sven mikko juha matti александр алексей анастасия андрей анна
  антон борис вадим валентина валерий василий виктор виталий владимир владислав вячеслав галина геннадий григорий
  денис дмитрий евгений евгения екатерина елена иван игорь ирина кирилл константин ксения лариса людмила максим
  марина мария михаил надежда наталья наталия никита николай олег ольга павел пётр петр роман светлана сергей
  станислав татьяна тимофей фёдор юлия юрий олександр олексій андрій василь володимир дмитро іван ігор ірина
  катерина марія микола михайло наталія оксана олена павло петро сергій тетяна юлія юрій тарас богдан ярослав
  георги димитър стоян петър йордан драган милан зоран јелена никола марко лев محمد أحمد احمد محمود مصطفى علي حسن
  حسين حسنين خالد يوسف إبراهيم ابراهيم عمر عثمان عبدالله عبد فاطمة عائشة مريم زينب خديجة سارة ليلى سلمى نادية
  سعاد هدى منى طارق زياد وليد سامي سمير رامي كريم جمال فيصل سعود سلطان ماجد ياسر حمزة بلال أنس إسماعيل اسماعيل
  صالح سعيد فؤاد نبيل هشام أيمن عماد رضا مهدی محمدرضا علیرضا حسین امیر زهرا فاطمه مریم نرگس شیرین بهرام داریوش
  کوروش پرویز عمران نواز بلاول آصف شہباز عبدالرحمن عبدالعزيز بشار معمر صدام יוסף משה אברהם יצחק יעקב דוד שלמה
  אהרן חיים אליהו בנימין שמעון ראובן יהודה דניאל מיכאל רפאל גבריאל אורי איתן אלון עומר נועם יונתן איתמר אריאל אבי
  יוסי שרה רבקה רחל לאה מרים חנה אסתר רות תמר מיכל נועה יעל שירה מאיה טליה אביגיל איילת ציפי גולדה נפתלי יאיר בני
  אביגדור אהוד राम श्याम राहुल रोहित अमित सुमित अनिल सुनील राजेश मुकेश सुरेश रमेश महेश दिनेश गणेश विजय अजय संजय
  मनोज विनोद प्रमोद अशोक अरविंद नरेंद्र राजेंद्र सुरेंद्र जितेंद्र योगी ममता सोनिया प्रियंका सीता गीता सुनीता
  अनीता कविता पूजा नेहा प्रिया रेखा मीना लक्ष्मी सुषमा स्मृति निर्मला मोहम्मद अब्दुल इमरान सलमान शाहरुख अमिताभ
  सचिन विराट महेंद्र लालू अखिलेश नीतीश तेजस्वी मनमोहन अटल इंदिरा जवाहरलाल मोहनदास สมชาย สมศักดิ์ สมหญิง สมพร
  สมบัติ สุชาติ สุรชัย วิชัย ประยุทธ์ ประวิตร ทักษิณ ยิ่งลักษณ์ อภิสิทธิ์ ชวน บรรหาร ชัชชาติ ธนาธร พิธา เศรษฐา
  แพทองธาร อนุทิน สุดารัตน์ กนกวรรณ มานะ มานี สมปอง ณัฐพล ณัฐวุฒิ จตุพร สนธิ พรทิพย์ วันชัย อรทัย นภา พิมพ์
`)

/** Surnames that stand behind a given name. */
export const SURNAMES_BEHIND: ReadonlySet<string> = listWords(`
  शर्मा वर्मा गुप्ता सिंह कुमार यादव पटेल मिश्रा पांडेय तिवारी त्रिपाठी चौधरी जोशी देसाई मेहता शाह खान अग्रवाल
  चौहान ठाकुर नायर रेड्डी राव मोदी गांधी नेहरू ठाकरे पवार बनर्जी मुखर्जी चटर्जी दास कपूर खन्ना मल्होत्रा केजरीवाल
  श्रीवास्तव कुलकर्णी देशमुख
`)

/** Chinese surnames, written before the given name. */
export const CHINESE_SURNAMES: ReadonlySet<string> = listWords(`
  王 李 张 張 刘 劉 陈 陳 杨 楊 赵 趙 黄 黃 周 吴 吳 徐 孙 孫 胡 朱 高 林 何 郭 马 馬 罗 羅 梁 宋 郑 鄭 谢 謝 韩 韓 唐 冯 馮 于 董 萧 蕭 程 曹 袁 邓 鄧 许 許 傅 沈 曾 彭
  吕 呂 苏 蘇 卢 盧 蒋 蔣 蔡 贾 賈 丁 魏 薛 叶 葉 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 譚 廖 邹 熊 金 陆 陸 郝 孔 崔 康 毛 邱 秦 江 史 顾 顧 侯 邵 孟 龙 万 段
  雷 钱 錢 汤 尹 黎 易 常 武 乔 贺 赖 賴 龚 文 习 習 温 溫 柯 欧阳 歐陽 司马 諸葛 诸葛 上官
`)

/** Japanese surnames, written before the given name. */
export const JAPANESE_SURNAMES: ReadonlySet<string> = listWords(`
  佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 斎藤 清水 山崎 池田 橋本 阿部 石川 森田 前田 藤田 後藤 小川 岡田 村上 長谷川 近藤 石井 坂本
  遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田 中山 石田 上田 菅原 酒井 工藤 安倍 岸田 石破 小泉 麻生 鳩山 野田 河野 高市 枝野 玉木 菅 小池
`)

/** Korean surnames, written before the given name. */
export const KOREAN_SURNAMES: ReadonlySet<string> = listWords(`
  김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 유 홍 문 양 손 배 허 심 노 곽 차 추 남궁 황보 제갈 선우
`)

/** Syllables of which Korean given names are made, as a rule two. */
export const KOREAN_GIVEN_SYLLABLES: ReadonlySet<string> = listWords(`
  민 준 서 지 현 우 영 수 진 희 은 정 미 경 숙 철 호 성 석 태 혜 연 윤 하 도 건 원 재 훈 동 승 상 병 종 용 광 길 순 옥 남 근 열 환 찬 빈 예 선 유 나 규 식 주 택 헌 혁 화
  효 국 명 대 중 무 두 언 인 일 란 림 삼 홍 범 욱 섭 덕 만 봉 춘 웅 룡 람 솔 슬 별 율 린 아 자 애 이 기 락 복 학 창 채 필 세 엽 교 조
`)

/** Words of three syllables that could be read as a surname and a given name. */
export const KOREAN_ORDINARY_WORDS: ReadonlySet<string> = listWords(`
  조현병 정신병 유치원 정치인 유권자 이재민 장애인 이주민 임대인 임차인 이용자 유전자 이민자 강원도 정상화 정유사 정은행 한국인 한국어 조선소 배기가 신재생 서남아 안전화 신도시 유람선 이자율 정기예
  신호등 안경원 신용장 이동식 박람회 최대치 최소화 최우선 최하위 한의원 한의학 서울시 조기진 유동성 유아기 유아용 유기견 유기농 유연성 이중화 한일중 한미동 조영제 조정기 정화조 정수기 정수장 이주자
  강남구 강동구 강서구 강북구 송전선 배전반 배수로 배상금 신기술 신종병 홍수기 문화재 문화원 양육비 심정지 심의위 노동자 노숙인 노조원 이민국 이민법 오리무 오진율 오인사 유통기 임신부 임산부 최종안
  이슬람 장례식 장학금 장학생 서비스 송유관 조합원 조직원 조종사 조사단 조사관 조례안 신생아 신입생 신분증 신고자 신용도 이산화 이용료 유조선 유류세 유명인 유학생 유공자 배달원 배우자 박물관 문제아
  양식장
`)
