import { Button, Form } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { Refused } from '../api/client.ts';
import { uploadScan } from '../api/upload-photo.ts';
import { useWords } from '../words/use-words.ts';
import { useSaid } from './problem-notice.tsx';

/** A scan that the server has; `name` is what the file was called on this machine. */
export type KeptScan = { id: string; name: string };

/** 扫描件: is uploaded as soon as it is chosen; a refusal is named here. */
export function ScanField({ name, label }: { name: string; label: string }) {
  const { t } = useWords();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t('supervision.scanHint')}
      rules={[{ required: true, message: t('supervision.needsScan') }]}
    >
      <Upload />
    </Form.Item>
  );
}

/** `id`, `value` and `onChange` come from the form. */
function Upload({ id, value, onChange }: { id?: string; value?: KeptScan; onChange?: (kept: KeptScan | undefined) => void }) {
  const { t } = useWords();
  const said = useSaid();
  const ownId = useId();
  const input = useRef<HTMLInputElement>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);
  const [isUploading, setIsUploading] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const upload = async (file: File) => {
    setIsUploading(true);
    setError(null);
    onChange?.(undefined);
    try {
      const { id: kept } = await uploadScan(file, leaving.current.signal);
      onChange?.({ id: kept, name: file.name });
    } catch (refusal) {
      setError(refusal as Error);
    } finally {
      setIsUploading(false);
    }
  };
  return (
    <div className="scan">
      <input
        ref={input}
        id={id ?? ownId}
        className="scan-input"
        type="file"
        accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) void upload(file);
        }}
      />
      <Button size="large" loading={isUploading} onClick={() => input.current?.click()} tabIndex={-1} aria-hidden>
        {t(value ? 'supervision.chooseOther' : 'supervision.chooseFile')}
      </Button>
      {value && <span className="typed">{t('supervision.uploaded', { name: value.name })}</span>}
      {error && (
        <p className="scan-refused" role="alert">
          {error instanceof Refused && error.status === 413 ? t('supervision.tooLarge') : said(error)}
        </p>
      )}
    </div>
  );
}
