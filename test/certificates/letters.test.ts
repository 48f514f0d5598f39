/** Words that break where letters are not shaped: drawn by us, beside what was looked at once and beside a browser's own. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { fontFile, openLetters, type Letters, type Weight } from '../../src/certificates/letters';
import { runsOf, type WritingScript } from '../../src/certificates/runs';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { rasterise } from '../support/raster';
import { realImport } from '../support/real-import';

const WORDS: readonly (readonly [string, string, WritingScript])[] = [
  ['kendro', 'কেন্দ্র', 'bengali'],
  ['bandyopadhyay', 'বন্দ্যোপাধ্যায়', 'bengali'],
  ['oktobor', 'অক্টোবর', 'bengali'],
  ['swasthya', 'স্বাস্থ্য', 'bengali'],
  ['hyan', 'হ্যাঁ', 'bengali'],
  ['kendr', 'केंद्र', 'devanagari'],
  ['svasthya', 'स्वास्थ्य', 'devanagari'],
  ['shri', 'श्री', 'devanagari'],
];
const CASES = WORDS.flatMap(([name, word, script]) =>
  (['regular', 'bold'] as const).map((weight) => ({ name, word, script, weight })),
);
const GOLDEN = join(__dirname, 'golden');
const SIZE = 80;
const SHEET = { width: 520, height: 160, left: 20, baseline: 100 };
/** Of the pixels of a word: two ways to smooth the same edge. A single wrong letter is at least five times as many. */
const MOST_DIFFERENT = 0.02;

type Pixelmatch = (a: Buffer, b: Buffer, out: null, width: number, height: number, options: object) => number;
let letters: Letters;
let pixelmatch: Pixelmatch;
beforeAll(async () => {
  letters = await openLetters();
  pixelmatch = ((await realImport('pixelmatch')) as { default: Pixelmatch }).default;
});

const drawn = (word: string, weight: Weight = 'regular'): PNG => rasterise(letters.line(word, SIZE, weight), SHEET);

/** Pixels that differ, as a share of those with ink. */
function difference(a: PNG, b: PNG): number {
  const different = pixelmatch(a.data, b.data, null, a.width, a.height, { threshold: 0.3, includeAA: true });
  return different / inked(a);
}

const inked = ({ data }: PNG): number => data.filter((value, index) => index % 4 === 0 && value < 128).length;

describe('a word as we draw it', () => {
  test.each(CASES)('is what was looked at: $word, $weight', ({ name, word, weight }) => {
    const file = join(GOLDEN, `${name}-${weight}.png`);
    const png = drawn(word, weight);
    if (process.env['UPDATE_GOLDENS']) {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, PNG.sync.write(png));
    }
    expect(existsSync(file)).toBe(true);
    expect(difference(png, PNG.sync.read(readFileSync(file)))).toBe(0);
  });

  test('would not be taken for one whose letters stand beside each other', () => {
    const unshaped = rasterise(letters.line('কেন্‌দ্‌র', SIZE), SHEET);
    expect(difference(drawn('কেন্দ্র'), unshaped)).toBeGreaterThan(10 * MOST_DIFFERENT);
    expect(difference(drawn('হ্যাঁ'), drawn('হ্যা'))).toBeGreaterThan(2 * MOST_DIFFERENT);
  });
});

describeInBrowser('a word as Chromium draws it with the same font', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: SHEET });
  });
  afterAll(() => browser.close());

  test.each(CASES)('looks like ours: $word, $weight', async ({ word, script, weight }) => {
    const font = readFileSync(fontFile(script, weight)).toString('base64');
    await page.setContent(
      `<style>@font-face { font-family: ours; src: url(data:font/ttf;base64,${font}) }
       body { margin: 0; background: #fff } text { font: ${SIZE}px ours; text-rendering: geometricPrecision }</style>
       <svg width="${SHEET.width}" height="${SHEET.height}"><text x="${SHEET.left}" y="${SHEET.baseline}">${word}</text></svg>`,
    );
    await page.evaluate(() => document.fonts.ready);
    const theirs = PNG.sync.read(await page.screenshot());
    expect(difference(drawn(word, weight), theirs)).toBeLessThan(MOST_DIFFERENT);
  });
});

describe('a line', () => {
  test('is written with as many fonts as it has scripts, and knows both spellings of a letter', () => {
    expect(runsOf('রহিমা, 64 বছর। श्री A')).toEqual([
      { script: 'bengali', text: 'রহিমা' },
      { script: 'latin', text: ', 64 ' },
      { script: 'bengali', text: 'বছর।' },
      { script: 'latin', text: ' ' },
      { script: 'devanagari', text: 'श्री' },
      { script: 'latin', text: ' A' },
    ]);
    const width = (text: string): number => letters.line(text, 20).width;
    expect(width('বড়')).toBe(width('বড়'.normalize('NFD')));
  });

  test('is broken between words, and says nothing less', () => {
    const text = 'দ্বিতীয় ডোজ দেশের যে কোনো জায়গায় নেওয়া যায়';
    const lines = letters.lines(text, 16, 120);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.map((line) => line.text).join(' ')).toBe(text.normalize('NFC'));
    expect(Math.max(...lines.map(({ width }) => width))).toBeLessThanOrEqual(120);
  });
});
