import type { Words } from './shape';

export const hi: Words = {
  called: 'हिन्दी, हिंदी, हिन्दी भाषा, हिंदी में, hindi, hindee, hindi me, hindi mein, hindi bhasha, হিন্দি, হিন্দী, হিন্দিতে',
  digits: `0 शून्य sunya shunya, 1 एक पहला पहली पहले ek pehla pehli pahla pahli, 2 दो दूसरा दूसरी do dusra dusri doosra doosri,
    3 तीन तीसरा तीसरी teen tisra tisri, 4 चार char, 5 पाँच पांच panch paanch, 6 छह छः छे छै che chah chhe chhah,
    7 सात saat, 8 आठ aath ath, 9 नौ nau, 10 दस das dus`,
  ages: `10 दस das dus, 20 बीस bees, 30 तीस tees, 40 चालीस chalis, 45 पैंतालीस paintalis, 46 छियालीस chhiyalis,
    47 सैंतालीस saintalis, 48 अड़तालीस adtalis, 49 उनचास unchas, 50 पचास pachas, 51 इक्यावन ikyavan ikyawan, 52 बावन bavan bawan,
    53 तिरपन tirpan, 54 चौवन chauvan chauwan, 55 पचपन pachpan, 56 छप्पन chhappan, 57 सत्तावन sattavan sattawan,
    58 अट्ठावन अठावन atthavan athawan, 59 उनसठ unsath, 60 साठ saath sath, 61 इकसठ iksath ikasath, 62 बासठ basath,
    63 तिरसठ तिरेसठ tirsath tiresath, 64 चौंसठ चौसठ chaunsath chausath, 65 पैंसठ पैसठ painsath paisath,
    66 छियासठ chhiyasath chiyasath, 67 सड़सठ सरसठ sadsath sarsath, 68 अड़सठ adsath arsath, 69 उनहत्तर उनहतर unhattar unahattar,
    70 सत्तर sattar, 71 इकहत्तर ikhattar ikahattar, 72 बहत्तर bahattar, 73 तिहत्तर tihattar, 74 चौहत्तर chauhattar,
    75 पचहत्तर पिचहत्तर pachhattar pachahattar pichhattar, 76 छिहत्तर chhihattar, 77 सतहत्तर satahattar sathattar,
    78 अठहत्तर athahattar athhattar, 79 उन्यासी उनासी unyasi unasi, 80 अस्सी assi, 81 इक्यासी ikyasi, 82 बयासी bayasi,
    83 तिरासी tirasi, 84 चौरासी chaurasi, 85 पचासी pachasi, 86 छियासी chhiyasi, 87 सत्तासी sattasi, 88 अट्ठासी अठासी atthasi athasi,
    89 नवासी navasi, 90 नब्बे nabbe, 100 सौ sau`,
  genders: {
    female:
      'महिला, महीला, मेहरारू, औरत, स्त्री, नारी, लड़की, माता जी, म, stri, mahila, mahilla, mehraru, aurat, orat, naari, ladki, larki, janana',
    male: 'पुरुष, पुरूष, आदमी, मर्द, मरद, लड़का, पु, purush, aadmi, mard, marad, ladka, larka',
    other: 'अन्य, हिजड़ा, किन्नर, anya, kinnar, kinner',
  },
  cards: {
    aadhaar: 'आधार, आधार कार्ड, आधार नंबर, अधार, अधार कार्ड, aadhar, adhar',
    voter:
      'वोटर, वोटर कार्ड, वोटर आईडी, मतदाता, मतदाता कार्ड, पहचान पत्र, मतदाता पहचान पत्र, एपिक, bhotar, bhotar card, matdata, pehchan patra, pahchan patra, वोटर आइडी, भोटर, भोटर कार्ड',
    pan: 'पैन, पैन कार्ड, पेन कार्ड, pain, pain card, pen card',
    passport: 'पासपोर्ट, पासपोट, पारपत्र',
    licence: 'लाइसेंस, लाइसेन्स, ड्राइविंग लाइसेंस, लाइसेंश, लसेंस, laisence, lisence, lasens, gadi ka license',
    pension: 'पेंशन, पेंशन बुक, पेंशन की किताब, पेंशन किताब, पेन्शन, pension kitab, penshan, pension ki kitab',
    npr: 'एनपीआर, एन पी आर',
  },
  yesNo: {
    yes: 'हाँ, हा, हां, हाँ जी, जी, जी हाँ, है, हाँ है, haan, han, ha, haa, haan ji, han ji, ji haan, ji han, ji, hai, haan hai',
    no: 'नहीं, ना, न, नही, जी नहीं, नहीं है, कुछ नहीं, कोई बीमारी नहीं, nahi, nahin, nhi, nai, naa, ji nahi, nahi hai, kuch nahi',
  },
  illnesses:
    'शुगर, सुगर, चीनी की बीमारी, मधुमेह, डायबिटीज, डायबीटीज, बीपी, प्रेशर, ब्लड प्रेशर, रक्तचाप, हार्ट, दिल की बीमारी, कैंसर, किडनी, गुर्दा, दमा, अस्थमा, लकवा, madhumeh, dama, daibitij, dil ki bimari, chini ki bimari, gurda, lakwa',
  negations: 'नहीं, ना, न, nahi, nahin, nhi, naa',
  menu: {
    register:
      'नाम लिखवाना, नाम लिखवाएँ, नाम लिखवाना है, नाम लिखाना, नाम लिखवा, नाम लिखो, पंजीकरण, रजिस्टर, रजिस्ट्रेशन, naam likhvana, naam likhwana, naam likhvana hai, naam likhwana hai, naam likhana, naam likhvayen, naam likho, naam likhao, panjikaran, registration karna',
    book: 'तारीख लें, तारीख लीजिए, तारीख लेनी, तारीख चाहिए, तारीख, बुकिंग, tareekh len, tarikh len, tarikh lena, tarikh chahiye, tareekh, tarikh',
    appointments:
      'मेरी तारीख, मेरी तारीख कब है, मेरी बुकिंग, तारीख देखें, meri tareekh, meri tarikh, meri tarikh kab hai, meri booking, tarikh dekhen',
    person:
      'इंसान, इंसान से मदद, इंसान से बात, मदद, आदमी से बात, insaan, insaan se madad, insan se baat, madad, aadmi se baat',
    correct:
      'ठीक है, ठीक, सही, सही है, सब ठीक है, सब सही, हाँ, हाँ ठीक है, जी हाँ, जी, theek hai, thik hai, theek, thik, tik hai, sahi, sahi hai, sab thik hai, sab sahi hai, haan, ha, han, haan thik hai, ji haan, ji',
    change:
      'बदलें, बदलना, बदलो, बदलना है, बदलिए, गलत, गलत है, नहीं, सही नहीं, ठीक नहीं, ठीक नहीं है, badlen, badlo, badlna, badalna, badal do, badal, theek nahi, thik nahi, theek nahi hai, badlna hai, badaliye, galat, galat hai, nahi, sahi nahi',
    continue: 'जारी, जारी रखें, आगे, आगे बढ़ें, हाँ, jari, jaari rakhen, aage, aage badhen, haan, ha',
    restart: 'नए सिरे से, फिर से शुरू, शुरू से, दोबारा शुरू, naye sire se, phir se shuru, shuru se, dobara shuru',
    name: 'नाम, नाम गलत, naam, naam galat',
    age: 'उम्र, उमर, आयु, जन्म, जन्म साल, umar, umr, umra, aayu, janm, janam',
    gender: 'लिंग, महिला पुरुष, पुरुष महिला, ling, mahila purush',
    comorbidity: 'बीमारी, रोग, bimari, beemari, rog',
    cardType: 'कार्ड, कौन सा कार्ड, कार्ड का नाम, kaun sa card, konsa card',
    cardNumber: 'कार्ड नंबर, कार्ड का नंबर, नंबर, card nambar, card ka number, card ka nambar, nambar',
    pinCode: 'पिन, पिन कोड, पिनकोड, इलाका, दूसरा पिन, दूसरा पिन कोड, ilaka, dusra pin, doosra pin, dusra pin code',
    more: 'और, और दिखाएँ, और दिखाओ, अगला, aur, or, aur dikhao, aur dikhaye, agla',
    day: 'दूसरा दिन, दूसरे दिन, और दिन, दिन, दूसरी तारीख, dusra din, doosra din, dusre din, din, dusri tarikh, din badlen',
    lookForMe:
      'मेरे लिए ढूँढें, ढूँढें, ढूंढो, खोजें, खोजो, कोई नहीं, इनमें से कोई नहीं, mere liye dhoondhen, mere liye dhundhe, dhoondhen, dhundo, dhundhe, khojo, khojen, koi nahi',
    tellMe: 'बताएँ, बताना, बता देना, खबर करें, हाँ, batayen, batana, bata dena, khabar karen, haan, ji',
    later: 'अभी नहीं, बाद में, बाद मे, फिर कभी, आज नहीं, नहीं, nahi, abhi nahi, baad me, baad mein, phir kabhi, aaj nahi',
    move: 'तारीख बदलें, तारीख बदलो, तारीख बदलनी है, दिन बदलें, बदलें, दूसरी तारीख, दूसरा दिन, tareekh badlen, tarikh badlo, tarikh badlna, badlen, badlo, din badlo, dusri tarikh, dusra din',
    cancel:
      'रद्द, रद्द करें, रद्द करो, तारीख रद्द, कैंसल, कैंसिल, नहीं चाहिए, नहीं जाना, radd, rad, radd karen, radd karo, kainsal, nahi chahiye',
    back: 'पीछे, वापस, रहने दें, peeche, pichhe, wapas, vapas, rehne do',
    again: 'फिर से भेजें, फिर भेजिए, दोबारा भेजें, नया कोड, phir se bhejen, phir bhejiye, dobara bhejo, naya code',
    gone: 'फोन नहीं है, वह फोन नहीं, फोन नहीं, खो गया, नहीं, ना, phone nahi hai, phone nahi, kho gaya, nahi',
    reminders: 'सिर्फ़ याद न दिलाएँ, याद न दिलाएँ, sirf yaad na dilayen, yaad na dilayen',
    vaccine: 'टीका, टीके का नाम, गलत टीका, teeka, tika, teeke ka naam',
    date: 'तारीख, दिन, तारीख गलत, tareekh, tarikh, din',
    number: 'नंबर, फोन नंबर, फोन, मोबाइल नंबर, nambar, phone number, phone',
  },
  labels: {
    name: 'नाम, नामः, पूरा नाम, naam',
    age: 'उम्र, उमर, आयु, उमिर, umar, umr, umra, aayu, ayu, umir, umer',
    birth: 'जन्म, जनम, जन्मतिथि, जन्म तिथि, जन्म तारीख, जन्म साल, सन्, सन, janm, janam, janma, janmtithi, san, paidaish',
    pin: 'पिन, पिनकोड, पिन कोड, पिन नंबर, डाकघर',
    number: 'नंबर, नम्बर, क्रमांक, नंबर वाला, दबाएँ, दबाया, वाला, वाली, nambar, namber, dabaye, dabaya, wala, wali',
    years: 'साल, वर्ष, बरस, बरिस, साल का, साल की, saal, varsh, baras, baris, warsh, saal ki, saal ka',
  },
  commands: {
    REPEAT:
      'फिर से, फिर से बोलो, फिर से बताएँ, दोबारा, दुबारा, फिर, क्या, क्या कहा, phir se, fir se, phirse, dobara, dubara, phir se bolo, phir se batao, kya, kya kaha',
    BACK: 'पीछे, पिछला, वापस, peeche, pichhe, pichla, wapas, vapas, piche',
    MENU: 'शुरू, शुरु, मेनू, मेन्यू, शुरू से, shuru, shuru se, menu dikhao',
    HELLO:
      'टीका, टीका चाहिए, टीका लगवाना, टीका लगवाना है, namaste, नमस्ते, नमस्कार, प्रणाम, सलाम, हेलो, हैलो, हलो, राम राम, जय श्री राम, वैक्सीन, teeka, namasthe, namaskar, pranam, parnam, salaam, ram ram, adaab, jai shri ram, salam alaikum',
    STOP: 'बंद, बंद करो, बंद करें, बंद कर दो, बंद कीजिए, मैसेज बंद करो, मैसेज बंद, मत भेजो, मैसेज मत भेजो, band, bandh, band karo, bandh karo, band karen, band kar do, message band karo, mat bhejo',
    NO_REMINDERS:
      'याद न दिलाएँ, याद ना दिलाएँ, याद नहीं दिलाना, याद मत दिलाओ, याद मत दिलाइए, याद मत दिलाना, सिर्फ़ याद न दिलाएँ, yaad na dilayen, yaad na dilaye, yaad na dilao, yaad nahi dilana, yaad mat dilao, yaad mat dilaiye',
    START: 'चालू, चालू करो, चालू करें, याद दिलाएँ, chalu, chaloo karo, chalu karen, yaad dilayen, yaad dilaye',
    UNBIND:
      'टेलीग्राम बंद, टेलीग्राम बंद करो, टेलीग्राम बंद करें, टेलीग्राम हटाओ, टेलीग्राम हटाएँ, telegram band, telegram bandh, telegram band karo, telegram band karen, telegram hatao',
  },
  keyword: 'टीका, टिका, वैक्सीन, टीके, teeka',
  help: {
    asked:
      'मदद, मदद चाहिए, मदद करो, मदद कीजिए, सहायता, इंसान, इंसान से मदद, इंसान से बात, आदमी से बात, बात करनी है, बात करो, बात कराओ, फोन करो, फोन करें, फोन कीजिए, कॉल करो, कॉल करें, हेल्प, madad, madat, madad chahiye, madad karo, sahayata, sahayta, insaan, insan, insaan se madad, insaan se baat, aadmi se baat, baat karni hai, baat karo, phone karo, phone karen, call karo, call karen',
    distress:
      'मर जाऊँगा, मर जाऊँगी, मर जाएँगे, मर रहा, मर रही, मर रहे, साँस नहीं, सांस नही आ रही, दम घुट, बचाओ, बचा लो, बहुत तकलीफ, बहुत दर्द, सीने में दर्द, छाती में दर्द, बेहोश, बकवास, चोर, साला, हरामी, हरामजादा, कुत्ता, कमीना, बेकार, गधा, बेवकूफ, आत्महत्या, mar jaunga, mar jaungi, mar jayenge, mar raha, mar rahi, mar rahe, saans nahi, sans nahi, saans nhi, dam ghut, bachao, bacha lo, bahut takleef, bahut taklif, bahut dard, seene me dard, sine me dard, chhati me dard, behosh, bakwas, bakwaas, chor, sala, harami, haramjada, kutta, kamina, kameena, bekar, bewakoof, bevkuf, chutiya, madarchod, bhosdi',
    noPlace:
      'बहुत दूर, बहुत दूर है, जा नहीं सकते, जा नहीं सकता, जा नहीं सकती, चल नहीं सकते, चल नहीं सकता, चल नहीं सकती, bahut dur, bahut door, ja nahi sakte, ja nahi sakta, ja nahi sakti, chal nahi sakte, chal nahi sakta, chal nahi sakti',
    oldNumber:
      'फोन खो गया, फोन गुम, फोन गुम हो गया, फोन चोरी, पुराना फोन नहीं, पुराना फोन नहीं है, सिम खो गया, पुराना नंबर बंद, पुराना नंबर नहीं, पुराना नंबर बंद है, phone kho gaya, phone gum, phone gum ho gaya, phone chori, purana phone nahi, purana phone nahi hai, sim kho gaya, purana number band, purana number nahi, purana nambar band',
  },
  cases: 'अर्ज़ी, मेरी अर्ज़ी, arzi, meri arzi, केस, मेरा केस, शिकायत, kes, mera kes, mera case, shikayat',
  looks:
    'किसने देखा, किसने देखी, किस ने देखा, किस किस ने देखा, किसने किसने देखा, कौन देखा, किन्होंने देखा, kisne dekha, kisne dekhi, kis ne dekha, kis kis ne dekha, kisne kisne dekha, kaun dekha',
  glitches: 'समस्या, गड़बड़, गड़बड़ी, खराबी, samasya, gadbad, gadbadi, garbar, kharabi',
  noCard:
    'कार्ड नहीं, कार्ड नहीं है, कार्ड खो गया, कोई कार्ड नहीं, कागज नहीं, card nahi, card nahin, card nhi, card nahi hai, card kho gaya, koi card nahi, kagaj nahi',
  questions: {
    second:
      'दूसरी डोज, दूसरी डोज़, दूसरा डोज, दूसरा टीका, दूसरी खुराक, अगली डोज, अगला टीका, dusri dose, doosri dose, dusra dose, doosra dose, dusra tika, dusri khurak, agla tika, agli dose',
    certificate: 'सर्टिफिकेट, प्रमाण पत्र, प्रमाणपत्र, सार्टिफिकेट, pramaan patra, praman patra, sartifiket, certifikat',
    cost: 'पैसा, पैसे, रुपया, रुपये, रुपए, खर्चा, खर्च, दाम, मुफ्त, मुफ़्त, फ्री, कितना लगेगा, फीस, paisa, paise, rupaya, rupaye, rupiya, rupya, kharcha, kharch, muft, kitna lagega, fees',
    safety:
      'सुरक्षित, नुकसान, साइड इफेक्ट, बुखार, डर, डर लगता है, खतरा, surakshit, nuksan, nuksaan, bukhar, dar lagta hai, dar lag raha, khatra, tika le sakte, le sakta, le sakti',
    who: 'आप कौन, आप कौन हैं, तुम कौन, कौन हो, कौन हैं, कौन बोल रहे, धोखा, ठग, ठगी, फ्रॉड, aap kaun, aap kon ho, tum kaun, kaun ho, kaun hai, kaun bol rahe, dhokha, dhoka, thag, thagi',
    travel:
      'कैसे जाऊँ, कैसे जाऊं, कैसे जाएंगे, कहाँ जाऊँ, kaise jaun, बस, कैसे जाएँ, कैसे जाना, कैसे पहुँचें, कहाँ जाना है, कहाँ जाएँ, कहाँ, पता क्या, रास्ता, कितनी दूर, ट्रेन, kaise jaye, kaise jaen, kaise jana, kaise pahunche, kaha jana hai, kahan jana, kahan, kaha, rasta, kitni dur, kitna dur',
  },
  questionWords:
    'क्या, कब, कहाँ, कितना, कितने, कितनी, क्यों, क्यूँ, कैसे, कौन, कौनसा, किसको, kya, kab, kahan, kaha, kitna, kitne, kitni, kyon, kyun, kyu, kaise, kaun, kaunsa, konsa',
  fillers:
    'मैं, बा, ba, मेरा, मेरी, मेरे, मुझे, हमें, हमको, हमारा, कृपया, प्लीज, प्लीज़, करो, करें, करना, कीजिए, करिए, दीजिए, दो, दे, देना, चाहिए, चाहता, चाहती, चाहते, लेना, लगवाना, लगवानी, है, हैं, हूँ, का, की, के, को, में, से, जी, भाई, भैया, बाबू, सर, मैडम, तो, और, लिए, मैसेज, एसएमएस, पूरा, main, mera, mere, mujhe, humko, hamara, hame, kripya, pleej, karo, karen, karna, kijiye, kariye, dijiye, de, dena, chahiye, chahie, chahta, chahti, lena, lagwana, lagvana, lagwani, hai, hain, hu, hun, hoon, ka, ki, ke, ko, me, mein, se, ji, bhai, bhaiya, babu, sar, liye, pura, poora',
  titles: 'श्री, श्रीमती, श्रीमति, सुश्री, कुमारी, जनाब, shri, shrimati, shreemati, smt, shrimathi, sushri',
  introductions:
    'मैं, हम, hum, हमार नाम, hamar naam, मेरा नाम, मेरा पूरा नाम, मेरी माँ का नाम, मेरे पिता का नाम, मेरी पत्नी का नाम, मेरे पति का नाम, मेरी माँ, मेरी माता जी, मेरे पिता, मेरे पिताजी, मेरी पत्नी, मेरे पति, मेरी सास, मेरे ससुर, मेरी दादी, मेरे दादा, हमारा नाम, नाम, पूरा नाम, mera naam, mera pura naam, meri maa ka naam, mere pita ka naam, meri patni ka naam, mere pati ka naam, meri maa, meri mata ji, mere pita, mere pitaji, meri patni, mere pati, meri saas, mere sasur, meri dadi, mere dada, hamara naam, naam, pura naam, poora naam, main',
  neverName:
    'मैं, मुझे, मेरा, मेरी, मेरे, आप, आपका, तुम, हमको, हमें, चाहिए, करना, करो, करें, करवाना, लेना, लगवाना, है, हैं, हूँ, नहीं, हाँ, क्या, कब, कहाँ, कैसे, कितना, क्यों, कौन, समझ, आया, पता, मालूम, नाम, उम्र, नंबर, कार्ड, डोज, बताओ, बताएँ, बताइए, लिखवाना, लिखाना, लिखो, ठीक, अभी, बाद, पैसा, पैसे, धन्यवाद, शुक्रिया, अच्छा, mujhe, aap, aapka, tum, humko, chahiye, chahie, karna, karo, karwana, karvana, lena, lagwana, lagvana, hai, hain, hoon, nahi, nahin, nhi, haan, kya, kab, kahan, kaha, kaise, kitna, kitne, kyon, kyun, kaun, samajh, samjha, aaya, malum, maloom, nambar, batao, bataye, bataiye, likhvana, likhwana, likhana, likhao, thik, theek, abhi, paisa, paise, dhanyavad, shukriya, accha',
  telling:
    'naam likhvana, likhvana, likhwana, likhvana hai, likhana, mahila, aurat, aadmi, umar, umr, saal, mera, meri, mere, mujhe, mai, main, mein, hai, hain, hoon, kya, kab, kahan, kaha, kaise, kitna, kitne, kyon, kyun, kaun, chahiye, chahie, karna, karo, karwana, lagwana, lagvana, nahi, nahin, nhi, haan, aap, hum, madad, badlen, theek hai, thik hai, anya, janm, insaan, peeche, radd, band karo, paisa, paise, dusra, doosra, tareekh, dobara, phir se, fir se',
  times: [
    'सोम, सोमवार, somvar, somwar',
    'मंगल, मंगलवार, mangal, mangalvar, mangalwar',
    'बुध, बुधवार, budhvar, budhwar',
    'गुरु, गुरुवार, गुरूवार, बृहस्पति, बृहस्पतिवार, guruvar, guruwar, brihaspativar, veervar',
    'शुक्र, शुक्रवार, shukra, shukravar, shukrawar, sukravar',
    'शनि, शनिवार, shani, shanivar, shaniwar, sanichar',
    'रवि, रविवार, इतवार, ravi, ravivar, raviwar, itwar',
    'सुबह, सवेरे, subah, subeh',
    'दोपहर, dopahar, dopeher',
    'शाम, शाम को, sham, shaam',
  ],
};
