import { folded } from './cells.ts';

/**
 * What the words of a status say: 'repaired' is the repair only, 'awaitsVerification' a repair nobody has verified yet (已整改，待复查),
 * 'notClosed' says that the case goes on, but not how far it is (未销号).
 */
export type StatusWord = 'open' | 'repaired' | 'awaitsVerification' | 'notClosed' | 'closed' | 'unknown';

const failed = /不合格|不通过|未通过|不符合/;
const unfinished =
  /未(按期|按时|及时)?(完成|整改|处理|落实|开始)|整改未|待(整改|处理|落实)|(整改|处理|进行|施工)中|正在|部分|尚未(整改|完成)|逾期未|挂账|缓办|延期|(?<!\d)\d{1,2}(\.\d+)?%/;
const notClosed = /(待|未|不予|不能|不得|暂不|无法|申请|拟)(复查|核查|核验|复核|验收|销号|闭环|结案)/;
const closed = /销号|闭环|结案|已关闭|(复查|验收|核查|复核)(合格|通过)|^(合格|通过)$/;
const repaired =
  /已(经|全部|按要求|按期|立即|现场)*(整改|完成|处理|处置|落实|消除|修复)|整改(完成|完毕|到位|结束)|完成整改|^完成$|(现场|当场)(处置|整改|处理)/;

/** Words only; what a repair means for the case is decided with the dates, in statusOf. */
export const readStatus = (text: string): StatusWord => {
  const words = folded(text);
  if (failed.test(words)) return 'open';
  if (notClosed.test(words)) return repaired.test(words.replace(notClosed, '')) ? 'awaitsVerification' : 'notClosed';
  if (unfinished.test(words)) return 'open';
  if (closed.test(words)) return 'closed';
  if (repaired.test(words)) return 'repaired';
  return 'unknown';
};

/** A column headed "是否销号" answers 是 or 否: read as 已销号, 未销号. */
export const spellOutAnswer = (heading: string, text: string): string => {
  const question = /^是否已?(.+)$/.exec(folded(heading))?.[1];
  const answer = folded(text);
  if (!question) return text;
  if (/^(是|已|√|✓|y|yes)$/.test(answer)) return `已${question}`;
  if (/^(否|未|×|✗|n|no)$/.test(answer)) return `未${question}`;
  return text;
};

/**
 * The rule of import. A case is history only when somebody has verified it:
 *   closed     the words say 销号 / 闭环 / 复查合格 …, or they say 已整改 and there is a verification or closing date;
 *   rectified  已整改, 整改完成, 现场处置 without such a date: it awaits verification, whatever the column is called;
 *   open       整改中, 待整改, 复查不合格 …, or nothing at all.
 * No words, or words we don't know: the dates speak, in the same order.
 * `repairEndsCase` is the office's word that in this old ledger 已整改 meant closed.
 */
export const statusOf = (
  word: StatusWord,
  dates: { rectified: boolean; verified: boolean },
  repairEndsCase: boolean,
): 'open' | 'rectified' | 'closed' => {
  if (word === 'open' || word === 'closed') return word;
  if (word === 'awaitsVerification') return 'rectified';
  if (word === 'notClosed') return dates.rectified || dates.verified ? 'rectified' : 'open';
  if (dates.verified) return 'closed';
  if (word === 'repaired') return repairEndsCase ? 'closed' : 'rectified';
  return dates.rectified ? 'rectified' : 'open';
};
