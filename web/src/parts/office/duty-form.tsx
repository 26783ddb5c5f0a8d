import { Button, Select, Switch } from 'antd';
import type { Ladder, Post, Rung } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { AmountField } from './amount-field.tsx';
import { at } from '../../api/faults.ts';
import type { Fault } from '../../api/faults.ts';
import { Field } from './field.tsx';
import { postsFor, RungForm } from './rung-form.tsx';

type OneDuty = { duty: string; ladder: Ladder; faults: readonly Fault[]; change: (ladder: Ladder) => void };

/** A key that no other rung of the ladder has; people never see it. */
function newRungKey(rungs: readonly Rung[]): string {
  let n = rungs.length + 1;
  while (rungs.some(({ key }) => key === `step-${n}`)) n += 1;
  return `step-${n}`;
}

/** The limit of a duty and its ladder, rung by rung. */
export function DutyForm({ duty, ladder, faults, change }: OneDuty) {
  const { t } = useWords();
  const { limit, urgent = false, tellsOnOpening = [], rungs } = ladder;
  const put = (next: Rung[]) => change({ ...ladder, rungs: next });
  const without = (i: number) => rungs.filter((_, n) => n !== i);
  const id = duty.replaceAll('.', '-');
  const ofLadder = faults.filter((fault) => fault.duty === duty && fault.place === 'rungs').map(({ message }) => message);
  return (
    <>
      <Field id={`${id}-limit`} label={t('office.draft.limit')} faults={at(faults, duty, 'limit')}>
        <AmountField id={`${id}-limit`} value={limit} change={(given) => change({ ...ladder, limit: given })} />
      </Field>
      <p className="switch-line">
        <Switch
          id={`${id}-urgent`}
          aria-label={t('office.draft.urgent')}
          checked={urgent}
          onChange={(isUrgent) => {
            const { urgent: _, ...rest } = ladder;
            change(isUrgent ? { ...rest, urgent: true } : rest);
          }}
        />
        {t('office.draft.urgent')}
      </p>
      <Field id={`${id}-opening`} label={t('office.draft.opening')} faults={at(faults, duty, 'tellsOnOpening')}>
        <Select<Post[]>
          id={`${id}-opening`}
          mode="multiple"
          placeholder={t('office.draft.alsoNone')}
          value={tellsOnOpening}
          options={[...new Set([...postsFor(duty), ...tellsOnOpening])].map((value) => ({ value, label: t(`post.${value}`) }))}
          onChange={(chosen) => {
            const { tellsOnOpening: _, ...rest } = ladder;
            change(chosen.length > 0 ? { ...rest, tellsOnOpening: chosen } : rest);
          }}
        />
      </Field>
      <h3>{t('office.draft.rungs')}</h3>
      {ofLadder.map((fault) => (
        <p key={fault} className="fault" role="alert">
          {fault}
        </p>
      ))}
      {rungs.map((rung, i) => (
        <RungForm
          key={rung.key}
          id={`${id}-${i}`}
          n={i + 1}
          duty={duty}
          rung={rung}
          faultsAt={(place) => at(faults, duty, `rungs[${i}].${place}`)}
          change={(changed) => put(rungs.map((each, n) => (n === i ? changed : each)))}
          remove={() => put(without(i))}
          up={i > 0 ? () => put([...rungs.slice(0, i - 1), rung, ...without(i).slice(i - 1)]) : null}
        />
      ))}
      <Button
        onClick={() => put([...rungs, { key: newRungKey(rungs), nature: 'reminder', when: { beforeDue: { workdays: 1 } }, tells: [] }])}
      >
        {t('office.draft.add')}
      </Button>
    </>
  );
}
