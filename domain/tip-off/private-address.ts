const privateNames = /(^|\.)(localhost|local|lan|internal|intranet|home|corp|test|example|invalid)$/;
const privateIpv4 = [
  /^(0|10|127)\./,
  /^192\.168\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  // 运营商级 NAT.
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
];
const privateIpv6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/** Whether the address can only be opened inside: a phone that reads it from a placard in the street would find nothing there. */
export function isPrivateAddress(url: string): boolean {
  const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]+\]|[^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  if (host.startsWith('[')) return privateIpv6.test(host);
  if (/^[\d.]+$/.test(host)) return privateIpv4.some((range) => range.test(host));
  return !host.includes('.') || privateNames.test(host);
}
