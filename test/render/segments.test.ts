import { segmentsOf } from '../../src/render/segments';

const bn = (length: number) => 'ট'.repeat(length);

describe('segmentsOf', () => {
  it.each([
    ['nothing', '', { encoding: 'gsm7', segments: 1, units: 0 }],
    ['one Bengali letter', bn(1), { encoding: 'ucs2', segments: 1, units: 1 }],
    ['a full Bengali message', bn(70), { encoding: 'ucs2', segments: 1, units: 70 }],
    ['one Bengali letter more', bn(71), { encoding: 'ucs2', segments: 2, units: 71 }],
    ['two full Bengali parts', bn(134), { encoding: 'ucs2', segments: 2, units: 134 }],
    ['three Bengali parts', bn(135), { encoding: 'ucs2', segments: 3, units: 135 }],
    ['vowel signs count', 'নী'.repeat(36), { encoding: 'ucs2', segments: 2, units: 72 }],
    ['a full Latin message', 'a'.repeat(160), { encoding: 'gsm7', segments: 1, units: 160 }],
    ['one Latin letter more', 'a'.repeat(161), { encoding: 'gsm7', segments: 2, units: 161 }],
    ['extension characters count double', '€'.repeat(80), { encoding: 'gsm7', segments: 1, units: 160 }],
    ['one extension character more', '€'.repeat(81), { encoding: 'gsm7', segments: 2, units: 162 }],
    ['brackets and a line break', '[a]\n', { encoding: 'gsm7', segments: 1, units: 6 }],
    ['a dash the alphabet lacks', 'tika 9–11', { encoding: 'ucs2', segments: 1, units: 9 }],
    ['a rupee sign', '₹', { encoding: 'ucs2', segments: 1, units: 1 }],
    ['an emoji is two units', '🙏', { encoding: 'ucs2', segments: 1, units: 2 }],
  ])('%s', (_what, text, expected) => {
    expect(segmentsOf(text)).toEqual(expected);
  });
});
