/** 一般 / 重大. */
export type HazardClass = 'general' | 'major';
