import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Collapse, Form, Input, Radio, Switch } from 'antd';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { answerOf, api, isKeyReused, Refused, Unreachable } from '../api/client.ts';
import type { CommandAnswer, Zone } from '../api/client.ts';
import { forgetWhatMayHaveChanged, useCriteria, useZones } from '../api/queries.ts';
import { keptDraft, putDraft, useDraft } from '../draft.ts';
import type { WaitingReport } from '../offline/kept.ts';
import { startsOffline } from '../offline/reader.ts';
import { handOver, putAway, seeSent, takeOut, useTray } from '../offline/tray.ts';
import { CriterionField } from '../parts/criterion-field.tsx';
import { Discard } from '../parts/discard.tsx';
import { KeyReused } from '../parts/key-reused.tsx';
import { HeldHere } from '../parts/leaving.tsx';
import { LongText } from '../parts/long-text.tsx';
import { PhotosField } from '../parts/photos-field.tsx';
import { NotLoaded, NotSaved } from '../parts/problem-notice.tsx';
import { Reported } from '../parts/reported.tsx';
import { useSignedIn } from '../parts/signed-in.tsx';
import { SentReports } from '../parts/sent-reports.tsx';
import { SubmitBar } from '../parts/submit-bar.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { WaitingReports } from '../parts/waiting-reports.tsx';
import { ZoneField } from '../parts/zone-field.tsx';
import { rememberZone } from '../recent-zones.ts';
import { asReport } from '../report-draft.ts';
import type { ReportDraft } from '../report-draft.ts';
import { usePhotos } from '../use-photos.ts';
import { useResubmission } from '../use-resubmission.ts';
import { useTitle } from '../use-title.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { zh } from '../words/zh.ts';
import '../report.css';

const empty: ReportDraft = { mode: 'timeLimited', source: 'inspection', isMajor: false };
const sources = ['inspection', 'selfCheck', 'other'] as const;
const modes = ['timeLimited', 'immediate'] as const;
const categories = Object.keys(zh.category) as (keyof typeof zh.category)[];
const phrases = ['a', 'b', 'c', 'd'] as const;
const longestWhat = 100;

export function Report() {
  const { t } = useWords();
  const { person } = useSignedIn();
  const zones = useZones();
  // Read here, so that they are there where the network is not.
  useCriteria();
  const { waiting, sent } = useTray(person.id);
  const { key: visit } = useLocation();
  const [reported, setReported] = useState<{ answer: CommandAnswer; visit: string } | null>(null);
  const [sheet, setSheet] = useState(1);
  const [asked] = useSearchParams();
  const navigate = useNavigate();
  const again = asked.get('again');
  const draftName = again === null ? `${person.id}/report` : `${person.id}/report/${again}`;
  const [isTouched, setTouched] = useState(false);
  const isWriting = isTouched || keptDraft(draftName) !== null;
  const [arriving, ...others] = sent.filter(({ isSeen }) => !isSeen);
  const arrived = waiting.length + others.length === 0 && !isWriting ? arriving : undefined;
  // Whoever comes back to the page, or presses 上报 again, begins a new one.
  const done = reported?.visit === visit ? reported.answer : arrived?.answer;
  // What arrives while this page is open is shown whole, what arrived before as a card.
  useLayoutEffect(() => {
    seeSent();
    return seeSent;
  }, [visit]);
  const anew = () => setSheet(sheet + 1);
  const edit = async (report: WaitingReport) => {
    if (!putDraft(draftName, report)) throw new Error('This browser keeps no draft.');
    // At once: what is typed into the form that stood here would take its place.
    anew();
    await takeOut(report, false);
  };
  useTitle(t('page.report'));
  if (done)
    return (
      <Reported
        hazard={done}
        again={() => {
          setReported(null);
          if (arrived) putAway(arrived.key);
          void navigate('/report', { replace: true });
        }}
      />
    );
  if (!zones.data) return zones.error ? <NotLoaded error={zones.error} retry={() => void zones.refetch()} /> : <Waiting />;
  return (
    <div className="narrow report">
      <h1>{t('report.title')}</h1>
      <WaitingReports person={person.id} zones={zones.data.items} edit={isWriting ? null : edit} />
      <SentReports sent={sent} />
      <ReportForm
        key={`${person.id}/${again}/${sheet}`}
        draftName={draftName}
        start={{ ...empty, ...knownIn(asked) }}
        scanned={again === null ? asked.get('zone') : null}
        zones={zones.data.items}
        onReported={(answer) => setReported({ answer, visit })}
        onDiscarded={anew}
        onLaidAside={() => {
          anew();
          // Where it says what becomes of it: else it looks lost.
          window.scrollTo(0, 0);
        }}
        onTouched={setTouched}
      />
      <p className="quiet">{t(startsOffline ? 'report.offline.starts' : 'report.offline.never')}</p>
    </div>
  );
}

