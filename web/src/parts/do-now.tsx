import { Alert, Button, Form, Input, Radio } from 'antd';
import { Link, useNavigate } from 'react-router';
import { Refused } from '../api/client.ts';
import type { CommandAnswer, Hazard, HazardCommand } from '../api/client.ts';
import type { UploadedPhoto } from '../api/upload-photo.ts';
import { queryClient, useZones } from '../api/queries.ts';
import { draftOfDuty, useDraft } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { useCommand } from '../give-command.ts';
import { usePhotos } from '../use-photos.ts';
import type { Photos } from '../use-photos.ts';
import { useResubmission } from '../use-resubmission.ts';
import type { Act } from '../words/use-words.ts';
import { actOf, useWords } from '../words/use-words.ts';
import { sayMoment } from '../words/moments.ts';
import { daysLeftIn } from './entries.ts';
import { Brief } from './brief.tsx';
import { CommandFailure } from './command-failure.tsx';
import { lastMoveOf } from './entries.ts';
import { HeldZoneField } from './held-zone-field.tsx';
import { LeftOver } from './left-over.tsx';
import { LongText } from './long-text.tsx';
import type { Action } from './more-actions.tsx';
import { actionsIn } from './more-actions.tsx';
import { PhotosAwaited, PhotosField } from './photos-field.tsx';
import { NotSaved } from './problem-notice.tsx';
import { asPlan, awaitsPlan, PlanFields } from './plan.tsx';
import type { PlanValues } from './plan.tsx';
import { Restored } from './restored.tsx';
import { useSignedIn } from './signed-in.tsx';
import { TimeWord } from './tags.tsx';
import { AnswerField } from './tip-off.tsx';

type Values = PlanValues & {
  answer?: string;
  zone?: string;
  passed?: boolean;
  opinion?: string;
  photos?: UploadedPhoto[];
  withoutPhoto?: string;
};
/** What is done by filling in a form on the page. */
type FormAct = 'assign' | 'plan' | 'rectify' | 'verify';

const commandOf: Record<FormAct, HazardCommand['type']> = {
  assign: 'AssignHazard',
  plan: 'SubmitPlan',
  rectify: 'RectifyHazard',
  verify: 'VerifyHazard',
};
const isFormAct = (act: Act): act is Act & FormAct => act in commandOf;

/** The act that the reader may do now by a form. */
function formActIn(hazard: Hazard): FormAct | null {
  const { owes, commands } = hazard;
  if (owes && awaitsPlan(hazard)) return 'plan';
  const act = owes && actOf(owes.duty);
  return act && isFormAct(act) && commands.includes(commandOf[act]) ? act : null;
}

/** The one thing to do now as an open form; for everybody else, who is waited for and until when. */
export function DoNow({ hazard, open }: { hazard: Hazard; open: (action: Action) => void }) {
  const { t, language, due, person, act: actWord } = useWords();
  const me = useSignedIn();
  const { owes, stage } = hazard;
  const act = formActIn(hazard);
  const draftName = owes && act ? draftOfDuty(me.person.id, hazard, act, owes) : null;
  const isPaused = stage === 'suspended';
  const isMine = act !== null || (isPaused && hazard.commands.includes('ResumeHazard'));
  const moved = lastMoveOf(hazard);
  const [verified, closed] = (['verify', 'close'] as const).map((each) => hazard.steps.find(({ step }) => step === each));
  const closing = stage === 'closed' && verified?.by && closed?.at && { name: verified.by.name, moment: sayMoment(closed.at, language) };
  return (
    <>
      <LeftOver hazard={hazard} draftName={draftName} />
      {owes ? (
        <section className={isPaused ? 'do-now do-now-paused' : 'do-now'} aria-labelledby="do-now">
          <div className="heading">
            <h2 id="do-now">
              {isMine
                ? t('hazard.now', { duty: act === 'plan' ? t('duty.plan') : actWord(owes) })
                : t('hazard.waiting', { who: person(owes), duty: actWord(owes) })}
            </h2>
            <TimeWord owes={owes} />
          </div>
          <p className="due">
            {t('hazard.due', { due: due(owes) })}
            {moved && (
              <span className="quiet block">
                {t('hazard.moved', { from: sayMoment(moved.from.at, language), cause: t(`moveCause.${moved.cause}`) })}
              </span>
            )}
          </p>
          {isPaused && <Paused hazard={hazard} open={open} />}
          {act && <Brief hazard={hazard} />}
          {act && draftName && <ActForm key={draftName} hazard={hazard} act={act} draftName={draftName} />}
        </section>
      ) : (
        <p className="ended">
          {closing ? t('hazard.endedBy', closing) : t(`hazard.ended.${stage === 'void' || stage === 'merged' ? stage : 'closed'}`)}{' '}
          {hazard.mergedInto && (
            <Link to={`/hazards/${hazard.mergedInto.id}`}>
              {hazard.mergedInto.number} {hazard.mergedInto.title}
            </Link>
          )}
        </p>
      )}
    </>
  );
}

/** 已挂账: what stands still, and for whoever reviews it the two ways on. */
function Paused({ hazard, open }: { hazard: Hazard; open: (action: Action) => void }) {
  const { t, prose } = useWords();
  const actions = actionsIn(hazard);
  const mayResume = actions.includes('resume');
  return (
    <>
      <p>{prose([t('hazard.paused', { count: daysLeftIn(hazard) }), mayResume && t('hazard.review')])}</p>
      <div className="form-end">
        {mayResume && (
          <Button type="primary" size="large" onClick={() => open('resume')}>
            {t('action.resume.title')}
          </Button>
        )}
        {actions.includes('suspension') && (
          <Button size="large" onClick={() => open('suspension')}>
            {t('action.suspension.prolong')}
          </Button>
        )}
      </div>
    </>
  );
}

