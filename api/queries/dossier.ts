import { signedBy } from '../../domain/rights/capacity.ts';
import { z } from 'zod';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { writeAudit } from '../../ledger/audit.ts';
import { dossierOf } from '../../ledger/dossier.ts';
import type { Signer } from '../../ledger/signing.ts';
import { dossierPdf } from '../../papers/dossier-pdf.ts';
import { CharactersMissing } from '../../papers/fonts.ts';
import { attachment } from '../attachment.ts';
import { dossier as dossierAnswer } from '../dossier-answer.ts';
import { nothing, route } from '../route.ts';
import type { Route } from '../route.ts';

const forms: Record<string, { summary: string; file: string | null; made: ((dossier: Dossier) => Promise<Buffer>) | null }> = {
  json: { summary: '尽职证据包 JSON · who was told what, when, by which channel, and what they did; signed', file: null, made: null },
  pdf: { summary: '尽职证据包 PDF · the same on paper', file: 'application/pdf', made: dossierPdf },
};

/** The duty dossier of a hazard, for the office, the first responsible person and auditors; each making leaves a line in the audit log. */
export const dossiers: readonly Route[] = Object.entries(forms).map(([extension, { summary, file, made }]) =>
  route({
    method: 'get',
    path: `/api/cases/{id}/dossier.${extension}`,
    summary,
    file,
    access: 'dossier.read',
    answers: { 200: made ? nothing : dossierAnswer },
    async handle({ ledger, params, actor, person, at, now, request, response }) {
      const signer = (request.app.locals['signer'] as Signer | undefined) ?? null;
      const id = z.uuid().safeParse(params['id']);
      const by = at.roster.people.get(person)?.name ?? actor?.username ?? '';
      const dossier = id.success ? await dossierOf(ledger, id.data, { at: now, by }, signer) : null;
      if (!dossier) return { turnedAway: 'NOT_FOUND', status: 404 };
      try {
        const content = made ? await made(dossier) : null;
        await writeAudit(ledger.pool, {
          at: now,
          actor: signedBy(actor),
          action: 'dossierMade',
          subject: extension,
          caseId: dossier.record.case.id,
          detail: { digest: dossier.integrity.digest },
        });
        const name = `${dossier.record.case.number}_尽职证据包.${extension}`;
        response.setHeader('Content-Disposition', attachment(name, `dossier-${dossier.record.case.number}.${extension}`));
        response.setHeader('Cache-Control', 'private, no-store');
        if (!content || !file) return { status: 200, body: dossier };
        response.type(file).send(content);
        return 'sent';
      } catch (error) {
        if (!(error instanceof CharactersMissing)) throw error;
        return { refusal: { code: 'CHARACTERS_MISSING', params: { characters: [...error.characters].join(' ') } } };
      }
    },
  }),
);
