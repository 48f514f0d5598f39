/** How long the longest menu of all takes to become USSD screens: 22 districts, those with the longest names. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { URL } from 'node:url';
import { LOCALES } from '../../dist/src/conversation/vocabulary.js';
import { createRender } from '../../dist/src/render/render.js';
import { median } from './plays.mjs';

const CHOICES = 22;
const WARM_UP = 300;
const TIMES = 300;

/** @returns {Record<string, {screens: number, middle: number}>} milliseconds by locale; others may hold up a single time */
export function timeMenus() {
  const render = createRender();
  return Object.fromEntries(LOCALES.map((locale) => [locale, timeMenu(render, locale)]));
}

function timeMenu(render, locale) {
  const prompts = [longestMenu(locale)];
  const once = () => render(prompts, locale, { form: 'screens' });
  for (let count = 0; count < WARM_UP; count++) once();
  const times = Array.from({ length: TIMES }, () => {
    const startedAt = performance.now();
    once();
    return performance.now() - startedAt;
  });
  return { screens: once().screens.length, middle: median(times) };
}

function longestMenu(locale) {
  const places = JSON.parse(readFileSync(new URL('../../src/cli/seed/districts.json', import.meta.url), 'utf8'));
  const nameOf = ({ names }) => names[locale] ?? names.en;
  const longest = places.sort((a, b) => nameOf(b).length - nameOf(a).length).slice(0, CHOICES);
  const choices = longest.map(({ id, names }) => ({ value: id, key: 'common:named', params: { it: { names } } }));
  return { key: 'registration:district', params: { pin: '700091' }, asks: 'choice', choices };
}
