import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deciders } from '../../ledger/deciders.ts';
import { workflowTypeOf } from '../../workflows/contract.ts';

const exported = readFileSync(join(import.meta.dirname, '../../workflows/index.ts'), 'utf8');

it.each(Object.keys(deciders))('a case of the kind %s has a workflow that keeps its time', (kind) => {
  expect(exported).toContain(`{ ${workflowTypeOf(kind)} }`);
});
