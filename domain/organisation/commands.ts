import type { Person } from '../people/roster.ts';
import type { PersonId, Post, ZoneCode } from '../people/seat.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/** A seat of a zone, which the board fills. */
export type ZoneSeat = { post: 'specific' | 'supervising'; scope: ZoneCode };

/** What the office says of somebody; what is left out is not known, or as for everybody. */
export type PersonFacts = Omit<Person, 'id' | 'until'>;

/** What is corrected of somebody: what is left out stays, null is known no more. `isMember`, `isInspector`: 办公室成员, 检查员. */
export type Correction = {
  [fact in keyof PersonFacts]?: PersonFacts[fact] | (undefined extends PersonFacts[fact] ? null : never) | undefined;
} & Duties;
type Duties = { isMember?: boolean | undefined; isInspector?: boolean | undefined };

/** One change of the organisation, as the office makes it. A day means its first moment; `from` left out: the moment of the change. */
export type OrganisationCommand =
  /** 指定责任人: of a seat that nobody else holds, as the board asks for it. */
  | ({ type: 'NameHolder'; person: PersonId } & ZoneSeat)
  /** 指定代理人: for somebody who is away, until he is back. */
  | { type: 'NameActing'; person: PersonId; acting: PersonId }
  /** 任命: holds the seat from then on; whoever held it does not any more. */
  | { type: 'AppointHolder'; post: Post; scope: string; person: PersonId; from?: LocalDate | undefined }
  /** 免去: nobody holds the seat from then on. */
  | { type: 'VacateSeat'; post: Post; scope: string; from?: LocalDate | undefined }
  /** 请假: both days included. */
  | { type: 'RecordAbsence'; person: PersonId; from: LocalDate; until: LocalDate; acting: PersonId | null }
  /** 销假: of the absence that begins at `from`; back from now on, or it does not happen at all. */
  | { type: 'EndAbsence'; person: PersonId; from: Instant }
  /** 新增人员 */
  | { type: 'AddPerson'; id: PersonId; facts: PersonFacts & Duties }
  /** 更正人员信息 */
  | { type: 'CorrectPerson'; person: PersonId; correction: Correction }
  /** 离任: gives up every seat and belongs to the bureau no more from then on; his name stays in what he did. */
  | { type: 'EndService'; person: PersonId; from?: LocalDate | undefined }
  /** 恢复任职: he belongs to the bureau again; seats are to be given anew. */
  | { type: 'ResumeService'; person: PersonId }
  /** 更正责任区: its name, its key units, and where it lies; what is left out stays. */
  | ({ type: 'CorrectZone'; zone: ZoneCode; name: string; keyUnits: KeyUnit[] } & Located);

/** 位置点: degrees (WGS 84), as a phone says on the spot; north and east of 0 are positive. */
export type Position = { latitude: number; longitude: number };
/** A zone is found from where somebody stands by the nearest of its points; without any it is not found so. */
export type Located = { positions?: Position[] | undefined };

/** 重点单位 of a zone: an enterprise or a site that is to be looked at often. */
export type KeyUnit = { name: string; address: string | null };
