import type { CookieOptions, Response } from 'express';

import type { Authenticator, Config, RequestContext } from '#libs/platform';

import type { Caller, SignedIn } from '../account.service.js';

const responseOf = (context: RequestContext): Response | undefined => (context.request as unknown as { res?: Response } | null)?.res;

const options = (config: Config): CookieOptions => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: config.isSecure });

export function setSessionCookie(context: RequestContext, authenticator: Authenticator, config: Config, signedIn: SignedIn): void {
  responseOf(context)?.cookie(authenticator.cookieName, signedIn.secret, { ...options(config), expires: signedIn.expiresAt });
}

export function clearSessionCookie(context: RequestContext, authenticator: Authenticator, config: Config): void {
  responseOf(context)?.clearCookie(authenticator.cookieName, options(config));
}

/** Express' `ip` heeds the trusted proxies, and only those. */
export const callerOf = (context: RequestContext): Caller => ({
  address: (context.request as unknown as { ip?: string } | null)?.ip ?? 'unknown',
  userAgent: context.request?.headers['user-agent'] ?? '',
});
