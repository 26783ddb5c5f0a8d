import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { isPublic, reachOut } from '../../activities/reach-out.ts';
import type { Lookup } from '../../activities/reach-out.ts';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** A server on this machine: its host as it stands in an address, and what it was asked. */
async function aServer(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => server.close());
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
const post = { method: 'POST', body: '{}' } as const;
const resolvesTo =
  (...addresses: string[]): Lookup =>
  (_name, _options, found) =>
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('an address that the environment names', () => {
  it.each([
    ['the machine itself', 'https://127.0.0.1/'],
    ['the machine itself, as a number', 'https://2130706433/'],
    ['the machine itself, octal', 'https://0177.0.0.1/'],
    ['the machine itself, by IPv6', 'https://[::1]/'],
    ['the machine itself, IPv4 within IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest/meta-data/'],
    ['the intranet', 'https://10.1.2.3/'],
    ['the intranet, IPv4 within 6to4', 'https://[2002:a01:203::1]/'],
  ])('of %s is not asked', async (_, address) => {
    expect(await reachOut(address, post, { privateHosts: [] })).toEqual({ status: 0, body: {}, refusedBecause: 'PRIVATE_ADDRESS' });
  });

  it('without https is not asked', async () => {
    const { host, asked } = await aServer((_, response) => response.end('{}'));
    expect(await reachOut(`http://${host}/`, post, { privateHosts: ['127.0.0.1'] })).toMatchObject({ refusedBecause: 'NOT_HTTPS' });
    expect(asked).toEqual([]);
  });

  it.each([['10.0.0.5'], ['::1'], ['fd00::1'], ['203.0.113.1', '192.168.0.1']])(
    'whose name leads to %s is not asked, whatever its name says',
    async (...addresses) => {
      const reached = await reachOut('https://sms.example.org/', post, { privateHosts: [], lookup: resolvesTo(...addresses) });
      expect(reached).toEqual({ status: 0, body: {}, refusedBecause: 'PRIVATE_ADDRESS' });
    },
  );

  it('of the intranet is asked when the environment lets it', async () => {
    const { host } = await aServer((_, response) => response.end('{"errcode":0}'));
    expect(await reachOut(`http://${host}/`, post, { privateHosts: [host] })).toEqual({ status: 200, body: { errcode: 0 } });
  });

  it('that leads elsewhere is not followed', async () => {
    const { host, asked } = await aServer((_, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await reachOut(`http://${host}/`, post, { privateHosts: [host] })).toMatchObject({ status: 302 });
    expect(asked).toEqual(['/']);
  });

  it('that answers without end is left', async () => {
    const { host } = await aServer((_, response) => response.end(Buffer.alloc(1024 * 1024, 'x')));
    expect(await reachOut(`http://${host}/`, post, { privateHosts: [host] })).toEqual({
      status: 200,
      body: {},
      refusedBecause: 'TOO_LONG',
    });
  });

  it('where nobody answers says so without naming it', async () => {
    const { host } = await aServer((request) => request.socket.destroy());
    expect(await reachOut(`http://${host}/?key=secret`, post, { privateHosts: [host] })).toEqual({ status: 0, body: {} });
  });
});

it('tells the open internet from all else', () => {
  expect(['8.8.8.8', '203.119.1.1', '2400:3200::1'].map(isPublic)).toEqual([true, true, true]);
  expect(['100.64.0.1', '0.0.0.0', '255.255.255.255', 'fe80::1', '64:ff9b::a00:1', 'x'].map(isPublic)).toEqual(Array(6).fill(false));
});
