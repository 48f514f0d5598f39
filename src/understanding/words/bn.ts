import type { Words } from './shape';

export const bn: Words = {
  called:
    'বাংলা, বাঙলা, বাংলায়, বাংলা ভাষা, bangla, bengali, bangali, bengoli, banglay, bangla bhasha, बांग्ला, बंगाली, बंगला',
  digits: `0 শূন্য শুন্য shunyo sunno, 1 এক একটা প্রথম প্রথমটা ১ম ek ekta akta prothom prothomta,
    2 দুই দু দুটো দ্বিতীয় দ্বিতীয়টা dui doi du dwitiyo ditiyo, 3 তিন তৃতীয় তিননম্বর tin tritiyo, 4 চার char,
    5 পাঁচ panch pach, 6 ছয় ছ choy chhoy choi, 7 সাত sat, 8 আট at, 9 নয় noy noi, 10 দশ dosh`,
  ages: `10 দশ dosh, 20 কুড়ি বিশ kuri bish, 30 তিরিশ ত্রিশ tirish trish, 40 চল্লিশ chollish challish,
    45 পঁয়তাল্লিশ poytallish, 46 ছেচল্লিশ chhechollish, 47 সাতচল্লিশ satchollish, 48 আটচল্লিশ atchollish,
    49 ঊনপঞ্চাশ unoponchash, 50 পঞ্চাশ ponchash panchash, 51 একান্ন ekanno, 52 বাহান্ন বায়ান্ন bahanno bayanno,
    53 তিপ্পান্ন tippanno, 54 চুয়ান্ন chuanno, 55 পঞ্চান্ন ponchanno panchanno, 56 ছাপ্পান্ন chhappanno, 57 সাতান্ন satanno,
    58 আটান্ন atanno, 59 ঊনষাট unoshat unshat, 60 ষাট shat sat shath, 61 একষট্টি ekshotti ekshatti,
    62 বাষট্টি bashotti bashatti, 63 তেষট্টি teshotti teshatti, 64 চৌষট্টি choushotti choushatti,
    65 পঁয়ষট্টি poyshotti ponyshotti poishotti payshatti, 66 ছেষট্টি chheshotti chheshatti,
    67 সাতষট্টি satshotti satshatti, 68 আটষট্টি atshotti atshatti, 69 ঊনসত্তর উনসত্তুর unosottor unsottor unosattar,
    70 সত্তর সত্তুর sottor shattor shattur shottor sottur, 71 একাত্তর ekattor ekattar, 72 বাহাত্তর bahattor bayattor,
    73 তিয়াত্তর tiyattor tiattor tiattar, 74 চুয়াত্তর chuyattor chuattor, 75 পঁচাত্তর pochattor ponchattor pachattor,
    76 ছিয়াত্তর chhiyattor chhiattor, 77 সাতাত্তর satattor, 78 আটাত্তর atattor, 79 ঊনআশি ঊনাশি unoashi unashi,
    80 আশি ashi, 81 একাশি ekashi, 82 বিরাশি birashi, 83 তিরাশি tirashi, 84 চুরাশি churashi, 85 পঁচাশি pochashi,
    86 ছিয়াশি chhiyashi, 87 সাতাশি satashi, 88 অষ্টাশি আটাশি oshtashi atashi, 89 ঊননব্বই unonobboi, 90 নব্বই nobboi nobbui,
    100 একশো একশ eksho`,
  genders: {
    female:
      'মহিলা, মোহিলা, মহীলা, মেয়ে, মেয়েছেলে, মেয়েমানুষ, স্ত্রী, স্ত্রীলোক, নারী, লেডিস, লেডিজ, ম, ledis, stri, mohila, mohela, meye, meyechele, meyemanush, nari, istri, strilok',
    male: 'পুরুষ, পুরুষমানুষ, ছেলে, ব্যাটাছেলে, পু, purush, purus, chele, betachele, byatachele',
    other: 'অন্য, অন্যান্য, হিজড়া, তৃতীয় লিঙ্গ, রূপান্তরকামী, onyo, onno, hijra',
  },
  cards: {
    aadhaar: 'আধার, আঁধার, আধারকার্ড, আধার কার্ড, আধার নম্বর',
    voter:
      'ভোটার, ভোটারকার্ড, ভোটার কার্ড, ভোটার আইডি, ভোটের কার্ড, এপিক, সচিত্র পরিচয়পত্র, vhotar, bhotar, bhoter, voter kard, voterer card, voter er card, bhoter card',
    pan: 'প্যান, প্যানকার্ড, প্যান কার্ড, pyan, pyan card',
    passport: 'পাসপোর্ট, পাশপোর্ট, পাসপোট',
    licence: 'লাইসেন্স, ড্রাইভিং লাইসেন্স, গাড়ির লাইসেন্স, লাইসেন, laisens, gari licence',
    pension: 'পেনশন, পেনশন বই, পেনসন, পেনশনের বই, পেনশনের কাগজ, penson, pension boi, penson boi',
    npr: 'এনপিআর, এন পি আর, জনগণনা কার্ড',
  },
  yesNo: {
    yes: 'হ্যাঁ, হা, হাঁ, হ্যা, হু, হ, আছে, জি, হ্যাঁ আছে, অসুখ আছে, hyan, hya, hyaa, ha, hae, hoy, ache, achhe, hyan ache, ha ache, ji, jee',
    no: 'না, নেই, নাই, না নেই, কিছু নেই, কোনো অসুখ নেই, na, nei, nai, na nei, kichu nei, kono osukh nei',
  },
  illnesses:
    'সুগার, ডায়াবেটিস, ডায়বেটিস, বহুমূত্র, প্রেসার, প্রেশার, ব্লাড প্রেসার, রক্তচাপ, হার্ট, হার্টের অসুখ, হৃদরোগ, ক্যান্সার, ক্যানসার, কিডনি, হাঁপানি, অ্যাজমা, স্ট্রোক, hapani, kidni, presar, daibetis, rokto chap',
  negations: 'না, নেই, নাই, নয়, na, nei, nai, noy',
  menu: {
    register:
      'নাম লেখান, নাম লেখানো, নাম লেখাব, নাম লেখাতে, নাম লিখুন, নাম লিখব, নাম দেব, নাম তুলব, নাম নথিভুক্ত, টিকার নাম লেখান, naam lekhan, naam lekhano, naam lekhabo, naam likhabo, naam likhun, naam likhbo, naam likhte, naam lekhate, naam debo, naam dite',
    book: 'তারিখ নিন, তারিখ নেব, তারিখ, দিন নেব, বুক, বুকিং, tarikh nin, tarikh nebo, tarikh, din nebo',
    appointments:
      'আমার তারিখ, আমার তারিখ কবে, তারিখ কবে, tarikh kobe, আমার দিন, আমার বুকিং, তারিখ দেখুন, amar tarikh, amar tarikh kobe, amar din, tarikh dekhun, amar booking',
    person: 'মানুষ, মানুষের সাহায্য, সাহায্য, লোক, manush, manusher sahajyo, sahajyo, sahajjo, lok, loker sathe kotha',
    correct:
      'ঠিক আছে, ঠিক, ঠিকই আছে, সব ঠিক, সব ঠিক আছে, ঠিকাছে, আচ্ছা, accha, হ্যাঁ, হা, হ্যাঁ ঠিক আছে, thik ache, thik, tik ache, tik, thik achhe, thikache, sob thik, sob thik ache, hyan, ha, hya, hyan thik ache',
    change:
      'বদলান, বদলাব, বদল, বদলাও, ভুল, ভুল আছে, ঠিক নেই, ঠিক না, না, bodlan, bodlabo, badlan, bodol, bhul, vul, vul ache, bhul ache, thik nei, thik na, na',
    continue: 'চালিয়ে যান, চলুক, আগের থেকে, এগিয়ে যান, আগেরটাই, chaliye jan, choluk, egiye jan, hyan, হ্যাঁ',
    restart:
      'নতুন করে, আবার শুরু, প্রথম থেকে, গোড়া থেকে, শুরু থেকে, notun kore, abar shuru, prothom theke, gora theke, shuru theke',
    name: 'নাম, নামটা, নাম ভুল, naam, naam bhul, namta',
    age: 'বয়স, বয়েস, বয়সটা, জন্মের সাল, জন্ম, বয়স ভুল, boyosh, boyes, bayas, boyos, boyosh bhul, jonmo, jonmer sal',
    gender: 'মহিলা পুরুষ, পুরুষ মহিলা, লিঙ্গ, mohila purush, lingo',
    comorbidity: 'অসুখ, রোগ, অসুখবিসুখ, osukh, rog',
    cardType: 'কার্ড, কোন কার্ড, কার্ডের নাম, kon card, card ta',
    cardNumber: 'কার্ড নম্বর, কার্ডের নম্বর, কার্ড নাম্বার, নম্বর, card nombor, carder nombor, nombor',
    pinCode: 'পিন, পিন কোড, পিনকোড, এলাকা, অন্য পিন, অন্য পিন কোড, অন্য এলাকা, elaka, onno pin, onyo pin, onno elaka',
    more: 'আরও, আরো, আরও দেখান, আরো দেখান, পরের, aro, aaro, aro dekhan, porer',
    day: 'অন্য দিন, অন্য তারিখ, অন্যদিন, দিন, onno din, onyo din, onno tarikh, din bodlan, onnodin',
    lookForMe:
      'আমার জন্য খুঁজুন, খুঁজুন, খুঁজে দিন, খোঁজ, কোনোটা না, কোনটাই না, একটাও না, amar jonyo khujun, amar jonno khujun, khujun, khuje din, kono ta na, konotai na, ektao na',
    tellMe: 'জানান, জানাবেন, খবর দেবেন, খবর দিন, হ্যাঁ, janan, janaben, khobor deben, hyan, ha',
    later: 'এখন না, এখন নয়, পরে, পরে করব, পরে নেব, আজ না, না, na, ekhon na, ekhon noy, pore, pore korbo, aaj na',
    move: 'তারিখ বদলান, তারিখ বদলাব, দিন বদলান, বদলান, অন্য দিন, অন্য তারিখ, পিছিয়ে দিন, tarikh bodlan, tarikh badlan, din bodlan, bodlan, bodlabo, onno din, pichiye din',
    cancel:
      'বাতিল, বাতিল করুন, বাতিল করব, তারিখ বাতিল, চাই না, যাব না, batil, batil korun, batil korbo, tarikh batil, chai na, jabo na',
    back: 'পিছনে, পেছনে, ফিরে যান, থাক, রাখুন, pichone, pechone, fire jan, thak',
    again: 'আবার পাঠান, আর একবার পাঠান, আবার কোড পাঠান, নতুন কোড, abar pathan, ar ekbar pathan, notun code',
    gone: 'ফোন নেই, সেই ফোন নেই, নেই, হারিয়ে গেছে, না, phone nei, sei phone nei, nei, hariye geche, na',
    reminders: 'শুধু মনে করাবেন না, মনে করাবেন না, shudhu mone koraben na, mone koraben na',
    vaccine: 'টিকা, টিকার নাম, ভুল টিকা, tika, tikar naam, bhul tika',
    date: 'তারিখ, দিন, তারিখ ভুল, tarikh, din, tarikh bhul',
    number: 'নম্বর, ফোন নম্বর, ফোন, মোবাইল নম্বর, nombor, phone nombor, phone',
  },
  labels: {
    name: 'নাম, নামঃ, নাম হলো, নাম হল, naam holo, nam',
    age: 'বয়স, বয়েস, বয়শ, বয়সী, boyosh, boyes, boyesh, bayas, boyas, boyish, bayos',
    birth: 'জন্ম, জন্মসাল, জন্মের, জন্মতারিখ, জন্ম তারিখ, জন্ম সাল, সাল, jonmo, janmo, jonmer, jonmosal, jonmo tarikh',
    pin: 'পিন, পিনকোড, পিন কোড, পিন নম্বর, ডাকঘর',
    number: 'নম্বর, নাম্বার, নং, নম্বরটা, নম্বরে, নম্বর টিপুন, টা, টি, টিপুন, nombor, nambar, nong, ta, tipun, tip, tipe',
    years: 'বছর, বছরের, বৎসর, বচ্ছর, বছর বয়স, bochor, bochhor, bachhor, bochorer, bosor, botsor',
  },
  commands: {
    REPEAT:
      'আবার, আবার বলুন, আবার বলো, আরেকবার, কী, কি, কী বললেন, আবার পাঠান, আবার লিখুন, abar, abar bolun, abar bolo, arekbar, ki, ki bollen, abar pathan',
    BACK: 'পিছনে, পেছনে, পিছন, আগেরটা, আগের, ফিরে যান, pichone, pechone, pichon, pichane, agerta, fire jan',
    MENU: 'শুরু, মেনু, মেনু দেখান, শুরু থেকে, shuru, shuru theke, menu dekhan',
    HELLO:
      'টিকা, টিকা নেব, টিকা চাই, নমস্কার, নমষ্কার, হ্যালো, হেলো, আদাব, সালাম, আসসালামু আলাইকুম, ভ্যাকসিন, nomoskar, namoskar, nomoshkar, adab, salam, assalamu alaikum, asalamu alaikum',
    STOP: 'বন্ধ, বন্ধ করুন, বন্ধ করো, বন্ধ কর, মেসেজ বন্ধ, মেসেজ বন্ধ করুন, আর পাঠাবেন না, মেসেজ পাঠাবেন না, bondho, bandho, bondho korun, bondho koro, bandho korun, ar pathaben na, message pathaben na, message bondho korun',
    NO_REMINDERS:
      'মনে করাবেন না, মনে করাতে হবে না, আর মনে করাবেন না, মনে করিয়ে দেবেন না, মনে করাবে না, শুধু মনে করাবেন না, mone koraben na, mone korate hobe na, ar mone koraben na, mone koriye deben na, mone korabe na',
    START: 'চালু, চালু করুন, আবার চালু, মনে করাবেন, chalu, chalu korun, chaalu koro, mone koraben',
    UNBIND:
      'টেলিগ্রাম বন্ধ, টেলিগ্রাম বন্ধ করুন, টেলিগ্রাম বাদ, টেলিগ্রাম বাদ দিন, telegram bondho, telegram bondho korun, telegram bad, telegram bad din',
  },
  keyword: 'টিকা, টীকা, টিকার, ভ্যাকসিন, tika, tikar',
  help: {
    asked:
      'সাহায্য, সাহায্য চাই, সাহায্য করুন, মানুষ, মানুষের সাহায্য, মানুষের সাথে কথা, লোকের সাথে কথা, কথা বলতে চাই, ফোন করুন, ফোন করো, ফোন কর, হেল্প, কল করুন, sahajyo, sahajjo, sahajya, shahajjo, manush, manusher sahajyo, manusher sathe kotha, kotha bolte chai, phone korun, phone koro, call korun, call koro',
    distress:
      'মরে যাব, মরে যাচ্ছি, মারা যাব, মারা যাচ্ছি, খুব কষ্ট, কষ্ট হচ্ছে, শ্বাস নিতে পারছি না, শ্বাসকষ্ট, দম বন্ধ, বাঁচান, বাঁচাও, বুকে ব্যথা, অজ্ঞান, খুব বাজে, বাজে লোক, বাজে কথা, একদম বাজে, চোর, শালা, হারামি, হারামজাদা, শুয়োর, ফালতু, ধুর, আত্মহত্যা, more jabo, more jachi, mara jabo, mara jachi, khub kosto, khub koshto, kosto hocche, shash nite parchi na, swas nite parchi na, shas kosto, bachan amake, banchan, buke betha, buke byatha, baje lok, khub baje, ekdom baje, chor, shala, sala, harami, haramjada, shuorer, faltu, jochchor',
    noPlace:
      'অনেক দূর, খুব দূর, দূর হয়ে যায়, যেতে পারব না, হাঁটতে পারি না, চলতে পারি না, onek dur, khub dur, jete parbo na, hatte pari na, cholte pari na',
    oldNumber:
      'ফোন হারিয়ে গেছে, ফোন হারিয়েছি, ফোন হারিয়ে, পুরনো ফোন নেই, আগের ফোন নেই, পুরোনো ফোন নেই, ফোন চুরি, সিম হারিয়ে, সিম হারিয়ে গেছে, পুরনো নম্বর নেই, আগের নম্বর নেই, আগের নম্বর বন্ধ, পুরনো নম্বর বন্ধ, phone hariye, phone hariye geche, phone hariyechi, purono phone nei, aager phone nei, ager phone nei, phone churi, sim hariye geche, purono nombor nei, aager nombor nei, ager nombor nei, aager nombor bondho',
  },
  cases: 'আবেদন, আমার আবেদন, abedon, amar abedon, কেস, কেইস, আমার কেস, অভিযোগ, kes, keis, amar kes, amar case, obhijog',
  looks:
    'কে দেখেছে, কে দেখেছেন, কারা দেখেছে, কারা দেখেছেন, কে দেখল, কে দেখলেন, কে কে দেখেছে, কে কে দেখেছেন, ke dekheche, ke dekhechen, ke dekhece, ke dekhse, ke dekhlo, ke dekhlen, kara dekheche, kara dekhechen, ke ke dekheche, ke ke dekhechen',
  glitches: 'সমস্যা, গড়বড়, গোলমাল, somossa, somosya, shomossha, gorbor, garbar, golmal',
  noCard:
    'কার্ড নেই, কার্ড নাই, কোনো কার্ড নেই, কার্ড হারিয়ে, কার্ড হারিয়ে গেছে, কাগজ নেই, card nei, card nai, kono card nei, card hariye, kagoj nei',
  questions: {
    second:
      'দ্বিতীয় ডোজ, দ্বিতীয় টিকা, দুই নম্বর টিকা, পরের ডোজ, পরের টিকা, ২য় ডোজ, দুই নম্বর ডোজ, dwitiyo dose, ditiyo dose, dwitiyo tika, porer dose, porer tika',
    certificate: 'সার্টিফিকেট, শংসাপত্র, প্রমাণপত্র, সাটিফিকেট, certifiket, shongsapotro',
    cost: 'টাকা, পয়সা, খরচ, দাম, ফ্রি, বিনা পয়সায়, বিনামূল্যে, ফি, কত লাগবে, taka, poisa, poysa, khoroch, dam, bina poisay, bina poyshay, koto lagbe',
    safety:
      'নিরাপদ, ক্ষতি, পার্শ্বপ্রতিক্রিয়া, সাইড এফেক্ট, জ্বর, ভয়, ভয় লাগে, ব্যথা হবে, সুগার থাকলে, প্রেসার থাকলে, নিতে পারব, nirapod, khoti, bhoy, bhoy lage, jor hobe, jwor, jor asbe, betha hobe, sugar thakle, nite parbo',
    who: 'তোমরা কে, আপনি কে, আপনারা কে, কে আপনি, কে তুমি, কে আপনারা, তুমি কে, কে বলছেন, ঠক, ঠকানো, প্রতারণা, জালিয়াতি, tomra ke, apni ke, apnara ke, tumi ke, ke apni, ke bolchen, ke tumi, thok, thokano, jaliyati',
    travel:
      'বাস, কীভাবে যাব, কি করে যাব, কী করে যাব, কোথায় যাব, কোথায় যেতে হবে, যাব কীভাবে, ঠিকানা, রাস্তা, কত দূর, কোথায়, ট্রেন, টোটো, bus, kibhabe jabo, kivabe jabo, ki kore jabo, kothay jabo, kothay jete hobe, thikana, rasta, koto dur, kothay, kothai, jabo kivabe',
  },
  questionWords:
    'কত, কতো, কবে, কোথায়, কী, কি, কেন, কখন, কীভাবে, কিভাবে, কেমন, কে, কোন, কয়টা, কাকে, koto, kobe, kothay, kothai, keno, ki, kokhon, kivabe, kibhabe, kemon, ke, kon, kake',
  fillers:
    'আমি, আমার, আমাকে, আমাদের, দয়া করে, অনুগ্রহ করে, প্লিজ, একটু, করুন, করো, করব, করবো, করতে, চাই, চাইছি, নেব, নেবো, নিতে, নিব, নিন, দিন, দেব, দেবেন, দাও, আছে, হলো, হল, হবে, এর, র, টা, গো, দাদা, দিদি, ভাই, বাবু, স্যার, ম্যাডাম, লাগবে, দরকার, তো, ও, আর, এবং, জন্য, মেসেজ, এসএমএস, ami, amar, amake, amader, doya kore, plij, ektu, korun, koro, korbo, korte, chai, nebo, nibo, nite, nin, din, debo, deben, dao, ache, holo, hobe, er, ta, go, dada, didi, lagbe, dorkar, to, ar, jonno, jonyo',
  titles: 'শ্রী, শ্রীমতী, শ্রীমান, কুমারী, জনাব, জনাবা, মিসেস, মিঃ, sri, shri, srimati, sreemati, shreemoti, smt, srimoti',
  introductions:
    'আমি, আমার নাম, আমার নাম হলো, আমার পুরো নাম, আমার মায়ের নাম, আমার বাবার নাম, আমার স্ত্রীর নাম, আমার স্বামীর নাম, আমার মা, আমার বাবা, আমার স্ত্রী, আমার স্বামী, আমার শাশুড়ি, আমার শ্বশুর, আমার বউ, আমার ঠাকুমা, আমার দিদা, আমার দাদু, নাম, নাম হলো, পুরো নাম, amar nam, amar naam holo, amar puro naam, amar mayer naam, amar babar naam, amar strir naam, amar swamir naam, amar ma, amar baba, amar stri, amar bou, amar swami, amar sasuri, amar thakuma, amar dida, amar dadu, nam, naam holo, puro naam, ami',
  neverName:
    'আমি, আমাকে, আমার, আপনি, তুমি, তোমরা, আপনারা, চাই, চাইছি, করব, করবো, করতে, করুন, হবে, হবেনা, নেই, নাই, না, হ্যাঁ, আছে, ঠিক, লাগবে, নেব, নিতে, যাব, যেতে, পারব, পারছি, পারি, বুঝলাম, বুঝি, বুঝতে, বুঝছি, জানি, জানিনা, কত, কবে, কোথায়, কেন, কী, কি, কখন, কীভাবে, কেমন, লিখব, লিখতে, লেখান, লেখাব, লেখানো, লেখাতে, লিখুন, নাম, বয়স, নম্বর, কার্ড, টিকা, কেন্দ্র, ডোজ, দরকার, বলুন, বলব, বলছি, দিয়েছি, দিলাম, আগে, এখন, পরে, কাল, আজ, টাকা, ধন্যবাদ, আচ্ছা, ami, amake, apni, tumi, tomra, apnara, chai, korbo, korte, korun, hobe, hobena, nei, nai, na, hyan, ache, thik, lagbe, nebo, nite, jabo, jete, parbo, parchi, pari, bujhlam, bujhi, bujhte, bujhchi, janina, koto, kobe, kothay, keno, ki, kokhon, kivabe, kibhabe, kemon, likhbo, likhte, lekhan, lekhabo, lekhano, lekhate, likhun, nam, boyosh, nombor, card, dose, dorkar, bolun, bolbo, bolchi, diyechi, dilam, ekhon, taka, dhonnobad, dhanyabad, accha, achha, darun',
  telling:
    'naam lekhan, lekhan, lekhano, lekhabo, mohila, mohilaa, meye, purush, boyosh, boyos, boyes, bochor, bochhor, ami, amar, amake, apni, tumi, tomra, chai, nebo, nite, korun, korbo, koto, kobe, kothay, keno, kivabe, kibhabe, hobe, ache, achhe, nei, bolun, lagbe, lekha, sahajyo, sahajjo, bodlan, thik ache, onno, onyo, jonmo, jonno, jonyo, manush, pichone, batil, bondho, hyan, taka, din bodlan, abar',
  times: [
    'সোম, সোমবার, shombar, sombar, shom',
    'মঙ্গল, মঙ্গলবার, mongol, mongolbar, mangalbar',
    'বুধ, বুধবার, budh, budhbar',
    'বৃহস্পতি, বৃহস্পতিবার, বৃহঃ, brihospoti, brihospotibar, bishyudbar',
    'শুক্র, শুক্রবার, shukro, shukrobar, sukrobar',
    'শনি, শনিবার, shoni, shonibar, sonibar',
    'রবি, রবিবার, রোববার, robi, robibar, robbar',
    'সকাল, সকালে, sokal, sokale, shokal',
    'দুপুর, দুপুরে, dupur, dupure',
    'বিকেল, বিকাল, বিকেলে, bikel, bikele, bikal',
  ],
};
