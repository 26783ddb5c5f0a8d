/** 举报人: whatever of it he left; the ledger keeps it encrypted and nowhere else. */
export type Reporter = { name: string | null; phone: string | null; email: string | null };

const hidden = '〔已隐去〕';

// 手机号, 固定电话 with its area code, 身份证号, mail addresses: as people type them.
const patterns = [
  /[\w.%+-]+@[\w-]+(\.[\w-]+)+/g,
  /(?<!\d)\d{17}[\dXx](?!\d)/g,
  /(?<!\d)(\+?86[-\s]?)?1[3-9]\d([-\s]?\d{4}){2}(?!\d)/g,
  /(?<!\d)0\d{2,3}[-\s]\d{7,8}(?!\d)/g,
];

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const shortestName = 2;

/**
 * What a citizen wrote, without what would say who he is: the name, telephone and address that he left, and every telephone number, identity
 * number and mail address at all. His words go into the case, which many people read (DOMAIN §3).
 */
export function hideIdentity(text: string, { name, phone, email }: Reporter): string {
  const left = [name, phone, email].flatMap((each) => (each && [...each.trim()].length >= shortestName ? [each.trim()] : []));
  const withoutLeft = left.reduce((said, each) => said.replaceAll(new RegExp(literally(each), 'giu'), hidden), text);
  return patterns.reduce((said, pattern) => said.replaceAll(pattern, hidden), withoutLeft);
}
