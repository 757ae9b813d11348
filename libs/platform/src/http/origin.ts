import type { IncomingMessage } from 'node:http';

import type { Config } from '../config/config.js';

/**
 * Whether a browser's request comes from our own page. A request without an Origin is not a browser's
 * cross-site one. With a configured PUBLIC_URL only that origin is ours; without, the host that was asked.
 */
export function isOwnOrigin(request: IncomingMessage, config: Config): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  if (config.configuredPublicUrl !== null) return asked.origin === new URL(config.configuredPublicUrl).origin;
  return asked.host === host;
}

export function hasCookie(request: IncomingMessage, name: string): boolean {
  return cookieOf(request, name) !== null;
}

export function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
