import { Form, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import type { Hazard, HazardCommand } from '../api/client.ts';
import { serverNowMs } from '../api/server-clock.ts';
import { inShanghai, sayDate } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { DayField } from './day-field.tsx';
import { lastMoveOf } from './entries.ts';
import { LongText } from './long-text.tsx';

export type PlanValues = { measures?: string; responsible?: string; fundsYuan?: number | null; dueOn?: string; contingencyPlan?: string };

/** Whether the next thing to do is the plan: a major hazard is put right only after it. */
export const awaitsPlan = ({ plan, commands }: Hazard): boolean => plan === null && commands.includes('SubmitPlan');

export const asPlan = ({ measures = '', responsible = '', fundsYuan, dueOn = '', contingencyPlan = '' }: PlanValues): HazardCommand => ({
  type: 'SubmitPlan',
  measures,
  responsible,
  fundsYuan: fundsYuan ?? 0,
  dueOn,
  contingencyPlan,
});

/** 五落实: measures, who, funds, by when, and what if. */
export function PlanFields({ hazard }: { hazard: Hazard }) {
  const { t } = useWords();
  const on = Form.useWatch<string | undefined>('dueOn');
  const { from, movesUntil } = hazard.planDays ?? { from: undefined, movesUntil: null };
  const earliest = from ? dayjs(from) : inShanghai(serverNowMs()).startOf('day');
  const latest = movesUntil === null ? null : dayjs(movesUntil);
  return (
    <>
      <p>{t(hazard.plan ? 'plan.again' : 'plan.why')}</p>
      <Words name="measures" rows={4} maxLength={4000} />
      <Form.Item name="responsible" label={t('plan.responsible')} rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}>
        <Input maxLength={200} placeholder={t('plan.responsibleExample')} />
      </Form.Item>
      <Form.Item name="fundsYuan" label={t('plan.fundsYuan')} rules={[{ required: true, message: t('plan.needed') }]}>
        <InputNumber className="date" min={0} max={1e12} precision={2} inputMode="decimal" />
      </Form.Item>
      <DayField name="dueOn" label={t('plan.dueOn')} days={{ earliest, latest }} />
      <div className="effect" aria-live="polite">
        {latest ? on && <PlanEffect hazard={hazard} on={on} /> : <p>{t('plan.stands')}</p>}
      </div>
      <Words name="contingencyPlan" rows={3} maxLength={4000} />
    </>
  );
}

/** What becomes of the deadline by a plan that ends on that day. */
function PlanEffect({ hazard, on }: { hazard: Hazard; on: string }) {
  const { t, language, dueAt } = useWords();
  const { plan, owes } = hazard;
  const said = { on: sayDate(on, language), due: owes && dueAt(owes) };
  if (!plan) return <p>{t('plan.effect', said)}</p>;
  // The plan's own day may be a day off: the deadline then is the next workday.
  const isItsDay = on === plan.dueOn && lastMoveOf(hazard)?.cause === 'plan';
  const isSame = isItsDay || (owes && inShanghai(owes.dueAt).format('YYYY-MM-DD') === on);
  return <p>{t(isSame ? 'plan.same' : 'plan.moves', said)}</p>;
}

function Words({ name, rows, maxLength }: { name: 'measures' | 'contingencyPlan'; rows: number; maxLength: number }) {
  const { t } = useWords();
  return (
    <Form.Item name={name} label={t(`plan.${name}`)} rules={[{ required: true, whitespace: true, message: t('plan.needed') }]}>
      <LongText rows={rows} maxLength={maxLength} placeholder={t(`plan.${name}Example`)} />
    </Form.Item>
  );
}

/** The plan as it was handed in. */
export function PlanFacts({ plan }: { plan: NonNullable<Hazard['plan']> }) {
  const { t, language } = useWords();
  const facts: [string, string][] = [
    [t('plan.measures'), plan.measures],
    [t('plan.responsible'), plan.responsible],
    [t('plan.fundsYuan'), plan.fundsYuan.toLocaleString(language)],
    [t('plan.dueOn'), sayDate(plan.dueOn, language)],
    [t('plan.contingencyPlan'), plan.contingencyPlan],
  ];
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">{t('duty.plan')}</h2>
      <dl className="facts">
        {facts.map(([term, said]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
