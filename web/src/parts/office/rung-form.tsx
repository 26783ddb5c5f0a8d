import { Button, Checkbox, InputNumber, Select } from 'antd';
import type { Allowance, Post, Rung } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { whenOf } from './allowance.ts';
import type { WhenKind } from './allowance.ts';
import { AmountField } from './amount-field.tsx';
import { Field } from './field.tsx';

const oneWorkday: Allowance = { workdays: 1 };
const whenKinds: readonly WhenKind[] = ['fraction', 'afterOpening', 'beforeDue', 'atOnce', 'afterDue'];
const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;
const alsos = ['agenda', 'draftListedSupervision'] as const;

/** The posts that may be told of a duty: a zone's for a hazard, a unit's for its report, the bureau's for the rest. */
export function postsFor(duty: string): Post[] {
  const isOfBureau = duty === 'calendar.publish' || /^(statistics|suggestion|dispatch)\./.test(duty);
  const ofBureau: Post[] = ['office', 'officeDirector', 'first'];
  if (isOfBureau) return ofBureau;
  return [duty.startsWith('report.') ? 'unitHead' : 'specific', 'supervising', ...ofBureau];
}

function whenWith(kind: WhenKind, allowance: Allowance, fraction: number): Rung['when'] {
  switch (kind) {
    case 'fraction':
      return { fraction };
    case 'afterOpening':
      return { afterOpening: allowance };
    case 'beforeDue':
      return { beforeDue: allowance };
    case 'atOnce':
      return { afterDue: { elapsed: 'PT0S' } };
    case 'afterDue':
      return { afterDue: allowance };
  }
}

type OneRung = {
  id: string;
  n: number;
  duty: string;
  rung: Rung;
  faultsAt: (place: string) => string[];
  change: (rung: Rung) => void;
  remove: () => void;
  up: (() => void) | null;
};

/** One reminder or escalation: when it rings, whom it tells, and on each line what is wrong with it. */
export function RungForm({ id, n, duty, rung, faultsAt, change, remove, up }: OneRung) {
  const { t } = useWords();
  const { nature, level, tells, unless, also } = rung;
  const isEscalation = nature === 'escalation';
  const turn = (next: Rung['nature']) => {
    const { level: _, also: _also, ...rest } = rung;
    change(next === 'escalation' ? { ...rung, nature: next, level: level ?? 1 } : { ...rest, nature: next });
  };
  return (
    <fieldset className="rung-form">
      <legend>{t('office.draft.rung', { n })}</legend>
      <Field id={`${id}-nature`} label={t('office.draft.nature')}>
        <Select<Rung['nature']>
          id={`${id}-nature`}
          value={nature}
          options={(['reminder', 'escalation'] as const).map((value) => ({ value, label: t(`office.draft.${value}`) }))}
          onChange={turn}
        />
      </Field>
      {isEscalation && (
        <Field id={`${id}-level`} label={t('office.draft.level')} faults={faultsAt('level')}>
          <InputNumber
            id={`${id}-level`}
            min={1}
            max={9}
            value={level ?? null}
            onChange={(given) => change({ ...rung, level: given ?? 1 })}
          />
        </Field>
      )}
      <WhenField id={id} rung={rung} faults={faultsAt('when')} change={change} />
      <Field id={`${id}-tells`} isWide label={t('office.draft.tells')} faults={faultsAt('tells')}>
        <Select<Post[]>
          id={`${id}-tells`}
          mode="multiple"
          placeholder={t('office.draft.tellsNobody')}
          value={tells}
          options={[...new Set([...postsFor(duty), ...tells])].map((value) => ({ value, label: t(`post.${value}`) }))}
          onChange={(chosen) => change({ ...rung, tells: chosen })}
        />
      </Field>
      <RepeatField id={id} rung={rung} faults={faultsAt('repeat')} change={change} />
      {isEscalation && (
        <Field id={`${id}-also`} label={t('office.draft.also')}>
          <Select
            id={`${id}-also`}
            value={also ?? ''}
            options={[
              { value: '', label: t('office.draft.alsoNone') },
              ...alsos.map((value) => ({ value, label: t(`office.draft.${value}`) })),
            ]}
            onChange={(chosen: string) => {
              const { also: _, ...rest } = rung;
              const known = alsos.find((each) => each === chosen);
              change(known ? { ...rest, also: known } : rest);
            }}
          />
        </Field>
      )}
      <span className="rung-end">
        {duty.startsWith('hazard.rectify') && (
          <Checkbox
            checked={unless === 'acknowledged'}
            onChange={({ target }) => {
              const { unless: _, ...rest } = rung;
              change(target.checked ? { ...rest, unless: 'acknowledged' } : rest);
            }}
          >
            {t('office.draft.unless')}
          </Checkbox>
        )}
        {up && (
          <Button type="text" onClick={up}>
            {t('office.draft.up')}
          </Button>
        )}
        <Button type="text" danger onClick={remove}>
          {t('office.draft.remove')}
        </Button>
      </span>
    </fieldset>
  );
}

