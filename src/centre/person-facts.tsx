/** What there is to know of one person at the table: what to compare, whether they are here, what waits. */
import type { ComponentChild } from 'preact';
import { timeOf } from '../clock';
import type { SecondLook } from '../store/second-looks';
import type { DayPerson } from '../vaccination/list-day';
import { Form, Notice, Submit } from '../web/components';
import { hoursIn } from '../web/dates';
import type { Visit } from '../web/route';
import { at } from './day-scope';
import { pathOf } from './on-day';

export const WhatNow = ({ t, why }: { t: Visit['t']; why: string }) => (
  <Notice kind="bad">
    <p class="big">{t(`day:why.${why}`)}</p>
    <p>{t(`day:what.${why}`)}</p>
  </Notice>
);

export function Compare({ t, row }: { t: Visit['t']; row: DayPerson }) {
  const { card, birthYear, gender, reference, from, to, vaccine, dose, price, needsCertificate } = row;
  const facts: [string, ComponentChild][] = [
    [t(`day:card.${card.type}`), <b>····{card.last4}</b>],
    [t('day:person.born'), <b>{birthYear}</b>],
    [t('day:person.gender'), t(`day:gender.${gender}`)],
    [t('day:person.vaccine'), <b>{`${vaccine}, ${t(`day:dose.${dose}`)}`}</b>],
    [t('day:person.slot'), hoursIn(from, to)],
    [t('day:person.reference'), reference.replace(/(\d{4})(?=\d)/g, '$1 ')],
  ];
  return (
    <>
      <dl class="compare big">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {needsCertificate && <Notice kind="info">{t('day:person.certificate')}</Notice>}
      {price > 0 && <Notice kind="info">{t('day:person.price', { price })}</Notice>}
    </>
  );
}

export function Arrival({ visit, row }: { visit: Visit; row: DayPerson }) {
  const { t } = visit;
  const path = pathOf(row.appointment);
  if (!row.arrivedAt)
    return (
      <Form visit={visit} action={`${path}/arrived`} class="actions">
        <Submit second>{t('day:person.arrived')}</Submit>
      </Form>
    );
  return (
    <Form visit={visit} action={`${path}/not-arrived`} class="actions">
      <span class="chip here">{t('day:person.arrivedAt', { time: timeOf(row.arrivedAt) })}</span>
      <Submit second>{t('day:person.notArrived')}</Submit>
    </Form>
  );
}

export function Waits({ visit, look }: { visit: Visit; look: SecondLook }) {
  const { t, staff } = visit;
  return (
    <Notice kind="info">
      <p class="big">{t(`day:waits.${look.kind}`)}</p>
      <p>{t('day:waits.who', { name: look.by.name, why: look.why, time: timeOf(look.until) })}</p>
      {look.by.id === staff._id ? (
        <Form visit={visit} action={`/centre/witness/${look._id}/withdraw`} class="actions">
          <Submit second>{t('day:waits.withdraw')}</Submit>
        </Form>
      ) : (
        <p>
          <a class="button first" href={`/centre/witness?${at(look.centre)}`}>
            {t('day:waits.look')}
          </a>
        </p>
      )}
    </Notice>
  );
}
