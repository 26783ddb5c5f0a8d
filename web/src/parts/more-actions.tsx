import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { Hazard, HazardCommand } from '../api/client.ts';
import { sayFromTime } from '../words/moments.ts';
import { useWords } from '../words/use-words.ts';

/** What is not the next step, each in a drawer of its own. */
export type Action =
  | 'chase'
  | 'comment'
  | 'plan'
  | 'stopWorkAdvice'
  | 'publicity'
  | 'extension'
  | 'suspension'
  | 'resume'
  | 'return'
  | 'reassign'
  | 'reclassify'
  | 'merge'
  | 'unmerge'
  | 'supervision'
  | 'answer'
  | 'void';

const commandOf: Record<Action, HazardCommand['type']> = {
  chase: 'ChaseHazard',
  comment: 'CommentOnHazard',
  plan: 'SubmitPlan',
  stopWorkAdvice: 'RecordStopWorkAdvice',
  publicity: 'RecordPublicity',
  extension: 'RequestExtension',
  suspension: 'RequestSuspension',
  resume: 'ResumeHazard',
  return: 'ReturnToOffice',
  reassign: 'ReassignHazard',
  reclassify: 'ReclassifyHazard',
  merge: 'MergeHazard',
  unmerge: 'UnmergeHazard',
  supervision: 'ProposeSupervision',
  answer: 'AnswerReporter',
  void: 'VoidHazard',
};
const actions = Object.keys(commandOf) as Action[];

/** The actions that the reader may take now; a first plan is the next step, and no action beside it. */
export const actionsIn = ({ commands, plan }: Hazard): Action[] =>
  actions.filter((action) => commands.includes(commandOf[action]) && !(action === 'plan' && plan === null));

/** How the action is called; a hazard that is suspended already is suspended on. */
export function useActionTitle(hazard: Hazard): (action: Action) => string {
  const { t } = useWords();
  return (action) =>
    action === 'suspension' && hazard.stage === 'suspended' ? t('action.suspension.prolong') : t(`action.${action}.title`);
}

/** 更多操作: apart from the next step. */
export function MoreActions({ hazard, open }: { hazard: Hazard; open: (action: Action) => void }) {
  const { t } = useWords();
  const titleOf = useActionTitle(hazard);
  const found = actionsIn(hazard);
  const pressed = hazard.pressableAt && {
    ...{ key: 'pressed', disabled: true },
    label: t('action.chase.later', { time: sayFromTime(hazard.pressableAt) }),
  };
  if (found.length === 0 && !pressed) return null;
  return (
    <div className="more-actions">
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        autoFocus
        menu={{
          items: [
            ...(pressed ? [pressed] : []),
            ...found.map((action) => ({ key: action, label: titleOf(action), danger: action === 'void' })),
          ],
          onClick: ({ key }) => open(key as Action),
        }}
      >
        <Button>
          {t('hazard.moreActions')}
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
    </div>
  );
}
