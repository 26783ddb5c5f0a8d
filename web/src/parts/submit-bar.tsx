import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Photos } from '../use-photos.ts';
import { useWords } from '../words/use-words.ts';
import { Discard } from './discard.tsx';
import { PhotosAwaited } from './photos-field.tsx';

type Bar = { photos: Photos; isPending: boolean; isTouched: boolean; discard: () => void; children: ReactNode };

/** The end of a report, within reach of the thumb: what went wrong, the pictures that are still on their way, hand it in or throw it away. */
export function SubmitBar({ photos, isPending, isTouched, discard, children }: Bar) {
  const { t } = useWords();
  return (
    <div className="submit-bar">
      {children}
      <PhotosAwaited photos={photos} />
      <div className="submit-line">
        <Button className="submit" type="primary" htmlType="submit" size="large" loading={isPending || photos.isAwaited}>
          {isPending ? t('report.submitting') : t('report.submit')}
        </Button>
        {isTouched && (
          <Discard discard={discard}>
            <Button type="text" size="large">
              {t('report.discard')}
            </Button>
          </Discard>
        )}
      </div>
    </div>
  );
}
