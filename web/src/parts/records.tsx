import type { Hazard } from '../api/client.ts';
import { sayDate } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** 停工建议 or 通报从业人员, as somebody put them on record: on which day, what, and who says so. */
export function Records({ records }: { records: Hazard['publicity'] }) {
  const { t, language } = useWords();
  return (
    <ul className="records">
      {records.map(({ on, text, by }, i) => (
        <li key={i}>{t('hazard.recorded', { on: sayDate(on, language), text, name: by.name })}</li>
      ))}
    </ul>
  );
}
