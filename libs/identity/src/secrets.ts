import { createHash, randomBytes } from 'node:crypto';

import { hash, verify } from '@node-rs/argon2';

/** 256 random bits, as text for a cookie or an address. */
export const drawSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a drawn secret. It cannot be guessed, so a fast hash is enough. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Argon2id with the library's parameters, those of RFC 9106's second choice as OWASP lowers them: 19 MiB, two passes. */
export const hashPassword = (password: string): Promise<string> => hash(password);

const nobody = hashPassword(drawSecret());

/** Takes as long for a person who does not exist, so that time tells nothing. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== null && matches;
}
