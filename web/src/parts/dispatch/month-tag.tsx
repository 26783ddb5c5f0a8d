import type { MonthListed, OpenMonth } from '../../api/client.ts';
import { useWords } from '../../words/use-words.ts';

/** How far a month has come: filled while something is to be done. */
export function MonthTag({ stage, isFilled = false }: { stage: MonthListed['stage']; isFilled?: boolean }) {
  const { t } = useWords();
  return <span className={isFilled && stage !== 'published' ? 'tag tag-now' : 'tag'}>{t(`dispatch.stage.${stage}`)}</span>;
}

type Unit = OpenMonth['units'][number];
export type ReportState = 'notAsked' | 'blank' | 'begun' | 'submitted' | 'returned' | 'accepted' | 'unreported' | 'leftOut' | 'withdrawn';

/** 未填, 填写中, 已提交, 已退回, 已接收, 未报, 未列入汇总. */
export function reportStateOf({ unit, report }: Unit, { unreported }: Pick<OpenMonth, 'unreported'>): ReportState {
  if (!report) return 'notAsked';
  if (report.stage !== 'drafting') return report.stage;
  if (unreported.some(({ code }) => code === unit.code)) return 'unreported';
  if (report.isReturned) return 'returned';
  return report.isBegun ? 'begun' : 'blank';
}
