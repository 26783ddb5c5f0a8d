import { describe, expect, it } from 'vitest';
import { zoneFor } from '../../../domain/import/zone-mapping.ts';

const mapping = [
  { project: 'LWZQ-1标', zone: 'bridges' },
  { project: 'LWZQ-*', unit: '西区*', zone: 'west' },
  { unit: '东区（一）', zone: 'east' },
  { zone: 'names-nothing' },
];

describe('the zone of an imported hazard', () => {
  it.each([
    ['the project by its name', 'ＬＷＺＱ-1 标', null, 'bridges'],
    ['both patterns fit', 'LWZQ-2', '西区指挥部', 'west'],
    ['only one of two patterns fits', 'LWZQ-2', '南区指挥部', 'default'],
    ['the unit', null, '东区(一)', 'east'],
    ['nothing fits', '乙线', null, 'default'],
  ])('%s', (_, project, unit, zone) => {
    expect(zoneFor({ project, unit }, mapping, 'default')).toBe(zone);
  });

  it('is none without a fitting entry and a default', () => {
    expect(zoneFor({ project: '乙线', unit: null }, mapping, null)).toBeNull();
  });
});
