import type { HazardReport } from './api/client.ts';
import type { UploadedPhoto } from './api/upload-photo.ts';
import { zh } from './words/zh.ts';

/** What somebody writes on the page for reporting. */
export type ReportDraft = Partial<Pick<HazardReport, 'place' | 'project' | 'mode' | 'source'>> & {
  zone?: string;
  /** Whether the zone came from the code of its placard. */
  isZoneByCode?: boolean;
  what?: string;
  details?: string;
  category?: keyof typeof zh.category;
  isMajor?: boolean;
  criterion?: string;
  photos?: UploadedPhoto[];
};

/** What is told in words goes to the ledger in the bureau's own terms, whatever language the page is in. */
export function asReport({
  zone = '',
  what = '',
  details,
  place,
  project,
  category,
  isMajor,
  criterion,
  mode,
  source,
  photos = [],
}: ReportDraft): HazardReport {
  return {
    zone,
    title: what,
    description: details?.trim() ? details : what,
    place: place?.trim() ? place : null,
    project: project?.trim() ? project : null,
    category: category ? zh.category[category] : null,
    class: isMajor ? 'major' : 'general',
    criterion: (isMajor && criterion) || null,
    mode: mode ?? 'timeLimited',
    source: source ?? 'inspection',
    photos: photos.map(({ id }) => id),
  };
}
