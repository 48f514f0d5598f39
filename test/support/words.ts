/** What people in the scripts write, in the three languages; and example cards that pass their check digit. */
import type { Language } from '../../src/conversation/vocabulary';

const WORDS: Record<string, Record<Language, string>> = {
  hello: { bn: 'টিকা', hi: 'टीका', en: 'TIKA' },
  rahima: { bn: 'রহিমা বিবি', hi: 'रहीमा बीबी', en: 'Rahima Bibi' },
  abdul: { bn: 'আব্দুল করিম', hi: 'अब्दुल करीम', en: 'Abdul Karim' },
  shanti: { bn: 'শান্তি মণ্ডল', hi: 'शांति मंडल', en: 'Shanti Mondal' },
  gopal: { bn: 'গোপাল দাস', hi: 'गोपाल दास', en: 'Gopal Das' },
  '69': { bn: '৬৯', hi: '६९', en: '69' },
  pin: { bn: '৭০০০৯১', hi: '७०००९१', en: '700091' },
  woman: { bn: 'মহিলা', hi: 'महिला', en: 'woman' },
  years: { bn: 'বছর', hi: 'साल', en: 'years' },
  voter: { bn: 'ভোটার', hi: 'वोटर', en: 'voter' },
  aadhaar: { bn: 'আধার', hi: 'आधार', en: 'Aadhaar' },
  back: { bn: 'পিছনে', hi: 'पीछे', en: 'back' },
  menu: { bn: 'শুরু', hi: 'मेनू', en: 'menu' },
  again: { bn: 'আবার', hi: 'फिर से', en: 'repeat' },
  help: { bn: 'সাহায্য', hi: 'मदद', en: 'helpline' },
  distress: { bn: 'খুব কষ্ট হচ্ছে', hi: 'बहुत तकलीफ़ है', en: 'I am dying' },
  stop: { bn: 'বন্ধ', hi: 'बंद करो', en: 'unsubscribe' },
  almostStop: { bn: 'আর মেসেজ পাঠানো বন্ধ করুন তো', hi: 'अब मैसेज भेजना बंद कर दीजिए', en: 'please stop these messages now' },
  start: { bn: 'চালু', hi: 'चालू', en: 'chalu' },
  cost: { bn: 'কত টাকা লাগবে?', hi: 'कितने पैसे लगेंगे?', en: 'how much does it cost?' },
  safety: { bn: 'টিকা কি নিরাপদ?', hi: 'क्या टीका सुरक्षित है?', en: 'is it safe?' },
  travel: { bn: 'কীভাবে যাব?', hi: 'कैसे जाऊँ?', en: 'how do I get there?' },
  second: { bn: 'দ্বিতীয় ডোজ কবে?', hi: 'दूसरी डोज़ कब?', en: 'when is the second dose?' },
  certificate: { bn: 'সার্টিফিকেট কোথায় পাব?', hi: 'सर्टिफिकेट कहाँ मिलेगा?', en: 'where is the certificate?' },
  who: { bn: 'আপনারা কে?', hi: 'आप कौन हैं?', en: 'who are you?' },
  unknown: { bn: 'আজ বৃষ্টি হবে কি?', hi: 'आज बारिश होगी क्या?', en: 'will it rain today?' },
  nonsense: { bn: 'ঝঞ্ঝট ঘটঘট', hi: 'झंझट खटखट', en: 'xqzt vrrp' },
  myDate: { bn: 'আমার তারিখ', hi: 'मेरी तारीख', en: 'my date' },
  cancelDate: { bn: 'বাতিল', hi: 'रद्द', en: 'cancel' },
  yesDont: { bn: 'হ্যাঁ করবেন না', hi: 'haan mat karo', en: 'yes do not' },
  registerMe: { bn: 'নাম লেখান', hi: 'नाम लिखवाएँ', en: 'register' },
};

export function inLanguage(text: string, language: Language): string {
  return text.replace(/\{([^}]+)\}/g, (_, word: string) => {
    const words = WORDS[word];
    if (!words) throw new Error(`no word {${word}}`);
    return words[language];
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
