import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RowResult, UnderstoodFile } from '../../../domain/import/understand-sheets.ts';
import { localDateOf } from '../../../domain/time/instant.ts';
import { readLedgerFile } from '../../../ledger/import/read-ledger-file.ts';

const sample = fileURLToPath(new URL('../../../../shared/data/ledger-sample.xlsx', import.meta.url));
const isThere = existsSync(sample);
const where = isThere ? '' : ' (skipped: ../shared/data/ledger-sample.xlsx is not there)';

describe.skipIf(!isThere)(`a real ledger of 105 hazards${where}`, () => {
  let file: UnderstoodFile;
  beforeAll(async () => {
    file = await readLedgerFile(sample, { today: localDateOf('2026-09-30') });
  });
  const hazardAt = (row: number) => {
    const result = file.sheets[0]?.rows.find((candidate: RowResult) => candidate.row === row);
    return result?.kind === 'understood' ? { ...result.hazard, doubts: result.doubts.map(({ code }) => code) } : null;
  };

  it('has its header in rows 2 to 5, every heading understood', () => {
    expect(file.sheets[0]?.header).toMatchObject({ top: 1, bottom: 4, notUnderstood: [] });
    expect(file.sheets[0]?.header?.columns.map(({ role }) => role).filter(Boolean)).toEqual(['建设', '设计', '施工', '监理']);
  });

  it('is understood to the last row; the instructions under it are a note', () => {
    expect(file.counts).toMatchObject({ understood: 105, refused: 0, notes: 1, open: 4, rectified: 96, closed: 5 });
  });

  it.each([
    // 一般 stands in the category column, 3 in the grade
    [
      6,
      {
        foundOn: '2024-06-22',
        dueOn: '2024-06-25',
        status: 'rectified',
        gradeText: '3',
        class: 'general',
        category: 'other',
        responsiblePerson: '何若谷',
      },
    ],
    [14, { inspectors: ['卫景行', '蒋致诚'], foundOn: '2024-07-18' }],
    [16, { inspectors: ['孔安宁', '冯怀瑾', '华学思'], project: '乙线' }],
    // a date with a time; '-' for the project; a line where the inspectors should stand
    [21, { foundOn: '2024-07-23', project: null, inspectors: [], category: 'nearRailway', doubts: ['INSPECTOR_NOT_A_NAME'] }],
    [31, { statusText: '现场处置', status: 'rectified', rectifiedOn: '2024-08-08' }],
    [48, { category: 'tunnelling', rectifiedOn: '2024-09-18', dueOn: '2024-09-20' }],
    [63, { inspectors: ['魏杰', '卫卓然'] }],
    [
      76,
      {
        statusText: '已销号',
        status: 'closed',
        category: 'floodControl',
        doubts: ['CLOSED_WITHOUT_DATE', 'GRADE_TAKEN_AS_GENERAL', 'INSPECTOR_NOT_A_NAME'],
      },
    ],
    [84, { statusText: '已整改销号', status: 'closed' }],
    // the date of completion is typed into the supervisor's column
    [
      103,
      {
        rectifiedOn: null,
        status: 'rectified',
        responsibleUnits: [
          { role: '建设', name: '东区建设指挥部' },
          { role: '施工', name: '施工单位09' },
        ],
      },
    ],
    [107, { statusText: '整改中', status: 'open', rectifiedOn: null }],
    [110, { statusText: null, status: 'open', rectifiedOn: null, dueOn: '2025-04-30' }],
  ])('row %i', (row, expected) => {
    expect(hazardAt(row)).toMatchObject(expected);
  });
});
