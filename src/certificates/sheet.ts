/** A4 pages: text as outlines, each with the words it stands for, so that it can be read aloud. Points, from the top left. */
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode-generator';
import type { Language } from '../conversation/vocabulary';
import type { Letters, Line, Shape, Weight } from './letters';

export const A4 = { width: 595.28, height: 841.89 };

export interface Style {
  size: number;
  weight?: Weight | undefined;
  colour?: string;
  /** Of the structure that a screen reader follows. */
  as?: 'H1' | 'P';
}

export interface Sheet {
  /**
   * Text whose first line stands in a row that begins at `y`, broken at `width`, and smaller where a word is wider. Answers where the
   * next may begin.
   */
  text: (text: string, at: { x: number; y: number; width: number }, style: Style) => number;
  heightOf: (text: string, width: number, style: Style) => number;
  box: (x: number, y: number, width: number, height: number, colour: string, corner?: number) => void;
  /** A QR code with its quiet zone. */
  square: (content: string, alt: string, at: { x: number; y: number; size: number }) => void;
  nextPage: () => void;
  end: () => Promise<Buffer>;
}

/** Bengali vowel signs stand above and below the line. */
const LINE_HEIGHT = 1.42;
const BASELINE = 1.02;
/** In modules of the code; readers want four of them empty around it. */
const QUIET = 4;

export function newSheet(letters: Letters, page: { title: string; language: Language; at: Date }): Sheet {
  const document = new PDFDocument({
    ...{ size: 'A4', margin: 0, lang: page.language, displayTitle: true, tagged: true, pdfVersion: '1.7' },
    info: { Title: page.title, Producer: 'TikaSetu', Creator: 'TikaSetu', CreationDate: page.at },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  return {
    text: (text, { x, y, width }, { size, weight = 'regular', colour = '#111111', as = 'P' }) => {
      const fitting = fittingIn(letters, text, width, { size, weight });
      const draw = (): void => drawLines(document, fitting.lines, { x, y, size: fitting.size, colour });
      document.addStructure(document.struct(as, { actual: text, lang: page.language }, draw));
      return y + heightIn(fitting);
    },
    heightOf: (text, width, style) => heightIn(fittingIn(letters, text, width, style)),
    box: (x, y, width, height, colour, corner = 0) => {
      document.markContent('Artifact', { type: 'Layout' });
      document.roundedRect(x, y, width, height, corner).fill(colour);
      document.endMarkedContent();
    },
    square: (content, alt, { x, y, size }) => {
      document.addStructure(document.struct('Figure', { alt }, () => drawSquare(document, content, { x, y, size })));
    },
    nextPage: () => void document.addPage(),
    end: () =>
      new Promise((resolve) => {
        document.on('end', () => resolve(Buffer.concat(chunks)));
        document.end();
      }),
  };
}

interface Fitting {
  lines: readonly Line[];
  size: number;
}

function fittingIn(letters: Letters, text: string, width: number, { size, weight }: Style): Fitting {
  const lines = letters.lines(text, size, width, weight);
  const share = width / Math.max(...lines.map((line) => line.width));
  return share >= 1 ? { lines, size } : fittingIn(letters, text, width, { size: size * share * 0.99, weight });
}

const heightIn = ({ lines, size }: Fitting): number => lines.length * size * LINE_HEIGHT;

/** The same in other letters. */
export const scaled = (sheet: Sheet, share: number): Sheet => ({
  ...sheet,
  text: (text, at, style) => sheet.text(text, at, { ...style, size: style.size * share }),
  heightOf: (text, width, style) => sheet.heightOf(text, width, { ...style, size: style.size * share }),
});

/** Says where everything would end, and draws nothing. */
export const measuring = (sheet: Sheet): Sheet => ({
  ...sheet,
  text: (text, { y, width }, style) => y + sheet.heightOf(text, width, style),
  box: () => undefined,
});

type Document = InstanceType<typeof PDFDocument>;

function drawLines(
  document: Document,
  lines: readonly Line[],
  { x, y, size, colour }: { x: number; y: number; size: number; colour: string },
): void {
  document.fillColor(colour);
  lines.forEach(({ shapes }, index) => {
    const baseline = y + (index * LINE_HEIGHT + BASELINE) * size;
    for (const shape of shapes) drawShape(document, shape, x, baseline);
  });
}

function drawShape(document: Document, { path, scale, ...at }: Shape, x: number, baseline: number): void {
  if (path === '') return;
  document.save();
  document.transform(scale, 0, 0, -scale, x + at.x, baseline - at.y);
  document.path(path).fill();
  document.restore();
}

function drawSquare(document: Document, content: string, { x, y, size }: Record<'x' | 'y' | 'size', number>): void {
  // M: paper is folded, and phones are old.
  const code = qrcode(0, 'M');
  code.addData(content, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const side = size / (count + 2 * QUIET);
  document.rect(x, y, size, size).fill('#ffffff');
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) document.rect(x + (column + QUIET) * side, y + (row + QUIET) * side, side, side);
  document.fill('#000000');
}
