/**
 * Charts as plain SVG, made here: bars in one column, each under its name, so that they are read at 360 px as well as on a desk. What a
 * colour means a pattern means too, and the numbers stand in a table beside each chart.
 */
import { useId } from 'preact/hooks';

/** How a part of a bar is filled: full, or with a pattern, each told from its neighbours without its colour. */
export const FILLS = ['solid', 'hatched', 'dotted', 'empty'] as const;
export type Fill = (typeof FILLS)[number];

export interface Bar {
  name: string;
  /** The number behind its name, in words. */
  says: string;
  /** From the left; what is missing counts as 0. */
  parts: Partial<Record<Fill, number>>;
}

interface ChartProps {
  title: string;
  /** What it shows, in one sentence, for who does not see it. */
  describes: string;
  bars: readonly Bar[];
  legend: Partial<Record<Fill, string>>;
}

const WIDTH = 360;
const ROW = 46;
const BAR = { top: 22, height: 16 };

/** Bars of several parts beside each other, all to the same measure. */
export function Chart({ title, describes, bars, legend }: ChartProps) {
  const id = useId();
  const longest = Math.max(1, ...bars.map(lengthOf));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <Legend legend={legend} />
      <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{describes}</desc>
        {bars.map((bar, nth) => (
          <g transform={`translate(0 ${nth * ROW})`}>
            <text x="1" y="16">
              {shortened(bar)}
            </text>
            <text x={WIDTH - 1} y="16" text-anchor="end" class="says">
              {bar.says}
            </text>
            {partsOf(bar, (WIDTH - 2) / longest).map(({ fill, from, width }) => (
              <rect x={from + 1} y={BAR.top} width={width} height={BAR.height} {...filled(fill)} />
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}

/** Once on each page with charts: what the fills of all of them refer to. */
export const Patterns = () => (
  <>
    <link rel="stylesheet" href="/assets/district.css" />
    <svg class="hidden" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" class="ground" />
          <rect width="3" height="6" class="hatch" />
        </pattern>
        <pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" class="ground" />
          <circle cx="3" cy="3" r="2" class="dot" />
        </pattern>
      </defs>
    </svg>
  </>
);

const Legend = ({ legend }: Pick<ChartProps, 'legend'>) => (
  <ul class="legend">
    {FILLS.flatMap((fill) =>
      legend[fill] === undefined ? (
        []
      ) : (
        <li>
          <svg viewBox="0 0 18 14" aria-hidden="true" focusable="false">
            <rect x="1" y="1" width="16" height="12" {...filled(fill)} />
          </svg>
          {legend[fill]}
        </li>
      ),
    )}
  </ul>
);

/** A pattern is named by the page itself: from a style sheet the name would mean a thing of that sheet. */
const filled = (fill: Fill) =>
  fill === 'hatched' || fill === 'dotted' ? { fill: `url(#${fill})` } : { class: `fill-${fill}` };

const lengthOf = ({ parts }: Bar): number => FILLS.reduce((sum, fill) => sum + (parts[fill] ?? 0), 0);

function partsOf({ parts }: Bar, scale: number): { fill: Fill; from: number; width: number }[] {
  let from = 0;
  return FILLS.flatMap((fill) => {
    const width = (parts[fill] ?? 0) * scale;
    const part = { fill, from, width };
    from += width;
    return width > 0 ? [part] : [];
  });
}

/** Letters that fit in the narrowest row, as people count them: a vowel sign is not torn from its consonant. */
const MOST_LETTERS = 36;
const LETTERS = new Intl.Segmenter('bn', { granularity: 'grapheme' });

function shortened({ name, says }: Bar): string {
  const letters = Array.from(LETTERS.segment(name), ({ segment }) => segment);
  const room = MOST_LETTERS - Array.from(says).length;
  return letters.length <= room ? name : `${letters.slice(0, room - 1).join('')}…`;
}
