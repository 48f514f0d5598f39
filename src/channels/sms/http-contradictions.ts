/** What is wrong with the HTTP_SMS_ settings beside each other, and with the templates of requests. */
import { parseJson } from './http-fields';
import type { HttpGiven } from './http-settings';
import { fill, holesOf, notationOf, type Values } from './http-template';

export const SAMPLE: Values = {
  ...{ number: '919830012345', text: '"', unicode: true, id: '1' },
  ...{ entityId: '1', header: '1', templateId: '1' },
};
/** What a hole is filled with is sometimes a setting. */
const NEEDED = {
  entityId: 'DLT_ENTITY_ID',
  header: 'DLT_HEADER',
} as const;

type Problem = string | false | undefined;

export function contradictions(given: HttpGiven): string[] {
  const problems = [...doorProblems(given), ...(given.HTTP_SMS_SEND_URL ? requestProblems(given) : [])];
  return problems.filter((problem) => typeof problem === 'string');
}

function doorProblems(given: HttpGiven): Problem[] {
  const { HTTP_SMS_FIELDS: fields, HTTP_SMS_REPLY: reply, HTTP_SMS_SEND_URL: url, HTTP_SMS_SEND_BODY: body } = given;
  const named = [url, body, ...Object.values(given.HTTP_SMS_SEND_HEADERS)].join(' ');
  const isOpen = given.HTTP_SMS_SECRET !== undefined || given.HTTP_SMS_HMAC_KEY !== undefined;
  const isNameless = fields.id === '' && fields.time === '';
  return [
    isNameless && 'HTTP_SMS_FIELDS must name the id or the time: without both, two equal texts pass for one',
    isOpen && reply === 'send' && !url && 'HTTP_SMS_SEND_URL is required unless HTTP_SMS_REPLY is body',
    given.HTTP_SMS_RECEIPT_FIELDS !== undefined &&
      !(isOpen && holesOf(named).includes('id')) &&
      'HTTP_SMS_RECEIPT_FIELDS needs {id} in the request that sends, and a secret or a key for who tells of it',
    body !== undefined && !url && 'HTTP_SMS_SEND_URL is required with HTTP_SMS_SEND_BODY',
    body !== undefined &&
      given.HTTP_SMS_SEND_METHOD === 'GET' &&
      'HTTP_SMS_SEND_METHOD=GET takes no HTTP_SMS_SEND_BODY',
  ];
}

function requestProblems(given: HttpGiven): Problem[] {
  const { HTTP_SMS_SEND_URL: url, HTTP_SMS_SEND_BODY: body = '', HTTP_SMS_SEND_HEADERS: headers } = given;
  const inHeaders = Object.values(headers).join(' ');
  const all = [url, body, inHeaders].join(' ');
  const holes = holesOf(all);
  const unknown = new Set(holesOf(fill(all, SAMPLE, 'form')));
  const isJson = notationOf(body, headers) === 'json';
  return [
    ...Array.from(unknown, (hole) => `{${hole}} is nothing that HTTP_SMS_SEND_ settings can be filled with`),
    ...(['number', 'text'] as const).map(
      (hole) => !holes.includes(hole) && `HTTP_SMS_SEND_URL or HTTP_SMS_SEND_BODY must contain {${hole}}`,
    ),
    ...Object.entries(NEEDED).map(
      ([hole, name]) => holes.includes(hole) && isEmpty(given[name]) && `${name} is required with {${hole}}`,
    ),
    holesOf(inHeaders).includes('text') && 'HTTP_SMS_SEND_HEADERS cannot carry {text}',
    isJson && parseJson(fill(body, SAMPLE, 'json')) === undefined && 'HTTP_SMS_SEND_BODY must be JSON',
  ];
}

const isEmpty = (value: string | object): boolean => Object.keys(value).length === 0;
