import { Button, Form, Modal, Progress } from 'antd';
import { useState } from 'react';
import type { OpenMonth } from '../../api/client.ts';
import { forgetWhatMayHaveChanged } from '../../api/queries.ts';
import { newKey, useDraft } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { ChaseField } from '../action-fields.tsx';
import { useSaid } from '../problem-notice.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { Done } from '../stuck/done.tsx';
import type { Outcome } from '../stuck/done.tsx';
import { press } from '../stuck/send.ts';
import { sendToEach } from '../stuck/send-to-each.ts';

type Unit = OpenMonth['units'][number];
/** A unit whose report is not in, as the office may press for it. */
export type Owing = Unit & { report: NonNullable<Unit['report']>; pressing: NonNullable<Unit['pressing']> };

const isOwing = (unit: Unit): unit is Owing => unit.report !== null && unit.pressing !== null;
const mayPress = ({ pressing }: Owing) => pressing.notPressed === null;

/** 催报: of all that are owing, or of one; one question says whom it reaches, then what came of it is said. */
export function usePressing({ period, units }: OpenMonth) {
  const owing = units.filter(isOwing);
  const [asked, setAsked] = useState<readonly Owing[] | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const ask = (of: readonly Owing[]) => {
    setOutcome(null);
    setAsked(of);
  };
  return {
    owing,
    ask,
    shown: (
      <>
        {asked && <Question period={period} asked={asked} close={() => setAsked(null)} done={setOutcome} />}
        <Done outcome={outcome} close={() => setOutcome(null)} />
      </>
    ),
  };
}

/** 催报全部未报单位; nothing where nobody is owing. */
export function PressAll({ owing, ask }: Pick<ReturnType<typeof usePressing>, 'owing' | 'ask'>) {
  const { t } = useWords();
  if (owing.length === 0) return null;
  const count = owing.filter(mayPress).length;
  return (
    <p className="press-all apart">
      <Button disabled={count === 0} aria-describedby="press-all" onClick={() => ask(owing)}>
        {t('dispatch.press.all', { count })}
      </Button>
      <span id="press-all" className="quiet">
        {count === 0 ? t('dispatch.press.noneNow') : t('dispatch.press.which')}
      </span>
    </p>
  );
}

/** 催报 of one unit; for the hour in which it may not be repeated the button keeps its place. */
export function PressOne({ of, ask }: { of: Owing } & Pick<ReturnType<typeof usePressing>, 'ask'>) {
  const { t } = useWords();
  const { notPressed } = of.pressing;
  if (notPressed !== null && notPressed !== 'CHASED_LATELY') return null;
  return (
    <span className="press-one apart">
      <Button
        size="small"
        disabled={notPressed !== null}
        aria-label={t('dispatch.press.of', { unit: of.unit.name })}
        onClick={() => ask([of])}
      >
        {t('dispatch.press.do')}
      </Button>
      {notPressed && <span className="quiet">{t('stuck.pressedLately')}</span>}
    </span>
  );
}

type Asked = { period: string; asked: readonly Owing[]; close: () => void; done: (outcome: Outcome) => void };
type Words = { words?: string };

function Question({ period, asked, close, done: shown }: Asked) {
  const { t, list, prose } = useWords();
  const said = useSaid();
  const { person } = useSignedIn();
  const [form] = Form.useForm<Words>();
  const draft = useDraft<Words>(`${person.id}/${period}/press`, {});
  const [over, setOver] = useState<number | null>(null);
  const to = asked.filter(mayPress);
  const others = asked.filter((each) => !mayPress(each));
  const name = to.length === 1 ? to[0]?.unit.name : undefined;

  async function pressAll({ words = '' }: Words): Promise<void> {
    setOver(0);
    const { done, failed } = await sendToEach(to, ({ report }) => press(report.id, 'ChaseCase', words, newKey()), setOver);
    if (failed.length === 0) draft.finish();
    const because = failed.map(({ of, error }) => t('dispatch.press.because', { unit: of.unit.name, because: said(error) }));
    shown({
      done: done.length > 0 ? t('dispatch.press.done', { count: done.length, units: list(done.map(({ unit }) => unit.name)) }) : null,
      ...(failed.length > 0 && { failed: prose([t('dispatch.press.failed', { count: failed.length }), ...because]) }),
    });
    close();
    await forgetWhatMayHaveChanged();
  }

  return (
    <Modal
      open
      title={name ? t('dispatch.press.sure', { unit: name }) : t('dispatch.press.sureAll', { count: to.length })}
      okText={t('dispatch.press.do')}
      cancelText={t('action.cancel')}
      okButtonProps={{ loading: over !== null }}
      cancelButtonProps={{ disabled: over !== null }}
      closable={over === null}
      mask={{ closable: false }}
      keyboard={over === null}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form<Words>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={(words) => void pressAll(words)}
      >
        <p>{t('dispatch.press.who')}</p>
        <ul className="proof">
          {to.map((each) => (
            <li key={each.unit.code}>
              <Told of={each} />
            </li>
          ))}
        </ul>
        {others.length > 0 && (
          <>
            <p>{t('dispatch.press.others', { count: others.length })}</p>
            <ul className="proof">
              {others.map(({ unit, pressing: { notPressed } }) => (
                <li key={unit.code}>
                  {t('dispatch.press.because', {
                    unit: unit.name,
                    because:
                      notPressed === 'CHASED_LATELY' ? t('stuck.pressedLately') : t(`stuck.many.because.${notPressed ?? 'MAY_NOT_CHASE'}`),
                  })}
                </li>
              ))}
            </ul>
          </>
        )}
        <ChaseField />
        <p className="effect">{t('dispatch.press.effect')}</p>
        {over !== null && to.length > 1 && (
          <div role="status">
            <p>{t('dispatch.press.sending', { over, count: to.length })}</p>
            <Progress percent={(over / to.length) * 100} showInfo={false} aria-hidden />
          </div>
        )}
      </Form>
    </Modal>
  );
}

/** 建筑业管理科：陈晓岚（代冯立群）、冯立群 */
function Told({ of: { unit, head, headActsFor, pressing } }: { of: Owing }) {
  const { t, list } = useWords();
  const called = ({ id, name }: { id: string; name: string }) =>
    id === head?.id && headActsFor ? t('dispatch.units.acting', { name, of: headActsFor.name }) : name;
  const people = list(pressing.tells.map(called));
  return <>{t(head ? 'dispatch.press.tells' : 'dispatch.press.tellsOffice', { unit: unit.name, people })}</>;
}
