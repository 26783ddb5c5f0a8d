import { Input } from 'antd';

/** A number of things as it is being typed: what is none stays as it was typed, so that it can be mended; null while nothing is. */
export type Counted = number | string | null;

export const mostCounted = 1_000_000;

/** Digits of a Chinese keyboard count as well. */
function countIn(typed: string): Counted {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return null;
  return /^\d+$/.test(text) && Number(text) <= mostCounted ? Number(text) : text;
}

/** Why that is no number of things; nothing is not wrong, only missing. */
export function faultOf(value: Counted | undefined): 'wholeNumber' | 'tooMany' | null {
  if (typeof value !== 'string') return null;
  return /^\d+$/.test(value) ? 'tooMany' : 'wholeNumber';
}

type Given = { id?: string; value?: Counted; onChange?: (value: Counted) => void; isWrong: boolean };

/** A field for a whole number. Nothing that is typed turns silently into another number. */
export function CountField({ value, onChange, isWrong, ...given }: Given) {
  return (
    <Input
      {...given}
      className="date"
      inputMode="numeric"
      autoComplete="off"
      maxLength={20}
      value={value ?? ''}
      aria-invalid={isWrong}
      onChange={({ target }) => onChange?.(countIn(target.value))}
    />
  );
}
