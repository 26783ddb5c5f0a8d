import { accepted, refused } from '../../case/decision.ts';
import type { Decision } from '../../case/decision.ts';
import type { CommentOnHazard } from '../commands.ts';
import type { HazardEvent } from '../hazard.ts';

/** 备注: anybody may add words to the history, at any stage; nothing else changes. Whoever owes the next step is told, unless he wrote them. */
export function comment({ by, text }: CommentOnHazard): Decision<HazardEvent> {
  if (text.trim() === '') return refused('REASON_REQUIRED', { field: 'text' });

  return accepted<HazardEvent>({ type: 'HazardCommented', by, text });
}
