/* global document, location, addEventListener, fetch */
/** Checks what stands behind the # of the address, or what was pasted, and shows what came of it. */
import { check } from './statement.js';

const outcomes = [...document.querySelectorAll('[data-outcome]')];
const facts = document.querySelector('#facts');
const language = document.documentElement.lang;
const keys = JSON.parse(document.querySelector('[data-keys]').dataset.keys);

/** @param {string} text */
async function verify(text) {
  show('busy');
  try {
    const { outcome, statement } = await check(text, keys);
    // Nothing that was not signed is shown as if it were.
    if (outcome !== 'genuine') return show(outcome);
    const status = await statusOf(statement.jti);
    show(status === 'valid' || status === 'unasked' ? 'genuine' : 'withdrawn', statement);
    document.querySelector('[data-unasked]').hidden = status !== 'unasked';
  } catch {
    show('unable');
  }
}

/** Only the number of the certificate is asked for. */
async function statusOf(id) {
  try {
    const response = await fetch(`/verify/status/${encodeURIComponent(id)}`);
    return response.ok ? (await response.json()).status : 'unasked';
  } catch {
    return 'unasked';
  }
}

function show(name, statement) {
  for (const each of outcomes) each.hidden = each.dataset.outcome !== name;
  facts.hidden = statement === undefined;
  if (statement === undefined) return;
  for (const place of facts.querySelectorAll('[data-fact]')) {
    const text = textOf(place.dataset, statement);
    place.textContent = text;
    place.parentElement.hidden = text === '';
  }
}

function textOf({ fact, words }, statement) {
  const value = statement[fact] ?? '';
  if (words) return JSON.parse(words)[value] ?? String(value);
  if (fact === 'day') return dayText(new Date(`${value}T12:00:00Z`));
  return fact === 'iat' ? dayText(new Date(value * 1000)) : String(value);
}

const dayText = (at) =>
  at.toLocaleDateString(`${language}-IN-u-nu-latn`, { dateStyle: 'long', timeZone: 'Asia/Kolkata' });

function verifyAddress() {
  const { hash } = location;
  // What is being checked stays when the language is changed.
  for (const link of document.querySelectorAll('nav a')) link.hash = hash;
  if (hash.length > 1) void verify(hash);
}

addEventListener('hashchange', verifyAddress);
document.querySelector('#paste').addEventListener('submit', (event) => {
  event.preventDefault();
  void verify(document.querySelector('#text').value);
});
verifyAddress();
