import { FlagFilled } from '@ant-design/icons';
import { DatePicker, Timeline } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ExampleLadder as Dated, Ladder } from '../../api/client.ts';
import type { useExampleLadder } from '../../api/office-queries.ts';
import { inShanghai, isInSeconds } from '../../words/moments.ts';
import { actOf } from '../../words/use-words.ts';
import { useDayLines, useLadderMoment } from '../ladder-days.ts';
import { NotLoaded } from '../problem-notice.tsx';
import { Waiting } from '../waiting.tsx';
import { usePolicyWords } from './allowance.ts';
import { Field } from './field.tsx';

type Line = { key: string; at: string; kind: 'past' | 'future' | 'due' | 'holiday' | 'makeup'; text: ReactNode };

type Shown = {
  example: ReturnType<typeof useExampleLadder>;
  ladder: Ladder | undefined;
  duty: string;
  openedOn: Dayjs;
  open: (on: Dayjs) => void;
};

/** The ladder of a draft on the real calendar, for something opened at a moment that can be chosen, as if nobody ever acts. */
export function ExampleLadder({ example, ladder, duty, openedOn, open }: Shown) {
  const { t } = usePolicyWords();
  const { data, error, refetch } = example;
  const [good, setGood] = useState<{ duty: string; dated: Dated; ladder: Ladder } | null>(null);
  // While the draft has faults the last ladder that could be dated stands.
  if (data?.ladder && data.duty === duty && ladder && data.ladder !== good?.dated) setGood({ duty, dated: data.ladder, ladder });
  const faults = data?.faults ?? [];
  return (
    <section className="ladder" aria-labelledby="example">
      <h2 id="example">{t('office.draft.example')}</h2>
      <Field
        id="opened-at"
        label={t('office.draft.exampleOpened')}
        faults={faults.filter(({ place }) => place === 'openedAt').map(({ message }) => message)}
      >
        <DatePicker
          id="opened-at"
          className="date"
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          value={openedOn}
          onChange={(chosen: Dayjs | null) => chosen && open(chosen)}
        />
      </Field>
      {faults.length > 0 && good && <p className="near">{t('office.draft.exampleStale')}</p>}
      {error && <NotLoaded error={error} retry={() => void refetch()} />}
      {good?.duty === duty && <Drawn {...good} />}
      {!data && !error && <Waiting />}
    </section>
  );
}

const icons: Record<Line['kind'], ReactNode> = {
  past: <i className="rung rung-past" />,
  future: <i className="rung rung-future" />,
  due: <FlagFilled className="rung-flag" />,
  holiday: <i className="rung rung-gap" />,
  makeup: <i className="rung rung-makeup" />,
};

function Drawn({ dated, duty, ladder }: { dated: Dated; duty: string; ladder: Ladder }) {
  const { t, posts, limit, when, repeats } = usePolicyWords();
  const still = t(`still.${actOf(duty)}`);
  const say = useLadderMoment(dated, isInSeconds({ since: dated.openedAt, dueAt: dated.dueAt }));
  const timed = (at: string, text: string) => (
    <>
      <time dateTime={at}>{say(at)}</time> {text}
    </>
  );
  const rungs = dated.rungs.map(({ key, at, nature, level, tells }): Line => {
    const rung = ladder.rungs.find((each) => each.key === key.replace(/#\d+$/, ''));
    const said =
      tells.length === 0
        ? t('office.draft.marks')
        : t(nature === 'reminder' ? 'ladder.remind' : 'ladder.tell', { still, who: posts(tells) }) +
          (nature === 'escalation' ? t('office.draft.toLevel', { count: level }) : '');
    const why = rung ? t('ladder.because', { name: when(rung) }) : '';
    const again = nature === 'escalation' && rung ? repeats(rung) : null;
    return { key, at, kind: 'future', text: timed(at, said + why + (again ? t('ladder.because', { name: again }) : '')) };
  });
  const provisional = dated.provisional ? t('time.provisional', { year: inShanghai(dated.dueAt).year() }) : '';
  const lines: Line[] = [
    { key: 'opened', at: dated.openedAt, kind: 'past', text: timed(dated.openedAt, t('office.draft.opened')) },
    { key: 'due', at: dated.dueAt, kind: 'due', text: timed(dated.dueAt, t('office.draft.dueIs', { limit: limit(ladder) }) + provisional) },
    ...rungs,
  ];
  const days = useDayLines(
    dated,
    lines.map(({ at }) => at),
  );
  // At one moment in the order given: the flag before what climbs because of it.
  const inOrder = [...lines, ...days].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return <Timeline items={inOrder.map(({ key, kind, text }) => ({ key, icon: icons[kind], className: `line-${kind}`, content: text }))} />;
}
