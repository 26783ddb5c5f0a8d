import { describe, expect, inject, it } from 'vitest';
import { missingMigration } from '../../prisma/migrate.ts';

describe('the migrations', () => {
  it('build exactly what schema.prisma says', async () => {
    expect(await missingMigration(inject('templateUrl'))).toBe('');
  });
});
