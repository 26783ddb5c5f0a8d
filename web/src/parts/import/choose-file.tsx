import { Alert, Button, Checkbox } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { Refused } from '../../api/client.ts';
import { uploadLedger } from '../../api/upload-photo.ts';
import { useWords } from '../../words/use-words.ts';
import { useSaid } from '../problem-notice.tsx';
import type { Read } from './work.ts';

type Sending = { name: string; sent: number };

/** 选择文件: it is read as soon as it is chosen, and nothing is written by that. */
export function ChooseFile({ done }: { done: (read: Read) => void }) {
  const { t } = useWords();
  const said = useSaid();
  const input = useRef<HTMLInputElement>(null);
  const leaving = useRef(new AbortController());
  const [repairEndsCase, setRepairEndsCase] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [id, hint, why] = [useId(), useId(), useId()];
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  async function read(file: File) {
    setError(null);
    setSending({ name: file.name, sent: 0 });
    try {
      const hear = (sent: number) => setSending({ name: file.name, sent });
      done({ name: file.name, repairEndsCase, preview: await uploadLedger(file, repairEndsCase, hear, leaving.current.signal) });
    } catch (refusal) {
      if (leaving.current.signal.aborted) return;
      setError(refusal as Error);
      setSending(null);
    }
  }
  return (
    <div className="import-choose">
      <p>{t('import.what')}</p>
      <label htmlFor={id} className="strong block">
        {t('import.choose.file')}
      </label>
      <p className="quiet" id={hint}>
        {t('import.choose.hint')}
      </p>
      <div className="scan">
        <input
          ref={input}
          id={id}
          className="scan-input"
          type="file"
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-describedby={hint}
          disabled={sending !== null}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file) void read(file);
          }}
        />
        <Button type="primary" size="large" loading={sending !== null} onClick={() => input.current?.click()} tabIndex={-1} aria-hidden>
          {t('import.choose.press')}
        </Button>
        <span role="status">
          {sending &&
            `${sending.name} ${sending.sent < 1 ? t('import.choose.sending', { percent: Math.floor(sending.sent * 100) }) : t('import.choose.reading')}`}
        </span>
      </div>
      <p className="import-option">
        <Checkbox
          checked={repairEndsCase}
          disabled={sending !== null}
          aria-describedby={why}
          onChange={({ target }) => setRepairEndsCase(target.checked)}
        >
          {t('import.choose.repaired')}
        </Checkbox>
        <span className="quiet block" id={why}>
          {t('import.choose.repairedWhy')}
        </span>
      </p>
      {error && (
        <Alert
          className="notice"
          role="alert"
          type="error"
          showIcon
          title={t('import.choose.failed')}
          description={error instanceof Refused && error.status === 413 && !error.problem ? t('import.choose.tooLarge') : said(error)}
        />
      )}
    </div>
  );
}
