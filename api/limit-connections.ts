import type { Server } from 'node:http';

/** What a caller may make the server wait and hold before any route is asked. Behind a proxy the proxy's own limits come first. */
export function limitConnections(server: Server): void {
  // A photo of 20 MB over a poor line takes minutes; a command's body is cut off far earlier.
  server.requestTimeout = 300_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 10_000;
  server.maxHeadersCount = 100;
  server.maxConnections = 2_000;
}
