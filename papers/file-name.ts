import type { MonthlyReport } from '../domain/dispatch/monthly-report.ts';
import { dateIn } from '../domain/time/instant.ts';
import { titleOf } from './words.ts';

/** 文号_标题_日期.ext, without what a file system would refuse; 草稿 and the cut-off until it is signed (PAPERS §8). */
export function fileNameOf({ period, published, span }: MonthlyReport, extension: string): string {
  const parts = [published?.paperNumber ?? '草稿', titleOf(period), published?.on ?? dateIn(span.to)];
  // Only letters, digits, brackets and the like: nothing by which a path or a header could be broken.
  return `${parts.map((part) => part.replaceAll(/[^\p{L}\p{N}〔〕（）\-]/gu, '')).join('_')}.${extension}`;
}
