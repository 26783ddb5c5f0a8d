/** What may be logged of a fault: its kind, code and place. Never its message, which may quote what people wrote. */
export type Cause = { name: string; code?: string; at?: string };

export function causeOf(fault: unknown): Cause {
  const { name, code, stack, cause } = (fault ?? {}) as { name?: unknown; code?: unknown; stack?: unknown; cause?: unknown };
  const inner = code === undefined && cause !== undefined ? causeOf(cause).code : undefined;
  const known = code ?? inner;
  const at = /^\s+at .+$/m.exec(typeof stack === 'string' ? stack : '')?.[0].trim();
  return {
    name: isWord(name) ? name : typeof fault,
    ...(isWord(String(known ?? '')) && { code: String(known) }),
    ...(at !== undefined && { at }),
  };
}

const isWord = (text: unknown): text is string => typeof text === 'string' && /^[\w.:-]{1,60}$/.test(text);
