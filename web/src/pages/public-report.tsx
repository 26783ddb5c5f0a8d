import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answerOf, api, Refused } from '../api/client.ts';
import type { PublicForm, TipOffReceived } from '../api/client.ts';
import { uploadToForm } from '../api/upload-photo.ts';
import type { UploadedPhoto } from '../api/upload-photo.ts';
import { useDraft } from '../draft.ts';
import { keptReader } from '../offline/reader.ts';
import { HeldHere } from '../parts/leaving.tsx';
import { LongText } from '../parts/long-text.tsx';
import { PhotosField } from '../parts/photos-field.tsx';
import { NotLoaded, NotSaved } from '../parts/problem-notice.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { usePhotos } from '../use-photos.ts';
import { useResubmission } from '../use-resubmission.ts';
import { SubmitBar } from '../parts/submit-bar.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';

/** What is kept in the phone; who reports is not, for phones are lent. */
type Kept = { what?: string; place?: string; photos?: UploadedPhoto[] };
type Reporter = { name?: string; phone?: string; email?: string };
type Values = Kept & Reporter & { trap?: string };

const askForForm = (zone: string) => answerOf(api.GET('/api/public/zones/{zone}', { params: { path: { zone } } }));
const said = (text: string | undefined) => (text?.trim() ? text.trim() : null);
const codeOf = (error: unknown) => (error instanceof Refused ? error.problem?.code : undefined);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** 群众举报: what the code of a zone's placard opens. */
export function PublicReport() {
  const { t } = useWords();
  const { zone = '' } = useParams();
  const [received, setReceived] = useState<TipOffReceived | null>(null);
  const [sheet, setSheet] = useState(1);
  const form = useQuery({ queryKey: ['public-form', zone], queryFn: () => askForForm(zone), staleTime: Number.POSITIVE_INFINITY });
  useTitle(t('tipOff.title'));
  if (received)
    return (
      <Received
        received={received}
        again={() => {
          setReceived(null);
          setSheet(sheet + 1);
        }}
      />
    );
  if (codeOf(form.error) === 'NOT_FOUND') return <UnknownZone />;
  if (!form.data) return form.error ? <NotLoaded error={form.error} retry={() => void form.refetch()} /> : <Waiting />;
  const discard = () => setSheet(sheet + 1);
  return <ReportForm key={`${zone}/${sheet}`} form={form.data} onReceived={setReceived} onDiscarded={discard} />;
}

/** Hands the form in; one that was open too shortly, or for more than a day, waits and goes again by itself. */
async function handIn(form: PublicForm, values: Values, key: string): Promise<TipOffReceived> {
  let token = form.form;
  for (let tries = 0; ; tries += 1) {
    try {
      return await answerOf(
        api.POST('/api/public/zones/{zone}/tip-offs', {
          params: { path: { zone: form.zone.code } },
          body: {
            key,
            form: token,
            trap: values.trap ?? '',
            text: values.what ?? '',
            place: said(values.place),
            photos: (values.photos ?? []).map(({ id }) => id),
            reporter: { name: said(values.name), phone: said(values.phone), email: said(values.email) },
          },
        }),
      );
    } catch (error) {
      const code = codeOf(error);
      if (tries > 1 || (code !== 'FORM_TOO_FAST' && code !== 'FORM_EXPIRED')) throw error;
      if (code === 'FORM_EXPIRED') token = (await askForForm(form.zone.code)).form;
      await pause(form.leastOpenMs);
    }
  }
}

type Asked = { form: PublicForm; onReceived: (received: TipOffReceived) => void; onDiscarded: () => void };