function ActForm({ hazard, act, draftName }: { hazard: Hazard; act: FormAct; draftName: string }) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName, {});
  const navigate = useNavigate();
  const command = useCommand(hazard, (answer: CommandAnswer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act, answer } } });
  });
  const photos = usePhotos({
    kept: draft.values.photos ?? [],
    keep: (kept) => draft.write({ ...draft.values, photos: kept }),
    keptWith: draft.key,
    submit: () => form.submit(),
  });
  const submit = (values: Values) =>
    photos.holdUp() ||
    command.mutate(
      { command: asCommand(act, { ...draft.values, ...values }), key: draft.key },
      { onError: (error) => isPhotoExpected(error) && form.setFields([{ name: 'withoutPhoto', errors: [error.message] }]) },
    );
  const isWaitingForNetwork = useResubmission(command.error, () => form.submit());
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(_, values) => draft.write({ ...draft.values, ...values })}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
      <Restored draft={draft} />
      {act === 'assign' && <AssignFields hazard={hazard} />}
      {act === 'plan' && <PlanFields hazard={hazard} />}
      {act === 'rectify' && <RectifyFields photos={photos} />}
      {act === 'verify' && <VerifyFields hazard={hazard} />}
      <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
      <PhotosAwaited photos={photos} />
      <div className="form-end">
        <Button type="primary" htmlType="submit" size="large" loading={command.isPending || photos.isAwaited}>
          {t(`submit.${act}`)}
        </Button>
        {(act === 'rectify' || act === 'plan') && <Acknowledge hazard={hazard} draft={draft} />}
      </div>
    </Form>
  );
}

const isPhotoExpected = (error: Error) => error instanceof Refused && error.problem?.code === 'PHOTO_EXPECTED';

function asCommand(act: FormAct, values: Values): HazardCommand {
  const { zone, measures = '', passed = false, opinion = '', answer = '', photos = [], withoutPhoto = '' } = values;
  switch (act) {
    case 'assign':
      return { type: 'AssignHazard', zone: zone ?? null, answer };
    case 'plan':
      return asPlan(values);
    case 'rectify':
      return { type: 'RectifyHazard', measures, photos: photos.map(({ id }) => id), withoutPhoto: photos.length > 0 ? '' : withoutPhoto };
    case 'verify':
      return { type: 'VerifyHazard', passed, opinion, answer: passed ? answer : '' };
  }
}

function AssignFields({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const { data } = useZones();
  const zones = data?.items ?? [];
  const own = zones.find(({ code }) => code === hazard.zone.code);
  return (
    <>
      {own && !own.specific && <Alert className="notice" type="warning" showIcon title={t('assign.vacantNow', { zone: own.name })} />}
      {data && <HeldZoneField zones={zones} initial={own?.specific ? own.code : undefined} />}
      {hazard.tipOff && <AnswerField isRequired={false} />}
    </>
  );
}

/** What was done, and its pictures; while there are none, why. */
function RectifyFields({ photos }: { photos: Photos }) {
  const { t } = useWords();
  const hasPhotos = photos.kept.length + photos.pending.length > 0;
  return (
    <>
      <Form.Item
        name="measures"
        label={t('rectify.measures')}
        rules={[{ required: true, whitespace: true, message: t('rectify.needsMeasures') }]}
      >
        <LongText rows={4} maxLength={4000} placeholder={t('rectify.measuresExample')} />
      </Form.Item>
      <PhotosField photos={photos} label={t('rectify.photos')} hint={t('rectify.photosHint')} />
      {!hasPhotos && (
        <Form.Item
          name="withoutPhoto"
          label={t('rectify.withoutPhoto')}
          extra={t('rectify.withoutPhotoHint')}
          rules={[{ required: true, whitespace: true, message: t('rectify.needsPhotoOrReason') }]}
        >
          <Input maxLength={500} placeholder={t('rectify.withoutPhotoExample')} />
        </Form.Item>
      )}
    </>
  );
}

function VerifyFields({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const passed = Form.useWatch<boolean | undefined>('passed');
  return (
    <>
      <Form.Item name="passed" label={t('verify.outcome')} rules={[{ required: true, message: t('verify.needsOutcome') }]}>
        <Radio.Group className="choices">
          <Radio value={true}>{t('verify.passed')}</Radio>
          <Radio value={false}>{t('verify.failed')}</Radio>
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="opinion"
        label={t('verify.opinion')}
        extra={t('verify.opinionIfFailed')}
        dependencies={['passed']}
        rules={[{ required: passed === false, whitespace: true, message: t('verify.needsOpinion') }]}
      >
        <LongText rows={3} maxLength={4000} placeholder={t('verify.opinionExample')} />
      </Form.Item>
      {passed && hazard.answersReporter && <AnswerField isRequired />}
    </>
  );
}

function Acknowledge({ hazard, draft }: { hazard: Hazard; draft: Draft<Values> }) {
  const { t } = useWords();
  const command = useCommand(hazard, () => {});
  if (!hazard.commands.includes('Acknowledge')) return <span className="quiet">{t('acknowledge.done')}</span>;
  return (
    <span className="acknowledge">
      <Button
        size="large"
        loading={command.isPending}
        onClick={() => command.mutate({ command: { type: 'Acknowledge' }, key: `${draft.key}-seen` })}
      >
        {t('acknowledge.submit')}
      </Button>
      <span className="quiet">{t('acknowledge.hint')}</span>
      {command.error && !(command.error instanceof Refused && command.error.status === 401) && <NotSaved error={command.error} />}
    </span>
  );
}
