import { useMutation } from '@tanstack/react-query';
import { Alert, Drawer, Form, Input, Select } from 'antd';
import type { ImportCell, ImportRow } from '../../api/client.ts';
import { useDraft } from '../../draft.ts';
import { useWords } from '../../words/use-words.ts';
import { FormEnd } from '../form-end.tsx';
import { LongText } from '../long-text.tsx';
import { NotSaved } from '../problem-notice.tsx';
import { written, writtenIn } from './work.ts';
import { ZoneChoice } from './zone-choice.tsx';

const texts = ['description', 'project', 'unit', 'place'] as const;
const dates = ['foundOn', 'dueOn', 'rectifiedOn', 'verifiedOn', 'closedOn'] as const;
const others = ['category', 'measures', 'responsiblePerson', 'remark'] as const;
const fields = [...texts, ...dates, ...others];
type Field = (typeof fields)[number];

type Values = Partial<Record<Field, string>> & { class?: 'general' | 'major'; status?: 'open' | 'rectified' | 'closed'; zone?: string };

/** The words of a ledger for what is chosen from a list, as the rules of the import read them. */
const classWords = { general: '一般', major: '重大' };
const statusWords = { open: '整改中', rectified: '已整改，待复查', closed: '已销号' };

type Editing = {
  row: ImportRow;
  zone: string | undefined;
  /** The zone where the row names none of its own. */
  otherZone: string | null;
  draftName: string;
  change: (row: ImportRow, cells: ImportCell[]) => Promise<ImportRow | undefined>;
  save: (changed: { cells: ImportCell[]; zone: string | undefined }) => void;
  close: () => void;
};

/** One row as it stands in the file, to be put right; what is saved is kept at once, and checked again by the rules of the import. */
export function EditRow({ row, zone, otherZone, draftName, change, save, close }: Editing) {
  const { t, language } = useWords();
  const [form] = Form.useForm<Values>();
  const before = valuesOf(row, zone);
  const draft = useDraft<Values>(draftName, before);
  const checking = useMutation({
    mutationFn: (values: Values) => {
      const cells = cellsWith(row, before, values);
      save({ cells, zone: values.zone });
      return change(row, cells);
    },
    onSuccess: () => draft.finish(),
  });
  const submit = (values: Values) =>
    checking.mutate(values, {
      onSuccess(checked) {
        if (checked?.reasons.length === 0) close();
      },
    });
  const reasons = checking.isSuccess ? row.reasons : [];
  const asWritten = (field: ImportCell['field']) => {
    const text = writtenIn(row, field);
    return text ? t('import.edit.asWritten', { text }) : undefined;
  };
  return (
    <Drawer open title={t('import.edit.title', { sheet: row.sheet, row: row.row })} onClose={close} size="min(560px, 100vw)">
      <Form<Values>
        form={form}
        name="import-row"
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...before, ...draft.values }}
        onValuesChange={(_, values) => draft.write(values)}
        onFinish={submit}
        scrollToFirstError={{ focus: true }}
      >
        {(reasons.length > 0 || row.reasons.length > 0) && (
          <Alert
            className="notice"
            role="alert"
            type="error"
            showIcon
            title={reasons.length > 0 ? t('import.edit.stillRefused') : undefined}
            description={row.reasons.map(({ said }) => said[language]).join(language === 'zh' ? '；' : '; ')}
          />
        )}
        {texts.map((name) => (
          <Text key={name} name={name} />
        ))}
        <div className="import-two">
          <Form.Item name="class" label={t('import.edit.class')} extra={asWritten('grade')}>
            <Select options={(['general', 'major'] as const).map((value) => ({ value, label: t(`ledger.class.${value}`) }))} />
          </Form.Item>
          <Form.Item name="status" label={t('import.edit.status')} extra={asWritten('status')}>
            <Select
              options={(['open', 'rectified', 'closed'] as const).map((value) => ({ value, label: t(`import.check.status.${value}`) }))}
            />
          </Form.Item>
          {dates.map((name) => (
            <Form.Item key={name} name={name} label={t(`import.edit.field.${name}`)} extra={t('import.edit.dateHint')}>
              <Input maxLength={100} autoComplete="off" />
            </Form.Item>
          ))}
        </div>
        <Form.Item name="zone" label={t('import.edit.zone')}>
          <OwnZone {...(otherZone && { otherZone })} />
        </Form.Item>
        {others.map((name) => (
          <Text key={name} name={name} />
        ))}
        {checking.error && <NotSaved error={checking.error} />}
        <FormEnd isPending={checking.isPending} close={close}>
          {t('import.edit.save')}
        </FormEnd>
      </Form>
    </Drawer>
  );
}

function Text({ name }: { name: Field }) {
  const { t } = useWords();
  const isLong = name === 'description' || name === 'measures' || name === 'remark';
  return (
    <Form.Item name={name} label={t(`import.edit.field.${name}`)}>
      {isLong ? <LongText autoSize={{ minRows: 2, maxRows: 8 }} maxLength={32_000} /> : <Input maxLength={1000} autoComplete="off" />}
    </Form.Item>
  );
}

/** `id`, `value` and `onChange` come from the form. */
function OwnZone({
  id,
  value,
  onChange,
  otherZone,
}: {
  id?: string;
  value?: string;
  onChange?: (zone?: string) => void;
  otherZone?: string;
}) {
  const { t } = useWords();
  const placeholder = otherZone ? `${t('import.edit.byZones')}：${otherZone}` : t('import.zones.choose');
  return (
    <ZoneChoice
      {...(id && { id })}
      label={t('import.edit.zone')}
      value={value}
      placeholder={placeholder}
      choose={(zone) => onChange?.(zone)}
    />
  );
}

function valuesOf(row: ImportRow, zone: string | undefined): Values {
  const { understood } = row;
  return {
    ...Object.fromEntries(fields.map((field) => [field, writtenIn(row, field)])),
    ...(understood && { class: understood.class, status: understood.status }),
    ...(zone && { zone }),
  };
}

/** The cells of the row with what was changed in the form; the same ones where nothing was. */
function cellsWith(row: ImportRow, before: Values, values: Values): ImportCell[] {
  let cells = row.cells;
  for (const field of fields) if ((values[field] ?? '') !== before[field]) cells = written(cells, field, values[field] ?? '');
  if (values.class && values.class !== before.class) cells = written(cells, 'grade', classWords[values.class]);
  if (values.status && values.status !== before.status) cells = written(cells, 'status', statusWords[values.status]);
  return cells;
}
