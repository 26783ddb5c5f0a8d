import type { LocalDate } from '../time/instant.ts';

/** 五落实: how a major hazard will be put right – measures, who is responsible, funds, by when, and what is done if it goes wrong. */
export type Plan = { measures: string; responsible: string; fundsYuan: number; dueOn: LocalDate; contingencyPlan: string };
