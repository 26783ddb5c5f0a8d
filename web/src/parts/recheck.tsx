import { Alert, Button, Form, Radio } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { Hazard, HazardRecheck } from '../api/client.ts';
import { queryClient } from '../api/queries.ts';
import { useDraft } from '../draft.ts';
import { useRecheck } from '../give-command.ts';
import { useResubmission } from '../use-resubmission.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { CommandFailure } from './command-failure.tsx';
import { LeftOver } from './left-over.tsx';
import { LongText } from './long-text.tsx';
import { Restored } from './restored.tsx';
import { useSignedIn } from './signed-in.tsx';
import { TimeWord } from './tags.tsx';

type Values = { sound?: boolean; opinion?: string };

/** 回头看: whether the closed hazard has stayed sound; a form for whoever may say so, for everybody what was found. */
export function Recheck({ hazard }: { hazard: Hazard }) {
  const { person } = useSignedIn();
  const { recheck } = hazard;
  const draftName = recheck?.mayRecord ? `${person.id}/${recheck.id}/recheck` : null;
  return (
    <>
      <LeftOver hazard={hazard} draftName={draftName} />
      {recheck && (recheck.recorded ? <Found hazard={hazard} recheck={recheck} /> : <Due {...{ hazard, recheck, draftName }} />)}
    </>
  );
}

function Due({ hazard, recheck, draftName }: { hazard: Hazard; recheck: HazardRecheck; draftName: string | null }) {
  const { t, act, due, person, next } = useWords();
  const { owes } = recheck;
  if (!owes) return null;
  return (
    <section className={draftName ? 'do-now' : 'do-now do-now-of-others'} aria-labelledby="recheck">
      <div className="heading">
        <h2 id="recheck">
          {draftName ? t('hazard.now', { duty: act(owes) }) : t('hazard.waiting', { who: person(owes), duty: act(owes) })}
        </h2>
        <TimeWord owes={owes} />
      </div>
      <p className="due">{t('recheck.due', { due: due(owes) })}</p>
      <p className="quiet">{next(recheck)}</p>
      {draftName && <RecheckForm key={draftName} hazard={hazard} recheck={recheck} draftName={draftName} />}
    </section>
  );
}

function RecheckForm({ hazard, recheck, draftName }: { hazard: Hazard; recheck: HazardRecheck; draftName: string }) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const sound = Form.useWatch<boolean | undefined>('sound', form);
  const draft = useDraft<Values>(draftName, {});
  const navigate = useNavigate();
  const command = useRecheck(hazard, recheck, (answer) => {
    draft.finish();
    // An unsound one has its next step on this page.
    if (answer.stage !== 'sound') return;
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'recheck', answer } } });
  });
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  return (
    <Form<Values>
      form={form}
      name="recheck"
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write(values)}
      onFinish={({ sound: isSound = false, opinion = '' }) =>
        command.mutate({ record: { type: 'RecordRecheck', sound: isSound, note: opinion }, key: draft.key })
      }
      scrollToFirstError={{ focus: true }}
    >
      <Restored draft={draft} />
      <Form.Item name="sound" label={t('recheck.outcome')} rules={[{ required: true, message: t('recheck.needsOutcome') }]}>
        <Radio.Group className="choices">
          <Radio value={true}>{t('recheck.sound')}</Radio>
          <Radio value={false}>{t('recheck.unsound')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="opinion"
        label={t('recheck.note')}
        extra={t('recheck.noteIfUnsound')}
        dependencies={['sound']}
        rules={[{ required: sound === false, whitespace: true, message: t('recheck.needsNote') }]}
      >
        <LongText rows={3} maxLength={4000} placeholder={t('recheck.noteExample')} />
      </Form.Item>
      <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={command.isPending}>
          {t('recheck.submit')}
        </Button>
      </div>
    </Form>
  );
}

/** What was found; one that is unsound is to be reported anew, with what is known of it. */
function Found({ hazard, recheck: { recorded } }: { hazard: Hazard; recheck: HazardRecheck }) {
  const { t, language } = useWords();
  if (!recorded) return null;
  const { sound, note, by, at } = recorded;
  const said = { name: by.name, moment: at && sayMoment(at, language), text: note };
  const again = new URLSearchParams({ again: hazard.id, zone: hazard.zone.code, what: hazard.title });
  return (
    <Alert
      className="notice"
      type={sound ? 'success' : 'warning'}
      showIcon
      title={t(sound ? 'recheck.found.sound' : 'recheck.found.unsound')}
      description={
        <>
          <p className="words">{note ? t('recheck.byWith', said) : t('recheck.by', said)}</p>
          {!sound && (
            <>
              <p>{t('recheck.reportAgain')}</p>
              <Link className="button-link" to={`/report?${again}`}>
                <Button tabIndex={-1}>{t('recheck.report')}</Button>
              </Link>
            </>
          )}
        </>
      }
    />
  );
}
