/**
 * 审计: what leaves a line in the audit log. What people do in a case stands in its own record; here stands who read what is confidential, changed
 * rights or rules, took data out, signed in or failed to.
 */
export const auditActions = [
  'signedIn',
  'signInFailed',
  'signedOut',
  'accountLocked',
  'passwordChanged',
  'passwordLinkMade',
  'accountCreated',
  'accountChanged',
  'accountDisabled',
  'accountEnabled',
  'rightsChanged',
  'attemptRefused',
  'confidentialRead',
  'reporterDisclosureAsked',
  'reporterDisclosed',
  'organisationChanged',
  'calendarChanged',
  'policyPut',
  'policyAdopted',
  'exported',
  'dossierMade',
  'bureauExported',
  'bureauImported',
  'anchored',
  'oldDataDeleted',
  'noticesResent',
  'clockRestarted',
] as const;

export type AuditAction = (typeof auditActions)[number];
