import { useWords } from '../../words/use-words.ts';

const steps = ['choose', 'check', 'enter'] as const;

/** Where one is: 选择文件, 核对, 导入. */
export function ImportSteps({ at }: { at: (typeof steps)[number] }) {
  const { t } = useWords();
  return (
    <ol className="import-steps" aria-label={t('import.steps.label')}>
      {steps.map((step, i) => (
        <li key={step} aria-current={step === at ? 'step' : undefined} className={i < steps.indexOf(at) ? 'import-done' : undefined}>
          <span aria-hidden>{i + 1}</span>
          {t(`import.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
