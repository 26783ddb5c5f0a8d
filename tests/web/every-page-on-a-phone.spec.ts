import { phone } from '../support/a-browser.ts';
import { everyPage } from '../support/every-page.ts';

everyPage([
  ['phone', phone, 'zh'],
  ['phone-en', phone, 'en'],
]);
