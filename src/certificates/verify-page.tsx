/** The page that checks a certificate in the browser. What it may find stands in it from the start; its script shows what is so. */
import type { ComponentChildren } from 'preact';
import type { Language } from '../conversation/vocabulary';
import { DOSES } from '../vaccination/rules/dose-interval';
import type { Translate } from '../web/words';
import { publicHtml } from './public-page';
import type { PublicKey } from './statement';

const VACCINES = ['COVISHIELD', 'COVAXIN'];

/** @param keys stand in the page: once it is open it needs no network */
export const verifyPage = (language: Language, t: Translate, keys: readonly PublicKey[]): string => {
  const say = (key: string): string => t(`certificate:verify.${key}`);
  return publicHtml({
    ...{ title: say('title'), language, t, script: '/verify/verify.js' },
    children: (
      <>
        <noscript>
          <p class="bad">{say('noScript')}</p>
        </noscript>
        <div role="status" aria-live="polite" data-keys={JSON.stringify(keys)}>
          <p data-outcome="busy" hidden>
            {say('busy')}
          </p>
          <Outcome name="genuine" kind="good" verdict={`✓ ${say('genuine')}`} why={say('genuineWhy')}>
            <p data-unasked hidden>
              {say('unasked')}
            </p>
          </Outcome>
          <Outcome name="withdrawn" kind="bad" verdict={`✗ ${say('withdrawn')}`} why={say('withdrawnWhy')} />
          {['altered', 'otherKey', 'garbage'].map((name) => (
            <Outcome name={name} kind="bad" verdict={`✗ ${say('false')}`} why={say(name)} />
          ))}
          <Outcome name="unable" kind="unsure" verdict={say('unable')} why={say('unableWhy')} />
          <Facts t={t} />
        </div>
        <form id="paste">
          <label for="text">{say('lead')}</label>
          <textarea id="text" rows={4} spellcheck={false} autocomplete="off" aria-label={say('text')} />
          <button type="submit">{say('submit')}</button>
        </form>
        <p class="quiet">{say('privacy')}</p>
      </>
    ),
  });
};

interface OutcomeProps {
  name: string;
  kind: 'good' | 'bad' | 'unsure';
  verdict: string;
  why: string;
  children?: ComponentChildren;
}

function Outcome({ name, kind, verdict, why, children }: OutcomeProps) {
  return (
    <section class={kind} data-outcome={name} hidden>
      <h2>{verdict}</h2>
      <p>{why}</p>
      {children}
    </section>
  );
}

function Facts({ t }: { t: Translate }) {
  const vaccines = VACCINES.map((vaccine) => [vaccine, t(`certificate:vaccine.${vaccine}`)]);
  const doses = Array.from({ length: DOSES }, (_, n) => [n + 1, t(`certificate:dose.${n + 1}`, { of: DOSES })]);
  const facts: [string, string, unknown?][] = [
    ['name', 'name'],
    ['born', 'birthYear'],
    ['dose', 'subject', Object.fromEntries(doses)],
    ['vaccine', 'vaccine', Object.fromEntries(vaccines)],
    ['day', 'date'],
    ['centre', 'centre'],
    ['ref', 'verify.reference'],
    ['iat', 'verify.signed'],
  ];
  return (
    <dl id="facts" hidden>
      {facts.map(([fact, key, words]) => (
        <div>
          <dt>{t(`certificate:${key}`)}</dt>
          <dd data-fact={fact} {...(words ? { 'data-words': JSON.stringify(words) } : {})} />
        </div>
      ))}
    </dl>
  );
}
