/** An operator with somebody on the telephone: first the number, then the dialogue beside what may be seen of the people. */
import { Field, Form, Link, Notice, Submit } from '../web/components';
import type { Visit } from '../web/route';
import type { OnLine } from './caller';
import { Dialogue, type Failed } from './dialogue';
import { People, type LookError } from './people';
import { Proof, type ProofError } from './proof';
import type { Seen } from '../vaccination/look-at-caller';

const Style = () => <link rel="stylesheet" href="/assets/relay.css" />;

interface NumberProps {
  visit: Visit;
  typed?: string | undefined;
  error?: string | undefined;
}

export function NumberPage({ visit, typed, error }: NumberProps) {
  const { t } = visit;
  return (
    <Form visit={visit} action="/desk/relay">
      <Style />
      <Field
        {...{ name: 'caller', label: t('relay:number'), hint: t('relay:numberHint'), value: typed, error }}
        {...{ inputmode: 'tel', autocomplete: 'off', autofocus: true, required: true, maxlength: 20 }}
      />
      <Submit>{t('relay:goOn')}</Submit>
    </Form>
  );
}

export interface LineProps {
  visit: Visit;
  line: OnLine;
  failed?: Failed | undefined;
  proofError?: ProofError | undefined;
  seen?: Seen | undefined;
  lookError?: LookError | undefined;
}

export function LinePage({ visit, line, failed, proofError, seen, lookError }: LineProps) {
  const { t } = visit;
  const proof = <Proof visit={visit} number={line.number} proof={line.proof} error={proofError} />;
  return (
    <>
      <Style />
      <p>
        <Link to="/desk/relay">{t('relay:another')}</Link>
      </p>
      <div class="line">
        <div>
          {line.mayRelay ? (
            <Dialogue visit={visit} line={line} failed={failed} />
          ) : (
            <>
              <Notice kind="info">{t('relay:proveFirst')}</Notice>
              {proof}
            </>
          )}
        </div>
        <aside aria-label={t('relay:beside')}>
          {line.mayRelay && line.people.length > 0 && proof}
          <People visit={visit} line={line} seen={seen} error={lookError} />
        </aside>
      </div>
    </>
  );
}

/** What takes the place of the dialogue; who is registered may have become more. */
export const DialoguePart = ({ visit, line, failed }: LineProps) => (
  <>
    <Dialogue visit={visit} line={line} failed={failed} />
    <People visit={visit} line={line} alongside />
  </>
);
