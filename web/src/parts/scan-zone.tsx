import { ScanOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { readCode, readCodeOf, zoneIn } from './read-code.ts';

const lookEveryMs = 200;

type Asked = {
  /** False where there is no such zone. */
  choose(zone: string): boolean;
};

/** 扫公示牌二维码: with the camera where the browser lets a page use it, else from a photo of the code. */
export function ScanZone({ choose }: Asked) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [fault, setFault] = useState<'notFound' | 'foreign' | null>(null);
  const close = () => {
    setOpen(false);
    setFault(null);
  };
  const found = (words: string | null) => {
    const zone = words === null ? null : zoneIn(words);
    if (zone !== null && choose(zone)) close();
    else setFault(words === null ? 'notFound' : 'foreign');
  };
  return (
    <>
      <Button icon={<ScanOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('report.scan.title')}
      </Button>
      <Modal open={isOpen} title={t('report.scan.title')} onCancel={close} footer={null} destroyOnHidden>
        <Camera found={found} />
        <div role="alert" className="fault scan-fault">
          {fault && t(`report.scan.${fault}`)}
        </div>
        <label className="photo-button">
          {t('report.scan.pick')}
          <input
            type="file"
            accept="image/*"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file) void readCodeOf(file).then(found);
            }}
          />
        </label>
      </Modal>
    </>
  );
}

/** What the camera sees, until there is a code in it. */
function Camera({ found }: { found: (words: string) => void }) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [isShut, setShut] = useState(!('mediaDevices' in navigator));
  const now = useRef(found);
  useEffect(() => {
    now.current = found;
  });
  useEffect(() => {
    if (isShut) return;
    const shown = video.current;
    let stream: MediaStream | null = null;
    let isOver = false;
    let timer = 0;
    const look = async () => {
      const words = shown && shown.videoWidth > 0 ? await readCode(shown, shown.videoWidth, shown.videoHeight) : null;
      if (isOver) return;
      if (words !== null) now.current(words);
      timer = window.setTimeout(() => void look(), lookEveryMs);
    };
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }).then(
      async (given) => {
        stream = given;
        if (isOver || !shown) return stop();
        shown.srcObject = given;
        await shown.play().catch(() => undefined);
        void look();
      },
      () => setShut(true),
    );
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      stop();
    };
  }, [isShut]);
  if (isShut) return <p>{t('report.scan.noCamera')}</p>;
  return (
    <>
      <p>{t('report.scan.hint')}</p>
      <video ref={video} className="scan-view" muted playsInline aria-label={t('report.scan.title')} />
    </>
  );
}
