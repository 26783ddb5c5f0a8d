/** Names in one cell: "吴、周、顾", "孔一 冯二", "魏 杰" (one name set wide). What is no name, such as a line or a section, is told apart. */
export const readInspectors = (text: string): { names: string[]; others: string[] } => {
  const parts = text
    .split(/[、,，;；/\n]/)
    .flatMap(splitAtSpaces)
    .map((part) => part.replace(/^[\s.。]+|[\s.。]+$/g, ''))
    .filter((part) => part !== '');
  const unique = [...new Set(parts)];
  return {
    names: unique.filter(looksLikeName),
    others: unique.filter((part) => !looksLikeName(part)),
  };
};

const splitAtSpaces = (part: string): string[] => {
  const words = part.trim().split(/\s+/);
  return words.length === 2 && words.every((word) => word.length === 1) ? [words.join('')] : words;
};

const looksLikeName = (part: string): boolean =>
  (/^\p{Script=Han}{1,4}(·\p{Script=Han}{1,8})?$/u.test(part) && !/[线标段部处科组局站队室等]$|工程|项目|公司|改造|单位|监理/.test(part)) ||
  /^[A-Za-z]+(-[A-Za-z]+)*$/.test(part);
