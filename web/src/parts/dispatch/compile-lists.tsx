import { Button, Form, Select } from 'antd';
import type { ReactNode } from 'react';
import type { OpenMonth, PraiseOrCriticism } from '../../api/client.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { inShanghai } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CivilDate } from '../day-field.tsx';
import { LongText } from '../long-text.tsx';

export const addedTo = { commendation: 'commendations', criticism: 'criticisms' } as const;

type Asked = {
  name: string;
  begin: unknown;
  nth: (count: number) => string;
  more: string;
  className: string;
  children: (name: number) => ReactNode;
};

/** Items that the office writes itself: as many as it wants, each to be taken out again. */
function Items({ name: list, begin, nth, more, className, children }: Asked) {
  const { t } = useWords();
  return (
    <Form.List name={list}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }, i) => (
            <fieldset key={key} className={className}>
              <legend>{nth(i + 1)}</legend>
              {children(name)}
              <Button className="requirement-end" onClick={() => remove(name)}>
                {t('dispatch.requirement.remove')}
              </Button>
            </fieldset>
          ))}
          <p>
            <Button onClick={() => add(begin)}>{more}</Button>
          </p>
        </>
      )}
    </Form.List>
  );
}

const unitsOf = ({ units }: OpenMonth) => units.map(({ unit }) => ({ value: unit.code, label: unit.name }));

/** 自拟: praise or criticism that no figure suggests; the office says of whom and what. */
export function Added({ month, kind }: { month: OpenMonth; kind: PraiseOrCriticism['kind'] }) {
  const { t } = useWords();
  return (
    <Items
      name={addedTo[kind]}
      className="added"
      begin={{}}
      nth={(count) => t(`dispatch.added.nth.${kind}`, { count })}
      more={t(`dispatch.added.add.${kind}`)}
    >
      {(name) => (
        <>
          <Form.Item name={[name, 'unit']} label={t('dispatch.requirement.unit')}>
            <Select options={unitsOf(month)} />
          </Form.Item>
          <Form.Item name={[name, 'text']} label={t('dispatch.draft.text')}>
            <LongText autoSize={{ minRows: 2 }} maxLength={4000} placeholder={t(`dispatch.added.example.${kind}`)} />
          </Form.Item>
        </>
      )}
    </Items>
  );
}

/** 共性问题: what is no single unit's. */
export function Problems() {
  const { t } = useWords();
  return (
    <section aria-labelledby="problems">
      <h3 id="problems">{t('dispatch.problem.title')}</h3>
      <p className="quiet">{t('dispatch.problem.hint')}</p>
      <Items
        name="problems"
        className="added"
        begin=""
        nth={(count) => t('dispatch.problem.nth', { count })}
        more={t('dispatch.problem.add')}
      >
        {(name) => (
          <Form.Item name={name} label={t('dispatch.draft.text')}>
            <LongText autoSize={{ minRows: 2 }} maxLength={4000} placeholder={t('dispatch.problem.example')} />
          </Form.Item>
        )}
      </Items>
    </section>
  );
}

/** 下月工作要求: task, unit, date. */
export function Requirements({ month }: { month: OpenMonth }) {
  const { t } = useWords();
  const today = inShanghai(serverNowMs()).startOf('day');
  return (
    <section aria-labelledby="requirements">
      <h3 id="requirements">{t('dispatch.requirement.title')}</h3>
      <Items
        name="requirements"
        className="requirement"
        begin={{}}
        nth={(count) => t('dispatch.requirement.nth', { count })}
        more={t('dispatch.requirement.add')}
      >
        {(name) => (
          <>
            <Form.Item name={[name, 'task']} label={t('dispatch.requirement.task')}>
              <LongText autoSize={{ minRows: 1 }} maxLength={1000} placeholder={t('dispatch.requirement.example')} />
            </Form.Item>
            <Form.Item name={[name, 'unit']} label={t('dispatch.requirement.unit')}>
              <Select allowClear placeholder={t('dispatch.requirement.all')} options={unitsOf(month)} />
            </Form.Item>
            <CivilDate
              name={[name, 'on']}
              label={t('dispatch.requirement.on')}
              opensOn={today}
              isClosed={(day) => day.format('YYYY-MM-DD') < today.format('YYYY-MM-DD')}
            />
          </>
        )}
      </Items>
    </section>
  );
}
