import { expect, it } from 'vitest';
import { localDateOf } from '../../domain/time/instant.ts';
import { fileNameOf } from '../../papers/file-name.ts';
import { aDraftReport, aMonthlyReport } from '../support/a-monthly-report.ts';

const title = '关于2026年10月安全生产网格化管理工作调度情况的通报';
const numbered = (paperNumber: string) => aMonthlyReport({ published: { paperNumber, on: localDateOf('2026-11-03'), by: '孙立' } });

it.each([
  ['a signed one', aMonthlyReport(), `青建安办〔2026〕7号_${title}_2026-11-03.pdf`],
  ['a draft, by its cut-off', aDraftReport(), `草稿_${title}_2026-10-23.pdf`],
  ['a number with signs of paths and headers', numbered('../青:建/安"办\r\n〔2026〕7号'), `青建安办〔2026〕7号_${title}_2026-11-03.pdf`],
])('of %s', (_, report, name) => {
  expect(fileNameOf(report, 'pdf')).toBe(name);
});
