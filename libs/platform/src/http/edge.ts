import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';

import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';

import { DomainError } from '#libs/kernel';

import type { Config } from '../config/config.js';
import { Authenticator, type KnownRequest } from './authenticator.js';
import { hasCookie, isOwnOrigin } from './origin.js';
import { sendFailure } from './rest-errors.js';

/** Paths that answer programs; everything else is the page. It looks ahead, since Express mounts nothing on a match that ends in a slash. */
const PROGRAM_PATHS = /^\/(graphql|api|ajax-api|files|health|healthz|readyz|version|metrics|collab)(?=\/|$)/;
const GRAPHQL_BODY = '1mb';

/** All that a request passes before a handler sees it: headers, limits, the Origin, and who is calling. */
export function guardTheEdge(app: NestExpressApplication, config: Config): void {
  const authenticator = app.get(Authenticator);
  app.set('trust proxy', config.trustedProxies);
  app.disable('x-powered-by');
  app.use(nameTheRequest);
  app.use(securityHeaders(config));
  app.use(compression());
  app.use(refuseForeignOrigins(authenticator, config));
  app.use(PROGRAM_PATHS, recogniseTheCaller(authenticator));
  app.use('/graphql', express.json({ limit: GRAPHQL_BODY }));
  app.use('/graphql', refuseUnreadableBody);
}

/** Slow senders are cut off: Node's defaults let a header take a minute, which is how a server is held open. */
export function setTimeouts(server: Server): void {
  server.headersTimeout = 8_000;
  server.requestTimeout = 120_000;
  server.keepAliveTimeout = 65_000;
}

/** Serves the built web app; any address that is not a file or a program's is the app's to route. */
export function serveTheWebApp(app: NestExpressApplication, folder: string): void {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) return;
  // File names carry a hash of their content, so they never change; the page that names them always may.
  app.use(express.static(folder, { index: false, immutable: true, maxAge: '365d', setHeaders: (response, path) => {
    if (!path.includes(`${join(folder, 'assets')}`)) response.setHeader('Cache-Control', 'no-cache');
  } }));
  // A file of an earlier version is gone. Answered with the page, it would be kept by browsers as that file.
  app.use('/assets', (_request: Request, response: Response) => {
    response.status(404).type('text/plain').set('Cache-Control', 'no-store').send('No such file.');
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' || PROGRAM_PATHS.test(request.path)) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page, { root: '/' });
  });
}

function nameTheRequest(request: Request, response: Response, next: NextFunction): void {
  const known = request as unknown as KnownRequest;
  known.requestId = randomUUID();
  known.actor = null;
  response.setHeader('X-Request-Id', known.requestId);
  next();
}

function securityHeaders(config: Config): express.RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine, KaTeX and ProseMirror set style attributes; styles cannot run.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Images from elsewhere would tell others who reads what, and when.
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...(config.isSecure ? ['wss:'] : ['ws:', 'wss:'])],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.isSecure,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** A cookie travels with every request a browser makes, whoever asked it to: only our own page may write with one. */
function refuseForeignOrigins(authenticator: Authenticator, config: Config): express.RequestHandler {
  return (request, response, next) => {
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads || isOwnOrigin(request, config) || !hasCookie(request, authenticator.cookieName)) return next();
    sendFailure(response, new DomainError('forbidden', 'ORIGIN_NOT_ALLOWED', 'This request came from another site. Open Colloquium itself to do this.'));
  };
}

function recogniseTheCaller(authenticator: Authenticator): express.RequestHandler {
  return (request, _response, next) => {
    authenticator.actorOf(request).then((actor) => {
      (request as unknown as KnownRequest).actor = actor;
      next();
    }, next);
  };
}

function refuseUnreadableBody(error: Error & { status?: number }, _request: Request, response: Response, next: NextFunction): void {
  if (error.status === 413) return sendFailure(response, new DomainError('invalid', 'BODY_TOO_LARGE', 'This request is larger than 1 MB.'));
  if (error.status === 400) return sendFailure(response, new DomainError('invalid', 'BODY_UNREADABLE', 'This request is not valid JSON.'));
  next(error);
}
