import type { Decider } from '../case/decider.ts';
import { noticesFor } from '../notices/notices-for.ts';
import type { HazardCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve, openStages } from './hazard.ts';
import type { Hazard, HazardEvent } from './hazard.ts';

/** 隐患 as a case: its rules, its fold, its notices. */
export const hazardDecider: Decider<Hazard, HazardCommand, HazardEvent> = {
  kind: 'hazard',
  decide,
  evolve,
  noticesFor,
  summaryOf: ({ number, stage, zone, facts }) => ({
    number,
    stage,
    zone,
    title: facts.title,
    class: facts.class,
    finished: !openStages.includes(stage),
  }),
};
