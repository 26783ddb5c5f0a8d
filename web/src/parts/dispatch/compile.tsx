import { Alert, Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { MonthCommand, OpenMonth, PraiseOrCriticism } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useDraft } from '../../draft.ts';
import { useMonthCommand } from '../../give-command.ts';
import { useResubmission } from '../../use-resubmission.ts';
import { sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CommandFailure } from '../command-failure.tsx';
import { LongText } from '../long-text.tsx';
import { useSignedIn } from '../signed-in.tsx';
import { AskedOnce } from './asked-once.tsx';
import { Added, addedTo, Problems, Requirements } from './compile-lists.tsx';
import { Evidence } from './evidence.tsx';
import { jumpToLacks, Lacks } from './lacks.tsx';
import type { Lack } from './lacks.tsx';
import { UnitsWrote } from './units-wrote.tsx';

type Choice = 'keep' | 'edit' | 'drop';
type Decided = { choice?: Choice; text?: string };
type Requirement = { task?: string; unit?: string; on?: string };
/** What the office adds itself: of a unit to praise or to criticise, or a problem that is no unit's own. */
type OfUnit = { unit?: string; text?: string };
type Values = {
  summary?: string;
  decided?: Record<string, Decided>;
  commendations?: OfUnit[];
  criticisms?: OfUnit[];
  problems?: string[];
  requirements?: Requirement[];
};

const choices: readonly Choice[] = ['keep', 'edit', 'drop'];
const formName = 'compile';

/** 汇总: what the month was like, each draft of praise and criticism beside its evidence, and what is asked for next month. Nothing is chosen beforehand. */
export function Compile({ month }: { month: OpenMonth }) {
  const { t, language } = useWords();
  const [isAsked, setAsked] = useState(false);
  const { person } = useSignedIn();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(`${person.id}/${month.id}/compile/${month.owes?.since}`, startOf(month));
  const navigate = useNavigate();
  const command = useMonthCommand(month, (answer) => {
    draft.finish();
    queryClient.removeQueries({ queryKey: ['tasks'] });
    void navigate('/tasks', { state: { done: { act: 'compile', answer } } });
  });
  const send = () => command.mutate({ command: asCommand(month, draft.values), key: draft.key });
  const isWaitingForNetwork = useResubmission(command.error, send);
  const lacks = useLacks(month, draft.values);
  const { decided, criticisms: added = [] } = draft.values;
  const criticised = month.drafts.filter(({ id, kind }) => kind === 'criticism' && isKept(decided?.[id])).length + added.length;
  const effect = criticised > 0 ? t('dispatch.compile.effectHearing', { count: criticised }) : t('dispatch.compile.effectSigning');
  return (
    <Form<Values>
      form={form}
      name={formName}
      className="compile"
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={() => draft.write(form.getFieldsValue(true) as Values)}
      onFinish={() => (lacks.length > 0 ? jumpToLacks() : setAsked(true))}
    >
      {month.sentBack && (
        <Alert
          className="notice"
          type="warning"
          showIcon
          title={t('dispatch.compile.sentBack', { name: month.sentBack.by.name })}
          description={<p className="words">{month.sentBack.reason}</p>}
        />
      )}
      <Form.Item name="summary" label={t('dispatch.compile.summary')} extra={t('dispatch.compile.summaryHint')}>
        <LongText autoSize={{ minRows: 4 }} maxLength={10_000} />
      </Form.Item>
      <UnitsWrote month={month} />
      <Drafts month={month} kind="commendation" values={draft.values} />
      <Drafts month={month} kind="criticism" values={draft.values} />
      <Problems />
      <Requirements month={month} />
      <Lacks lacks={lacks} />
      {lacks.length === 0 && <p>{effect}</p>}
      <CommandFailure error={command.error} isWaitingForNetwork={isWaitingForNetwork} />
      <div className="form-end">
        <AskedOnce
          isOpen={isAsked}
          title={t('dispatch.compile.sure', { period: sayPeriod(month.period, language) })}
          says={effect}
          yes={t('dispatch.compile.sureYes')}
          go={send}
          close={() => setAsked(false)}
        >
          <Button type="primary" htmlType="submit" size="large" loading={command.isPending}>
            {t('dispatch.compile.submit')}
          </Button>
        </AskedOnce>
        {draft.isTouched && <span className="quiet">{t('action.kept')}</span>}
      </div>
    </Form>
  );
}

const isKept = (decided: Decided | undefined) => decided?.choice === 'keep' || decided?.choice === 'edit';

/** What a person decided before the month was sent back stands again; nothing else does. */
function startOf({ compiled, drafts }: OpenMonth): Values {
  if (!compiled) return {};
  const decided = drafts.flatMap(({ id, suggested, decided: before }): [string, Decided][] => {
    if (!before) return [];
    if (!before.keep) return [[id, { choice: 'drop' }]];
    return [[id, before.text === suggested ? { choice: 'keep' } : { choice: 'edit', text: before.text }]];
  });
  const requirements = compiled.requirements.map(({ task, unit, on }) => ({ task, on, ...(unit !== null && { unit }) }));
  return { summary: compiled.summary, decided: Object.fromEntries(decided), problems: compiled.problems ?? [], requirements };
}

