import { useState } from 'react';
import { Checking } from '../parts/import/checking.tsx';
import { ChooseFile } from '../parts/import/choose-file.tsx';
import { ImportSteps } from '../parts/import/steps.tsx';
import type { Read } from '../parts/import/work.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';
import '../import.css';

/** 补录旧台账: 选择文件 → 核对 → 导入. */
export function ImportLedger() {
  const { t } = useWords();
  useTitle(t('page.import'));
  const [read, setRead] = useState<Read | null>(null);
  return (
    <div className="wide">
      <h1>{t('page.import')}</h1>
      {read ? (
        <Checking key={read.preview.sha256} read={read} chooseAnother={() => setRead(null)} />
      ) : (
        <>
          <ImportSteps at="choose" />
          <ChooseFile done={setRead} />
        </>
      )}
    </div>
  );
}
