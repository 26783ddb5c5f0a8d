/** 隐患 and what follows from it, 每月调度 and its reports; each is a case: something somebody owes. */
export type CaseKind =
  | 'hazard'
  | 'request'
  | 'vacancy'
  | 'call'
  | 'recheck'
  | 'supervision'
  | 'year-watch'
  | 'dispatch'
  | 'unit-report'
  | 'statistics'
  | 'suggestion';
