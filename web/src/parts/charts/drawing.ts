import { use } from 'react';
import { TextSizeContext } from '../../text-size.ts';
import type { DecalObject } from './drawn.tsx';

const dark = {
  color: '#1f1f1f',
  fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", system-ui, sans-serif',
};
const texts = { standard: { ...dark, fontSize: 14 }, large: { ...dark, fontSize: 18 } };

/** As dark and as large as the text around it, and of its fonts: what is drawn is measured before it inherits anything. */
export const useChartText = () => texts[use(TextSizeContext).size];

/** As high as so many pixels are at the standard size of the text. */
export const heightFor = ({ fontSize }: { fontSize: number }, standardPx: number): number =>
  Math.round((standardPx * fontSize) / texts.standard.fontSize);

/** The room that the longest of these words takes, a little more rather than less. */
export function roomFor(words: readonly string[], { fontSize }: { fontSize: number }): number {
  const em = (word: string) => [...word].reduce((sum, letter) => sum + (letter > '\u00ff' ? 1 : 0.62), 0);
  return Math.ceil(Math.max(0, ...words.map(em)) * fontSize);
}

/** Nothing is no bar: not even its outline. */
export const asBars = (values: readonly (number | null)[]) =>
  values.map((value) => (value === 0 ? { value, itemStyle: { borderWidth: 0 } } : value));

/** Told apart in grey as well: one dark, one light. */
export const inks = { major: '#a8071a', general: '#bae0ff', outline: '#003a8c' };

export const patterns: { solid: DecalObject; hatched: DecalObject } = {
  solid: { symbol: 'none' },
  hatched: {
    symbol: 'rect',
    symbolSize: 1,
    color: 'rgba(0, 58, 140, 0.55)',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
  },
};

/** Lines are told apart by stroke and mark, and named with it where they end; the first is that of all. */
export const strokes = [
  { color: '#1f1f1f', type: 'solid', width: 3, symbol: 'circle', sign: '●' },
  { color: '#0958d9', type: 'solid', width: 2, symbol: 'rect', sign: '■' },
  { color: '#ad4e00', type: 'dashed', width: 2, symbol: 'triangle', sign: '▲' },
  { color: '#237804', type: 'dotted', width: 2, symbol: 'diamond', sign: '◆' },
  { color: '#531dab', type: [8, 3, 2, 3], width: 2, symbol: 'emptyCircle', sign: '○' },
  { color: '#a8071a', type: [2, 6], width: 2, symbol: 'emptyRect', sign: '□' },
] as const;
