import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const yamlTypes = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** Reads a YAML body as JSON would be; one that is not YAML is refused naming the line. */
export const yamlBody = [
  express.text({ type: yamlTypes, limit: '4mb' }),
  (request: Request, _response: Response, next: NextFunction) => {
    if (typeof request.body === 'string' && request.is(yamlTypes)) request.body = parsed(request.body);
    next();
  },
];

function parsed(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: true });
  const [fault] = document.errors;
  if (fault)
    throw new z.ZodError([{ code: 'custom', path: [`line ${fault.linePos?.[0].line ?? '?'}`], message: fault.message, input: undefined }]);
  return document.toJS({ maxAliasCount: 100 });
}
