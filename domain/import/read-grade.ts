import { folded } from './cells.ts';

export type GradeReading = {
  class: 'general' | 'major';
  certainty: 'plain' | 'takenAsGeneral' | 'notUnderstood';
};

/**
 * 重大 and 1 are major; 一般 and 3 are general. 2 (突出, 较大) and what is milder than 3 are not major by the law's two classes: general, with a doubt.
 * "一般3级" is general by its word: a word counts before a number.
 */
export const readGrade = (text: string): GradeReading => {
  const words = folded(text).replace(/隐患|等级|[级类()]/g, '');
  if (/^(非重大|一般)|一般/.test(words)) return { class: 'general', certainty: 'plain' };
  if (/重大/.test(words) || /^(1|一|i)$/.test(words)) return { class: 'major', certainty: 'plain' };
  if (/^(3|三|iii)$/.test(words)) return { class: 'general', certainty: 'plain' };
  if (/^(2|二|ii|4|四|iv|5|五|v)$|较大|突出|较小|轻微|低/.test(words)) return { class: 'general', certainty: 'takenAsGeneral' };
  return { class: 'general', certainty: 'notUnderstood' };
};

/** 一般 typed into the category column is a grade, not a category. */
export const isGradeWord = (text: string): boolean => /^(一般|较大|重大)(隐患)?$|^[1-5]级?$/.test(folded(text));
