import { describe, expect, it } from 'vitest';
import { decideRequest } from '../../../domain/request/decide-request.ts';
import type { RequestCommand } from '../../../domain/request/decide-request.ts';
import { evolveRequest } from '../../../domain/request/request.ts';
import type { Request } from '../../../domain/request/request.ts';
import { requestDecider } from '../../../domain/request/request-decider.ts';
import { dueOn } from '../../../domain/time/due.ts';
import { instantOf, localDateOf } from '../../../domain/time/instant.ts';
import { shippedCalendar } from '../../../domain/time/work-calendar.ts';
import { aMoment, aRoster, people } from '../../support/given.ts';

const opening: RequestCommand = {
  type: 'OpenRequest',
  by: people.zhang,
  number: 'AQ-2026-00001-延1',
  zone: 'east',
  title: '脚手架连墙件缺失',
  class: 'general',
  ask: { type: 'extension', until: dueOn(localDateOf('2026-10-20'), shippedCalendar), reason: '材料未到场' },
  decidedBy: 'supervising',
};

function after(...steps: [at: string, command: RequestCommand, roster?: ReturnType<typeof aRoster>][]) {
  return steps.reduce<{ request: Request | null; decision: ReturnType<typeof decideRequest> | null }>(
    ({ request }, [at, command, roster]) => {
      const decision = decideRequest(request, command, aMoment(at, roster));
      return { request: decision.kind === 'accepted' ? decision.events.reduce<Request | null>(evolveRequest, request) : request, decision };
    },
    { request: null, decision: null },
  );
}
const decides = (by: string, granted: boolean, reason = ''): RequestCommand => ({ type: 'DecideRequest', by, granted, reason });
const asked: [string, RequestCommand] = ['2026-10-09 10:00', opening];

describe('a request that waits for its decision', () => {
  it('is owed by the deputy within two workdays, and the hazard hears what he decides', () => {
    const { request } = after(asked);
    expect(request).toMatchObject({ stage: 'deciding', obligation: { owedBy: { post: 'supervising', scope: 'east' } } });
    const { decision } = after(asked, ['2026-10-10 09:00', decides(people.li, true)]);
    expect(decision).toMatchObject({ then: [{ to: 'whole', kind: 'hazard', command: { type: 'GrantRequest', by: people.li } }] });
  });

  it('is never granted by silence: it climbs to the first responsible person, who may then decide as well', () => {
    const climbed: [string, RequestCommand] = ['2026-10-12 17:30', { type: 'Climb' }];
    expect(after(asked, ['2026-10-10 09:00', decides(people.wang, true)]).decision).toMatchObject({ refusal: { code: 'NOT_YOURS' } });
    expect(after(asked, climbed).request).toMatchObject({ stage: 'deciding', highestLevel: 1 });
    expect(after(asked, climbed, ['2026-10-13 09:00', decides(people.wang, false, '材料已到场')]).request?.stage).toBe('notGranted');
  });

  it('is not decided by whoever asked, not even as the acting deputy', () => {
    const absences = [{ person: people.li, from: instantOf('2026-10-01 00:00'), to: instantOf('2026-11-01 00:00'), acting: people.zhang }];
    expect(after(asked, ['2026-10-10 09:00', decides(people.zhang, true), aRoster({ absences })]).decision).toMatchObject({
      refusal: { code: 'ASKER_DECIDES' },
    });
  });

  it('is not refused without a reason, and is decided once', () => {
    expect(after(asked, ['2026-10-10 09:00', decides(people.li, false)]).decision).toMatchObject({ refusal: { code: 'REASON_REQUIRED' } });
    const granted: [string, RequestCommand] = ['2026-10-10 09:00', decides(people.li, true)];
    expect(after(asked, granted, granted).decision).toMatchObject({ refusal: { code: 'WRONG_STAGE' } });
  });

  it('tells the deputy who asks what and why, and that silence is not consent', () => {
    const { request, decision } = after(asked);
    const events = decision?.kind === 'accepted' ? decision.events : [];
    const [notice] = requestDecider.noticesFor(request as Request, events, aMoment('2026-10-09 10:00'));
    expect(notice).toMatchObject({ person: people.li, kind: 'decision', facts: { said: { ask: 'extension', by: people.zhang } } });
  });
});