function asCommand({ drafts }: OpenMonth, values: Values): MonthCommand {
  const { summary = '', decided = {}, problems = [], requirements = [] } = values;
  const addedAs = (kind: PraiseOrCriticism['kind']) =>
    (values[addedTo[kind]] ?? []).map(({ unit = '', text = '' }) => ({ kind, unit, text }));
  return {
    type: 'CompileMonth',
    summary,
    decided: drafts.map(({ id, suggested }) => {
      const { choice, text = '' } = decided[id] ?? {};
      return { id, keep: choice !== 'drop', text: choice === 'keep' ? suggested : choice === 'edit' ? text : '' };
    }),
    added: [...addedAs('commendation'), ...addedAs('criticism')],
    problems,
    requirements: requirements.map(({ task = '', unit, on = '' }) => ({ task, unit: unit ?? null, on })),
  };
}

const isBlank = (text: string | undefined) => (text ?? '').trim() === '';

function useLacks({ drafts, units }: OpenMonth, values: Values): Lack[] {
  const { t } = useWords();
  const titleOf = useDraftTitle();
  const { summary, decided = {}, problems = [], requirements = [] } = values;
  const inAdded = (kind: PraiseOrCriticism['kind']): Lack[] =>
    (values[addedTo[kind]] ?? []).flatMap(({ unit, text } = {}, i) => {
      const at = `${formName}_${addedTo[kind]}_${i}`;
      const said = t(`dispatch.added.nth.${kind}`, { count: i + 1 });
      return [
        ...(unit ? [] : [{ field: `${at}_unit`, says: t('dispatch.added.needsUnit', { item: said }) }]),
        ...(isBlank(text) ? [{ field: `${at}_text`, says: t('dispatch.added.needsText', { item: said }) }] : []),
      ];
    });
  return [
    ...units
      .filter(({ report }) => report?.stage === 'submitted')
      .map(({ unit }) => ({
        field: `waits-${unit.code}`,
        says: t('dispatch.compile.needsReceiving', { unit: unit.name }),
        page: `reports/${unit.code}`,
      })),
    ...(isBlank(summary) ? [{ field: `${formName}_summary`, says: t('dispatch.compile.needsSummary') }] : []),
    ...drafts.flatMap((draft): Lack[] => {
      const { choice, text } = decided[draft.id] ?? {};
      const at = `${formName}_decided_${draft.id}`;
      if (!choice) return [{ field: `${at}_choice`, says: t('dispatch.compile.needsChoice', { draft: titleOf(draft) }) }];
      const isWordless = choice === 'edit' && isBlank(text);
      return isWordless ? [{ field: `${at}_text`, says: t('dispatch.compile.needsText', { draft: titleOf(draft) }) }] : [];
    }),
    ...inAdded('commendation'),
    ...inAdded('criticism'),
    ...problems.flatMap((text, i): Lack[] =>
      isBlank(text) ? [{ field: `${formName}_problems_${i}`, says: t('dispatch.problem.needsText', { count: i + 1 }) }] : [],
    ),
    ...requirements.flatMap(({ task, on } = {}, i): Lack[] => {
      const at = `${formName}_requirements_${i}`;
      return [
        ...(isBlank(task) ? [{ field: `${at}_task`, says: t('dispatch.compile.needsTask', { count: i + 1 }) }] : []),
        ...(on ? [] : [{ field: `${at}_on`, says: t('dispatch.compile.needsDate', { count: i + 1 }) }]),
      ];
    }),
  ];
}

function useDraftTitle(): (draft: PraiseOrCriticism) => string {
  const { t } = useWords();
  return ({ unit, because }) => t('dispatch.draft.title', { unit: unit.name, because: t(`dispatch.because.${because}`) });
}

function Drafts({ month, kind, values }: { month: OpenMonth; kind: PraiseOrCriticism['kind']; values: Values }) {
  const { t } = useWords();
  const drafts = month.drafts.filter((draft) => draft.kind === kind);
  return (
    <section className="drafts" aria-labelledby={kind}>
      <h3 id={kind}>{t(`dispatch.draft.${kind}`, { count: drafts.length })}</h3>
      {drafts.length === 0 && <p className="quiet">{t('dispatch.draft.none')}</p>}
      {drafts.map((draft) => (
        <DraftCard key={draft.id} month={month} draft={draft} choice={values.decided?.[draft.id]?.choice} />
      ))}
      <Added month={month} kind={kind} />
    </section>
  );
}

function DraftCard({ month, draft, choice }: { month: OpenMonth; draft: PraiseOrCriticism; choice: Choice | undefined }) {
  const { t } = useWords();
  const titleOf = useDraftTitle();
  return (
    <fieldset className="draft">
      <legend>{titleOf(draft)}</legend>
      <div className="draft-text">
        {choice === 'edit' ? (
          <Form.Item name={['decided', draft.id, 'text']} label={t('dispatch.draft.text')} initialValue={draft.suggested}>
            <LongText autoSize={{ minRows: 3 }} maxLength={4000} />
          </Form.Item>
        ) : (
          <p className={choice === 'drop' ? 'words dropped' : 'words'}>{draft.suggested}</p>
        )}
        <Form.Item name={['decided', draft.id, 'choice']} label={t('dispatch.draft.decide')}>
          <Radio.Group options={choices.map((value) => ({ value, label: t(`dispatch.draft.choice.${value}`) }))} />
        </Form.Item>
      </div>
      <Evidence month={month} draft={draft} />
    </fieldset>
  );
}
