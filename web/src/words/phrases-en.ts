import type { phrasesZh } from './phrases-zh.ts';

/** What is found again and again, by category. */
export const phrasesEn: typeof phrasesZh = {
  edge: { a: 'edge protection missing', b: 'opening without cover', c: 'guard rail loose', d: 'lift shaft without gate' },
  height: { a: 'no harness worn at height', b: 'no safety net', c: 'platform not fully decked', d: 'unsafe way up and down' },
  pit: { a: 'load at the edge of the pit', b: 'pit edge unprotected', c: 'deformed support not dealt with', d: 'water in the pit' },
  formwork: { a: 'standards too far apart', b: 'bottom ledgers missing', c: 'too little bracing', d: 'concrete poured before acceptance' },
  scaffold: { a: 'wall ties missing', b: 'boards incomplete', c: 'netting torn', d: 'too much load on the scaffold' },
  crane: { a: 'limiter out of order', b: 'slings worn', c: 'slinger without certificate', d: 'lifting area not cordoned off' },
  power: {
    a: 'distribution box not locked',
    b: 'residual current device out of order',
    c: 'cable on the ground',
    d: 'several machines on one switch',
  },
  fire: { a: 'fire lane blocked', b: 'extinguisher expired', c: 'hot work without permit', d: 'flammables stored together' },
  confined: { a: 'confined space without permit', b: 'no airing and testing first', c: 'nobody keeps watch', d: 'no rescue gear' },
  demolition: {
    a: 'order of demolition not as planned',
    b: 'area not closed off',
    c: 'people working below',
    d: 'water, power, gas not cut off',
  },
  tunnel: { a: 'advance support lacking', b: 'readings not evaluated in time', c: 'too little air', d: 'work in water without measures' },
  machine: { a: 'drive without guard', b: 'machine not accepted', c: 'operator without certificate', d: 'run in spite of a fault' },
  flood: { a: 'drain blocked', b: 'flood supplies short', c: 'low spot without barrier', d: 'nobody on duty' },
  railway: { a: 'inside the clearance of the line', b: 'no lookout', c: 'outside the permitted time', d: 'tools and material left behind' },
  civil: { a: 'hoarding damaged', b: 'bare soil uncovered', c: 'lorries not washed', d: 'material lying about' },
  conduct: { a: 'no helmet worn', b: 'project manager absent', c: 'no safety briefing', d: 'special plan not reviewed' },
};
