import { folded } from './cells.ts';

/** The sixteen categories that ledgers use, and 'other'. */
export type ImportedCategory =
  | 'workAtHeight'
  | 'edgeProtection'
  | 'foundationPit'
  | 'formwork'
  | 'scaffolding'
  | 'liftingMachinery'
  | 'temporaryPower'
  | 'fireSafety'
  | 'confinedSpace'
  | 'demolition'
  | 'tunnelling'
  | 'machinery'
  | 'floodControl'
  | 'nearRailway'
  | 'siteOrder'
  | 'management'
  | 'other';

type Known = {
  category: ImportedCategory;
  zh: string;
  en: string;
  keywords: RegExp;
};

/** The narrow ones first: of several that fit the words of a category cell, the first is meant. */
const known: Known[] = [
  {
    category: 'nearRailway',
    zh: '临近营业线',
    en: 'Near a railway in service',
    keywords: /营业线|既有线|邻近线/,
  },
  {
    category: 'edgeProtection',
    zh: '临边防护',
    en: 'Edge protection',
    keywords: /临边|洞口防护/,
  },
  {
    category: 'workAtHeight',
    zh: '高处作业',
    en: 'Work at height',
    keywords: /高处|高空|安全带/,
  },
  {
    category: 'scaffolding',
    zh: '脚手架',
    en: 'Scaffolding',
    keywords: /脚手架/,
  },
  {
    category: 'formwork',
    zh: '模板支架',
    en: 'Formwork and falsework',
    keywords: /模板|支架|模架|支模/,
  },
  {
    category: 'liftingMachinery',
    zh: '起重机械',
    en: 'Lifting machinery',
    keywords: /起重|吊装|塔吊|塔机|吊车|吊钩|施工升降机/,
  },
  {
    category: 'temporaryPower',
    zh: '施工用电',
    en: 'Temporary power',
    keywords: /用电|配电|电缆|漏电/,
  },
  {
    category: 'fireSafety',
    zh: '消防',
    en: 'Fire safety',
    keywords: /消防|动火|火灾|灭火|乙炔|防火/,
  },
  {
    category: 'confinedSpace',
    zh: '有限空间',
    en: 'Confined space',
    keywords: /有限空间|受限空间/,
  },
  {
    category: 'foundationPit',
    zh: '基坑',
    en: 'Foundation pit',
    keywords: /基坑|深坑/,
  },
  {
    category: 'tunnelling',
    zh: '隧道/暗挖',
    en: 'Tunnelling',
    keywords: /隧道|隧洞|暗挖|掌子面|盾构/,
  },
  {
    category: 'demolition',
    zh: '拆除',
    en: 'Demolition',
    keywords: /拆除|拆迁/,
  },
  {
    category: 'floodControl',
    zh: '防洪防汛',
    en: 'Flood control',
    keywords: /防洪|防汛|度汛/,
  },
  {
    category: 'machinery',
    zh: '机械设备',
    en: 'Machinery',
    keywords: /机械|机具|挖掘机/,
  },
  {
    category: 'siteOrder',
    zh: '文明施工',
    en: 'Site order',
    keywords: /文明施工|扬尘|材料堆放/,
  },
  {
    category: 'management',
    zh: '管理行为',
    en: 'Management',
    keywords: /管理/,
  },
];

/** What the category column says: by its exact name, else by a keyword in it. */
export const categoryNamed = (text: string): ImportedCategory | null => {
  const words = folded(text);
  const fits = known.find(({ zh }) => folded(zh) === words) ?? known.find(({ keywords }) => keywords.test(words));
  return fits?.category ?? null;
};

/** What the description speaks of, when that is one category only. A guess: 管理 is in too many sentences to count. */
export const categoryDescribed = (description: string): ImportedCategory | null => {
  const words = folded(description);
  const fits = known.filter(({ category, keywords }) => category !== 'management' && keywords.test(words));
  return fits.length === 1 && fits[0] ? fits[0].category : null;
};

export const sayCategory = (category: string, language: 'zh' | 'en'): string => {
  const fits = known.find((entry) => entry.category === category);
  if (fits) return fits[language];
  return language === 'zh' ? '其他' : 'Other';
};
