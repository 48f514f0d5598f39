/* global document */

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

const REFERENCES = ['id', 'for', 'form', 'aria-labelledby', 'aria-describedby'];

/**
 * A copy of what the template has, in which every id ends with `-n`, and so does whatever refers to one.
 * @param {string} template
 * @param {number} n
 * @returns {HTMLElement}
 */
export function copyOf(template, n) {
  const copy = byId(template).content.firstElementChild.cloneNode(true);
  for (const element of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of REFERENCES) {
      if (element.hasAttribute(name)) element.setAttribute(name, `${element.getAttribute(name)}-${n}`);
    }
  }
  return copy;
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {...(Node | string)} children
 */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const SCRIPTS = [
  [/[\u0980-\u09ff]/, 'bn'],
  [/[\u0900-\u097f]/, 'hi'],
];

/** The voice and the font a text needs. @param {string} text */
export const langOf = (text) => SCRIPTS.find(([letters]) => letters.test(text))?.[1] ?? 'en';

/** For readers of the screen only. @param {string} sentence */
export const announce = (sentence) => void (byId('said').textContent = sentence);

const india = (options) => new Intl.DateTimeFormat('en-IN', { timeZone: 'Asia/Kolkata', ...options });
const time = india({ hour: 'numeric', minute: '2-digit' });
const day = india({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = india({ weekday: 'short', day: 'numeric', month: 'short' });

/** @param {Date} at */
export const timeText = (at) => time.format(at);
/** @param {Date} at */
export const dayText = (at) => day.format(at);
/** @param {Date} at */
export const shortDayText = (at) => shortDay.format(at);
