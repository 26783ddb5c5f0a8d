import { Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../words/use-words.ts';

type Asked = { isOpen: boolean; title: string; says: string; yes: string; go: () => void; close: () => void; children: ReactNode };

/** What a form does for good is asked once, however it was submitted: by its button or by Enter in a field. */
export function AskedOnce({ isOpen, title, says, yes, go, close, children }: Asked) {
  const { t } = useWords();
  return (
    <Popconfirm
      open={isOpen}
      placement="topLeft"
      title={title}
      description={<p className="popconfirm-text">{says}</p>}
      okText={yes}
      cancelText={t('action.cancel')}
      onConfirm={() => {
        close();
        go();
      }}
      onCancel={close}
    >
      {children}
    </Popconfirm>
  );
}
