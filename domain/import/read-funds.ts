import { folded, textOf } from './cells.ts';
import type { Cell } from './cells.ts';

/** Ten thousand yuan (万元). The unit beside the figure counts before the one in the heading; a heading without a unit means 万元. */
export const readFundsWan = (cell: Cell, heading: string): number | null => {
  const figure = /^(?:约|¥)?([\d,]+(?:\.\d+)?)(万元|万|元)?$/.exec(folded(textOf(cell)));
  if (!figure?.[1]) return null;
  const unit = figure[2] ?? (/元/.test(heading) && !/万/.test(heading) ? '元' : '万元');
  const amount = Number(figure[1].replaceAll(',', ''));
  return unit === '元' ? amount / 10_000 : amount;
};
