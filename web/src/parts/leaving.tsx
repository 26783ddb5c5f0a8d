import { Alert, Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';
import { useWords } from '../words/use-words.ts';

let held = 0;

/** Whether a form of the open page waits for the network, and is not submitted when the page is left. */
export const isHeldHere = (): boolean => held > 0;

/** Says of a form that it goes once the network is back, while its page is open; whoever leaves the page is asked once. */
export function HeldHere({ title }: { title: string }) {
  const { t } = useWords();
  // Signing out asks by itself, and whoever is signed out has no choice.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => nextLocation.pathname !== currentLocation.pathname && nextLocation.pathname !== '/sign-in',
  );
  useBeforeUnload((event) => event.preventDefault());
  useEffect(() => {
    held++;
    return () => void held--;
  }, []);
  return (
    <>
      <Alert className="notice" role="alert" type="warning" showIcon title={title} />
      {blocker.state === 'blocked' && (
        <Question
          title={t('unsent.title')}
          stay={blocker.reset}
          stayText={t('unsent.stay')}
          leave={blocker.proceed}
          leaveText={t('unsent.leave')}
        >
          <p>{t('unsent.leaving')}</p>
        </Question>
      )}
    </>
  );
}

/** Closing a drawer asks first while what is in it `isHeld`; what to close it with, and the question while it is asked. */
export function useAskedClose(isHeld: boolean, close: () => void): [() => void, ReactNode] {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const question = isHeld && isAsking && (
    <Question
      title={t('unsent.title')}
      stay={() => setAsking(false)}
      stayText={t('unsent.stay')}
      leave={close}
      leaveText={t('unsent.leave')}
    >
      <p>{t('unsent.leaving')}</p>
    </Question>
  );
  return [() => (isHeld ? setAsking(true) : close()), question];
}

type Asked = { title: string; stay: () => void; stayText: string; leave: () => void; leaveText: string; children: ReactNode };

/** Asks before something is left behind; whoever closes the question stays. */
export function Question({ title, stay, stayText, leave, leaveText, children }: Asked) {
  return (
    <Modal
      open
      title={title}
      onCancel={stay}
      footer={[
        <Button key="leave" onClick={leave}>
          {leaveText}
        </Button>,
        <Button key="stay" type="primary" onClick={stay}>
          {stayText}
        </Button>,
      ]}
    >
      {children}
    </Modal>
  );
}
