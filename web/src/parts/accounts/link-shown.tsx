import { Alert, Button, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { InputRef } from 'antd';
import type { MadeLink } from '../../api/client.ts';
import { sayMoment } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';

/** The link, which is shown this once: to be handed over by whoever made it. */
export function LinkShown({ link: { username, url, expiresAt, mailedTo }, close }: { link: MadeLink; close: () => void }) {
  const { t, language } = useWords();
  const field = useRef<InputRef>(null);
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    field.current?.select();
    // Without https a browser lets no page write to the clipboard: the link is then selected, to be copied by hand.
    await navigator.clipboard?.writeText(url).then(
      () => setCopied(true),
      () => undefined,
    );
  }
  return (
    <Modal
      open
      title={t('accounts.linkFor', { username })}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t('accounts.linkHandedOver')}
        </Button>
      }
    >
      <Alert className="notice" type="info" showIcon title={t('accounts.linkOnce', { moment: sayMoment(expiresAt, language) })} />
      <div className="copy-line">
        <Input ref={field} aria-label={t('accounts.link')} value={url} readOnly onFocus={({ target }) => target.select()} />
        <Button onClick={() => void copy()}>{t(isCopied ? 'accounts.linkCopied' : 'accounts.linkCopy')}</Button>
      </div>
      <p className="quiet">{mailedTo ? t('accounts.linkMailed', { address: mailedTo }) : t('accounts.linkNotMailed')}</p>
    </Modal>
  );
}
