import { adoptPolicy, previewPolicyAdoption } from './commands/adopt-policy.ts';
import { commandAccount, createAccount, renewAccountLink } from './commands/command-account.ts';
import { addPublicPhoto } from './public/add-photo.ts';
import { handInTipOff } from './public/hand-in.ts';
import { reportForm } from './public/report-form.ts';
import { trackTipOffByCode } from './public/track.ts';
import { discloseReporterOfHazard } from './commands/disclose-reporter.ts';
import { commandAnyCase } from './commands/command-any-case.ts';
import { commandHazard } from './commands/command-hazard.ts';
import { commandOrganisation, previewOrganisation, previewOrganisationCommand, putOrganisation } from './commands/command-organisation.ts';
import { commandMonth } from './commands/command-month.ts';
import { commandReport, saveReportDraft } from './commands/command-report.ts';
import { endOtherSessions, endSession } from './commands/end-session.ts';
import { checkImport, importLedger, previewImport } from './commands/import-ledger.ts';
import { openMonth } from './commands/open-month.ts';
import { readCircular } from './commands/read-circular.ts';
import { commandCall } from './commands/command-call.ts';
import { myPreferences, putPreferences } from './commands/put-preferences.ts';
import { reportBounce } from './commands/report-bounce.ts';
import { commandRecheck } from './commands/command-recheck.ts';
import { commandRequest } from './commands/command-request.ts';
import { commandSuggestion, makeSuggestion } from './commands/command-suggestion.ts';
import { commandSupervision } from './commands/command-supervision.ts';
import { previewCalendarYear, putCalendarYear } from './commands/put-calendar-year.ts';
import { changePassword, readPasswordLink, setPasswordByLink } from './commands/put-password.ts';
import { previewPolicyLadder, putPolicy } from './commands/put-policy.ts';
import { rehearsePolicy } from './commands/rehearse-policy.ts';
import { reportHazard } from './commands/report-hazard.ts';
import { signIn } from './commands/sign-in.ts';
import { comeBackFromProvider, leaveForProvider, signOutAtProvider } from './commands/sign-in-elsewhere.ts';
import { signOut } from './commands/sign-out.ts';
import { unblockCase } from './commands/unblock.ts';
import { uploadPhoto } from './commands/upload-photo.ts';
import { uploadScan } from './commands/upload-scan.ts';
import { anchors, audit, oneAnchor } from './queries/audit.ts';
import { accounts, mySessions } from './queries/accounts.ts';
import { criteria } from './queries/criteria.ts';
import { calendarYear } from './queries/calendar-year.ts';
import { engine } from './queries/engine.ts';
import { dispatchCases, dispatches, dispatchTrends, oneDispatch, oneReport } from './queries/dispatches.ts';
import { dossiers } from './queries/dossier.ts';
import { hazardList } from './queries/hazard-list.ts';
import { ledgerExport } from './queries/ledger-export.ts';
import { me } from './queries/me.ts';
import { circularRead, monthlyReports } from './queries/monthly-report.ts';
import { noticeBudget, notices } from './queries/notices.ts';
import { oneCase } from './queries/one-case.ts';
import { oneHazard } from './queries/one-hazard.ts';
import { organisation, people } from './queries/organisation.ts';
import { overview } from './queries/overview.ts';
import { photo } from './queries/photo.ts';
import { allPlacards, placardFacts, zonePlacard } from './queries/placards.ts';
import { plausibility } from './queries/plausibility.ts';
import { policies } from './queries/policies.ts';
import { policyAdoptions } from './queries/policy-adoptions.ts';
import { allTerms, issueStatistics, oneTerm } from './queries/statistics.ts';
import { scan } from './queries/scan.ts';
import { site } from './queries/site.ts';
import { stuck } from './queries/stuck.ts';
import { supervisionDraft } from './queries/supervision-draft.ts';
import { doneTasks, startedTasks, tasks } from './queries/tasks.ts';
import { oneZone, zones } from './queries/zones.ts';
import type { Route } from './route.ts';

/** Every route of the api; the OpenAPI document is made of the same list. */
export const routes: readonly Route[] = [
  signIn,
  signOut,
  site,
  leaveForProvider,
  comeBackFromProvider,
  signOutAtProvider,
  readPasswordLink,
  setPasswordByLink,
  me,
  changePassword,
  mySessions,
  endSession,
  endOtherSessions,
  accounts,
  createAccount,
  renewAccountLink,
  commandAccount,
  myPreferences,
  putPreferences,
  overview,
  tasks,
  startedTasks,
  doneTasks,
  reportHazard,
  hazardList,
  ledgerExport,
  previewImport,
  checkImport,
  importLedger,
  oneHazard,
  oneCase,
  commandAnyCase,
  stuck,
  engine,
  unblockCase,
  commandHazard,
  discloseReporterOfHazard,
  reportForm,
  addPublicPhoto,
  handInTipOff,
  trackTipOffByCode,
  commandRequest,
  makeSuggestion,
  commandSuggestion,
  uploadPhoto,
  photo,
  commandRecheck,
  commandSupervision,
  supervisionDraft,
  uploadScan,
  scan,
  criteria,
  audit,
  anchors,
  oneAnchor,
  ...dossiers,
  notices,
  noticeBudget,
  reportBounce,
  commandCall,
  zones,
  oneZone,
  zonePlacard,
  placardFacts,
  allPlacards,
  organisation,
  people,
  commandOrganisation,
  previewOrganisationCommand,
  previewOrganisation,
  putOrganisation,
  plausibility,
  policies,
  putPolicy,
  previewPolicyLadder,
  rehearsePolicy,
  policyAdoptions,
  previewPolicyAdoption,
  adoptPolicy,
  calendarYear,
  previewCalendarYear,
  putCalendarYear,
  dispatches,
  dispatchTrends,
  openMonth,
  oneDispatch,
  dispatchCases,
  circularRead,
  ...monthlyReports,
  commandMonth,
  readCircular,
  oneReport,
  saveReportDraft,
  commandReport,
  allTerms,
  oneTerm,
  issueStatistics,
];
