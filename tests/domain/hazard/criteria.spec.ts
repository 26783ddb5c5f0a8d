import { expect, it } from 'vitest';
import { criteria } from '../../../domain/hazard/criteria.ts';
import { zh } from '../../../web/src/words/zh.ts';

it('names no category for a criterion that no report can be of', () => {
  const known: string[] = Object.values(zh.category);
  expect(criteria.flatMap(({ categories }) => categories).filter((each) => !known.includes(each))).toEqual([]);
});
