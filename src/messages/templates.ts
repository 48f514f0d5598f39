/**
 * Every message that starts from us, as India's operators have it registered: in each language of the catalogue one fixed text
 * with variables. The slips that follow a call by SMS, and the first words of the dialogues that we begin, are among them.
 */
import type { Locale } from '../conversation/vocabulary';
import type { VariableName } from './variables';

/**
 * `transactional`: what the person did a moment ago is the reason for it. `service`: what they once asked for. There is no third: we
 * advertise nothing. Operators show them as the -T and -S behind the header (TRAI's regulations as amended in February 2025).
 */
export type Category = 'service' | 'transactional';

export interface Template {
  category: Category;
  variables: readonly VariableName[];
  /** The answers offered below it. */
  choices: readonly TemplateChoice[];
  /** What was asked stands below it, whatever it was. */
  endsOpen?: true;
}

export interface TemplateChoice {
  key: string;
  number: string;
  variables?: readonly VariableName[];
}

const choice = (number: string, key: string, ...variables: VariableName[]): TemplateChoice => ({
  key,
  number,
  ...(variables.length > 0 ? { variables } : {}),
});
const onWish = (variables: readonly VariableName[], ...choices: readonly TemplateChoice[]): Template => ({
  category: 'service',
  variables,
  choices,
});
const onDeed = (variables: readonly VariableName[], ...choices: readonly TemplateChoice[]): Template => ({
  ...{ category: 'transactional', variables, choices },
});

const SLIP = ['name', 'day', 'hours', 'centre', 'price', 'cardBring', 'certificate', 'code', 'reference'] as const;
const MOVE_OR_CANCEL = [choice('6', 'appointment:move'), choice('7', 'appointment:cancel')] as const;
const YES_NO_WRONG = [choice('1', 'invited:yes'), choice('2', 'invited:no'), choice('3', 'invited:wrong')] as const;
const LATER = choice('0', 'booking:notNow');
const NEAR_OLD = [choice('1', 'booking:nearOld', 'pin'), LATER] as const;
const TAKE_OR_NOT = [choice('1', 'proposal:take'), choice('2', 'proposal:refuse')] as const;

export const TEMPLATES: Readonly<Record<string, Template>> = {
  'templates:eligible': onWish(['name']),
  'templates:remindEvening': onWish([
    ...(['name', 'day', 'hours', 'centre', 'price', 'cardBring', 'certificate', 'code'] as const),
  ]),
  'templates:remindHours': onWish(['name', 'hours', 'centre', 'cardBring', 'code']),
  'templates:missed': onWish(
    ['name', 'day', 'centre'],
    choice('1', 'booking:newDate'),
    choice('2', 'booking:hadIt'),
    LATER,
  ),
  'templates:due': onWish(['name', 'vaccine'], ...NEAR_OLD),
  'templates:dueAgain': onWish(['name', 'vaccine'], ...NEAR_OLD),
  'templates:doseOne': onDeed(['name', 'vaccine', 'day', 'fromDay']),
  'templates:doseTwo': onDeed(['name', 'vaccine', 'day']),
  'templates:doseUndone': onDeed(['name', 'vaccine', 'day']),
  'templates:certificate': onDeed(['name', 'link', 'code']),
  'templates:interval': onWish(['name', 'vaccine', 'fromDay']),
  'templates:intervalKept': onWish(['name', 'vaccine', 'fromDay', 'day']),
  'templates:found': onWish(['name', 'centre', 'day', 'hours', 'price', 'untilDay', 'time'], ...TAKE_OR_NOT),
  'templates:closed': onWish(
    ['oldDay', 'oldCentre', 'name', 'centre', 'day', 'hours', 'price', 'time'],
    ...TAKE_OR_NOT,
  ),
  'templates:invited': onWish(['village', 'name', 'age'], ...YES_NO_WRONG),
  'templates:invitedAgain': onWish(['village', 'name', 'age'], ...YES_NO_WRONG),
  'templates:closedNothing': onWish(['name', 'centre', 'day']),
  'templates:caseAtCentre': onWish(['number', 'name']),
  'templates:caseCorrected': onWish(['number', 'name']),
  'templates:caseRefused': onWish(['number', 'name']),
  'templates:glitchSeen': onWish(['number']),
  'templates:glitchFixed': onWish(['number']),
  'templates:glitchNotAFault': onWish(['number']),
  'templates:staffCode': onDeed(['code']),
  'templates:code': onDeed(['code']),
  'templates:partnerCode': onDeed(['code']),
  'templates:handOverCode': onDeed(['code']),
  'templates:deskCode': onDeed(['code']),
  'templates:cancelled': onDeed(['name', 'day', 'centre']),
  'templates:movedAway': onDeed(['name']),
  'templates:bound': onDeed([]),
  'templates:cutOff': { ...onDeed([]), endsOpen: true },
  'templates:joined': onDeed(['name']),
  'templates:handedBack': { ...onDeed([]), endsOpen: true },
  // The slips: src/conversation/keep.ts
  'booking:booked': onDeed(SLIP, ...MOVE_OR_CANCEL),
  'booking:moved': onDeed(SLIP, ...MOVE_OR_CANCEL),
  'booking:bookedTogether': onDeed(
    ['names', 'day', 'hours', 'centre', 'price', 'certificate', 'code'],
    ...MOVE_OR_CANCEL,
  ),
  'booking:later': onDeed(['reference']),
  'waiting:looking': onDeed(['name', 'ahead']),
  'waiting:lookingFirst': onDeed(['name']),
  'registration:notYet': onDeed(
    ['name', 'reference', 'fromAge', 'withIllnessFrom'],
    ...[choice('1', 'registration:tellMe'), choice('2', 'common:no')],
  ),
  'appointment:menu': onDeed(SLIP, ...MOVE_OR_CANCEL, choice('0', 'common:back')),
};

/** `eligible.bn`: operators of India's networks want to know which registered text this is, and each language has its own. */
export const templateName = (key: string, locale: Locale): string => `${key.split(':').at(-1) ?? key}.${locale}`;

/** The names of all of them in a language. */
export const templateNames = (locale: Locale): readonly string[] =>
  Object.keys(TEMPLATES).map((key) => templateName(key, locale));
