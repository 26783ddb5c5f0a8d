/** A download with a Chinese name (RFC 5987), and a plain one for whoever can't read that. */
export function attachment(name: string, plain: string): string {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
