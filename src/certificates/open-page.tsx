/** The page behind the link of the SMS: it says nothing of anybody until the code is right. */
import type { Language } from '../conversation/vocabulary';
import type { Translate } from '../web/words';
import { publicHtml } from './public-page';

export type Trouble = 'wrong' | 'six' | 'closed' | 'withdrawn' | 'unknown';

interface OpenPage {
  language: Language;
  t: Translate;
  trouble?: Trouble;
  /** How often in a day the code may be wrong. */
  most: number;
}

export const openPage = ({ language, t, trouble, most }: OpenPage): string =>
  publicHtml({
    ...{ title: t('certificate:open.title'), language, t },
    children: (
      <>
        {trouble && (
          <p class="bad" role="alert" id="trouble">
            {t(`certificate:open.${trouble}`, { most })}
          </p>
        )}
        {canTry(trouble) && <CodeForm language={language} t={t} wrong={trouble !== undefined} />}
      </>
    ),
  });

const canTry = (trouble: Trouble | undefined): boolean =>
  trouble === undefined || trouble === 'wrong' || trouble === 'six';

function CodeForm({ language, t, wrong }: { language: Language; t: Translate; wrong: boolean }) {
  return (
    <form method="post">
      <input type="hidden" name="lang" value={language} />
      <label for="code">{t('certificate:open.lead')}</label>
      <input
        id="code"
        name="code"
        class="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={12}
        required
        autofocus
        {...(wrong ? { 'aria-describedby': 'trouble', 'aria-invalid': true } : {})}
      />
      <button type="submit">{t('certificate:open.submit')}</button>
    </form>
  );
}
