import type { Request, RequestHandler } from 'express';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { z } from 'zod';

export const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** Takes a YAML body as JSON would be taken; one that is not YAML is refused naming the line. */
export const parsedYaml: RequestHandler = (request, _response, next) => {
  if (typeof request.body === 'string' && request.is(yamlTypes)) request.body = parsed(request.body, request);
  next();
};

/** A place of a document: zones, 2, specific. */
type Place = readonly PropertyKey[];
const finders = new WeakMap<Request, (place: Place) => number | undefined>();

/** On which line of the YAML that was sent the place stands, or what holds it where it is missing. */
export const lineOf = (request: Request, place: Place): number | undefined => finders.get(request)?.(place);

const finderIn = (document: Document, lines: LineCounter) => (place: Place) => {
  for (let depth = place.length; depth > 0; depth -= 1) {
    const node = document.getIn(place.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
};

function parsed(text: string, request: Request): unknown {
  const lines = new LineCounter();
  const [document, unread] = read(() => parseDocument(text, { prettyErrors: true, lineCounter: lines }));
  if (!document) throw notYaml('body', unread);
  const [fault] = document.errors;
  if (fault) throw notYaml(`line ${fault.linePos?.[0].line ?? '?'}`, fault.message);
  const [value, bomb] = read(() => ({ of: document.toJS({ maxAliasCount: 100 }) as unknown }));
  if (!value) throw notYaml('body', bomb);
  finders.set(request, finderIn(document, lines));
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
