import { recall, remember } from './remembered.ts';

const keptRecent = 3;

/** The zones in which the person reported last, the newest first. */
export const recentZones = (person: string): string[] => (recall(`recent-zones/${person}`) ?? '').split(' ').filter((code) => code !== '');

export const rememberZone = (person: string, zone: string): void =>
  void remember(`recent-zones/${person}`, [...new Set([zone, ...recentZones(person)])].slice(0, keptRecent).join(' '));
