import express from 'express';
import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { turnAway } from './problems.ts';
import { parsedYaml, yamlTypes } from './yaml-body.ts';

/** What of a route says how its body is read. */
type Reads = { access: string | null; isDocument: boolean; upload: string | null; takesBody: boolean };

const mostUploadedBytes = 20 * 1024 * 1024;
const mostBytes = { document: '4mb', signedIn: '256kb', anyone: '32kb' };
const slowestMs = 30_000;
const deepest = 32;

/** Reads the body of a route by its kind, once it is known who asks: whoever may not come in makes the door read nothing. */
export function readBody({ access, isDocument, upload, takesBody }: Reads): RequestHandler[] {
  if (upload !== null) return [onlyTypes('multipart/form-data'), oneFile(upload)];
  if (!takesBody) return [];
  const limit = mostBytes[isDocument ? 'document' : access === 'anyone' ? 'anyone' : 'signedIn'];
  const types = ['application/json', ...(isDocument ? yamlTypes : [])];
  // Nobody needs to send a packed body: none unfolds here.
  const json = express.json({ limit, inflate: false });
  const yaml = [express.text({ type: yamlTypes, limit, inflate: false }), parsedYaml];
  return [onlyTypes(...types), within(slowestMs), json, ...(isDocument ? yaml : []), shallow];
}

const onlyTypes =
  (...types: string[]): RequestHandler =>
  (request, response, next) =>
    // null: there is no body, of which the route's schema says what it misses.
    request.is(types) === false ? turnAway(request, response, 415, 'WRONG_TYPE') : next();

/** A body that dribbles in holds its connection no longer than this. */
const within =
  (ms: number): RequestHandler =>
  (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      response.setHeader('Connection', 'close');
      response.once('finish', () => request.destroy());
      turnAway(request, response, 408, 'TOO_SLOW');
    }, ms);
    request.once('end', () => clearTimeout(timer));
    response.once('close', () => clearTimeout(timer));
    next();
  };

/** Reads the one file of that name into memory; anything else in the form is refused. */
function oneFile(name: string): RequestHandler {
  const read = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: mostUploadedBytes, files: 1, fields: 0, parts: 2, headerPairs: 20 },
    defParamCharset: 'utf8',
  }).single(name);
  return (request, response, next) =>
    read(request, response, (fault: unknown) => {
      // Of a form that is broken its parser complains in plain errors.
      if (fault instanceof Error && !(fault instanceof multer.MulterError)) turnAway(request, response, 400, 'BAD_REQUEST');
      else next(fault);
    });
}

/** Names that mean something to every object of JavaScript: a document never needs them. */
const isOfObjects = (key: string) => key === '__proto__' || key === 'constructor' || key === 'prototype';

const shallow: RequestHandler = (request: Request, response, next) => {
  let level = [request.body as unknown];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return turnAway(request, response, 422, 'TOO_DEEP');
    const objects = level.filter((each): each is object => typeof each === 'object' && each !== null);
    if (objects.some((each) => !Array.isArray(each) && Object.keys(each).some(isOfObjects)))
      return turnAway(request, response, 400, 'BAD_REQUEST');
    level = objects.flatMap((each) => Object.values(each) as unknown[]);
  }
  next();
};
