export { bell } from './bell.ts';
export { hazardLifecycle } from './hazard-lifecycle.ts';
export { mailbox } from './mailbox.ts';
export { recheckLifecycle } from './recheck-lifecycle.ts';
export { requestLifecycle } from './request-lifecycle.ts';
export { vacancyLifecycle } from './vacancy-lifecycle.ts';
