/**
 * Text as outlines. Bengali and Hindi letters change shape and place beside each other, which the PDF library's own fonts get wrong
 * (কেন্দ্র): HarfBuzz shapes them, as browsers have it done, and what is drawn is the shapes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../root';
import { runsOf, SCRIPTS, type Run, type WritingScript } from './runs';

export type Weight = 'regular' | 'bold';

/** One line; measures are points. */
export interface Line {
  text: string;
  width: number;
  shapes: readonly Shape[];
}

export interface Shape {
  /** As SVG writes it, in the font's own units, upwards. */
  path: string;
  /** Where it begins on the line. */
  x: number;
  /** Above the line. */
  y: number;
  /** Points for one unit of the font. */
  scale: number;
}

export interface Letters {
  line: (text: string, size: number, weight?: Weight) => Line;
  /** As many lines as it takes, broken between words; a word alone may be wider. */
  lines: (text: string, size: number, width: number, weight?: Weight) => Line[];
  /** Without the signs that no font here has; `null`: a letter is among them. */
  drawable: (text: string) => string | null;
}

const FAMILIES: Readonly<Record<WritingScript, { folder: string; name: string }>> = {
  latin: { folder: 'noto-sans', name: 'NotoSans' },
  bengali: { folder: 'noto-sans-bengali', name: 'NotoSansBengali' },
  devanagari: { folder: 'noto-sans-devanagari', name: 'NotoSansDevanagari' },
};
const FILES = { regular: '400Regular', bold: '700Bold' } as const;

/** An ES module that waits while it loads, which `require` cannot. */
const load = () => import('harfbuzzjs');
type HarfBuzz = Awaited<ReturnType<typeof load>>;
type Font = InstanceType<HarfBuzz['Font']>;

let opened: Promise<Letters> | undefined;

/** Loaded at the first certificate: a service that draws none has no use for it. */
export const openLetters = (): Promise<Letters> => (opened ??= load().then(lettersOf));

/** @param script whose font, as the file that a browser would load */
export function fontFile(script: WritingScript, weight: Weight): string {
  const { folder, name } = FAMILIES[script];
  const file = `@expo-google-fonts/${folder}/${FILES[weight]}/${name}_${FILES[weight]}.ttf`;
  return createRequire(join(ROOT, 'package.json')).resolve(file);
}

function lettersOf(harfbuzz: HarfBuzz): Letters {
  const fonts = {
    regular: fontsOf(harfbuzz, 'regular'),
    bold: fontsOf(harfbuzz, 'bold'),
  };
  const line: Letters['line'] = (text, size, weight = 'regular') => {
    const shapes: Shape[] = [];
    let x = 0;
    for (const run of runsOf(text)) {
      const font = fonts[weight][run.script];
      const scale = size / font.face.upem;
      for (const glyph of shaped(harfbuzz, font, run.text)) {
        shapes.push({ path: font.glyphToPath(glyph.id), x: x + glyph.x * scale, y: glyph.y * scale, scale });
        x += glyph.advance * scale;
      }
    }
    return { text: text.normalize('NFC'), width: x, shapes };
  };
  return {
    line,
    lines: (text, size, width, weight) => broken(text.split(' '), width, (part) => line(part, size, weight)),
    drawable: (text) => drawable(text, ({ script, text: sign }) => shaped(harfbuzz, fonts.regular[script], sign)),
  };
}

function fontsOf({ Blob, Face, Font }: HarfBuzz, weight: Weight): Record<WritingScript, Font> {
  const all = SCRIPTS.map((script) => [script, new Font(new Face(new Blob(readFileSync(fontFile(script, weight)))))]);
  return Object.fromEntries(all) as Record<WritingScript, Font>;
}

/** A font has no shape 0 but the empty box. */
function drawable(text: string, shapesOf: (run: Run) => readonly { id: number }[]): string | null {
  const signs = runsOf(text).flatMap(({ script, text: run }) => Array.from(run, (sign) => ({ script, text: sign })));
  const isMissing = (sign: Run): boolean => shapesOf(sign).some(({ id }) => id === 0);
  const missing = new Set(signs.filter(isMissing));
  if ([...missing].some((sign) => /[\p{L}\p{N}]/u.test(sign.text))) return null;
  const rest = signs.filter((sign) => !missing.has(sign)).map((sign) => sign.text);
  return rest.join('').replace(/ +/g, ' ').trim();
}

function shaped({ Buffer: Shaping, shape }: HarfBuzz, font: Font, text: string) {
  const buffer = new Shaping();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  shape(font, buffer);
  return buffer.getGlyphInfosAndPositions().map(({ codepoint, xOffset = 0, yOffset = 0, xAdvance = 0 }) => ({
    ...{ id: codepoint, x: xOffset, y: yOffset, advance: xAdvance },
  }));
}

function broken(words: readonly string[], width: number, line: (text: string) => Line): Line[] {
  const lines: Line[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const longer = last && line(`${last.text} ${word}`);
    if (longer && longer.width <= width) lines[lines.length - 1] = longer;
    else lines.push(line(word));
  }
  return lines;
}
