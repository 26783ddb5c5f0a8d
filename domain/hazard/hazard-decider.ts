import type { Decider } from '../case/decider.ts';
import { noticesFor } from '../notices/notices-for.ts';
import type { HazardCommand } from './commands.ts';
import { decide } from './decide.ts';
import { evolve, openStages } from './hazard.ts';
import type { Hazard, HazardEvent } from './hazard.ts';
import { tellingsOf } from './tellings-of.ts';

/** 隐患 as a case: its rules, its fold, its notices. */
export const hazardDecider: Decider<Hazard, HazardCommand, HazardEvent> = {
  kind: 'hazard',
  decide,
  evolve,
  noticesFor: (hazard, events, moment, before) =>
    noticesFor({ ...subjectOf(hazard), settled: before?.obligation ?? null }, tellingsOf(hazard, events, moment), moment),
  summaryOf: ({ number, stage, zone, facts }) => ({
    number,
    stage,
    zone,
    title: facts.title,
    class: facts.class,
    finished: !openStages.includes(stage),
  }),
};

const subjectOf = ({ number, zone, facts, obligation }: Hazard) => ({
  number,
  title: facts.title,
  zone,
  class: facts.class,
  obligation,
});
