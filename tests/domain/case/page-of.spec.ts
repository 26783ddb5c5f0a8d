import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../domain/case/page-of.ts';

describe('the page of a case', () => {
  it.each([
    ['hazard', null, '/hazards/own'],
    ['request', 'whole', '/hazards/whole'],
    ['recheck', 'whole', '/hazards/whole'],
    ['supervision', 'whole', '/hazards/whole'],
    ['vacancy', null, '/cases/own'],
    ['year-watch', null, '/cases/own'],
  ] as const)('of a %s that is a part of %s is %s', (kind, partOf, page) => expect(pageOf({ id: 'own', kind, partOf })).toBe(page));
});
