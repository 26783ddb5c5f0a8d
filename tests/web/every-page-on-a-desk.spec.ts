import { desk } from '../support/a-browser.ts';
import { everyPage } from '../support/every-page.ts';

const wide = { width: 1920, height: 1080 };

everyPage([
  ['desk', desk, 'zh'],
  ['desk-en', desk, 'en'],
  ['wide', wide, 'zh'],
]);
