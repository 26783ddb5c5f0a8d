/** 举报人: whatever of it he left; the ledger keeps it encrypted and nowhere else. */
export type Reporter = { name: string | null; phone: string | null; email: string | null };

const hidden = '〔已隐去〕';

// People type digits with whatever stands between them.
const between = '[-\\s.·]?';
// 手机号, 固定电话 with its area code, 身份证号, mail addresses: as people type them.
const patterns = [
  /[\w.%+-]+@[\w-]+(\.[\w-]+)+/g,
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  new RegExp(`(?<!\\d)(\\+?86${between})?1[3-9]\\d(${between}\\d{4}){2}(?!\\d)`, 'g'),
  new RegExp(`(?<!\\d)0\\d{2,3}${between}\\d{3,4}${between}\\d{4}(?!\\d)`, 'g'),
];

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const shortestName = 2;
const shortestPhone = 7;

/**
 * What a citizen wrote, without what would say who he is: the name, telephone and address that he left, and every telephone number, identity
 * number and mail address at all. His words go into the case, which many people read (DOMAIN §3).
 */
export function hideIdentity(text: string, { name, phone, email }: Reporter): string {
  const left = [name, email].flatMap((each) => (each && [...each.trim()].length >= shortestName ? [literally(each.trim())] : []));
  const digits = (phone ?? '').replaceAll(/\D/g, '');
  const own = digits.length >= shortestPhone ? [[...digits].join(`${between}`)] : [];
  return [...[...left, ...own].map((each) => new RegExp(each, 'giu')), ...patterns].reduce(hiddenWhere, text);
}

/** Full-width signs are read as the plain ones; each is one letter, so that the places are the same. */
const plain = (text: string) => text.replaceAll(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

function hiddenWhere(text: string, pattern: RegExp): string {
  let said = '';
  let from = 0;
  for (const match of plain(text).matchAll(pattern)) {
    said += text.slice(from, match.index) + hidden;
    from = match.index + match[0].length;
  }
  return said + text.slice(from);
}
