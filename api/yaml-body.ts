import type { RequestHandler } from 'express';
import { parseDocument } from 'yaml';
import { z } from 'zod';

export const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** Takes a YAML body as JSON would be taken; one that is not YAML is refused naming the line. */
export const parsedYaml: RequestHandler = (request, _response, next) => {
  if (typeof request.body === 'string' && request.is(yamlTypes)) request.body = parsed(request.body);
  next();
};

function parsed(text: string): unknown {
  const [document, unread] = read(() => parseDocument(text, { prettyErrors: true }));
  if (!document) throw notYaml('body', unread);
  const [fault] = document.errors;
  if (fault) throw notYaml(`line ${fault.linePos?.[0].line ?? '?'}`, fault.message);
  const [value, bomb] = read(() => ({ of: document.toJS({ maxAliasCount: 100 }) as unknown }));
  if (!value) throw notYaml('body', bomb);
  return value.of;
}

/** The parser throws where a document is nested without end, or its aliases would unfold to far more than was sent. */
function read<Read>(how: () => Read): [Read, null] | [null, string] {
  try {
    return [how(), null];
  } catch (error) {
    if (error instanceof RangeError || error instanceof ReferenceError) return [null, error.message];
    throw error;
  }
}

const notYaml = (place: string, message: string | null) =>
  new z.ZodError([{ code: 'custom', path: [place], message: message ?? 'not YAML', input: undefined }]);
