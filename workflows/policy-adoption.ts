import { continueAsNew } from '@temporalio/workflow';
import { carried } from './carry.ts';
import type { PolicyAdoption } from './contract.ts';

/** The office chose that open cases follow another version of the policy. */
export async function policyAdoption(adoption: PolicyAdoption): Promise<void> {
  if (!(await carried(adoption.id))) await continueAsNew<typeof policyAdoption>(adoption);
}
