import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { answerOf, api, Refused } from '../api/client.ts';
import type { OrganisationEffects } from '../api/client.ts';
import { forgetWhatMayHaveChanged } from '../api/queries.ts';
import '../organisation.css';
import { EffectsShown } from '../parts/organisation/effects-shown.tsx';
import { ChangeNotSaved, isMoved, isUnknown } from '../parts/organisation/not-saved.tsx';
import { OrganisationTabs, Saved } from '../parts/organisation/tabs.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

const kinds = ['yaml', 'json'] as const;
const mostBytes = 4 * 1024 * 1024;

type Chosen = { name: string; bytes: number; text: string };

// JSON is YAML as well, and of YAML the server says on which line a fault stands.
const asYaml = { headers: { 'Content-Type': 'application/yaml' }, bodySerializer: (text: unknown) => String(text) };
/** The text goes as it is: the schema describes what the server reads in it. */
const written = (text: string) => text as never;

/** 组织文件: the whole organisation, down and up again, with what it would do before it is saved. */
export function OrganisationDocument() {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const [saved, setSaved] = useState<number | null>(null);
  const preview = useMutation({
    mutationFn: (file: Chosen) => answerOf(api.POST('/api/organisation/preview', { ...asYaml, body: written(file.text) })),
  });
  const put = useMutation({
    mutationFn: ({ file, version, reason }: { file: Chosen; version: number; reason: string }) =>
      answerOf(
        api.PUT('/api/organisation', {
          ...asYaml,
          params: { header: { 'If-Match': String(version) }, query: { reason } },
          body: written(file.text),
        }),
      ),
    onSuccess({ version }) {
      setSaved(version);
      setChosen(null);
      preview.reset();
      return forgetWhatMayHaveChanged();
    },
    onError(error) {
      if (isMoved(error)) preview.reset();
      return isUnknown(error) ? forgetWhatMayHaveChanged() : undefined;
    },
  });
  useTitle(t('organisation.tabs.document'));
  async function choose(file: File) {
    preview.reset();
    put.reset();
    setSaved(null);
    setTooLarge(file.size > mostBytes);
    if (file.size > mostBytes) return setChosen(null);
    const read = { name: file.name, bytes: file.size, text: await file.text() };
    setChosen(read);
    preview.mutate(read);
  }
  return (
    <div className="zones">
      <h1>{t('organisation.tabs.document')}</h1>
      <OrganisationTabs />
      <div className="narrow document">
        <p>{t('organisation.document.what')}</p>
        <Saved version={saved} />
        <section className="sheet">
          <h2>{t('organisation.document.download')}</h2>
          <p className="quiet">{t('organisation.document.how')}</p>
          <div className="form-end">
            {kinds.map((kind) => (
              <Button key={kind} href={`/api/organisation?as=${kind}`} download>
                {t('organisation.document.as', { kind: kind.toUpperCase() })}
              </Button>
            ))}
          </div>
        </section>
        <section className="sheet">
          <h2>{t('organisation.document.upload')}</h2>
          <div className="form-end document-choice">
            <Upload
              accept=".yaml,.yml,.json"
              maxCount={1}
              showUploadList={false}
              beforeUpload={(file) => {
                void choose(file);
                return false;
              }}
            >
              <Button type={preview.data ? 'default' : 'primary'}>
                {t(chosen ? 'organisation.document.another' : 'organisation.document.choose')}
              </Button>
            </Upload>
            {chosen && <span>{t('organisation.document.chosen', { name: chosen.name, size: sizeOf(chosen.bytes) })}</span>}
          </div>
          {isTooLarge && <Alert className="notice" role="alert" type="error" showIcon title={t('organisation.document.tooLarge')} />}
          {preview.isPending && <p role="status">{t('organisation.document.checking')}</p>}
          {preview.error && <Faults error={preview.error} />}
          {put.error && <FileNotSaved error={put.error} />}
          {chosen && preview.data && (
            <Previewed
              effects={preview.data}
              isPending={put.isPending}
              save={(reason) => put.mutate({ file: chosen, version: preview.data.version, reason })}
            />
          )}
        </section>
      </div>
    </div>
  );
}

const sizeOf = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en')} KB`;

type ToSave = { effects: OrganisationEffects; isPending: boolean; save: (reason: string) => void };

function Previewed({ effects, isPending, save }: ToSave) {
  const { t } = useWords();
  return (
    <>
      <Differs effects={effects} />
      <EffectsShown effects={effects} />
      {!effects.isSame && (
        <Form<{ reason: string }> layout="vertical" requiredMark={false} onFinish={({ reason }) => save(reason)}>
          {effects.inViewOf === null && <Alert className="notice" type="warning" showIcon title={t('organisation.document.noVersion')} />}
          <p className="strong">{t('organisation.document.sure', { version: effects.version })}</p>
          <Form.Item
            name="reason"
            label={t('organisation.field.reason')}
            rules={[{ required: true, whitespace: true, message: t('organisation.field.needsReason') }]}
          >
            <Input maxLength={500} placeholder={t('organisation.field.reasonExample')} />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" loading={isPending}>
            {t('organisation.save')}
          </Button>
        </Form>
      )}
    </>
  );
}

const lists = ['people', 'grids', 'zones', 'absences'] as const;

/** How many rows of each list came, went or changed, so that a list that was cut short by mistake is seen. */
function Differs({ effects: { differs } }: { effects: OrganisationEffects }) {
  const { t } = useWords();
  const changed = lists.filter((each) => Object.values(differs[each]).some((count) => count > 0));
  if (changed.length + differs.units.length === 0) return null;
  return (
    <ul className="differs">
      {changed.map((each) => (
        <li key={each}>{t('organisation.effects.differs', { list: t(`organisation.effects.lists.${each}`), ...differs[each] })}</li>
      ))}
      {differs.units.map(({ code, name, change }) => (
        <li key={code}>{t(`organisation.effects.unit.${change}`, { name })}</li>
      ))}
    </ul>
  );
}

/** Where somebody was faster, it is said what to do with the file. */
function FileNotSaved({ error, isPreview = false }: { error: Error; isPreview?: boolean }) {
  const { t } = useWords();
  return (
    <ChangeNotSaved
      error={error}
      isPreview={isPreview}
      title={t('organisation.document.notSaved')}
      more={isMoved(error) ? t('organisation.document.startAnew') : undefined}
    />
  );
}

/** What is wrong in the file, and on which line. */
function Faults({ error }: { error: Error }) {
  const { t } = useWords();
  const fields = error instanceof Refused ? (error.problem?.fields ?? []) : [];
  if (fields.length === 0) return <FileNotSaved error={error} isPreview />;
  return (
    <>
      <Alert className="notice" role="alert" type="error" showIcon title={t('organisation.document.refused', { count: fields.length })} />
      <table className="board faults">
        <thead>
          <tr>
            <th scope="col">{t('organisation.document.place')}</th>
            <th scope="col">{t('organisation.document.fault')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, message, line }) => (
            <tr key={`${field}/${message}`}>
              <td>
                {line !== undefined && <span className="strong block">{t('organisation.document.atLine', { line })}</span>}
                <code>{field}</code>
              </td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
