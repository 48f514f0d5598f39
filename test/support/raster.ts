/** Outlines as a picture, by no library: what is compared with a browser's must not have been drawn by one. */
import { PNG } from 'pngjs';
import type { Line } from '../../src/certificates/letters';

type Point = readonly [number, number];
/** Down the page, from the first point to the second. */
type Edge = readonly [Point, Point];

/** Each pixel is looked at in so many rows and columns. */
const FINE = 4;
const PIECES_OF_A_CURVE = 12;

/** @param baseline from the top, and `left` from the left; pixels, as the line's points are */
export function rasterise(
  line: Line,
  { width, height, left, baseline }: Record<'width' | 'height' | 'left' | 'baseline', number>,
): PNG {
  const ink = new Uint16Array(width * height);
  for (const { path, x, y, scale } of line.shapes) {
    const edges = edgesOf(path).map((edge) =>
      edge.map(([px, py]) => [left + x + px * scale, baseline - y - py * scale]),
    );
    fill(edges as unknown as Edge[], ink, width, height);
  }
  const png = new PNG({ width, height });
  ink.forEach((covered, index) => {
    const grey = 255 - Math.min(255, Math.round((255 * covered) / (FINE * FINE)));
    png.data.set([grey, grey, grey, 255], index * 4);
  });
  return png;
}

/** Non-zero winding, as fonts are filled. */
function fill(edges: readonly Edge[], ink: Uint16Array, width: number, height: number): void {
  const heights = edges.flatMap(([[, ay], [, by]]) => [ay, by]);
  const [top, bottom] = [Math.max(0, Math.min(...heights)), Math.min(height, Math.max(...heights))];
  for (let row = Math.floor(top * FINE); row < bottom * FINE; row++) {
    const y = (row + 0.5) / FINE;
    const crossings = edges.flatMap(([[ax, ay], [bx, by]]) =>
      ay <= y !== by <= y ? [{ x: ax + ((y - ay) / (by - ay)) * (bx - ax), turn: by > ay ? 1 : -1 }] : [],
    );
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    crossings.forEach(({ x, turn }, index) => {
      winding += turn;
      const end = crossings[index + 1]?.x;
      if (winding === 0 || end === undefined) return;
      for (let column = Math.ceil(x * FINE - 0.5); (column + 0.5) / FINE < end; column++) {
        const pixel = Math.floor(row / FINE) * width + Math.floor(column / FINE);
        if (column >= 0 && column < width * FINE) ink[pixel] = (ink[pixel] ?? 0) + 1;
      }
    });
  }
}

/** `M1,2Q3,4 5,6L7,8Z` */
function edgesOf(path: string): Edge[] {
  const edges: Edge[] = [];
  let [start, at]: Point[] = [
    [0, 0],
    [0, 0],
  ];
  const to = (point: Point): void => {
    edges.push([at as Point, point]);
    at = point;
  };
  for (const [, command = '', numbers = ''] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const points = pairs(numbers.split(/[ ,]/).filter(Boolean).map(Number));
    if (command === 'M') [start, at] = [points[0] ?? [0, 0], points[0] ?? [0, 0]];
    else if (command === 'Z') to(start as Point);
    else {
      const all = [at as Point, ...points];
      const pieces = command === 'L' ? 1 : PIECES_OF_A_CURVE;
      for (let piece = 1; piece <= pieces; piece++) to(bezier(all, piece / pieces));
    }
  }
  return edges;
}

function pairs(numbers: readonly number[]): Point[] {
  return numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? 0] as const] : []));
}

/** de Casteljau */
function bezier(points: readonly Point[], t: number): Point {
  const [first = [0, 0], ...rest] = points;
  if (rest.length === 0) return first;
  const between = rest.map(([x, y], index): Point => {
    const [px, py] = points[index] ?? [0, 0];
    return [px + (x - px) * t, py + (y - py) * t];
  });
  return bezier(between, t);
}
