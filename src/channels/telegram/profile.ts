/** What Telegram shows of us before the first word: commands and descriptions, for each language of the app. */
import type { Api } from 'grammy';
import { LANGUAGES, type Language } from '../../conversation/vocabulary';
import { COMMANDS } from './commands';
import type { Say } from './outgoing';

/** Where the app is set to a language we have not. */
const ELSEWHERE: Language = 'en';

export async function showProfile(api: Api, say: Say): Promise<void> {
  for (const language of LANGUAGES) await showIn(api, say, language, { language_code: language });
  await showIn(api, say, ELSEWHERE, {});
}

async function showIn(api: Api, say: Say, language: Language, where: { language_code?: Language }): Promise<void> {
  const commands = COMMANDS.map(({ command, described }) => ({ command, description: say(described, language) }));
  await api.setMyCommands(commands, where);
  await api.setMyDescription(descriptionIn(say, language), where);
  await api.setMyShortDescription(say('telegram:shortDescription', language), where);
}

/** Many who read Bengali or Hindi have their telephone set to English: there all three are shown. */
export const descriptionIn = (say: Say, language: Language): string =>
  (language === 'en' ? LANGUAGES : [language]).map((each) => say('telegram:description', each)).join('\n\n');
