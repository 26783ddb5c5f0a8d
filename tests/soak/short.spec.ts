import { describe, expect, it } from 'vitest';
import { soak } from './soak.ts';

describe('half a minute of random faults', () => {
  it('leaves nothing off; and whatever is made to be off is found, with the case that it is about', async () => {
    const found: string[][] = [];
    const { findings, cases, faults } = await soak({
      seed: 20_261,
      cases: 60,
      seconds: 35,
      pauseMs: 2_000,
      async andThen({ pool, client, kept, judgeAgain }) {
        const [open, late] = (
          await pool.query<{ id: string; number: string }>(
            `select c.id, c.number from cases c where c.kind = 'hazard' and not c.finished
              and (select count(*) from notice n where n.case_id = c.id and n.status = 'sent') >= 4 order by c.number limit 2`,
          )
        ).rows;
        const [mailed] = (
          await pool.query<{ message_id: string; number: string }>(
            `select d.message_id, n.facts->>'number' as number from delivery d join notice n on n.delivery_id = d.id
              where d.status = 'sent' and n.case_id = $1 order by n.id limit 1`,
            [open?.id],
          )
        ).rows;
        const findsWhen = async (alters: () => Promise<unknown>) => {
          await alters();
          found.push((await judgeAgain()).filter((finding) => !found.flat().includes(finding)));
        };
        await findsWhen(async () => {
          const left = kept.filter(({ messageId }) => messageId !== mailed?.message_id);
          kept.splice(0, kept.length, ...left);
        });
        expect(found.at(-1)?.join()).toContain(`${mailed?.number}: `);
        await findsWhen(() =>
          pool.query(`update notice set person = 'head10' where case_id = $1 and kind = 'escalation' and facts->>'post' = 'first'`, [
            late?.id,
          ]),
        );
        expect(found.at(-1)?.join()).toContain(`${late?.number}: revision`);
        await findsWhen(async () => {
          await client.workflow.getHandle(`hazard/${open?.id}`).terminate();
          // What Temporal lists lags a moment behind.
          while ((await client.workflow.getHandle(`hazard/${open?.id}`).describe()).status.name === 'RUNNING');
        });
        await findsWhen(() => pool.query(`update cases set state = jsonb_set(state, '{zone}', '"z1x"') where id = $1`, [late?.id]));
        expect(found.at(-1)?.join()).toContain(`case ${late?.id}: STATE_DIFFERS`);
        expect(found.flat().join()).toContain(`hazard/${open?.id} ${open?.number}: has no clock`);
      },
    });
    expect(findings).toEqual([]);
    expect(cases).toBe(60);
    expect(Object.keys(faults).length).toBeGreaterThan(3);
  });
});
