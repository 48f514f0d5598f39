/** Cases: something recorded about a dose is wrong. What is open, what became of each, and how it is put right. */
import { dayOf } from '../clock';
import type { Case } from '../store/cases';
import type { Person } from '../store/persons';
import type { Centre } from '../store/places';
import { maskName } from '../vaccination/rules/mask';
import { Area, Choose, Field, Form, Link, Notice, Panel, Submit, Table } from '../web/components';
import { dayIn, momentIn } from '../web/dates';
import type { Visit } from '../web/route';
import { Fresh, LiveArea } from './live-area';

/** A case with whose it is; `null`: nobody is there any more. */
export interface CaseOf {
  known: Case;
  person: Person | null;
}

interface CasesProps {
  visit: Visit;
  all: readonly CaseOf[];
}

export const CasesPage = (props: CasesProps) => (
  <LiveArea t={props.visit.t}>
    <Fresh id="cases" from="/desk/cases" on="cases">
      <CasesPart {...props} />
    </Fresh>
  </LiveArea>
);

export function CasesPart({ visit, all }: CasesProps) {
  const { t, language } = visit;
  const head = ['number', 'about', 'status', 'since', 'person'].map((key) => t(`queue:case.${key}`));
  return (
    <Table
      caption={t('queue:case.count', { n: all.length })}
      head={head}
      rows={all.map(({ known, person }) => [
        // Under its id it keeps the focus while the list is fetched anew.
        <a href={casePath(known.number)} id={`case-${known.number}`}>
          {known.number}
        </a>,
        t(`queue:about.${known.about}`),
        t(`queue:status.${known.status}`),
        dayIn(language, dayOf(known.since)),
        whoOf(person),
      ])}
    />
  );
}

/** Nothing by which a caller proves who they are. */
const whoOf = (person: Person | null): string => (person ? maskName(person.name) : '–');

export const casePath = (number: number): string => `/desk/cases/${number}`;

export interface CaseProps extends CaseOf {
  visit: Visit;
  /** Of the programme. */
  vaccines: readonly string[];
  /** Near to where the person lives. */
  centres: readonly Centre[];
  /** What could not be done as it was sent, and why. */
  refused?: { form: 'correct' | 'refuse'; error: string } | undefined;
}

export function CasePage(props: CaseProps) {
  const { visit, known, person, refused } = props;
  const { t } = visit;
  const isOpen = known.status !== 'corrected' && known.status !== 'refused';
  return (
    <>
      <p class="big">
        {t(`queue:about.${known.about}`)} · {t(`queue:status.${known.status}`)} · {whoOf(person)}
      </p>
      {refused?.form === 'correct' && <Notice kind="bad">{refused.error}</Notice>}
      {person && <Doses {...props} person={person} />}
      <History visit={visit} known={known} />
      {isOpen && person ? <Deeds {...props} person={person} /> : <Notice kind="info">{t('queue:case.closed')}</Notice>}
      <p>
        <Link to="/desk/cases">{t('queue:toList')}</Link>
      </p>
    </>
  );
}

interface WithPerson extends CaseProps {
  person: Person;
}

function Doses({ visit, person, centres }: WithPerson) {
  const { t, language } = visit;
  const nameOf = (id: string): string => centres.find(({ _id }) => _id === id)?.names[language] ?? id;
  return (
    <Table
      caption={t('queue:case.doses')}
      head={['dose', 'vaccine', 'day', 'centre'].map((key) => t(`queue:case.${key}`))}
      rows={person.doses.map(({ vaccine, day, centre }, index) => [
        index + 1,
        vaccine,
        dayIn(language, day),
        centre ? nameOf(centre) : '–',
      ])}
    />
  );
}

function History({ visit: { t, language }, known }: { visit: Visit; known: Case }) {
  return (
    <Table
      caption={t('queue:case.history')}
      head={['status', 'since', 'who', 'note'].map((key) => t(`queue:case.${key}`))}
      rows={known.history.map(({ status, at, who, note }) => [
        t(`queue:status.${status}`),
        momentIn(language, at),
        who === 'person' ? t('queue:talk.person') : who,
        note || '–',
      ])}
    />
  );
}

function Deeds(props: WithPerson) {
  const { visit, known, refused } = props;
  const { t } = visit;
  return (
    <div class="grid">
      <Correct {...props} />
      <div>
        {known.status === 'open' && (
          <Panel title={t('queue:case.atCentreTitle')}>
            <Form visit={visit} action={`${casePath(known.number)}/at-centre`}>
              <Submit>{t('queue:case.atCentre')}</Submit>
            </Form>
          </Panel>
        )}
        <Panel title={t('queue:case.refuseTitle')}>
          <Form visit={visit} action={`${casePath(known.number)}/refuse`}>
            <Area
              {...{ name: 'note', rows: 2, required: true }}
              label={t('queue:case.refuseWhy')}
              error={refused?.form === 'refuse' ? refused.error : undefined}
            />
            <Submit danger>{t('queue:case.refuse')}</Submit>
          </Form>
        </Panel>
      </div>
    </div>
  );
}

function Correct({ visit, known, person, vaccines, centres }: WithPerson) {
  const { t, language, form } = visit;
  const unchanged = { value: '', label: t('queue:case.unchanged') };
  const doses = person.doses.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }));
  const places = centres.map(({ _id, names }) => ({ value: _id, label: names[language] }));
  return (
    <Panel title={t('queue:case.correctTitle')}>
      <Form visit={visit} action={`${casePath(known.number)}/correct`}>
        <Choose label={t('queue:case.dose')} name="nth" options={doses} value={form['nth'] ?? String(doses.length)} />
        <Choose
          {...{ name: 'vaccine', value: form['vaccine'] }}
          label={t('queue:case.vaccine')}
          options={[unchanged, ...vaccines.map((id) => ({ value: id, label: id }))]}
        />
        <Field
          {...{ name: 'day', type: 'date', value: form['day'] }}
          label={t('queue:case.day')}
          hint={t('queue:case.dayHint')}
        />
        <Choose
          {...{ name: 'centre', value: form['centre'] }}
          label={t('queue:case.centre')}
          options={[unchanged, ...places]}
        />
        <Area label={t('queue:case.note')} name="note" rows={2} value={form['note']} />
        <Submit>{t('queue:case.correct')}</Submit>
      </Form>
    </Panel>
  );
}
