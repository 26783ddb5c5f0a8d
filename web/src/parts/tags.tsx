import { ClockCircleOutlined, DoubleRightOutlined, PauseOutlined, UpOutlined, WarningFilled } from '@ant-design/icons';
import type { HazardItem, Owes, Told } from '../api/client.ts';
import { latenessOf } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** Every state is word, shape and colour. */
export function TimeWord({ owes }: { owes: Owes }) {
  const { lateness } = useWords();
  const { kind } = latenessOf(owes);
  return (
    <span className={`time time-${kind}`}>
      {kind === 'overdue' && <WarningFilled aria-hidden />}
      {kind === 'paused' && <PauseOutlined aria-hidden />}
      {(kind === 'soon' || kind === 'today') && <ClockCircleOutlined aria-hidden />}
      {lateness(owes)}
    </span>
  );
}

const ended: readonly HazardItem['stage'][] = [
  'closed',
  'void',
  'merged',
  'filled',
  'called',
  'spared',
  'published',
  'issued',
  'answered',
  'lifted',
  'notListed',
  'lapsed',
];

/** Filled where it is the case's own page; an outline in lists, where calm rows carry no colour. */
export function StageTag({ stage, isFilled = false }: { stage: HazardItem['stage']; isFilled?: boolean }) {
  const { t } = useWords();
  const isOpen = !ended.includes(stage);
  const look = stage === 'suspended' ? 'tag tag-paused' : 'tag tag-now';
  return <span className={isFilled && isOpen ? look : 'tag'}>{t(`stage.${stage}`)}</span>;
}

/** 一般 has no mark. */
export function MajorTag({ of }: { of: HazardItem['class'] }) {
  const { t } = useWords();
  return of === 'major' ? <span className="tag tag-major">{t('class.major')}</span> : null;
}

/** How far it has climbed; `to` names the posts where they are known. */
export function LevelWord({ level, to = [] }: { level: number; to?: Told['post'][] }) {
  const { t, list } = useWords();
  if (level === 0) return null;
  return (
    <span className="level">
      {level === 1 ? <UpOutlined aria-hidden /> : <DoubleRightOutlined aria-hidden rotate={-90} />}
      {to.length > 0 ? t('levelTo', { posts: list(to.map((post) => t(`post.${post}`))) }) : t('level', { count: level })}
    </span>
  );
}
