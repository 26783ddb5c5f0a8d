import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Collapse, Form, Input, Radio, Select, Switch } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { answerOf, api, Refused } from '../api/client.ts';
import type { CommandAnswer, HazardReport, Zone } from '../api/client.ts';
import type { UploadedPhoto } from '../api/upload-photo.ts';
import { forgetWhatMayHaveChanged, useZones } from '../api/queries.ts';
import { useDraft } from '../draft.ts';
import { CriterionField } from '../parts/criterion-field.tsx';
import { Ladder } from '../parts/ladder.tsx';
import { PhotosField } from '../parts/photos-field.tsx';
import { NotLoaded, NotSaved } from '../parts/problem-notice.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { recall, remember } from '../remembered.ts';
import { usePhotos } from '../use-photos.ts';
import { useResubmission } from '../use-resubmission.ts';
import { SubmitBar } from '../parts/submit-bar.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words/use-words.ts';
import { zh } from '../words/zh.ts';

type Values = Pick<HazardReport, 'place' | 'project' | 'mode' | 'source'> & {
  zone?: string;
  what?: string;
  details?: string;
  category?: keyof typeof zh.category;
  isMajor?: boolean;
  criterion?: string;
  photos?: UploadedPhoto[];
};

const empty: Values = { mode: 'timeLimited', source: 'inspection', isMajor: false };
const sources = ['inspection', 'selfCheck', 'other'] as const;
const modes = ['timeLimited', 'immediate'] as const;
const categories = Object.keys(zh.category) as (keyof typeof zh.category)[];
const keptRecent = 3;

const recentZones = (person: string): string[] => (recall(`recent-zones/${person}`) ?? '').split(' ').filter((code) => code !== '');
const rememberZone = (person: string, zone: string) =>
  remember(`recent-zones/${person}`, [...new Set([zone, ...recentZones(person)])].slice(0, keptRecent).join(' '));

/** What is told in words goes to the ledger in the bureau's own terms, whatever language the page is in. */
function asReport({
  zone = '',
  what = '',
  details,
  place,
  project,
  category,
  isMajor,
  criterion,
  mode,
  source,
  photos = [],
}: Values): HazardReport {
  return {
    zone,
    title: what,
    description: details?.trim() ? details : what,
    place: place?.trim() ? place : null,
    project: project?.trim() ? project : null,
    category: category ? zh.category[category] : null,
    class: isMajor ? 'major' : 'general',
    criterion: (isMajor && criterion) || null,
    mode: mode ?? 'timeLimited',
    source: source ?? 'inspection',
    photos: photos.map(({ id }) => id),
  };
}

export function Report() {
  const { t } = useWords();
  const me = useSignedIn();
  const zones = useZones();
  const [reported, setReported] = useState<CommandAnswer | null>(null);
  const [sheet, setSheet] = useState(1);
  const [asked] = useSearchParams();
  const navigate = useNavigate();
  const again = asked.get('again');
  useTitle(t('page.report'));
  if (reported)
    return (
      <Reported
        hazard={reported}
        again={() => {
          setReported(null);
          void navigate('/report', { replace: true });
        }}
      />
    );
  if (!zones.data) return zones.error ? <NotLoaded error={zones.error} retry={() => void zones.refetch()} /> : <Waiting />;
  return (
    <ReportForm
      key={`${me.person.id}/${again}/${sheet}`}
      draftName={again === null ? `${me.person.id}/report` : `${me.person.id}/report/${again}`}
      start={{ ...empty, ...knownIn(asked) }}
      zones={zones.data.items}
      onReported={setReported}
      onDiscarded={() => setSheet(sheet + 1)}
    />
  );
}

/** What another page knows already of what is reported: one that was closed and is unsound again. */
function knownIn(asked: URLSearchParams): Pick<Values, 'zone' | 'what'> {
  const [zone, what] = [asked.get('zone'), asked.get('what')];
  return { ...(zone && { zone }), ...(what && { what }) };
}

type Beginning = { draftName: string; start: Values };
type Ends = { onReported: (answer: CommandAnswer) => void; onDiscarded: () => void };

