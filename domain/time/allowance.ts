/**
 * How long somebody has. `workdays` and `workHours` count working time, `days` calendar days (民法典 201–203), `elapsed` is an ISO-8601
 * duration of weeks, days, hours, minutes and seconds that no calendar touches.
 */
export type Allowance = { workdays: number } | { workHours: number } | { days: number } | { elapsed: string };

const duration = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO-8601 duration. Throws RangeError on years, months, signs and nonsense. */
export function elapsedMs(text: string): number {
  const parts = duration.exec(text);
  if (!parts || text === 'P') throw new RangeError(`not a duration: "${text}" (like PT30S or P2DT4H)`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** The allowance's number in its own unit. Throws RangeError when it is negative or no number. */
export function amountOf(unit: string, amount: number): number {
  if (!Number.isFinite(amount) || amount < 0) throw new RangeError(`${unit} must be zero or more, not ${amount}`);
  return amount;
}
