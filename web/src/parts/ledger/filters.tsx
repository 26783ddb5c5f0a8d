import { Button, Form, Input, Select } from 'antd';
import { useZones } from '../../api/queries.ts';
import { sayDate, sayPeriod } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { fieldsIn, without } from './filter.ts';
import type { Filter } from './filter.ts';

const stages = ['reported', 'rectifying', 'verifying', 'suspended', 'closed', 'void', 'merged'] as const;
const times = ['overdue', 'open', 'ended'] as const;
type Time = (typeof times)[number];

/** Overdue, open and ended are one choice: nobody asks for two of them. */
const timeOf = ({ overdue, open }: Filter): Time | undefined =>
  overdue === 'true' ? 'overdue' : open === undefined ? undefined : open === 'true' ? 'open' : 'ended';
const ofTime: Record<Time, Pick<Filter, 'overdue' | 'open'>> = {
  overdue: { overdue: 'true', open: undefined },
  open: { overdue: undefined, open: 'true' },
  ended: { overdue: undefined, open: 'false' },
};

type Filled = { q?: string; zone?: string; stage?: string; class?: string; time?: Time };

/** What a month counts, as an address names it. */
const countedKinds = ['due', 'onTime', 'late', 'open', 'major', 'overdue'] as const;

/** Five ways to narrow the ledger; words are looked for in number and title. */
export function Filters({ filter, ask }: { filter: Filter; ask: (filter: Filter) => void }) {
  const { t } = useWords();
  const { data } = useZones();
  const [form] = Form.useForm<Filled>();
  const asked = ({ time, ...filled }: Filled) =>
    ask({ ...filter, ...filled, ...(time ? ofTime[time] : { overdue: undefined, open: undefined }) });
  return (
    <Form<Filled>
      form={form}
      className="ledger-filters"
      layout="vertical"
      initialValues={{ ...filter, time: timeOf(filter) }}
      onFinish={asked}
      onValuesChange={(changed: Filled, all) => {
        if (!('q' in changed)) asked(all);
      }}
    >
      <Form.Item name="q" label={t('ledger.filter.q')}>
        <Input.Search
          allowClear
          maxLength={100}
          placeholder={t('ledger.filter.example')}
          enterButton={t('ledger.search')}
          onSearch={form.submit}
        />
      </Form.Item>
      <Form.Item name="zone" label={t('ledger.filter.zone')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('ledger.filter.any')}
          options={(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item name="stage" label={t('ledger.filter.stage')}>
        <Select allowClear placeholder={t('ledger.filter.any')} options={stages.map((value) => ({ value, label: t(`stage.${value}`) }))} />
      </Form.Item>
      <Form.Item name="class" label={t('ledger.filter.class')}>
        <Select
          allowClear
          placeholder={t('ledger.filter.any')}
          options={(['general', 'major'] as const).map((value) => ({ value, label: t(`ledger.class.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="time" label={t('ledger.filter.time')}>
        <Select
          allowClear
          placeholder={t('ledger.filter.any')}
          options={times.map((value) => ({ value, label: t(`ledger.time.${value}`) }))}
        />
      </Form.Item>
    </Form>
  );
}

/** What narrows the list, each to be taken off, and all at once. */
export function WhatIsOn({ filter, ask }: { filter: Filter; ask: (filter: Filter) => void }) {
  const { t, language, list } = useWords();
  const { data } = useZones();
  const fields = fieldsIn(filter);
  if (fields.length === 0) return null;
  function sayCountedBy(counted: string): string {
    const [period = '', as = '', deputies] = counted.split(':');
    const what = t(`home.counted.${countedKinds.find((each) => each === as) ?? 'due'}`, { month: sayPeriod(period, language) });
    const names = deputies?.split(',').map((id) => data?.items.find(({ supervising }) => supervising?.id === id)?.supervising?.name ?? id);
    return names ? t('home.counted.of', { what, who: list(names) }) : what;
  }
  const said: Record<(typeof fields)[number], () => string> = {
    q: () => t('ledger.on.q', { text: filter.q }),
    zone: () => data?.items.find(({ code }) => code === filter.zone)?.name ?? filter.zone ?? '',
    stage: () => t(`stage.${filter.stage as (typeof stages)[number]}`),
    class: () => t(`ledger.class.${filter.class === 'major' ? 'major' : 'general'}`),
    open: () => t(filter.open === 'true' ? 'ledger.time.open' : 'ledger.time.ended'),
    overdue: () => t('ledger.time.overdue'),
    mine: () => t('ledger.view.mine'),
    from: () => t('ledger.on.from', { date: sayDate(filter.from ?? '', language) }),
    to: () => t('ledger.on.to', { date: sayDate(filter.to ?? '', language) }),
    counted: () => sayCountedBy(filter.counted ?? ''),
  };
  return (
    <>
      <p className="on-paper">
        {t('ledger.on.printed', { what: list(fields.map((field) => said[field]())), interpolation: { escapeValue: false } })}
      </p>
      <div className="kinds" role="group" aria-label={t('ledger.on.label')}>
        {fields.map((field) => (
          <Button
            key={field}
            size="small"
            onClick={() => ask(without(filter, field))}
            aria-label={t('ledger.on.takeOff', { what: said[field]() })}
          >
            {said[field]()} ×
          </Button>
        ))}
        <Button size="small" type="link" onClick={() => ask({})}>
          {t('ledger.on.clear')}
        </Button>
      </div>
    </>
  );
}
