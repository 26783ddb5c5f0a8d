/**
 * A seat owes, never a person: the person is looked up at the moment it matters (scheme S3, S5, S7).
 * `first` 第一责任人, `supervising` 分管责任人, `specific` 具体责任人, `office` 领导小组办公室, `officeDirector` 办公室主任, `unitHead` 单位负责人.
 */
export type Post = 'first' | 'supervising' | 'specific' | 'office' | 'officeDirector' | 'unitHead';

export type PersonId = string;
export type ZoneCode = string;
export type GridCode = string;

/** A post within its scope: a zone's code for `supervising` and `specific`, a grid's code for `unitHead`, else 'bureau'. */
export type Seat = { post: Post; scope: string };

export const bureauWide = 'bureau';

/** The seat of `post` that answers for the zone: the posts of the bureau have one seat, the responsible persons one per zone. */
export function seatFor(post: Post, zone: ZoneCode): Seat {
  return post === 'specific' || post === 'supervising' ? { post, scope: zone } : { post, scope: bureauWide };
}

export function sameSeat(a: Seat, b: Seat): boolean {
  return a.post === b.post && a.scope === b.scope;
}
