/** What a document may point to. Everything else stands as text: it must neither run nor tell others who reads. */
const SCHEMES = ['http', 'https', 'mailto'];

/** Whether an address may be a link: of the web, of mail, or within this site. */
export function isSafeLink(address: string): boolean {
  // Browsers pass over these when they look for the scheme.
  // eslint-disable-next-line no-control-regex
  const seen = address.replace(/[\u0000-\u0020\u00a0\u200b-\u200f\ufeff]/g, '');
  const scheme = /^([^/?#]*?):/.exec(seen)?.[1]?.toLowerCase();
  return scheme === undefined || SCHEMES.includes(scheme);
}

/** Images come from this installation: one from elsewhere would tell a stranger who reads what, and when. */
export const isOwnImage = (address: unknown): address is string => typeof address === 'string' && /^\/files\/[\w.-]+$/.test(address);
