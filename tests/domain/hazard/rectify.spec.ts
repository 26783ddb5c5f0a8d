import { describe, expect, it } from 'vitest';
import type { RectifyHazard } from '../../../domain/hazard/commands.ts';
import { given, gives, people, rectifies, reports, submitsPlan, verifies } from '../../support/given.ts';

const opened = '2026-09-29 09:10';
const photos = [{ id: '8d0dcbd4-5f0c-4a4e-9e4e-0d3f6f5b8a11', sha256: 'a1', takenAt: null }];
const repaired = (changes: Partial<RectifyHazard>, at = '2026-09-30 10:00') =>
  gives(at, { type: 'RectifyHazard', by: people.zhang, measures: '已补齐', ...changes });

describe('a repair, of which pictures are expected but never forced (国办函〔2026〕12号)', () => {
  it.each<[string, Partial<RectifyHazard>, string]>([
    ['neither a picture nor a reason', {}, 'PHOTO_EXPECTED'],
    ['no picture and a blank reason', { photos: [], withoutPhoto: ' \n' }, 'PHOTO_EXPECTED'],
    ['no measures, which are asked for first', { measures: ' ' }, 'REASON_REQUIRED'],
  ])('is refused with %s', (_, changes, code) => {
    given(reports(opened)).when(repaired(changes)).thenRefused(code);
  });

  it('keeps the reason for which there is no picture', () => {
    const { decision, then } = given(reports(opened)).when(repaired({ withoutPhoto: '涉密部位' }));
    then('HazardRectified', 'ObligationOpened');
    expect(decision).toMatchObject({ events: [{ type: 'HazardRectified', withoutPhoto: '涉密部位', round: 1 }, {}] });
  });

  it('needs no reason with a picture, and keeps none', () => {
    const { decision, after } = given(reports(opened)).when(repaired({ photos, withoutPhoto: '涉密部位' }));
    expect(decision).toMatchObject({ events: [{ type: 'HazardRectified' }, { type: 'PhotosAttached', use: 'after', round: 1 }, {}] });
    expect(JSON.stringify(decision)).not.toContain('涉密部位');
    expect(after?.photos).toEqual([{ ...photos[0], use: 'after', round: 1 }]);
  });

  it('shows anew what was done after a failed verification', () => {
    given(reports(opened), repaired({ photos }), verifies('2026-09-30 11:00', false))
      .when(repaired({}, '2026-10-09 10:00'))
      .thenRefused('PHOTO_EXPECTED');
  });

  it('of a major hazard is asked for its plan first', () => {
    given(reports(opened, 'east', { class: 'major' }))
      .when(repaired({}))
      .thenRefused('PLAN_REQUIRED');
    given(reports(opened, 'east', { class: 'major' }), submitsPlan('2026-09-30 09:00'))
      .when(rectifies('2026-09-30 10:00'))
      .then('HazardRectified', 'ObligationOpened');
  });
});
