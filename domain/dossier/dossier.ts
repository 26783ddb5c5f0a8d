import type { CaseKind } from '../case/case-kind.ts';
import type { Instant, LocalDate } from '../time/instant.ts';

/**
 * 尽职证据包: of one case who was told what, when, by which channel, delivered and read when, and what they did. Plain data in Chinese words, of
 * which the PDF is printed. Who reported a 举报 is not in it.
 */
export type DossierRecord = {
  format: 'safety-grid-dossier/1';
  bureau: string;
  case: {
    id: string;
    number: string;
    title: string;
    zone: string;
    stage: string;
    class: string;
    openedAt: Instant;
    endedAt: Instant | null;
  };
  facts: { name: string; said: string }[];
  /** Who answered for the zone in each post while the case was open, one after the other; `person` null: nobody, `actingFor`: whom he stood in for. */
  responsible: { post: string; from: Instant; person: string | null; actingFor: string | null; isAway: boolean }[];
  history: DossierEntry[];
  ladder: DossierRung[];
  notices: DossierNotice[];
  requests: DossierRequest[];
  photos: { use: string; round: number; takenAt: string | null; sha256: string }[];
  /** Where the chain of hashes of the case and of each of its parts stood. */
  chains: { id: string; number: string; kind: CaseKind; revision: number; head: string }[];
};

/** `by`: a name, 系统, or 举报人（已隐去）. */
export type DossierEntry = { number: string; revision: number; at: Instant; by: string; said: string[]; hash: string };

/** A rung of a ladder: when it was to ring, and when it did and whom it told; `firedAt` null: not yet, or what was owed was done before. */
export type DossierRung = {
  number: string;
  duty: string;
  dueAt: Instant;
  nature: 'reminder' | 'escalation';
  level: number;
  at: Instant;
  firedAt: Instant | null;
  told: string[];
};

export type DossierNotice = {
  number: string;
  at: Instant;
  person: string;
  kind: string;
  said: string;
  status: string;
  deliveries: { channel: string; status: string; at: Instant | null; answer: string | null }[];
  readAt: Instant | null;
};

export type DossierRequest = {
  number: string;
  kind: string;
  askedBy: string;
  askedAt: Instant;
  until: LocalDate | null;
  reason: string;
  outcome: string;
  decidedBy: string | null;
  decidedAt: Instant | null;
  opinion: string | null;
};

/** The record as it is handed out: `digest` is the SHA-256 of the record as JSON with sorted keys; what is signed is the digest with `made`. */
export type Dossier = {
  record: DossierRecord;
  made: { at: Instant; by: string };
  integrity: {
    algorithm: 'SHA-256';
    digest: string;
    /** Null where the installation has no key to sign with. Both in Base64; the key as SPKI. */
    signature: { algorithm: 'Ed25519'; publicKey: string; value: string } | null;
    check: string;
  };
};

export const redactedReporter = '举报人（已隐去）';
