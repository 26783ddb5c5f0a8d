import type { Instant } from '../time/instant.ts';

export const tipOffAnswerKinds = ['accepted', 'notAccepted', 'merged', 'closed', 'further'] as const;

/** 答复: what the reporter is told of what he reported; `text` is what the office wrote, for everybody to read; '' where the kind says it all. */
export type TipOffAnswer = { kind: (typeof tipOffAnswerKinds)[number]; text: string; at: Instant };
