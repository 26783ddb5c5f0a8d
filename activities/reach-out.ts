import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { request as askHttp } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

/** `status` 0: nobody answered; `refusedBecause`: this side did not ask, since the address is not allowed, or broke off. */
export type Reached = { status: number; body: unknown; refusedBecause?: 'NOT_HTTPS' | 'PRIVATE_ADDRESS' | 'TOO_LONG' };
export type Asked = { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string };
/** Finds the addresses of a name: node:dns, or a test's own. */
export type Lookup = (
  name: string,
  options: { all: true },
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

const patienceMs = 20_000;
const mostAnswerBytes = 64 * 1024;

/** Where the machine itself, the intranet, and a cloud's metadata are. */
const notPublic = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  notPublic.addSubnet(net, bits, 'ipv4');
/** Of IPv6 only what is given out; without the two kinds that wrap an IPv4 address. */
const publicIpv6 = new BlockList();
publicIpv6.addSubnet('2000::', 3, 'ipv6');
const wrappedIpv4 = new BlockList();
wrappedIpv4.addSubnet('2002::', 16, 'ipv6');
wrappedIpv4.addSubnet('2001::', 32, 'ipv6');

/** Whether the address is one of the open internet. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !notPublic.check(address, 'ipv4');
  return isIP(address) === 6 && publicIpv6.check(address, 'ipv6') && !wrappedIpv4.check(address, 'ipv6');
}

class PrivateAddress extends Error {}

/** Looks at the very address that will be connected to, so that a name can't lead elsewhere the second time it is looked up. */
const publicOnly =
  (lookup: Lookup): LookupFunction =>
  (name, { all }, found) => {
    lookup(name, { all: true }, (error, addresses) => {
      if (error) return found(error, []);
      if (!addresses.every(({ address }) => isPublic(address))) return found(new PrivateAddress(), []);
      const [first] = addresses;
      if (all) found(null, addresses);
      else found(null, first?.address ?? '', first?.family);
    });
  };

/** The host of an address as it is named in the list of those that may be of the intranet: with its port where it is not the usual one. */
const mayBePrivate = ({ host }: URL, privateHosts: readonly string[]): boolean => privateHosts.includes(host);

/**
 * Asks a service that the environment names: by https and at a public address only, except the hosts that the environment lets be of the
 * intranet; follows no redirect; waits 20 s in all and reads 64 KB. Never throws, for an error may hold the address, and with it a key.
 */
export async function reachOut(
  address: string,
  asked: Asked,
  { privateHosts, lookup = systemLookup }: { privateHosts: readonly string[]; lookup?: Lookup },
): Promise<Reached> {
  const url = new URL(address);
  const isTrusted = mayBePrivate(url, privateHosts);
  if (!isTrusted && url.protocol !== 'https:') return { status: 0, body: {}, refusedBecause: 'NOT_HTTPS' };
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!isTrusted && isIP(literal) && !isPublic(literal)) return { status: 0, body: {}, refusedBecause: 'PRIVATE_ADDRESS' };
  const options: RequestOptions = {
    method: asked.method,
    headers: { ...asked.headers, ...(asked.body !== undefined && { 'content-length': String(Buffer.byteLength(asked.body)) }) },
    signal: AbortSignal.timeout(patienceMs),
    // A connection kept from another host's name would pass by the look at the address.
    agent: false,
    ...(isTrusted ? {} : { lookup: publicOnly(lookup) }),
  };
  try {
    return await answerTo(url, options, asked.body);
  } catch (error) {
    return { status: 0, body: {}, ...(error instanceof PrivateAddress && { refusedBecause: 'PRIVATE_ADDRESS' as const }) };
  }
}

function answerTo(url: URL, options: RequestOptions, body: string | undefined): Promise<Reached> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === 'https:' ? askHttps : askHttp;
    const request = ask(url, options, (response) => void read(response).then(resolve, reject));
    request.once('error', reject);
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Reached> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop ends the connection.
    if (bytes > mostAnswerBytes) return { status: response.statusCode ?? 0, body: {}, refusedBecause: 'TOO_LONG' };
    chunks.push(chunk);
  }
  return { status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString()) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return {};
  }
}
