import type { HazardSource } from './hazard.ts';

/** 来源, as papers and dossiers print it. */
export const sourceNames: Record<HazardSource, string> = {
  inspection: '检查发现',
  selfCheck: '自查发现',
  tipOff: '群众反映',
  imported: '补录',
  other: '其他',
};
