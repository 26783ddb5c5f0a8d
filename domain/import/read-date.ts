import { addDays, localDateOf } from '../time/instant.ts';
import type { LocalDate } from '../time/instant.ts';
import { folded, textOf } from './cells.ts';
import type { Cell } from './cells.ts';

/** What a cell in a date column says. `rest` is what stands beside the date, folded ('已整改' in "2025.6.30已整改"). */
export type DateReading =
  | { kind: 'none' }
  | {
      kind: 'date';
      on: LocalDate;
      from: 'date' | 'assumedYear' | 'serial';
      rest: string;
    }
  | { kind: 'words'; words: string };

const placeholder = /^[-—–/\\、.。]*$|^无$/;
const wholeDate = /(?<!\d)(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})(?!\d)日?|(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)/g;
const dayOfYear = /(?<!\d)(\d{1,2})(?:月|[./-])(\d{1,2})(?!\d)日?/g;
const clockTime = /t?\d{1,2}:\d{2}(:\d{2})?z?|[上下]午/g;
const saysNothingMore = /^(前|之前|以前|止|完成|整改|要求|限|于|在|须|应|(星期|周)[一二三四五六日天]|[,.。;、()])*$/;

/** 2000-01-01 and 2099-12-31 as Excel counts days. */
const [firstSerial, lastSerial] = [36526, 73050];

const civil = (year: string | number, month: string | number, day: string | number): LocalDate | null => {
  try {
    return localDateOf(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
  } catch {
    return null;
  }
};

/** Excel counts days from here; its false 29 February 1900 is behind us by then. */
const serialZero = localDateOf('1899-12-30');
const dateOfSerial = (serial: number): LocalDate => addDays(serialZero, Math.floor(serial));

/**
 * Reads a date cell: Excel dates, "2025.6.30", "2025-7-8", "2025年6月30日", "20250630", and with a date to lean on "6月30日前".
 * A day without a year is the first such day on or after `notBefore`; without `notBefore` it stays words. Several dates stay words.
 */
export const readDate = (cell: Cell, notBefore: LocalDate | null): DateReading => {
  if (cell.kind === 'date') return fromCivil(civil(...(cell.on.split('-') as [string, string, string])), 'date', '', cell.on);
  if (cell.kind === 'number' && cell.value >= firstSerial && cell.value <= lastSerial) {
    return fromCivil(dateOfSerial(cell.value), 'serial', '', textOf(cell));
  }
  const words = folded(textOf(cell));
  if (placeholder.test(words)) return { kind: 'none' };
  const withoutTime = words.replace(clockTime, '');

  const whole = [...withoutTime.matchAll(wholeDate)];
  if (whole.length === 1 && whole[0]) {
    const [found, y, m, d, y8 = '', m8 = '', d8 = ''] = whole[0];
    return fromCivil(civil(y ?? y8, m ?? m8, d ?? d8), 'date', restOf(withoutTime, found), words);
  }
  const days = whole.length === 0 && cell.kind === 'text' ? [...withoutTime.matchAll(dayOfYear)] : [];
  if (days.length === 1 && days[0] && notBefore) {
    const [found, month = '', day = ''] = days[0];
    return fromCivil(firstSuchDay(month, day, notBefore), 'assumedYear', restOf(withoutTime, found), words);
  }
  return { kind: 'words', words };
};

const fromCivil = (on: LocalDate | null, from: 'date' | 'assumedYear' | 'serial', rest: string, words: string): DateReading =>
  on ? { kind: 'date', on, from, rest } : { kind: 'words', words };

const restOf = (words: string, date: string): string => {
  const rest = words.replace(date, '');
  return saysNothingMore.test(rest) ? '' : rest;
};

const firstSuchDay = (month: string, day: string, notBefore: LocalDate): LocalDate | null => {
  const year = Number(notBefore.slice(0, 4));
  const thatYear = civil(year, month, day);
  return thatYear && thatYear >= notBefore ? thatYear : civil(year + 1, month, day);
};
