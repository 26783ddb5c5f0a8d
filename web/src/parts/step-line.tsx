import { Steps } from 'antd';
import type { Hazard } from '../api/client.ts';
import { useIsNarrow } from '../use-is-narrow.ts';
import { sayMoment } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';
import { TimeWord } from './tags.tsx';

const status = { done: 'finish', now: 'process', ahead: 'wait' } as const;

/** 上报→派单→整改→复查→销号; on a phone "3/5 整改中，下一步：复查". */
export function StepLine({ hazard }: { hazard: Hazard }) {
  const { t, language } = useWords();
  const isNarrow = useIsNarrow();
  const { steps, reworks, stage, owes } = hazard;
  const paused = stage === 'suspended' && owes ? <TimeWord owes={owes} /> : null;
  const at = steps.findIndex(({ state }) => state === 'now');
  if (isNarrow) {
    const done = steps.filter(({ state }) => state === 'done').length;
    const next = at < 0 ? undefined : steps[at + 1];
    return (
      <p className="step-short">
        <strong>
          {at < 0 ? done : at + 1}/{steps.length}
        </strong>{' '}
        {t(`stage.${stage}`)}
        {next && t('steps.next', { step: t(`steps.${next.step}`) })} {paused}
        {reworks > 0 && <span className="rework">{t('steps.round', { count: reworks + 1 })}</span>}
        <span className="step-bar" aria-hidden>
          {steps.map(({ step, state }) => (
            <i key={step} className={`step-${state}`} />
          ))}
        </span>
      </p>
    );
  }
  return (
    <nav className="step-line" aria-label={t('steps.label')}>
      <Steps
        size="small"
        titlePlacement="vertical"
        current={at >= 0 ? at : steps.length}
        items={steps.map(({ step, state, at: when, by }) => ({
          status: status[state],
          title: t(`steps.${step}`),
          content: (
            <>
              {step === 'rectify' && reworks > 0 && <span className="rework">{t('steps.round', { count: reworks + 1 })}</span>}
              {state === 'now' && paused}
              {when && <span>{by ? by.name || t('tipOff.public') : step === 'assign' ? t('steps.byItself') : ''}</span>}
              {when && <time dateTime={when}>{sayMoment(when, language)}</time>}
            </>
          ),
        }))}
      />
    </nav>
  );
}
