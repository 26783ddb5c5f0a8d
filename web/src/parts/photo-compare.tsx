import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { photoAddress } from '../api/upload-photo.ts';
import { useWords } from '../words/use-words.ts';

/** A picture by its name, as it can be drawn. */
export type Comparable = { id: string; name: string };

/** 前后对比: one picture of before beside one of after, at the same height, each turned by itself. */
export function PhotoCompare({ before, after }: { before: readonly Comparable[]; after: readonly Comparable[] }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (before.length === 0 || after.length === 0) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('photos.compare')}</Button>
      <Modal
        open={isOpen}
        title={t('photos.compare')}
        onCancel={() => setOpen(false)}
        footer={null}
        width="min(1200px, 100vw)"
        centered
        destroyOnHidden
      >
        <div className="photo-compare">
          <Side photos={before} />
          <Side photos={after} />
        </div>
      </Modal>
    </>
  );
}

function Side({ photos }: { photos: readonly Comparable[] }) {
  const { t } = useWords();
  const [nth, setNth] = useState(0);
  const shown = photos[nth];
  if (!shown) return null;
  const turn = (label: string, icon: ReactNode, step: number) => (
    <Button aria-label={label} icon={icon} disabled={!photos[nth + step]} onClick={() => setNth(nth + step)} />
  );
  return (
    <figure>
      <img src={photoAddress(shown.id, 'shown')} alt={shown.name} />
      <figcaption>
        <span>{shown.name}</span>
        {photos.length > 1 && (
          <span className="photo-actions">
            {turn(t('photos.previous'), <LeftOutlined aria-hidden />, -1)}
            {turn(t('photos.next'), <RightOutlined aria-hidden />, 1)}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
