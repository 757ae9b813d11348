/**
 * What went wrong, as a page needs it, whichever way it came: GraphQL, an upload, or no answer at all.
 *
 * `code` is the server's stable code, or one of ours: `UNREACHABLE` (no answer came), `SERVER_ERROR` (the answer was no
 * answer) and `PAGE_OUTDATED` (the server was renewed since the page was loaded). `details` holds what the code's
 * documentation promises, e.g. `field` for `INVALID_INPUT`.
 */
export class DomainFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly requestId?: string,
  ) {
    super(message);
    this.name = 'DomainFailure';
  }
}

/** The failure's code; undefined for what is not one of ours. */
export const codeOf = (error: unknown): string | undefined => (error instanceof DomainFailure ? error.code : undefined);
