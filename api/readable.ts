import { z } from 'zod';
import type { Refusal } from '../domain/case/refusals.ts';
import { isReadable } from '../ledger/readable.ts';
import type { Given } from './route.ts';

const unknown: { refusal: Refusal } = { refusal: { code: 'CASE_UNKNOWN', params: {} } };

/** As if there were no such case. */
export const hidden: { refusal: Refusal; isHidden: true } = { ...unknown, isHidden: true };

/** The case's id, if it is one and the asker may read it; else what he is answered. */
export async function readableId({ ledger, scope }: Pick<Given<unknown, unknown>, 'ledger' | 'scope'>, id: string | undefined) {
  const read = z.uuid().safeParse(id);
  if (!read.success) return unknown;
  return (await isReadable(ledger, read.data, scope)) ? { id: read.data } : hidden;
}
