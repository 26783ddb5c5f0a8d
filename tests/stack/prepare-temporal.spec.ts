import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { checkout } from '../../stack/checkout.ts';
import { startTemporal } from '../../stack/temporal-server.ts';
import { searchAttributes } from '../../workflows/contract.ts';
import { endingWithTest, temporaryDirectory } from './temporary.ts';

const prepare = (env: NodeJS.ProcessEnv) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', join(checkout, 'stack/prepare-temporal.ts')], {
    cwd: checkout,
    env: { ...process.env, ...env },
  });

describe('a Temporal server of your own', () => {
  it('gets the namespace and its search attributes, once', async () => {
    const server = endingWithTest(await startTemporal({ dataDir: temporaryDirectory(), searchAttributes: {} }));
    const env = { TEMPORAL_ADDRESS: server.address, TEMPORAL_NAMESPACE: 'bureau' };
    expect((await prepare(env)).stdout).toContain('namespace "bureau"');
    expect((await prepare(env)).stdout).toContain('namespace "bureau"');
    const connection = await Connection.connect({ address: server.address });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'bureau' });
    await connection.close();
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
  });

  it('must be named', async () => {
    await expect(prepare({ TEMPORAL_ADDRESS: '' })).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('TEMPORAL_ADDRESS') });
  });
});
