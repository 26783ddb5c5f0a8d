import { describe, expect, it } from 'vitest';
import { pageOf } from '../../../domain/case/page-of.ts';

describe('the page of a case', () => {
  it.each([
    ['hazard', 'AQ-2026-00001', null, '/hazards/own'],
    ['request', 'AQ-2026-00001-延1', 'whole', '/hazards/whole'],
    ['recheck', 'AQ-2026-00001-回看', 'whole', '/hazards/whole'],
    ['supervision', 'AQ-2026-00001-督1', 'whole', '/hazards/whole'],
    ['vacancy', 'KQ-z1-具-2026-1', null, '/cases/own'],
    ['call', 'DH-2026-00005', null, '/cases/own'],
    ['year-watch', 'NJ-2027', null, '/cases/own'],
    ['dispatch', 'DD-2026-10', null, '/dispatches/2026-10'],
    ['suggestion', 'YJ-2026-00001', null, '/cases/own'],
    ['statistics', 'TJ-2026-Q3', null, '/statistics/2026-Q3'],
    ['statistics', 'TJ-2026', null, '/statistics/2026'],
    ['unit-report', 'YB-2026-10-u1', 'whole', '/dispatches/2026-10/reports/u1'],
  ] as const)('of a %s %s that is a part of %s is %s', (kind, number, partOf, page) =>
    expect(pageOf({ id: 'own', kind, number, partOf })).toBe(page),
  );
});
