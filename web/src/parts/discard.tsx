import { Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

/** Asks before what was written is thrown away; `children`: the button that does it. */
export function Discard({ discard, children }: { discard: () => void; children: ReactNode }) {
  const { t } = useWords();
  return (
    <Popconfirm
      title={t('report.discardSure')}
      okText={t('report.discard')}
      okButtonProps={{ danger: true }}
      cancelText={t('report.keep')}
      onConfirm={discard}
    >
      {children}
    </Popconfirm>
  );
}
