import type { Words } from './shape';

export const en: Words = {
  called:
    'english, inglish, english, angreji, angrezi, ingreji, ingriji, ইংরেজি, ইংরাজি, ইংলিশ, ইংরেজীতে, अंग्रेज़ी, अंग्रेजी, इंग्लिश, अंग्रेजी में',
  digits: `0 zero, 1 one first 1st, 2 two second 2nd, 3 three third 3rd, 4 four fourth, 5 five fifth, 6 six, 7 seven, 8 eight,
    9 nine, 10 ten`,
  ages: '10 ten, 20 twenty, 30 thirty, 40 forty fourty, 50 fifty, 60 sixty, 70 seventy, 80 eighty, 90 ninety ninty, 100 hundred',
  genders: {
    female: 'female, femal, fimale, fimel, femel, fem, woman, women, lady, ladies, girl, wife, f',
    male: 'male, man, men, gent, gents, boy, mail, mel, m',
    other: 'other, others, transgender, trans, third gender',
  },
  cards: {
    aadhaar:
      'aadhaar, aadhar, adhar, adhaar, uid, uidai, aadhaar card, adhar card, adhar kard, aadhaar number, adhar number, addhar, adhar no, adar card, আধার card',
    voter:
      'voter, votar, voter id, voter card, votar card, epic, epic card, election card, voter id card, voterid, votercard, vote card, voter no, voter number',
    pan: 'pan, pan card, pancard, pan no, pan number',
    passport: 'passport, pasport, passport book, passport number',
    licence:
      'licence, license, driving licence, driving license, dl, d l, driving, driver licence, licence number, dl number, dl no',
    pension:
      'pension, penshion, pention, ppo, pension book, pension card, pension paper, ppo number, ppo no, pension number',
    npr: 'npr, npr card, npr smart card, smart card, npr number',
  },
  yesNo: {
    yes: 'yes, y, yeah, yep, ok, okay, have, i have, yes i have, both',
    no: 'no, n, nope, none, no illness, nothing',
  },
  illnesses:
    'sugar, suger, diabetes, diabetic, diabetis, pressure, presure, preshar, bp, b p, blood pressure, high pressure, hypertension, heart, heart disease, cancer, kidney, asthma, stroke, dialysis',
  negations: 'no, not, dont, without, none',
  menu: {
    register: 'register, registration, name registration, regester, registar, sign up, enrol, enroll',
    book: 'book, booking, date, take a date, get a date, appointment, book appointment, slot',
    appointments: 'my date, my dates, my appointment, my appointments, my booking, when is my date, my slot',
    person: 'person, help from a person, human, operator, agent, help, talk to a person',
    correct: 'correct, yes, y, right, all right, ok, okay, fine, yes correct, thats right, all correct, good',
    change: 'change, wrong, no, not correct, incorrect, mistake, edit, not right',
    continue: 'continue, go on, carry on, yes, ok',
    restart: 'start again, restart, start over, from the start, new, begin again',
    name: 'name',
    age: 'age, birth year, year of birth, date of birth, dob',
    gender: 'gender, sex',
    comorbidity: 'illness, disease, sickness',
    cardType: 'card, which card, card type, id card, id',
    cardNumber: 'card number, card no, number, id number',
    pinCode: 'pin, pin code, pincode, another pin, another pin code, other pin code, area, other pin, change pin',
    more: 'more, next, show more, others',
    day: 'another day, other day, different day, day, another date, other date, other days, change day, change date',
    lookForMe: 'look for me, find for me, search for me, look, none of these, none, waiting list, wait list',
    tellMe: 'tell me, inform me, let me know, remind me, yes, ok',
    later: 'no, not now, later, not today, after, some other time',
    move: 'change date, move, change, another date, another day, reschedule, change the date, postpone, change day',
    cancel: 'cancel, cancel it, cancel date, cancel appointment, delete, remove',
    back: 'back, go back, keep it, keep',
    again: 'send again, again, resend, send the code again, new code',
    gone: 'gone, lost, no phone, phone is gone, no longer with me, no',
    reminders: 'only reminders, reminders, only no reminders, no reminders',
    vaccine: 'vaccine, wrong vaccine, name of the vaccine',
    date: 'date, day, wrong date',
    number: 'number, phone number, phone, wrong number',
  },
  labels: {
    name: 'name, full name',
    age: 'age, aged, ages',
    birth: 'dob, d o b, birth, born, birth year, year of birth, date of birth, birthday, yob, year',
    pin: 'pin, pincode, pin code, pin no, pin number, zip, postal code, post code, pin cod, pincod',
    number: 'number, no, num, nr, option, press, choice, st, nd, rd, th, pressed, select, ans, answer, reply',
    years: 'years, year, yrs, yr, y, years old, yrs old, yr old, y o',
  },
  commands: {
    REPEAT: 'again, repeat, say again, once more, pardon, resend, send again, what',
    BACK: 'back, go back, previous, prev',
    MENU: 'menu, main menu, home',
    HELLO:
      'hi, hello, helo, hallo, hellow, hlo, hii, hey, good morning, good evening, good afternoon, start, vaccine, vaccination, covid vaccine, corona vaccine, vaksin',
    STOP: 'stop, stop sms, stop it, stop messages, stop message, unsubscribe, dont send, opt out, stop all',
    NO_REMINDERS:
      'no reminders, no reminder, no more reminders, dont remind me, do not remind me, dont remind, stop reminders, stop reminding me, stop reminding, reminders off, only no reminders',
    START: 'resume, restart reminders, unstop, subscribe, remind me',
    UNBIND: 'telegram off, telegram stop, stop telegram, no telegram, remove telegram',
  },
  keyword: 'vaccine, vaccination, vaksin, covid vaccine',
  help: {
    asked:
      'help, help me, human, operator, agent, person, call me, phone me, call back, helpline, real person, talk to a person, talk to someone, talk to a human, speak to someone, help from a person, customer care',
    distress:
      'i am dying, im dying, dying, cannot breathe, cant breathe, can not breathe, chest pain, emergency, ambulance, save me, kill myself, suicide, unconscious, very sick, idiot, stupid, useless, nonsense, rubbish, bullshit, shit, fuck, fuck off, fuck you, bastard, thief, cheater, cheaters',
    noPlace: 'too far, very far, cannot walk, cant walk, cannot travel, cannot go',
    oldNumber:
      'old phone is gone, phone is gone, phone is lost, lost my phone, lost the phone, lost phone, lost old phone, old phone lost, phone was stolen, phone stolen, old number is gone, old number is closed, old number does not work, lost my sim, sim is lost',
  },
  cases: 'case, cases, my case, complaint, complaint number',
  looks:
    'who saw, who saw my record, who saw my name, who looked, who looked at my record, who looked at my name, who has seen, who viewed, who read my record',
  glitches: 'glitch, fault',
  noCard:
    'no card, no id, lost card, card lost, lost my card, dont have card, dont have a card, do not have a card, have no card',
  questions: {
    second: 'second dose, 2nd dose, next dose, dose 2, second vaccine, booster',
    certificate: 'certificate, certificat, certifcate, sertificate, download certificate',
    cost: 'cost, price, fee, charge, charges, free, how much, money, rupees, rs, pay',
    safety:
      'safe, side effect, side effects, fever, danger, dangerous, harm, harmful, safety, allergy, afraid, scared, reaction',
    who: 'who are you, who is this, who r u, who r you, scam, fraud, fake, cheat, real or fake, is this real, spam, which company',
    travel:
      'bus, train, how to go, how do i get there, how to reach, how will i go, address, where is, where to go, where, direction, directions, how far, map, location, auto',
  },
  questionWords: 'what, when, where, why, how, who, which, is, are, can, could, do, does, will, should, may i, whom',
  fillers:
    'please, will, plz, pls, i, my, me, the, a, an, is, it, want, need, to, for, sir, madam, mam, this, that, am, and, give, would, like, id, us, our, we, in, of, take, get, send, sms, message, messages, language, one please, thanks, thank you, with, card please, its',
  titles: 'mr, mrs, ms, miss, mister, missus, smt, sir, madam',
  introductions:
    'my name is, my name, name is, i am, im, this is, my full name is, my mothers name is, my mother is, my fathers name is, my father is, my wife is, my husband is, my mother, my father, my wife, my husband, name, full name, full name is, the name is, it is',
  neverName:
    'what, when, where, why, how, who, which, the, is, are, am, my, want, need, please, pls, plz, dont, not, know, understand, yes, no, ok, okay, thanks, thank, thankyou, you, your, this, that, register, registration, vaccine, vaccination, name, age, number, dose, hello, hi, hey, help, stop, back, menu, again, repeat, language, english, hindi, bengali, bangla, taka, covid, corona, sms, phone, mobile, date, appointment, done, for, with, have, has, but, sorry',
  times: [
    'mon, monday',
    'tue, tuesday, tues',
    'wed, wednesday, wednes',
    'thu, thursday, thurs',
    'fri, friday',
    'sat, saturday',
    'sun, sunday',
    'am, morning',
    'noon',
    'pm, afternoon, evening',
  ],
};
