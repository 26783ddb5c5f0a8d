/** Something the person starting the product can put right: shown as its message alone, without a stack trace. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
