export { bell } from './bell.ts';
export { calendarAdoption } from './calendar-adoption.ts';
export { hazardLifecycle } from './hazard-lifecycle.ts';
export { mailbox } from './mailbox.ts';
export { recheckLifecycle } from './recheck-lifecycle.ts';
export { requestLifecycle } from './request-lifecycle.ts';
export { vacancyLifecycle } from './vacancy-lifecycle.ts';
export { yearWatchLifecycle } from './year-watch-lifecycle.ts';