function ReportForm({ zones, draftName, start, onReported, onDiscarded }: Beginning & Ends & { zones: Zone[] }) {
  const { t } = useWords();
  const { person } = useSignedIn();
  const [form] = Form.useForm<Values>();
  const draft = useDraft<Values>(draftName, start);
  const report = useMutation({
    mutationFn: ({ values, key }: { values: Values; key: string }) =>
      answerOf(api.POST('/api/hazards', { params: { header: { 'Idempotency-Key': key } }, body: asReport(values) })),
    onSuccess: (answer) => {
      draft.finish();
      rememberZone(person.id, answer.zone.code);
      onReported(answer);
      return forgetWhatMayHaveChanged();
    },
    onError: (error) => {
      const fields = (error instanceof Refused && error.problem?.fields) || [];
      const named = { title: 'what', description: 'details' } as const;
      form.setFields(
        fields.map(({ field, message }) => ({ name: (named[field as keyof typeof named] ?? field) as keyof Values, errors: [message] })),
      );
    },
  });
  const isWaitingForNetwork = useResubmission(report.error, () => form.submit());
  const photos = usePhotos({
    kept: draft.values.photos ?? [],
    keep: (kept) => draft.write({ ...draft.values, photos: kept }),
    submit: () => form.submit(),
  });
  const isKeyReused = report.error instanceof Refused && report.error.problem?.code === 'KEY_REUSED';
  return (
    <div className="narrow report">
      <h1>{t('report.title')}</h1>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draft.values}
        onValuesChange={(_, values) => draft.write({ ...draft.values, ...values })}
        onFinish={() => photos.holdUp() || report.mutate({ values: draft.values, key: draft.key })}
        scrollToFirstError={{ focus: true }}
      >
        <PhotosField photos={photos} label={t('report.optional', { label: t('photos.title') })} hint={t('photos.ofReport')} />
        <ZoneField
          zones={zones}
          choose={(zone) => {
            form.setFieldValue('zone', zone);
            draft.write({ ...draft.values, zone });
          }}
        />
        <Form.Item name="place" label={t('report.optional', { label: t('report.place') })}>
          <Input maxLength={200} placeholder={t('report.placeExample')} />
        </Form.Item>
        <Form.Item name="what" label={t('report.what')} rules={[{ required: true, whitespace: true, message: t('report.needsWhat') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} maxLength={100} placeholder={t('report.whatExample')} />
        </Form.Item>
        <Form.Item name="category" label={t('report.optional', { label: t('report.category') })}>
          <Categories />
        </Form.Item>
        <Form.Item name="details" label={t('report.optional', { label: t('report.details') })}>
          <Input.TextArea rows={3} maxLength={4000} placeholder={t('report.detailsExample')} />
        </Form.Item>
        <div className="switch-line">
          <Form.Item name="isMajor" valuePropName="checked" noStyle>
            <Switch aria-labelledby="is-major" />
          </Form.Item>
          <span id="is-major">{t('report.major')}</span>
          {draft.values.isMajor && <span className="quiet">{t('report.majorHint')}</span>}
        </div>
        {draft.values.isMajor && <CriterionField />}
        <Collapse
          ghost
          items={[
            {
              key: 'more',
              label: t('report.more'),
              forceRender: true,
              children: (
                <>
                  <Form.Item name="mode" label={t('report.mode')}>
                    <Radio.Group options={modes.map((value) => ({ value, label: t(`mode.${value}`) }))} />
                  </Form.Item>
                  <Form.Item name="source" label={t('report.source')}>
                    <Radio.Group options={sources.map((value) => ({ value, label: t(`source.${value}`) }))} />
                  </Form.Item>
                  <Form.Item name="project" label={t('report.optional', { label: t('report.project') })}>
                    <Input maxLength={200} />
                  </Form.Item>
                </>
              ),
            },
          ]}
        />
        <SubmitBar
          photos={photos}
          isPending={report.isPending}
          isTouched={draft.isTouched}
          discard={() => {
            draft.finish();
            onDiscarded();
          }}
        >
          {isKeyReused ? (
            <Alert
              className="notice"
              role="alert"
              type="warning"
              showIcon
              title={t('report.keyReused')}
              action={<Button onClick={() => report.mutate({ values: draft.values, key: draft.renewKey() })}>{t('report.asNew')}</Button>}
            />
          ) : isWaitingForNetwork ? (
            <Alert className="notice" role="alert" type="warning" showIcon title={t('problem.offline')} />
          ) : (
            report.error && <NotSaved error={report.error} />
          )}
        </SubmitBar>
      </Form>
    </div>
  );
}

function ZoneField({ zones, choose }: { zones: Zone[]; choose: (zone: string) => void }) {
  const { t, person: say } = useWords();
  const { person } = useSignedIn();
  const form = Form.useFormInstance<Values>();
  const chosen = Form.useWatch('zone', form);
  const zone = zones.find(({ code }) => code === chosen);
  const recent = recentZones(person.id).flatMap((code) => zones.filter((each) => each.code === code));
  const holder =
    zone && (zone.specific ? t('report.zoneHolder', { who: say({ post: 'specific', person: zone.specific }) }) : t('report.zoneVacant'));
  return (
    <>
      <Form.Item name="zone" label={t('report.zone')} extra={holder} rules={[{ required: true, message: t('report.needsZone') }]}>
        <Select
          className="zone-select"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('report.zonePick')}
          options={zones.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Form.Item>
      {recent.length > 0 && (
        <div className="chips recent" role="group" aria-label={t('report.zoneRecent')}>
          <span className="quiet">{t('report.zoneRecent')}</span>
          {recent.map(({ code, name }) => (
            <Button key={code} aria-pressed={zone?.code === code} onClick={() => choose(code)}>
              {name}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

/** One press takes a category, the next gives it back. */
function Categories({ value, onChange }: { value?: Values['category']; onChange?: (value: Values['category']) => void }) {
  const { t } = useWords();
  return (
    <div className="chips" role="group" aria-label={t('report.category')}>
      {categories.map((each) => (
        <Button key={each} aria-pressed={value === each} onClick={() => onChange?.(value === each ? undefined : each)}>
          {t(`category.${each}`)}
        </Button>
      ))}
    </div>
  );
}

function Reported({ hazard, again }: { hazard: CommandAnswer; again: () => void }) {
  const { t, act, due, person } = useWords();
  return (
    <div className="narrow reported" role="status">
      <h1>{t('report.doneTitle')}</h1>
      <p className="big-number">{hazard.number}</p>
      <p>{hazard.title}</p>
      {hazard.owes && (
        <p className="strong">{t('report.doneTo', { who: person(hazard.owes), duty: act(hazard.owes), due: due(hazard.owes) })}</p>
      )}
      <Ladder of={{ ...hazard, holidays: [], timeline: [], notices: [] }} isFoldable={false} />
      <div className="form-end">
        <Button type="primary" size="large" onClick={again}>
          {t('report.again')}
        </Button>
        <Link className="button-link" to={`/hazards/${hazard.id}`}>
          <Button size="large" tabIndex={-1}>
            {t('report.look')}
          </Button>
        </Link>
      </div>
    </div>
  );
}
