import type { InWords } from './in-words.ts';
import type { suggestionZh } from './suggestion-zh.ts';

/** What people read of complaints and suggestions, in English. */
export const suggestionEn: InWords<typeof suggestionZh> = {
  title: 'Complaints and suggestions',
  what: "What you want changed about the system or the grid's work, or complain of. The leading group's office answers in writing, and you are told.",
  elsewhere:
    "Please bring complaints and suggestions about this system or the grid's work to the leading group's office, in person, by phone or in writing.",
  text: 'Your complaint or suggestion',
  example: 'E.g.: trees hide the placard in the east; please move it to the gate',
  needsText: 'Please write what you want to say',
  about: 'Tell the office as well that I wrote it on this page',
  aboutBegun: 'Tell the office as well on which page I began to write this',
  submit: 'Send',
  keyReused: 'What you sent before has arrived, and differs from this. If this is one more, press “Send as a new one”.',
  asNew: 'Send as a new one',
  close: 'Close',
  sent: 'Sent, as {{number}}',
  until: "The leading group's office answers in writing {{due}}; you will be told.",
  look: 'Show it',
  more: 'Write another',
  case: {
    what: "{{name}} wrote this. The leading group's office answers in writing.",
    aboutPage: 'The page on which it was written',
    answer: 'Answer',
    answerExample: 'E.g.: planned for next month; or why it will not be done',
    needsAnswer: 'Please write the answer',
    effect: "{{name}} is told of the answer, which can't be changed afterwards.",
    submit: 'Send the answer',
    ended: '{{by}} answered {{name}} on {{moment}}; nothing further happens by itself.',
  },
};
