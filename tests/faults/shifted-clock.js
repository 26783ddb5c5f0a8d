// Loaded before a program (--import): its clock is wrong by as many milliseconds as the file CLOCK_SHIFT_FILE says, which may change.
import { readFileSync } from 'node:fs';

const RightDate = Date;
const file = process.env['CLOCK_SHIFT_FILE'];
const shifted = () => RightDate.now() + (file ? Number(readFileSync(file, 'utf8')) : 0);

globalThis.Date = class extends RightDate {
  constructor(...given) {
    if (given.length === 0) super(shifted());
    else super(...given);
  }
  static now() {
    return shifted();
  }
};
