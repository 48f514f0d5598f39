/** The dialogue of a call: what there is to say to the caller, the answers, and what was said so far. */
import type { AskedAloud } from '../conversation/relay';
import { LANGUAGES } from '../conversation/vocabulary';
import { timeOf } from '../clock';
import { Field, Form, Notice, Submit } from '../web/components';
import type { Visit } from '../web/route';
import { actionOf, type OnLine } from './caller';

interface DialogueProps {
  visit: Visit;
  line: OnLine;
  failed?: Failed | undefined;
}

/** Nothing was written, and why; what was typed stands there again. */
export interface Failed {
  typed: string;
  why: 'notAnswered' | 'movedOn';
}

export function Dialogue({ visit, line, failed }: DialogueProps) {
  const { t } = visit;
  const { asked, number } = line;
  return (
    <section id="dialogue" class="panel" aria-labelledby="say">
      {line.heldBy && <Notice kind="info">{t('relay:heldBy', { name: line.heldBy })}</Notice>}
      {asked ? (
        <Asked visit={visit} line={line} asked={asked} failed={failed} />
      ) : (
        <>
          <h2 id="say">{t('relay:nothingOpen')}</h2>
          <Begin visit={visit} number={number} />
        </>
      )}
      <Said visit={visit} line={line} />
    </section>
  );
}

const Begin = ({ visit, number }: { visit: Visit; number: string }) => (
  <Form visit={visit} action="/desk/relay">
    <input type="hidden" name="caller" value={number} />
    <button type="submit" class="first" autofocus>
      {visit.t('relay:begin')}
    </button>
  </Form>
);

function Asked({ visit, line, asked, failed }: DialogueProps & { asked: AskedAloud }) {
  const { t } = visit;
  return (
    <>
      <h2 id="say">{t('relay:say')}</h2>
      {isAskedAgain(line) && <Notice kind="info">{t('relay:notUnderstood')}</Notice>}
      {failed && <Notice kind="bad">{t(`relay:${failed.why}`)}</Notice>}
      <div class="say big" lang={asked.language} role="status">
        {asked.text.split('\n').map((sentence) => (
          <p>{sentence}</p>
        ))}
      </div>
      <Answers visit={visit} number={line.number} asked={asked} />
      <Form visit={visit} action={actionOf('say', line.number)} swaps="#dialogue" class="answer">
        <input type="hidden" name="turn" value={String(asked.turn)} />
        <Field
          {...{ name: 'text', label: t('relay:answer'), hint: t('relay:answerHint'), value: failed?.typed }}
          {...{ autofocus: true, autocomplete: 'off', lang: asked.language, maxlength: 500 }}
        />
        <Submit>{t('relay:write')}</Submit>
      </Form>
      <Languages visit={visit} number={line.number} asked={asked} />
    </>
  );
}

/** The same was said before the last answer as after it. */
const isAskedAgain = ({ said }: OnLine): boolean => {
  const [before, last] = said.slice(-2);
  return before !== undefined && last !== undefined && last.said !== '' && before.answer === last.answer;
};

/** With the number that may be typed in its place. */
function Answers({ visit, number, asked }: { visit: Visit; number: string; asked: AskedAloud }) {
  if (asked.menu.length === 0) return null;
  return (
    <Form visit={visit} action={actionOf('say', number)} swaps="#dialogue">
      <input type="hidden" name="turn" value={String(asked.turn)} />
      <div class="actions" role="group" aria-label={visit.t('relay:answers')}>
        {asked.menu.map((item) => (
          <Submit second name="choice" value={item.value}>
            <kbd>{item.number}</kbd> <span lang={asked.language}>{item.label}</span>
          </Submit>
        ))}
      </div>
    </Form>
  );
}

/** Each by its own name, as it is asked for in the dialogue. */
const CALLED = { bn: 'বাংলা', hi: 'हिन्दी', en: 'English' } as const;

/** Not while the language itself is asked. */
function Languages({ visit, number, asked }: { visit: Visit; number: string; asked: AskedAloud }) {
  if (asked.menu.some(({ value }) => value === 'bn')) return null;
  return (
    <Form visit={visit} action={actionOf('say', number)} swaps="#dialogue">
      <div class="actions languages" role="group" aria-label={visit.t('relay:languages')}>
        {LANGUAGES.filter((language) => language !== asked.language).map((language) => (
          <Submit second name="text" value={CALLED[language]}>
            <span lang={language}>{CALLED[language]}</span>
          </Submit>
        ))}
      </div>
    </Form>
  );
}

function Said({ visit, line: { said, asked } }: { visit: Visit; line: OnLine }) {
  const { t } = visit;
  if (said.length === 0) return null;
  return (
    <details class="said">
      <summary>{t('relay:said', { count: said.length })}</summary>
      <ol>
        {said.map(({ at, name, said: words, answer }) => (
          <li>
            <p>
              <span class="muted">{t('relay:by', { time: timeOf(new Date(at)), name })}</span>{' '}
              <strong lang={asked?.language}>{words === '' ? t('relay:called') : words}</strong>
            </p>
            <p lang={asked?.language}>{answer}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
