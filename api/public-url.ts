import type { Request } from 'express';

/** The address that people open, without a slash at its end: as it is set (PUBLIC_URL), else as this request came. */
export const publicUrlOf = (request: Request): string =>
  ((request.app.locals['publicUrl'] as string | undefined) ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`).replace(
    /\/+$/,
    '',
  );
