/** What people in the scripts write, in the three languages and in Latin letters; and example cards that pass their check digit. */
import type { Language, Locale } from '../../src/conversation/vocabulary';

type Words = Record<Language, string> & Partial<Record<Locale, string>>;
const WORDS: Record<string, Words> = {
  hello: { bn: 'টিকা', hi: 'टीका', en: 'TIKA', 'bn-Latn': 'TIKA', 'hi-Latn': 'TEEKA' },
  rahima: { bn: 'রহিমা বিবি', hi: 'रहीमा बीबी', en: 'Rahima Bibi', 'bn-Latn': 'Rahima Bibi', 'hi-Latn': 'Rahima Bibi' },
  abdul: { bn: 'আব্দুল করিম', hi: 'अब्दुल करीम', en: 'Abdul Karim', 'bn-Latn': 'Abdul Karim', 'hi-Latn': 'Abdul Karim' },
  shanti: {
    bn: 'শান্তি মণ্ডল',
    hi: 'शांति मंडल',
    en: 'Shanti Mondal',
    'bn-Latn': 'Shanti Mondal',
    'hi-Latn': 'Shanti Mandal',
  },
  gopal: { bn: 'গোপাল দাস', hi: 'गोपाल दास', en: 'Gopal Das', 'bn-Latn': 'Gopal Das', 'hi-Latn': 'Gopal Das' },
  village: { bn: 'কাঞ্চনপুর', hi: 'कंचनपुर', en: 'Kanchanpur' },
  '69': { bn: '৬৯', hi: '६९', en: '69', 'bn-Latn': '69', 'hi-Latn': '69' },
  pin: { bn: '৭০০০৯১', hi: '७०००९१', en: '700091', 'bn-Latn': '700091', 'hi-Latn': '700091' },
  woman: { bn: 'মহিলা', hi: 'महिला', en: 'woman', 'bn-Latn': 'mohila', 'hi-Latn': 'mahila' },
  years: { bn: 'বছর', hi: 'साल', en: 'years', 'bn-Latn': 'bochor', 'hi-Latn': 'saal' },
  voter: { bn: 'ভোটার', hi: 'वोटर', en: 'voter', 'bn-Latn': 'voter', 'hi-Latn': 'voter' },
  aadhaar: { bn: 'আধার', hi: 'आधार', en: 'Aadhaar', 'bn-Latn': 'aadhaar', 'hi-Latn': 'aadhaar' },
  back: { bn: 'পিছনে', hi: 'पीछे', en: 'back', 'bn-Latn': 'pichone', 'hi-Latn': 'peeche' },
  menu: { bn: 'শুরু', hi: 'मेनू', en: 'menu', 'bn-Latn': 'shuru', 'hi-Latn': 'menu' },
  again: { bn: 'আবার', hi: 'फिर से', en: 'repeat', 'bn-Latn': 'abar', 'hi-Latn': 'phir se' },
  help: { bn: 'সাহায্য', hi: 'मदद', en: 'helpline', 'bn-Latn': 'sahajyo', 'hi-Latn': 'madad' },
  distress: {
    bn: 'খুব কষ্ট হচ্ছে',
    hi: 'बहुत तकलीफ़ है',
    en: 'I am dying',
    'bn-Latn': 'khub kosto hocche',
    'hi-Latn': 'bahut takleef hai',
  },
  stop: { bn: 'বন্ধ', hi: 'बंद करो', en: 'unsubscribe', 'bn-Latn': 'bondho', 'hi-Latn': 'band karo' },
  almostStop: {
    bn: 'আর মেসেজ পাঠানো বন্ধ করুন তো',
    hi: 'अब मैसेज भेजना बंद कर दीजिए',
    en: 'please stop these messages now',
    'bn-Latn': 'ar message pathano bondho korun to',
    'hi-Latn': 'ab message bhejna band kar dijiye',
  },
  start: { bn: 'চালু', hi: 'चालू', en: 'chalu', 'bn-Latn': 'chalu', 'hi-Latn': 'chalu' },
  cost: {
    bn: 'কত টাকা লাগবে?',
    hi: 'कितने पैसे लगेंगे?',
    en: 'how much does it cost?',
    'bn-Latn': 'koto taka lagbe?',
    'hi-Latn': 'kitne paise lagenge?',
  },
  safety: {
    bn: 'টিকা কি নিরাপদ?',
    hi: 'क्या टीका सुरक्षित है?',
    en: 'is it safe?',
    'bn-Latn': 'tika ki nirapod?',
    'hi-Latn': 'kya teeka surakshit hai?',
  },
  travel: {
    bn: 'কীভাবে যাব?',
    hi: 'कैसे जाऊँ?',
    en: 'how do I get there?',
    'bn-Latn': 'kibhabe jabo?',
    'hi-Latn': 'kaise jaun?',
  },
  second: {
    bn: 'দ্বিতীয় ডোজ কবে?',
    hi: 'दूसरी डोज़ कब?',
    en: 'when is the second dose?',
    'bn-Latn': 'dwitiyo dose kobe?',
    'hi-Latn': 'doosri dose kab?',
  },
  certificate: {
    bn: 'সার্টিফিকেট কোথায় পাব?',
    hi: 'सर्टिफिकेट कहाँ मिलेगा?',
    en: 'where is the certificate?',
    'bn-Latn': 'certificate kothay pabo?',
    'hi-Latn': 'certificate kahan milega?',
  },
  who: { bn: 'আপনারা কে?', hi: 'आप कौन हैं?', en: 'who are you?', 'bn-Latn': 'apnara ke?', 'hi-Latn': 'aap kaun hain?' },
  unknown: {
    bn: 'আজ বৃষ্টি হবে কি?',
    hi: 'आज बारिश होगी क्या?',
    en: 'will it rain today?',
    'bn-Latn': 'aj brishti hobe ki?',
    'hi-Latn': 'aaj barish hogi kya?',
  },
  nonsense: { bn: 'ঝঞ্ঝট ঘটঘট', hi: 'झंझट खटखट', en: 'xqzt vrrp', 'bn-Latn': 'xqzt vrrp', 'hi-Latn': 'xqzt vrrp' },
  myDate: { bn: 'আমার তারিখ', hi: 'मेरी तारीख', en: 'my date', 'bn-Latn': 'amar tarikh', 'hi-Latn': 'meri tareekh' },
  cancelDate: { bn: 'বাতিল', hi: 'रद्द', en: 'cancel', 'bn-Latn': 'batil', 'hi-Latn': 'radd' },
  yesDont: {
    bn: 'হ্যাঁ করবেন না',
    hi: 'haan mat karo',
    en: 'yes do not',
    'bn-Latn': 'hyan korben na',
    'hi-Latn': 'haan mat karo',
  },
  telegramOff: {
    bn: 'টেলিগ্রাম বন্ধ',
    hi: 'टेलीग्राम बंद',
    en: 'telegram off',
    'bn-Latn': 'telegram bondho',
    'hi-Latn': 'telegram band',
  },
  noReminders: {
    bn: 'মনে করাবেন না',
    hi: 'याद न दिलाएँ',
    en: 'no reminders',
    'bn-Latn': 'mone koraben na',
    'hi-Latn': 'yaad na dilayen',
  },
  mita: { bn: 'মিতা', hi: 'मीता', en: 'Mita' },
  whoSaw: {
    bn: 'আমার নাম কে দেখেছে?',
    hi: 'मेरा नाम किसने देखा?',
    en: 'who saw my record?',
    'bn-Latn': 'amar naam ke dekheche?',
    'hi-Latn': 'mera naam kisne dekha?',
  },
  glitch: { bn: 'সমস্যা', hi: 'गड़बड़', en: 'GLITCH', 'bn-Latn': 'somossa', 'hi-Latn': 'gadbad' },
  brokenPrinter: {
    bn: 'প্রিন্টার চলছে না',
    hi: 'प्रिंटर नहीं चल रहा',
    en: 'the printer is dead',
    'bn-Latn': 'printer cholche na',
    'hi-Latn': 'printer nahi chal raha',
  },
  case: { bn: 'আবেদন', hi: 'अर्ज़ी', en: 'case', 'bn-Latn': 'abedon', 'hi-Latn': 'arzi' },
  oldPhone: {
    bn: 'ফোন হারিয়ে গেছে',
    hi: 'फ़ोन खो गया',
    en: 'my old phone is gone',
    'bn-Latn': 'phone hariye geche',
    'hi-Latn': 'phone kho gaya',
  },
  dontKnowAge: {
    bn: 'আমার বয়স তো জানি না',
    hi: 'मुझे अपनी उम्र नहीं पता',
    en: 'I do not know my age',
    'bn-Latn': 'amar boyosh to jani na',
    'hi-Latn': 'mujhe apni umar nahi pata',
  },
  whichYear: {
    bn: 'কত সালে জন্ম, মনে আছে?',
    hi: 'किस साल में जन्म हुआ, याद है?',
    en: 'Do you remember the year of birth?',
    'bn-Latn': 'Koto sale jonmo, mone ache?',
    'hi-Latn': 'Kis saal mein janm hua, yaad hai?',
  },
  agreedYear: {
    bn: 'জন্ম 1952 সালে, সেটাই লিখুন।',
    hi: 'जन्म 1952 का है, वही लिखिए।',
    en: 'Born in 1952, please write that.',
    'bn-Latn': 'Jonmo 1952 sale, setai likhun.',
    'hi-Latn': 'Janm 1952 ka hai, wahi likhiye.',
  },
  registerMe: {
    bn: 'নাম লেখান',
    hi: 'नाम लिखवाएँ',
    en: 'register',
    'bn-Latn': 'naam lekhan',
    'hi-Latn': 'naam likhvayen',
  },
};

export function inLocale(text: string, locale: Locale): string {
  return text.replace(/\{([^}]+)\}/g, (_, word: string) => {
    const words = WORDS[word];
    if (!words) throw new Error(`no word {${word}}`);
    return words[locale] ?? words[locale.slice(0, 2) as Language];
  });
}

/** `XYZ` and seven digits of which the last is a Luhn check digit. */
export function exampleCard(index: number): string {
  const digits = String(100_000 + index);
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, position) => {
      const value = Number(digit) * (position % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `XYZ${digits}${(10 - (sum % 10)) % 10}`;
}
