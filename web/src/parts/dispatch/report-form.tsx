import { Button, Form } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Refused } from '../../api/client.ts';
import type { UnitReport } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useReportCommand } from '../../give-command.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { latenessOf, sayPeriod, sayTime } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { LongText } from '../long-text.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { AskedOnce } from './asked-once.tsx';
import { CountField, faultOf, mostCounted } from './count-field.tsx';
import type { Counted } from './count-field.tsx';
import { jumpToLacks, Lacks } from './lacks.tsx';
import type { Lack } from './lacks.tsx';
import { asContent, numbers, texts } from './report-content.ts';
import type { Written } from './report-content.ts';
import { SavedElsewhere, useWriting } from './report-saving.ts';
import type { ServerDraft } from './report-saving.ts';
import { elsewhereId, SavedThere } from './saved-there.tsx';

const formName = 'report';

/** Right only what needs words: everything is kept here and on the server while it is being written. */
export function ReportForm({ report }: { report: UnitReport }) {
  const { t, language, prose } = useWords();
  const { person } = useSignedIn();
  const [form] = Form.useForm<Written>();
  const navigate = useNavigate();
  const command = useReportCommand(report, (answer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'submit', answer } } });
  });
  const { draft, key, start, save, elsewhere, write, settle } = useWriting(person.id, report, command.isPending);
  const [written, setWritten] = useState(start);
  const faults = useFaults(report, written);
  const needed = useLacks(report, written, faults);
  const lacks = elsewhere ? [{ field: elsewhereId, says: t('unitReport.elsewhere.choose') }, ...needed] : needed;
  const [isAsked, setAsked] = useState(false);
  const send = () => {
    const figures = report.figures.map(({ key, numerator, denominator }) => ({ key: key as ShownKey, numerator, denominator }));
    command.mutate({ command: { type: 'SubmitReport', content: asContent(written), figures }, key });
  };
  const isWaitingForNetwork = useResubmission(command.error, send);
  /** What is handed in may not replace unseen what was kept in another window. */
  const askWhenSaved = () =>
    save.mutate(written, {
      onSuccess: () => setAsked(true),
      onError: (error) => setAsked(!(error instanceof SavedElsewhere)),
    });
  const choose = (there: ServerDraft, isTheirs: boolean) => {
    const chosen = isTheirs ? there.content : written;
    form.setFieldsValue({ ...emptied(written), ...chosen });
    setWritten(chosen);
    settle(there, chosen, isTheirs);
  };
  return (
    <Form<Written>
      form={form}
      name={formName}
      layout="vertical"
      requiredMark={false}
      initialValues={start}
      onValuesChange={(_, content) => {
        setWritten(content);
        write(content);
      }}
      onFinish={() => (lacks.length > 0 ? jumpToLacks() : askWhenSaved())}
    >
      {elsewhere && <SavedThere there={elsewhere} written={written} overdue={report.overdue} choose={choose} />}
      <Explanations report={report} />
      <h2>{t('unitReport.numbers')}</h2>
      <div className="numbers">
        {numbers.map((name) => {
          const fault = faults[name];
          return (
            <Form.Item
              key={name}
              name={name}
              label={t(`unitReport.number.${name}`)}
              extra={t(`unitReport.hint.${name}`, { zones: report.zones.total })}
              {...(fault && { validateStatus: 'error', help: fault })}
            >
              <CountField isWrong={fault !== undefined} />
            </Form.Item>
          );
        })}
      </div>
      <h2>{t('unitReport.words')}</h2>
      {texts.map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={name === 'nextMonth' ? t(`unitReport.text.${name}`) : t('report.optional', { label: t(`unitReport.text.${name}`) })}
        >
          <LongText autoSize={{ minRows: 2 }} maxLength={4000} placeholder={t(`unitReport.example.${name}`)} />
        </Form.Item>
      ))}
      <Lacks lacks={lacks} />
      <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="submit-bar">
        <div className="submit-line">
          <AskedOnce
            isOpen={isAsked}
            title={t('unitReport.sure', { period: sayPeriod(report.period, language) })}
            says={prose([
              t('unitReport.sureTo'),
              report.owes !== null && latenessOf(report.owes).kind === 'overdue' && t('unitReport.sureLate'),
            ])}
            yes={t('unitReport.sureYes')}
            go={send}
            close={() => setAsked(false)}
          >
            <Button className="submit" type="primary" htmlType="submit" size="large" loading={command.isPending}>
              {t('unitReport.submit')}
            </Button>
          </AskedOnce>
          <Saved saving={save} report={report} />
        </div>
      </div>
    </Form>
  );
}

