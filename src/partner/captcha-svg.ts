/** Letters as a picture that says its text nowhere: every outline is turned, moved and bent a little differently each time. */
import { randomInt } from 'node:crypto';
import { openLetters, type Shape } from '../certificates/letters';

/** As large as Co-WIN's. */
const SIZE = { width: 150, height: 50 };
const INK = ['#1d3c5c', '#5c1d3a', '#1d5c3a', '#4a3a1d'];
const STROKES = 3;

export async function captchaSvg(text: string): Promise<string> {
  const letters = await openLetters();
  const room = SIZE.width / (text.length + 0.5);
  const glyphs = Array.from(text, (letter, index) => {
    const { shapes, width } = letters.line(letter, randomInt(26, 33), 'bold');
    const to = { x: room * (index + 0.75) + randomInt(-3, 4), y: SIZE.height / 2 + randomInt(-4, 5), turn: turn() };
    return shapes.map((shape) => `<path fill="${ink()}" d="${bent(shape, width, to)}"/>`).join('');
  });
  const { width, height } = SIZE;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0,0,${width},${height}">` +
    `${glyphs.join('')}${Array.from({ length: STROKES }, stroke).join('')}</svg>`
  );
}

const ink = (): string => INK[randomInt(INK.length)] ?? '';
/** Radians. */
const turn = (): number => (randomInt(-20, 21) * Math.PI) / 180;

interface Spot {
  x: number;
  y: number;
  turn: number;
}

/** The path's numbers come in pairs, in the font's units and upwards; a capital stands 0.7 of its size above the line. */
function bent({ path, scale }: Shape, width: number, { x, y, turn: angle }: Spot): string {
  const [cos, sin, half] = [Math.cos(angle), Math.sin(angle), 350 * scale];
  return path.replace(/(-?[\d.]+)[ ,](-?[\d.]+)/g, (_, px: string, py: string) => {
    const [left, up] = [Number(px) * scale - width / 2 + jitter(), Number(py) * scale - half + jitter()];
    return `${(x + left * cos + up * sin).toFixed(2)} ${(y + left * sin - up * cos).toFixed(2)}`;
  });
}

const jitter = (): number => randomInt(-40, 41) / 100;

function stroke(): string {
  const [from, over, to] = Array.from({ length: 3 }, () => randomInt(SIZE.height));
  return `<path fill="none" stroke="${ink()}" d="M0 ${from} Q${SIZE.width / 2} ${over} ${SIZE.width} ${to}"/>`;
}
