/** How a caller proves the number: it was seen calling, gives a code back, or tells two things. */
import { timeOf } from '../clock';
import type { Consent } from '../store/consents';
import { Field, Form, Panel, Submit } from '../web/components';
import type { Visit } from '../web/route';
import { actionOf } from './caller';

/** What was wrong with the last try. */
export type ProofError = { way: 'code' | 'facts'; key: string };

interface ProofProps {
  visit: Visit;
  number: string;
  proof: Consent | null;
  error?: ProofError | undefined;
}

export function Proof({ visit, number, proof, error }: ProofProps) {
  const { t } = visit;
  if (proof)
    return (
      <p>
        <span class="chip good">{t(`relay:proved.${proof.how}`, { until: timeOf(proof.until) })}</span>
      </p>
    );
  return (
    <Panel title={t('relay:prove')}>
      <p>{t('relay:proveWhy')}</p>
      <ByCode visit={visit} number={number} error={error?.way === 'code' ? t(error.key) : undefined} />
      <ByFacts visit={visit} number={number} error={error?.way === 'facts' ? t(error.key) : undefined} />
    </Panel>
  );
}

interface WayProps {
  visit: Visit;
  number: string;
  error: string | undefined;
}

function ByCode({ visit, number, error }: WayProps) {
  const { t } = visit;
  return (
    <section>
      <h3>{t('relay:byCode')}</h3>
      <Form visit={visit} action={actionOf('code', number)}>
        <Submit second>{t('relay:sendCode')}</Submit>
      </Form>
      <Form visit={visit} action={actionOf('prove', number)}>
        <Field
          {...{ name: 'code', label: t('relay:code'), inputmode: 'numeric', autocomplete: 'off', maxlength: 7, error }}
          required
        />
        <Submit>{t('relay:check')}</Submit>
      </Form>
    </section>
  );
}

const FACTS = ['birthYear', 'last4', 'pin', 'reference'] as const;
const LONGEST = { birthYear: 4, last4: 4, pin: 7, reference: 4 } as const;

/** Asked and typed; which of them was wrong is never told. */
function ByFacts({ visit, number, error }: WayProps) {
  const { t } = visit;
  return (
    <section>
      <h3>{t('relay:byFacts')}</h3>
      <p class="hint">{t('relay:byFactsHint')}</p>
      <Form visit={visit} action={actionOf('facts', number)}>
        {error && <p class="error">{error}</p>}
        <div class="row">
          {FACTS.map((fact) => (
            <Field
              {...{ name: fact, label: t(`relay:fact.${fact}`), autocomplete: 'off', maxlength: LONGEST[fact] }}
              inputmode={fact === 'last4' ? 'text' : 'numeric'}
            />
          ))}
        </div>
        <Submit>{t('relay:check')}</Submit>
      </Form>
    </section>
  );
}