type ShownKey = NonNullable<
  Extract<Parameters<ReturnType<typeof useReportCommand>['mutate']>[0]['command'], { type: 'SubmitReport' }>['figures']
>[number]['key'];

/** Every field that is written, empty. */
const emptied = (written: Written): Written => Object.fromEntries(Object.keys(written).map((name) => [name, undefined]));

function Saved({ saving, report }: { saving: ReturnType<typeof useWriting>['save']; report: UnitReport }) {
  const { t } = useWords();
  const at = saving.data?.savedAt ?? report.draft?.savedAt;
  return (
    <span className="quiet saved" role="status">
      {saving.isPending
        ? t('unitReport.saving')
        : saving.isError
          ? t(
              saving.error instanceof SavedElsewhere
                ? 'unitReport.elsewhere.notSaved'
                : saving.error instanceof Refused
                  ? 'unitReport.notSaved'
                  : 'unitReport.savedHere',
            )
          : at && t('unitReport.saved', { time: sayTime(at) })}
    </span>
  );
}

/** 超期说明: one box for each case that was overdue at the cut-off. */
function Explanations({ report: { overdue } }: { report: UnitReport }) {
  const { t } = useWords();
  return (
    <>
      <h2>{t('unitReport.explanations', { count: overdue.length })}</h2>
      {overdue.length === 0 && <p className="quiet">{t('unitReport.noneOverdue')}</p>}
      {overdue.map(({ id, number, title, zone, workdaysOverdue }) => (
        <Form.Item
          key={id}
          name={['explanations', id]}
          label={t('unitReport.explain', { number })}
          extra={
            <>
              <Link to={`/hazards/${id}`}>{title}</Link> {zone.name} {t('time.overdue', { count: workdaysOverdue })}
            </>
          }
        >
          <LongText autoSize={{ minRows: 2 }} maxLength={2000} placeholder={t('unitReport.explainExample')} />
        </Form.Item>
      ))}
    </>
  );
}

const isBlank = (text: string | undefined) => (text ?? '').trim() === '';

type Faults = Partial<Record<(typeof numbers)[number], string>>;

/** What is wrong with a number, beside its field. */
function useFaults({ zones }: UnitReport, written: Written): Faults {
  const { t, language } = useWords();
  const { placardsPosted, keyUnits, keyUnitsInspected, trainings, trained } = written;
  const most = mostCounted.toLocaleString(language);
  const typed = numbers.flatMap((name) => {
    const fault = faultOf(written[name]);
    return fault ? [[name, t(`unitReport.needs.${fault}`, { most })] as const] : [];
  });
  const isMore = (one: Counted | undefined, other: Counted | undefined) =>
    typeof one === 'number' && typeof other === 'number' && one > other;
  return {
    ...(isMore(placardsPosted, zones.total) && { placardsPosted: t('unitReport.needs.fewerPlacards', { count: zones.total }) }),
    ...(isMore(keyUnitsInspected, keyUnits) && { keyUnitsInspected: t('unitReport.needs.fewerInspected', { count: Number(keyUnits) }) }),
    ...(trainings === 0 && isMore(trained, 0) && { trained: t('unitReport.needs.noTraining') }),
    ...Object.fromEntries(typed),
  };
}

function useLacks({ overdue }: UnitReport, written: Written, faults: Faults): Lack[] {
  const { t } = useWords();
  const { explanations = {}, nextMonth } = written;
  const at = (name: string) => `${formName}_${name}`;
  return [
    ...overdue
      .filter(({ id }) => isBlank(explanations[id]))
      .map(({ id, number }) => ({ field: at(`explanations_${id}`), says: t('unitReport.needs.explanation', { number }) })),
    ...numbers.flatMap((name) => {
      const said = t(`unitReport.number.${name}`);
      const isEmpty = written[name] === undefined || written[name] === null;
      const fault = faults[name];
      const says = isEmpty ? t('unitReport.needs.number', { name: said }) : fault && t('unitReport.needs.of', { name: said, fault });
      return says === undefined ? [] : [{ field: at(name), says }];
    }),
    ...(isBlank(nextMonth) ? [{ field: at('nextMonth'), says: t('unitReport.needs.nextMonth') }] : []),
  ];
}