/** What another page knows already of what is reported: one that was closed and is unsound again. */
function knownIn(asked: URLSearchParams): Pick<ReportDraft, 'zone' | 'what'> {
  if (asked.get('again') === null) return {};
  const [zone, what] = [asked.get('zone'), asked.get('what')];
  return { ...(zone && { zone }), ...(what && { what }) };
}

/** `scanned`: the zone whose placard led here; it goes before the one of an older draft. */
type Beginning = { draftName: string; start: ReportDraft; scanned: string | null };
type Heard = {
  onReported: (answer: CommandAnswer) => void;
  onDiscarded: () => void;
  onLaidAside: () => void;
  onTouched: (isTouched: boolean) => void;
};

function ReportForm({ zones, draftName, start, scanned, ...heard }: Beginning & Heard & { zones: Zone[] }) {
  const { onReported, onDiscarded, onLaidAside, onTouched } = heard;
  const { t, language } = useWords();
  const { person } = useSignedIn();
  const navigate = useNavigate();
  const [form] = Form.useForm<ReportDraft>();
  const draft = useDraft<ReportDraft>(draftName, start);
  const { isTouched } = draft;
  useEffect(() => {
    onTouched(isTouched);
    return () => onTouched(false);
  }, [isTouched]);
  const [unknownZone, setUnknownZone] = useState<string | null>(null);
  const [isMajorNow, setMajorNow] = useState(false);
  const category = Form.useWatch('category', form);
  const report = useMutation({
    mutationFn: ({ values, key }: { values: ReportDraft; key: string }) =>
      answerOf(api.POST('/api/hazards', { params: { header: { 'Idempotency-Key': key } }, body: asReport(values) })),
    onSuccess: (answer) => {
      draft.finish();
      rememberZone(person.id, answer.zone.code);
      onReported(answer);
      return forgetWhatMayHaveChanged();
    },
    onError: (error) => {
      if (error instanceof Unreachable) return layAside(() => undefined);
      const fields = (error instanceof Refused && error.problem?.fields) || [];
      const named = { title: 'what', description: 'details' } as const;
      form.setFields(
        fields.map(({ field, message }) => ({
          name: (named[field as keyof typeof named] ?? field) as keyof ReportDraft,
          errors: [message],
        })),
      );
    },
  });
  const photos = usePhotos({
    kept: draft.values.photos ?? [],
    keep: (kept) => draft.write({ ...draft.values, photos: kept }),
    keptWith: draft.key,
    submit: () => form.submit(),
  });
  const isWaitingForNetwork = useResubmission(report.error, () => form.submit());

  /** Into the tray, from which it goes by itself; where this browser keeps nothing, `otherwise`. */
  const layAside = (otherwise: () => void) =>
    handOver({ key: draft.key, person: person.id, values: draft.values, handedInAt: new Date().toISOString() }).then(() => {
      draft.finish();
      onLaidAside();
    }, otherwise);
  const send = () => report.mutate({ values: draft.values, key: draft.key });
  const mayLayAside = photos.isKept && !photos.isRefused;
  const submit = () => {
    if (mayLayAside && (photos.isAway || !navigator.onLine)) return void layAside(send);
    if (!photos.holdUp()) send();
  };
  const isLeftWithoutNetwork = photos.isAwaited && photos.isOffline && mayLayAside;
  useEffect(() => {
    if (isLeftWithoutNetwork) void layAside(() => undefined);
  }, [isLeftWithoutNetwork]);

  const write = (changes: ReportDraft) => {
    form.setFieldsValue(changes);
    draft.write({ ...draft.values, ...changes });
  };
  const chooseByCode = (code: string): boolean => {
    const isKnown = zones.some((each) => each.code === code);
    setUnknownZone(isKnown ? null : code);
    if (isKnown) write({ zone: code, isZoneByCode: true });
    return isKnown;
  };
  useEffect(() => {
    if (scanned === null) return;
    chooseByCode(scanned);
    void navigate('/report', { replace: true });
  }, [scanned]);

  const discard = () => {
    photos.giveUpAll();
    draft.finish();
    onDiscarded();
  };

  return (
    <Form<ReportDraft>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={draft.values}
      onValuesChange={(changed, values) => {
        if ('isMajor' in changed) setMajorNow(true);
        draft.write({ ...draft.values, ...values, ...('zone' in changed && { isZoneByCode: false }) });
      }}
      onFinish={submit}
      scrollToFirstError={{ focus: true }}
    >
      {draft.restoredAt !== null && isTouched && (
        <Alert
          className="notice restored"
          type="info"
          showIcon
          title={t('report.restored', { moment: sayMoment(draft.restoredAt, language) })}
          action={
            <Discard discard={discard}>
              <Button>{t('report.clear')}</Button>
            </Discard>
          }
        />
      )}
      <PhotosField photos={photos} label={t('report.optional', { label: t('photos.title') })} hint={t('photos.ofReport')} />
      <ZoneField
        zones={zones}
        isByCode={draft.values.isZoneByCode ?? false}
        unknown={unknownZone}
        choose={(zone) => write({ zone, isZoneByCode: false })}
        chooseByCode={chooseByCode}
      />
      <Form.Item name="place" label={t('report.optional', { label: t('report.place') })}>
        <Input maxLength={200} placeholder={t('report.placeExample')} />
      </Form.Item>
      <Form.Item name="category" label={t('report.optional', { label: t('report.category') })}>
        <Categories />
      </Form.Item>
      {category && (
        <Phrases
          category={category}
          add={(phrase) => {
            const { what = '' } = draft.values;
            if (what.includes(phrase)) return;
            const joined = what.trim() === '' ? phrase : [what, phrase].join(language === 'en' ? '; ' : '；');
            write({ what: joined.slice(0, longestWhat) });
          }}
        />
      )}
      <Form.Item name="what" label={t('report.what')} rules={[{ required: true, whitespace: true, message: t('report.needsWhat') }]}>
        <LongText autoSize={{ minRows: 2, maxRows: 4 }} maxLength={longestWhat} placeholder={t('report.whatExample')} />
      </Form.Item>
      <Form.Item name="details" label={t('report.optional', { label: t('report.details') })}>
        <LongText rows={3} maxLength={4000} placeholder={t('report.detailsExample')} />
      </Form.Item>
      <div className="switch-line">
        <Form.Item name="isMajor" valuePropName="checked" noStyle>
          <Switch id="isMajor" />
        </Form.Item>
        <label htmlFor="isMajor">{t('report.major')}</label>
        <span className="quiet">{t('report.majorHint')}</span>
      </div>
      {draft.values.isMajor && <CriterionField category={category ? zh.category[category] : null} isNew={isMajorNow} />}
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
      <SubmitBar photos={photos} isPending={report.isPending} isTouched={isTouched} discard={discard}>
        {isKeyReused(report.error) ? (
          <KeyReused
            title={t('report.keyReused')}
            says={t('report.asNew')}
            sendAsNew={() => report.mutate({ values: draft.values, key: draft.renewKey() })}
          />
        ) : isWaitingForNetwork ? (
          <HeldHere title={t('unsent.here')} />
        ) : (
          report.error && <NotSaved error={report.error} />
        )}
      </SubmitBar>
    </Form>
  );
}

/** 常用语 of a category: a press adds one to what was written. */
function Phrases({ category, add }: { category: keyof typeof zh.category; add: (phrase: string) => void }) {
  const { t } = useWords();
  return (
    <div className="chips phrases" role="group" aria-label={t('report.phrases')}>
      <span className="quiet">{t('report.phrases')}</span>
      {phrases.map((nth) => (
        <Button key={nth} onClick={() => add(t(`phrases.${category}.${nth}`))}>
          {t(`phrases.${category}.${nth}`)}
        </Button>
      ))}
    </div>
  );
}

/** One press takes a category, the next gives it back. */
function Categories({ value, onChange }: { value?: ReportDraft['category']; onChange?: (value: ReportDraft['category']) => void }) {
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
