import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { answerOf, api } from '../../api/client.ts';
import type { ReportContent, UnitReport } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import type { Draft } from '../../draft.ts';
import { useReportCommand } from '../../give-command.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { latenessOf, sayPeriod, sayTime } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { AskedOnce } from './asked-once.tsx';
import { CountField, faultOf, mostCounted } from './count-field.tsx';
import type { Counted } from './count-field.tsx';
import { jumpToLacks, Lacks } from './lacks.tsx';
import type { Lack } from './lacks.tsx';

export const numbers = ['placardsPosted', 'keyUnits', 'keyUnitsInspected', 'trainings', 'trained'] as const;
export const texts = ['missing', 'problems', 'nextMonth', 'goodPractice'] as const;

/** As it is being written: a number may be empty yet, or be none. */
type Written = Partial<Omit<ReportContent, (typeof numbers)[number]> & Record<(typeof numbers)[number], Counted>>;
type Kept = { content: Written; isSaved: boolean };

const formName = 'report';
const waitMs = 1_500;
const waitAfterFailureMs = 10_000;

/** What was written last: by the hand of this browser if the server does not have it, else what the server kept, else what was returned or taken back. */
function startOf({ draft, content, submitted, recalled }: UnitReport): Written {
  const since = recalled?.at ?? submitted?.at;
  if (draft && !(since && since > draft.savedAt)) return draft.content;
  return content ?? {};
}

/** Right only what needs words: everything is kept here and on the server while it is being written. */
export function ReportForm({ report }: { report: UnitReport }) {
  const { t, language, prose } = useWords();
  const { person } = useSignedIn();
  const [form] = Form.useForm<Written>();
  const draft = useDraft<Kept>(`${person.id}/${report.id}/report/${report.submitted?.at ?? report.recalled?.at}`, {
    content: {},
    isSaved: true,
  });
  const [start] = useState(() => (draft.values.isSaved ? startOf(report) : draft.values.content));
  const [written, setWritten] = useState(start);
  const navigate = useNavigate();
  const command = useReportCommand(report, (answer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'submit', answer } } });
  });
  const saving = useSaving(report, draft, command.isPending);
  const faults = useFaults(report, written);
  const lacks = useLacks(report, written, faults);
  const [isAsked, setAsked] = useState(false);
  const send = () => {
    const figures = report.figures.map(({ key, numerator, denominator }) => ({ key: key as ShownKey, numerator, denominator }));
    command.mutate({ command: { type: 'SubmitReport', content: asContent(written), figures }, key: draft.key });
  };
  const isWaitingForNetwork = useResubmission(command.error, send);
  return (
    <Form<Written>
      form={form}
      name={formName}
      layout="vertical"
      requiredMark={false}
      initialValues={start}
      onValuesChange={(_, content) => {
        setWritten(content);
        draft.write({ content, isSaved: false });
      }}
      onFinish={() => (lacks.length > 0 ? jumpToLacks() : setAsked(true))}
    >
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
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} placeholder={t(`unitReport.example.${name}`)} />
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
          <Saved saving={saving} report={report} />
        </div>
      </div>
    </Form>
  );
}

type ShownKey = NonNullable<
  Extract<Parameters<ReturnType<typeof useReportCommand>['mutate']>[0]['command'], { type: 'SubmitReport' }>['figures']
>[number]['key'];

function asContent(written: Written): ReportContent {
  const count = (name: (typeof numbers)[number]) => Number(written[name] ?? 0);
  return {
    placardsPosted: count('placardsPosted'),
    keyUnits: count('keyUnits'),
    keyUnitsInspected: count('keyUnitsInspected'),
    trainings: count('trainings'),
    trained: count('trained'),
    missing: written.missing ?? '',
    explanations: written.explanations ?? {},
    problems: written.problems ?? '',
    nextMonth: written.nextMonth ?? '',
    goodPractice: written.goodPractice ?? '',
  };
}

/** Without what is still empty, or no number. */
function asDraft(written: Written): Partial<ReportContent> {
  const { explanations, ...rest } = written;
  const explained = Object.entries(explanations ?? {}).filter(([, text]) => (text as string | undefined) !== undefined);
  return {
    ...Object.fromEntries(
      Object.entries(rest).filter(
        ([name, value]) => value !== null && value !== undefined && !(isNumber(name) && typeof value !== 'number'),
      ),
    ),
    explanations: Object.fromEntries(explained),
  };
}

/** Keeps on the server what is written here, a moment after the last letter; again and again while it can't be reached. */
function useSaving({ period, unit, id }: UnitReport, draft: Draft<Kept>, isSubmitting: boolean) {
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const save = useMutation({
    scope: { id: `save/${id}` },
    mutationFn: (content: Written) =>
      answerOf(
        api.PUT('/api/dispatches/{period}/reports/{unit}/draft', { params: { path: { period, unit: unit.code } }, body: asDraft(content) }),
      ),
    onSuccess: (_, content) => {
      const { values, write } = latest.current;
      if (!values.isSaved && JSON.stringify(values.content) === JSON.stringify(content)) write({ content, isSaved: true });
    },
  });
  const { mutate, status } = save;
  const { content, isSaved } = draft.values;
  const waiting = isSaved || isSubmitting || status === 'pending' ? null : JSON.stringify(content);
  useEffect(() => {
    if (waiting === null) return;
    const saveNow = () => mutate(JSON.parse(waiting) as Written);
    const timer = setTimeout(saveNow, status === 'error' ? waitAfterFailureMs : waitMs);
    window.addEventListener('online', saveNow);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', saveNow);
    };
  }, [waiting, status, mutate]);
  return save;
}

function Saved({ saving, report }: { saving: ReturnType<typeof useSaving>; report: UnitReport }) {
  const { t } = useWords();
  const at = saving.data?.savedAt ?? report.draft?.savedAt;
  return (
    <span className="quiet saved" role="status">
      {saving.isPending
        ? t('unitReport.saving')
        : saving.isError
          ? t('unitReport.savedHere')
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
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} placeholder={t('unitReport.explainExample')} />
        </Form.Item>
      ))}
    </>
  );
}

const isBlank = (text: string | undefined) => (text ?? '').trim() === '';

const isNumber = (name: string): boolean => (numbers as readonly string[]).includes(name);

type Faults = Partial<Record<(typeof numbers)[number], string>>;

/** What is wrong with a number, beside its field. */
function useFaults({ zones }: UnitReport, written: Written): Faults {
  const { t, language } = useWords();
  const { placardsPosted, keyUnits, keyUnitsInspected } = written;
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
