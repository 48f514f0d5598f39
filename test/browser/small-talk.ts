import type { Answer } from '../../src/conversation/ports';
import type { Inbound, MenuItem } from '../../src/conversation/vocabulary';

const item = (number: string, value: string, label: string): MenuItem => ({ number, value, label });

const MENU = [
  item('1', 'register', 'নাম লেখান'),
  item('2', 'book', 'তারিখ নিন'),
  item('3', 'mine', 'আমার তারিখ'),
  item('4', 'person', 'মানুষের সাহায্য'),
];
const GENDERS = [item('1', 'female', 'মহিলা'), item('2', 'male', 'পুরুষ'), item('3', 'other', 'অন্য')];

const listed = (menu: readonly MenuItem[]) => menu.map(({ number, label }) => `${number} ${label}`).join('\n');

const say = (text: string, expects: string, menu: MenuItem[] = []): Omit<Answer, 'turn'> => ({
  text: [text, listed(menu)].filter(Boolean).join('\n'),
  menu,
  expects,
  language: 'bn',
  done: false,
});

const QUESTIONS = [
  say('টিকাসেতু: এই ফোন থেকেই করোনা টিকার নাম লেখান, তারিখ নিন।', 'welcome.menu', MENU),
  say('যাঁর টিকা, তাঁর পুরো নাম লিখুন। (নাম, বয়স ও কার্ডের শেষ 4 অক্ষর শুধু টিকার কাজে রাখা হবে।)', 'registration.name'),
  say('রহিমা বিবি। বয়স বা জন্মের সাল লিখুন, যেমন 69 বা 1952', 'registration.age'),
  say('রহিমা বিবি, 69।', 'registration.gender', GENDERS),
];

/** The next question of four, whatever is written: enough to see a page talk. */
export function smallTalk(): (inbound: Inbound) => Promise<Answer> {
  const turns = new Map<string, number>();
  return ({ address }) => {
    const turn = turns.get(address) ?? 0;
    turns.set(address, turn + 1);
    const question = QUESTIONS[turn] ?? { ...say('হয়ে গেল।', 'registration.done'), done: true };
    return Promise.resolve({ ...question, turn: turn + 1 });
  };
}