type Part = Pick<OneRung, 'id' | 'rung' | 'change'> & { faults: string[] };

function WhenField({ id, rung, faults, change }: Part) {
  const { t } = useWords();
  const { kind, allowance, fraction } = whenOf(rung);
  const put = (next: WhenKind, given: Allowance | null, share: number) =>
    change({ ...rung, when: whenWith(next, given ?? oneWorkday, share) });
  return (
    <Field id={`${id}-when`} isWide label={t('office.draft.when')} faults={faults}>
      <span className="amount">
        <Select<WhenKind>
          id={`${id}-when`}
          value={kind}
          options={whenKinds.map((value) => ({ value, label: t(`office.when.${value}`) }))}
          onChange={(next) => put(next, allowance, fraction)}
        />
        {kind === 'fraction' && (
          <InputNumber
            aria-label={t('office.draft.share')}
            suffix="%"
            min={0}
            max={100}
            value={Math.round(fraction * 100)}
            onChange={(percent) => put('fraction', null, (percent ?? 0) / 100)}
          />
        )}
        {allowance !== null && (
          <AmountField
            id={`${id}-amount`}
            label={t('office.draft.amount')}
            value={allowance}
            change={(given) => put(kind, given, fraction)}
          />
        )}
      </span>
    </Field>
  );
}

type Repeats = 'none' | 'each' | 'weekly';

function RepeatField({ id, rung, faults, change }: Part) {
  const { t } = useWords();
  const { repeat, ...once } = rung;
  const kind: Repeats = !repeat ? 'none' : 'weekly' in repeat ? 'weekly' : 'each';
  const choose = (next: Repeats) => change(next === 'none' ? once : { ...once, repeat: next === 'weekly' ? { weekly: 1 } : oneWorkday });
  return (
    <Field id={`${id}-repeat`} isWide={kind !== 'none'} label={t('office.draft.repeat')} faults={faults}>
      <span className="amount">
        <Select<Repeats>
          id={`${id}-repeat`}
          value={kind}
          options={(['none', 'each', 'weekly'] as const).map((value) => ({ value, label: t(`office.draft.repeats.${value}`) }))}
          onChange={choose}
        />
        {repeat && !('weekly' in repeat) && (
          <AmountField
            id={`${id}-each`}
            label={t('office.draft.amount')}
            value={repeat}
            change={(given) => change({ ...once, repeat: given })}
          />
        )}
        {repeat && 'weekly' in repeat && (
          <Select
            aria-label={t('office.draft.weekday')}
            value={String(repeat.weekly)}
            options={weekdays.map((value) => ({ value, label: t(`office.weekday.${value}`) }))}
            onChange={(day: string) => change({ ...once, repeat: { weekly: Number(day) } })}
          />
        )}
      </span>
    </Field>
  );
}
