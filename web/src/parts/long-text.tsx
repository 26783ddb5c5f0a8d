import { Input } from 'antd';
import type { ComponentProps } from 'react';
import { useWords } from '../words/use-words.ts';

/** From this part of its limit on, a field says how much is left. */
const near = 0.9;

/** A field for more than a line; near its limit it says how much is left, so that nothing that is pasted is cut off unseen. */
export function LongText({ maxLength, ...field }: ComponentProps<typeof Input.TextArea> & { maxLength: number }) {
  const { t, language } = useWords();
  const left = maxLength - String(field.value ?? '').length;
  return (
    <>
      <Input.TextArea {...field} maxLength={maxLength} />
      {left <= (1 - near) * maxLength && (
        <span className="quiet block" role="status">
          {left > 0 ? t('text.left', { count: left }) : t('text.full', { most: maxLength.toLocaleString(language) })}
        </span>
      )}
    </>
  );
}
