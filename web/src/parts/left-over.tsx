import { Alert } from 'antd';
import { useState } from 'react';
import type { Hazard } from '../api/client.ts';
import { dropDraft, keptDraft } from '../draft.ts';
import { movedBy } from '../give-command.ts';
import { useWords } from '../words/use-words.ts';

/** What was being written stays readable when the case has moved on under it. `draftName` is null while the reader has nothing to write. */
export function LeftOver({ hazard, draftName }: { hazard: Hazard; draftName: string | null }) {
  const { t } = useWords();
  const now = { draftName, revision: hazard.revision };
  const [before, setBefore] = useState(now);
  const isGone = before.draftName !== draftName;
  const left =
    isGone && before.draftName !== null
      ? keptDraft<{ measures?: string; opinion?: string; withoutPhoto?: string }>(before.draftName)
      : null;
  if (isGone && !left) setBefore(now);
  if (!left) return null;
  const by = movedBy(hazard, before.revision);
  return (
    <Alert
      className="notice"
      type="warning"
      role="alert"
      showIcon
      title={by ? t('problem.stale', { name: by }) : t('problem.staleUnknown')}
      description={<p className="typed">{left.values.measures ?? left.values.opinion ?? left.values.withoutPhoto}</p>}
      closable={{
        onClose: () => {
          dropDraft(before.draftName ?? '');
          setBefore(now);
        },
      }}
    />
  );
}
