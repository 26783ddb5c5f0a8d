import { Connection } from '@temporalio/client';
import { SetupError } from './setup-error.ts';

/** Name → type (Keyword, Datetime, Int …). An unregistered one makes every workflow task that sets it fail for ever. */
export type SearchAttributes = Readonly<Record<string, string>>;

/** As in temporal.api.enums.v1.IndexedValueType. */
const typeNumbers: Readonly<Record<string, number>> = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 };

/** Registers what the namespace lacks: a server of your own, or a database made by an earlier version of the product. */
export async function ensureSearchAttributes(address: string, namespace: string, attributes: SearchAttributes): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 }).catch(() => {
    throw new SetupError(`TEMPORAL_ADDRESS: no Temporal server answers at ${address}.`);
  });
  try {
    const { customAttributes } = await connection.operatorService
      .listSearchAttributes({ namespace })
      .catch((error: { details?: string }) => {
        throw new SetupError(
          `TEMPORAL_NAMESPACE: the Temporal server at ${address} refuses namespace "${namespace}" (${error.details ?? error}).`,
        );
      });
    const wanted = Object.entries(attributes).map(([name, type]) => [name, typeNumber(type)] as const);
    for (const [name, type] of wanted) {
      const present = customAttributes[name];
      if (present && present !== type)
        throw new SetupError(`The namespace "${namespace}" has a search attribute ${name} of another type than ${attributes[name]}.`);
    }
    const missing = wanted.filter(([name]) => !customAttributes[name]);
    if (missing.length > 0) {
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
    }
  } finally {
    await connection.close();
  }
}

function typeNumber(type: string): number {
  const number = typeNumbers[type];
  if (number === undefined) throw new Error(`${type} is no type of a search attribute`);
  return number;
}
