import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { CommandAnswer } from '../api/client.ts';
import { useHazard } from '../api/queries.ts';
import { useWords } from '../words/use-words.ts';
import { Ladder } from './ladder.tsx';

/** 已上报: its number, with whom it lies now, and its ladder as time goes on. */
export function Reported({ hazard, again }: { hazard: CommandAnswer; again: () => void }) {
  const { t, act, due, person } = useWords();
  const { data: since } = useHazard(hazard.id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // It takes the place of a long form, whose end was in sight.
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="narrow reported" role="status">
      <h1 ref={heading} tabIndex={-1}>
        {t('report.doneTitle')}
      </h1>
      <p className="big-number">{hazard.number}</p>
      <p>{hazard.title}</p>
      {hazard.owes && (
        <p className="strong">{t('report.doneTo', { who: person(hazard.owes), duty: act(hazard.owes), due: due(hazard.owes) })}</p>
      )}
      <Ladder of={since ?? { ...hazard, timeline: [], notices: [] }} isFoldable={false} />
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
