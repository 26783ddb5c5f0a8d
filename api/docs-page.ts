import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Router, static as serve } from 'express';
import { openApiDocument } from './openapi.ts';
import { asPage } from './safe-headers.ts';

const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const page = `<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>接口文档 · safety-grid API</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/show.js"></script></body></html>`;
const show = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });`;

/** /api/openapi.json and /api/docs, with nothing from outside. */
export function docsPage(): Router {
  const router = Router();
  const document = openApiDocument();
  router.get('/api/openapi.json', (_, response) => void response.json(document));
  router.get('/api/docs', (_, response) => {
    asPage(response);
    response.type('html').send(page);
  });
  router.get('/api/docs/show.js', (_, response) => void response.type('js').send(show));
  router.use('/api/docs', serve(swagger, { index: false, maxAge: '1d' }));
  return router;
}
