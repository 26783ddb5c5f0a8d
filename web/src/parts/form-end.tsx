import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

/** The end of the form in a drawer: what it does, in a word, and the way out. */
export function FormEnd({
  isPending,
  isDangerous = false,
  close,
  children,
}: {
  isPending: boolean;
  isDangerous?: boolean;
  close: () => void;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <div className="form-end">
      <Button type="primary" danger={isDangerous} htmlType="submit" size="large" loading={isPending}>
        {children}
      </Button>
      <Button size="large" onClick={close}>
        {t('action.cancel')}
      </Button>
    </div>
  );
}
