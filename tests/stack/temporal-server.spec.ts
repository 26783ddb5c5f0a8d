import { Connection } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { isAlive } from '../../stack/process-identity.ts';
import { startTemporal } from '../../stack/temporal-server.ts';
import { endingWithTest, temporaryDirectory } from './temporary.ts';

const searchAttributes = { Duty: 'Keyword', DueAt: 'Datetime', EscalationLevel: 'Int' };

async function registered(address: string): Promise<Record<string, unknown>> {
  const connection = await Connection.connect({ address });
  try {
    return (await connection.operatorService.listSearchAttributes({ namespace: 'default' })).customAttributes;
  } finally {
    await connection.close();
  }
}

describe('the embedded Temporal server', () => {
  it('knows the search attributes, shows its page, and leaves no process', async () => {
    const server = await startTemporal({ dataDir: temporaryDirectory(), searchAttributes });
    endingWithTest(server);
    expect(Object.keys(await registered(server.address))).toEqual(expect.arrayContaining(Object.keys(searchAttributes)));
    expect((await fetch(server.uiUrl)).status).toBe(200);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
  });

  it('ends the one that an earlier run left behind, and learns new search attributes on the old data', async () => {
    const dataDir = temporaryDirectory();
    const earlier = endingWithTest(await startTemporal({ dataDir, searchAttributes }));
    const later = endingWithTest(await startTemporal({ dataDir, searchAttributes: { ...searchAttributes, Zone: 'Keyword' } }));
    await earlier.ended;
    expect(Object.keys(await registered(later.address))).toEqual(expect.arrayContaining(['Duty', 'Zone']));
  });

  it('starts again on its ports after a kill', async () => {
    const dataDir = temporaryDirectory();
    const first = await startTemporal({ dataDir, searchAttributes });
    await first.kill('SIGKILL');
    const again = endingWithTest(await startTemporal({ dataDir, searchAttributes, ports: first.ports }));
    expect(again.address).toBe(first.address);
  });
});
