import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import type { Hat, People } from '../../api/client.ts';
import { useEverybody, useZones } from '../../api/queries.ts';
import { serverNowMs } from '../../api/server-clock.ts';
import { inShanghai } from '../../words/moments.ts';
import { useWords } from '../../words/use-words.ts';
import { CivilDate } from '../day-field.tsx';

const today = () => inShanghai(serverNowMs()).startOf('day');
/** Today, as the date fields write it. */
export const todayWritten = (): string => today().format('YYYY-MM-DD');

export type SeatNamed = { post: Hat['post']; scope: string };
/** A seat as the field holds it. */
export const seatWritten = ({ post, scope }: SeatNamed) => `${post}/${scope}`;
export function seatRead(written: string): SeatNamed {
  const [post = '', ...scope] = written.split('/');
  return { post: post as Hat['post'], scope: scope.join('/') };
}

const bureauWide = ['first', 'officeDirector', 'office'] as const;

/** Any seat of the bureau. */
export function SeatField() {
  const { t, seat } = useWords();
  const { data } = useZones();
  const seats = [
    ...bureauWide.map((post) => ({ post, scope: 'bureau', scopeName: '' })),
    ...(data?.grids ?? []).map(({ code, name }) => ({ post: 'unitHead' as const, scope: code, scopeName: name })),
    ...(data?.items ?? []).flatMap(({ code, name }) =>
      (['specific', 'supervising'] as const).map((post) => ({ post, scope: code, scopeName: name })),
    ),
  ];
  return (
    <Form.Item name="seat" label={t('organisation.field.seat')} rules={[{ required: true, message: t('organisation.field.needsSeat') }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('organisation.field.pickSeat')}
        options={seats.map((each) => ({ value: seatWritten(each), label: seat(each) }))}
      />
    </Form.Item>
  );
}

type Whom = { name: 'person' | 'acting'; label: string; except?: string | undefined; isOptional?: boolean };

/** Somebody who has not left; two of one name are told apart by unit or code. */
export function PersonField({ name, label, except, isOptional = false }: Whom) {
  const { t } = useWords();
  const { data } = useEverybody();
  const people = (data?.items ?? []).filter(({ id, until }) => id !== except && until === null);
  const called = ({ id, name: of, unit }: People['items'][number]) =>
    people.some((each) => each.name === of && each.id !== id) ? `${of} · ${unit?.name ?? id}` : of;
  return (
    <Form.Item name={name} label={label} rules={[{ required: !isOptional, message: t('organisation.field.needsPerson') }]}>
      <Select
        allowClear={isOptional}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('organisation.field.pickPerson')}
        options={people.map((person) => ({ value: person.id, label: called(person) }))}
      />
    </Form.Item>
  );
}

/** From which day it holds: today at the earliest. */
export function FromField() {
  const { t } = useWords();
  return (
    <CivilDate
      name="from"
      label={t('organisation.field.from')}
      extra={t('organisation.field.fromHow')}
      opensOn={today()}
      isClosed={(day) => day.format('YYYY-MM-DD') < todayWritten()}
    />
  );
}

/** First and last day of an absence, which may have begun. */
export function AwayFields() {
  const { t } = useWords();
  const form = Form.useFormInstance<{ from?: string }>();
  const first = Form.useWatch('from', form);
  return (
    <>
      <CivilDate name="from" label={t('organisation.field.firstDay')} opensOn={today()} isClosed={() => false} />
      <CivilDate
        name="until"
        label={t('organisation.field.lastDay')}
        opensOn={today()}
        isClosed={(day) => day.format('YYYY-MM-DD') < todayWritten() || (first !== undefined && day.format('YYYY-MM-DD') < first)}
      />
    </>
  );
}

/** What is said of a person. */
export function PersonFields({ isNew }: { isNew: boolean }) {
  const { t } = useWords();
  const { data } = useEverybody();
  return (
    <>
      <Form.Item
        name="name"
        label={t('organisation.field.name')}
        rules={[{ required: true, whitespace: true, message: t('organisation.field.needsName') }]}
      >
        <Input autoComplete="off" maxLength={50} />
      </Form.Item>
      {isNew && (
        <Form.Item
          name="id"
          label={t('organisation.field.id')}
          extra={t('organisation.field.idHow')}
          rules={[
            { required: true, whitespace: true, message: t('organisation.field.needsId') },
            { pattern: /^[\p{L}\p{N}_.-]+$/u, message: t('organisation.field.idHow') },
          ]}
        >
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} maxLength={50} />
        </Form.Item>
      )}
      <Form.Item name="unit" label={t('report.optional', { label: t('organisation.field.unit') })}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.units ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="title"
        label={t('report.optional', { label: t('organisation.field.title') })}
        extra={t('organisation.field.titleHow')}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('report.optional', { label: t('organisation.field.email') })}
        rules={[{ type: 'email', message: t('organisation.field.badEmail') }]}
      >
        <Input type="email" autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={t('report.optional', { label: t('organisation.field.phone') })}>
        <Input type="tel" autoComplete="off" maxLength={30} />
      </Form.Item>
      <Form.Item name="language" label={t('organisation.field.language')}>
        <Select options={(['zh', 'en'] as const).map((value) => ({ value, label: t(`organisation.languages.${value}`) }))} />
      </Form.Item>
      <Form.Item name="isMember" valuePropName="checked" className="check">
        <Checkbox>{t('organisation.field.isMember')}</Checkbox>
      </Form.Item>
      <Form.Item name="isInspector" valuePropName="checked" className="check">
        <Checkbox>{t('organisation.field.isInspector')}</Checkbox>
      </Form.Item>
    </>
  );
}

/** Name and key units of a zone. */
export function ZoneFields() {
  const { t } = useWords();
  const required = [{ required: true, whitespace: true, message: t('organisation.field.needsName') }];
  return (
    <>
      <Form.Item name="name" label={t('organisation.field.zoneName')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <h3>{t('organisation.keyUnits')}</h3>
      <Form.List name="keyUnits">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="key-unit-row">
                <Form.Item name={[name, 'name']} label={t('organisation.field.unitName')} rules={required}>
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item name={[name, 'address']} label={t('report.optional', { label: t('organisation.field.unitAddress') })}>
                  <Input maxLength={200} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<MinusCircleOutlined aria-hidden />}
                  aria-label={t('organisation.field.dropKeyUnit', { number: name + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button className="key-unit-add" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
              {t('organisation.field.addKeyUnit')}
            </Button>
          </>
        )}
      </Form.List>
    </>
  );
}
