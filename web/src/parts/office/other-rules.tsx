import { InputNumber, Select, Switch } from 'antd';
import type { PolicyListed } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';
import { Field } from './field.tsx';

type Policy = Omit<PolicyListed, 'version'>;

/** What a policy says besides its ladders: extensions, suspension, delivery, tip-offs, the monthly dispatch. */
export function OtherRules({ policy, change }: { policy: Policy; change: (changes: Partial<Policy>) => void }) {
  const { t } = useWords();
  const { extensions, suspension, delivery, tipOffs, dispatch, ordinaryNotices } = policy;
  const { nextChannelAfterMinutes: minutes } = delivery;
  return (
    <div className="other-rules">
      <Field id="ordinary-notices" label={t('office.draft.ordinaryNotices')}>
        <Select
          id="ordinary-notices"
          value={ordinaryNotices}
          options={(['workingHours', 'anyTime'] as const).map((value) => ({ value, label: t(`office.draft.noticesAt.${value}`) }))}
          onChange={(chosen: Policy['ordinaryNotices']) => change({ ordinaryNotices: chosen })}
        />
      </Field>
      <Count name="most" value={extensions.most} most={99} least={0} put={(most) => change({ extensions: { ...extensions, most } })} />
      <Count
        name="daysInAll"
        value={extensions.daysInAll}
        most={365}
        least={0}
        put={(daysInAll) => change({ extensions: { ...extensions, daysInAll } })}
      />
      <p className="switch-line">
        <Switch
          aria-label={t('office.draft.levelFallsBack')}
          checked={extensions.levelFallsBack}
          onChange={(levelFallsBack) => change({ extensions: { ...extensions, levelFallsBack } })}
        />
        {t('office.draft.levelFallsBack')}
      </p>
      <Count
        name="reviewWithinDays"
        value={suspension.reviewWithinDays}
        most={365}
        put={(reviewWithinDays) => change({ suspension: { reviewWithinDays } })}
      />
      <Count
        name="ordinaryMinutes"
        value={minutes.ordinary}
        most={10_000}
        put={(ordinary) => change({ delivery: { ...delivery, nextChannelAfterMinutes: { ...minutes, ordinary } } })}
      />
      <Count
        name="urgentMinutes"
        value={minutes.urgent}
        most={10_000}
        put={(urgent) => change({ delivery: { ...delivery, nextChannelAfterMinutes: { ...minutes, urgent } } })}
      />
      <Count name="mostADay" value={delivery.mostADay} most={1000} put={(mostADay) => change({ delivery: { ...delivery, mostADay } })} />
      <Count
        name="forgetAfterDays"
        value={tipOffs.forgetAfterDays}
        most={36_500}
        put={(forgetAfterDays) => change({ tipOffs: { forgetAfterDays } })}
      />
      <Count name="opensOnDay" value={dispatch.opensOnDay} most={31} put={(opensOnDay) => change({ dispatch: { opensOnDay } })} />
    </div>
  );
}

type Counted =
  | 'most'
  | 'daysInAll'
  | 'reviewWithinDays'
  | 'ordinaryMinutes'
  | 'urgentMinutes'
  | 'mostADay'
  | 'forgetAfterDays'
  | 'opensOnDay';

function Count({
  name,
  value,
  least = 1,
  most,
  put,
}: {
  name: Counted;
  value: number;
  least?: number;
  most: number;
  put: (value: number) => void;
}) {
  const { t } = useWords();
  return (
    <Field id={name} label={t(`office.draft.${name}`)}>
      <InputNumber id={name} min={least} max={most} precision={0} value={value} onChange={(given) => put(given ?? least)} />
    </Field>
  );
}
