/**
 * A seat owes, never a person: the person is looked up at the moment it matters (scheme S3, S5, S7).
 * `first` 第一责任人, `supervising` 分管责任人, `specific` 具体责任人, `office` 领导小组办公室, `officeDirector` 办公室主任, `unitHead` 单位负责人.
 */
export type Post = 'first' | 'supervising' | 'specific' | 'office' | 'officeDirector' | 'unitHead';

export type PersonId = string;
export type ZoneCode = string;
export type GridCode = string;

/** A post within its scope: a zone's code for `specific`, a grid's for `unitHead`, either for `supervising`, else 'bureau'. */
export type Seat = { post: Post; scope: string };

export const bureauWide = 'bureau';

/** Whether there is one seat of the post for each zone or unit; the other posts have one for the whole bureau. */
export const isLocal = (post: Post): boolean => post === 'specific' || post === 'supervising' || post === 'unitHead';

/** The seat of `post` that answers for the zone, or for the unit, of that code. */
export function seatFor(post: Post, zone: ZoneCode): Seat {
  return { post, scope: isLocal(post) ? zone : bureauWide };
}

export function sameSeat(a: Seat, b: Seat): boolean {
  return a.post === b.post && a.scope === b.scope;
}
