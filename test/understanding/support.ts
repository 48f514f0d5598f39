import type { Asked, Language, MenuItem } from '../../src/conversation/vocabulary';
import type { Listening } from '../../src/understanding/understand';

/** `1 female মহিলা` → a line of a menu. */
export const menu = (...lines: string[]): MenuItem[] =>
  lines.map((line) => {
    const [number = '', value = '', ...label] = line.split(' ');
    return { number, value, label: label.join(' ') };
  });

export const listening = (
  asks: Asked | undefined,
  items: readonly MenuItem[] = [],
  language: Language | undefined = 'bn',
): Listening => ({ asks, menu: items, language, year: 2021 });

export const FIRST = menu(
  '1 register নাম লেখান',
  '2 book তারিখ নিন',
  '3 appointments আমার তারিখ',
  '4 person মানুষের সাহায্য',
);
export const LANGUAGE_MENU = menu('1 bn বাংলা', '2 hi हिन्दी', '3 en English');
export const GENDER = menu('1 female মহিলা', '2 male পুরুষ', '3 other অন্য');
export const GENDER_HI = menu('1 female महिला', '2 male पुरुष', '3 other अन्य');
export const ILL = menu('1 yes আছে', '2 no নেই');
export const CARD = menu(
  '1 aadhaar আধার',
  '2 voter ভোটার',
  '3 pan প্যান',
  '4 passport পাসপোর্ট',
  '5 licence লাইসেন্স',
  '6 pension পেনশন বই',
  '7 npr NPR',
);
export const CONFIRM = menu('1 correct ঠিক আছে', '2 change বদলান');
export const CONFIRM_HI = menu('1 correct ठीक है', '2 change बदलें');
export const CORRECT = menu(
  '1 name নাম',
  '2 age বয়স',
  '3 gender মহিলা/পুরুষ',
  '4 cardType কার্ড',
  '5 cardNumber কার্ডের নম্বর',
  '6 pinCode পিন কোড',
);
export const OFFER = menu(
  '1 offer1 বিধাননগর হাসপাতাল, শুক্র 27 নভে, সকাল 9-11টা',
  '2 offer2 দমদম স্বাস্থ্যকেন্দ্র, শনি 28 নভে, দুপুর 1-3টা',
  '4 more আরও',
  '5 day অন্য দিন',
  '6 pinCode অন্য পিন কোড',
  '7 lookForMe আমার জন্য খুঁজুন',
  '0 later এখন না',
);
export const APPOINTMENT = menu('6 move তারিখ বদলান', '7 cancel বাতিল', '0 back পিছনে');
export const PERSONS = menu('1 p1 রহিমা বিবি', '2 p2 Sabitri Das', '3 p3 आनंद कुमार');
export const DAYS = menu('1 d27 শুক্র 27 নভে', '2 d28 শনি 28 নভে', '3 d30 সোম 30 নভে');
export const RESUME = menu('1 continue চালিয়ে যান', '2 restart নতুন করে');
export const DISTRICTS = menu('1 x উত্তর 24 পরগনা', '2 y কলকাতা', '3 z হাওড়া');
