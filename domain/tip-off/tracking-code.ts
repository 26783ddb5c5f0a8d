/** Digits and letters that are not mistaken for each other: no I, L, O, U (Crockford). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 16 characters of 5 bits: 80 bits are not guessed. */
const length = 16;
const group = 4;

/** 查询码 of ten bytes (any further ones are left out), as it is printed: 7K3P-92MX-A4TD-0QWE. */
export function trackingCodeOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = Array.from({ length }, (_, i) => alphabet[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)] ?? '');
  return shown(letters.join(''));
}

/** The code as it was meant, whatever case, spaces and look-alikes it was typed with; null when it is none. */
export function readTrackingCode(typed: string): string | null {
  const meant = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-–—]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return meant.length === length && [...meant].every((letter) => alphabet.includes(letter)) ? shown(meant) : null;
}

const shown = (letters: string) => letters.match(new RegExp(`.{${group}}`, 'g'))?.join('-') ?? letters;
