// Prisma's schema engine from its WebAssembly build, for one thing: comparing a live database with a schema file.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

// The types of Node 20 know no WebAssembly.
declare const WebAssembly: {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
};

/** The two methods of adapter-pg that read a result, seen from inside. */
interface Reading {
  performIO(query: unknown): Promise<{ fields: { dataTypeID: number }[]; rows: unknown[][] }>;
  queryRaw(query: unknown): Promise<{ columnTypes: number[]; rows: unknown[][] }>;
}

const charOid = 18;
const textOid = 25;

/** The engine reads PostgreSQL's catalogs, whose one-byte type "char" adapter-pg does not know: read as text, reported as a character. */
class CatalogReadingPg extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const reading = adapter as unknown as Reading;
    const performIO = reading.performIO.bind(reading);
    const queryRaw = reading.queryRaw.bind(reading);
    const charColumns = new WeakMap<object, number[]>();
    reading.performIO = async (query) => {
      const result = await performIO(query);
      const found = result.fields.flatMap((field, column) => (field.dataTypeID === charOid ? [column] : []));
      for (const column of found) Object.assign(result.fields[column] as object, { dataTypeID: textOid });
      charColumns.set(result.rows, found);
      return result;
    };
    reading.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const column of charColumns.get(result.rows) ?? []) result.columnTypes[column] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  }
}

/** The SQL that turns the database at `url` into what `schemaFile` says; '' when they agree. */
export async function diffToSchema(url: string, schemaFile: string): Promise<string> {
  loading ??= loadEngine();
  await loading;
  const content = readFileSync(schemaFile, 'utf8');
  const files = [{ path: schemaFile, content }];
  const adapter = bindMigrationAwareSqlAdapterFactory(new CatalogReadingPg(url));
  const engine = await glue.SchemaEngine.new({ datamodels: [[schemaFile, content]] }, () => undefined, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return isOnlyComments(stdout ?? '') ? '' : (stdout ?? '');
  } finally {
    engine.free();
  }
}

const isOnlyComments = (sql: string) => /^\s*(--[^\n]*\s*)*$/.test(sql);

// Once a process: the glue keeps views of the memory of the instance that it was first given.
let loading: Promise<void> | undefined;

async function loadEngine(): Promise<void> {
  const wasm = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(readFileSync(fileURLToPath(wasm)), { './schema_engine_bg.js': glue });
  // Without a registry a panic of the engine is an error without a message.
  const registry = {
    set_message(message: string) {
      throw new Error(message);
    },
  };
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