function ReportForm({ form: handedOut, onReceived, onDiscarded }: Asked) {
  const { t } = useWords();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Kept>(`public/${handedOut.zone.code}`, {});
  const report = useMutation({
    mutationFn: (values: Values) => handIn(handedOut, { ...values, photos: draft.values.photos ?? [] }, draft.key),
    onSuccess: (answer) => {
      draft.finish();
      onReceived(answer);
    },
    onError: (error) => {
      const fields = (error instanceof Refused && error.problem?.fields) || [];
      const names = { text: 'what', 'reporter.email': 'email', 'reporter.phone': 'phone', 'reporter.name': 'name' } as const;
      form.setFields(fields.map(({ field, message }) => ({ name: names[field as keyof typeof names] ?? 'what', errors: [message] })));
    },
  });
  const isWaitingForNetwork = useResubmission(report.error, () => form.submit());
  const photos = usePhotos({
    kept: draft.values.photos ?? [],
    keep: (kept) => draft.write({ ...draft.values, photos: kept }),
    submit: () => form.submit(),
    upload: uploadToForm(handedOut.zone.code, { form: handedOut.form, key: draft.key }),
    most: handedOut.mostPhotos,
    // Where these alone are asked for, a phone turns its own format into one of them.
    accept: 'image/jpeg,image/png',
  });
  return (
    <div className="narrow report">
      <h1>{t('tipOff.title')}</h1>
      <p className="zone-named">
        <strong>{handedOut.zone.name}</strong>
        <span className="quiet block">{handedOut.bureau}</span>
      </p>
      <ForStaff zone={handedOut.zone.code} />
      <Alert
        className="notice"
        type="info"
        showIcon
        title={handedOut.officePhone ? t('tipOff.urgent', { phone: handedOut.officePhone }) : t('tipOff.urgentNoPhone')}
      />
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, { what, place }) =>
          draft.write({ ...draft.values, ...(what !== undefined && { what }), ...(place !== undefined && { place }) })
        }
        onFinish={(values) => photos.holdUp() || report.mutate(values)}
        scrollToFirstError={{ focus: true }}
      >
        <PhotosField photos={photos} label={t('report.optional', { label: t('photos.title') })} hint={t('tipOff.photosHint')} />
        <Form.Item
          name="what"
          label={t('tipOff.what')}
          extra={t('tipOff.whatHint')}
          rules={[{ required: true, whitespace: true, message: t('report.needsWhat') }]}
        >
          <LongText autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} placeholder={t('tipOff.whatExample')} />
        </Form.Item>
        <Form.Item name="place" label={t('report.optional', { label: t('report.place') })}>
          <Input maxLength={200} placeholder={t('report.placeExample')} />
        </Form.Item>
        <fieldset className="reporter">
          <legend>{t('tipOff.reporter')}</legend>
          <p className="quiet">{t('tipOff.reporterHint', { days: handedOut.forgetAfterDays })}</p>
          <Form.Item name="name" label={t('report.optional', { label: t('tipOff.name') })}>
            <Input maxLength={50} autoComplete="name" />
          </Form.Item>
          <Form.Item name="phone" label={t('report.optional', { label: t('tipOff.phone') })}>
            <Input maxLength={30} autoComplete="tel" inputMode="tel" />
          </Form.Item>
          <Form.Item
            name="email"
            label={t('report.optional', { label: t('tipOff.email') })}
            extra={t('tipOff.emailHint')}
            rules={[{ type: 'email', message: t('tipOff.badEmail') }]}
          >
            <Input maxLength={200} autoComplete="email" inputMode="email" autoCapitalize="none" />
          </Form.Item>
        </fieldset>
        <div className="trap" aria-hidden="true">
          <Form.Item name="trap" label={t('tipOff.trap')}>
            <Input tabIndex={-1} autoComplete="off" />
          </Form.Item>
        </div>
        <SubmitBar
          photos={photos}
          isPending={report.isPending}
          isTouched={draft.isTouched}
          discard={() => {
            draft.finish();
            onDiscarded();
          }}
        >
          {isWaitingForNetwork ? <HeldHere title={t('unsent.here')} /> : report.error && <NotSaved error={report.error} />}
        </SubmitBar>
      </Form>
    </div>
  );
}

/** Whoever of the bureau reads the code of a placard reports as himself. */
function ForStaff({ zone }: { zone: string }) {
  const { t } = useWords();
  if (!keptReader()) return null;
  return (
    <p>
      <Link className="button-link" to={`/report?zone=${encodeURIComponent(zone)}`}>
        <Button size="large" tabIndex={-1}>
          {t('tipOff.asStaff')}
        </Button>
      </Link>
    </p>
  );
}

function Received({ received: { code }, again }: { received: TipOffReceived; again: () => void }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <div className="narrow reported" role="status">
      <h1>{t('tipOff.done')}</h1>
      <p>{t('tipOff.code')}</p>
      <p className="big-number tracking-code">{code}</p>
      <p className="strong">{t('tipOff.keepCode')}</p>
      <p>{t('tipOff.whatNext')}</p>
      <div className="form-end">
        {/* Missing where the address is plain http. */}
        {'clipboard' in navigator && (
          <Button type="primary" size="large" onClick={copy}>
            {isCopied ? t('tipOff.copied') : t('tipOff.copy')}
          </Button>
        )}
        <Link className="button-link" to="/track" state={{ code }}>
          <Button size="large" tabIndex={-1}>
            {t('track.link')}
          </Button>
        </Link>
        <Button size="large" onClick={again}>
          {t('report.again')}
        </Button>
      </div>
    </div>
  );
}

function UnknownZone() {
  const { t } = useWords();
  return (
    <div className="narrow">
      <h1>{t('tipOff.title')}</h1>
      <Alert role="alert" type="warning" showIcon title={t('tipOff.unknownZone')} />
    </div>
  );
}
