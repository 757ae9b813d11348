import type { Role, Scope } from '#libs/access';

import type { ServerProcess } from './server.js';

/** A failure as the API tells it; `code` is what clients branch on. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** What the failure is about, such as the `field` of an input. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${message}`);
  }
}

interface Reply<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string; readonly [detail: string]: unknown } }[];
}

/** One person at a server, through the interfaces that everybody has. Starts as nobody; signing in gives it the cookie. */
export class Caller {
  private cookie: string | null = null;
  private token: string | null = null;

  constructor(readonly server: ServerProcess) {}

  /** The same, but with a token instead of a session. */
  static withToken(server: ServerProcess, token: string): Caller {
    const caller = new Caller(server);
    caller.token = token;
    return caller;
  }

  /** Headers that say who is calling, for requests that are not GraphQL. */
  get headers(): Record<string, string> {
    return {
      ...(this.cookie === null ? {} : { cookie: this.cookie }),
      ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
    };
  }

  /** @throws ApiError */
  async graphql<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const response = await this.post(JSON.stringify({ query, variables }));
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie !== undefined) this.cookie = cookie;
    const { data, errors } = (await response.json()) as Reply<T>;
    const [error] = errors ?? [];
    if (error !== undefined || data == null) throw new ApiError(error?.extensions?.code ?? 'UNKNOWN', error?.message ?? 'no data', error?.extensions);
    return data;
  }

  /** A body sent to GraphQL as it is, whatever it is. */
  async post(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...this.headers, ...headers }, body });
  }

  /** How GraphQL refuses something. Fails when it does not. */
  async refusal(query: string, variables: Record<string, unknown> = {}): Promise<ApiError> {
    try {
      await this.graphql(query, variables);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
    throw new Error(`It was not refused: ${query} with ${JSON.stringify(variables).slice(0, 500)}`);
  }

  /** A call of MLflow's interface; a query when there is no body. */
  async mlflow(path: string, body?: unknown): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(`${this.server.url}/api/2.0/mlflow/${path}`, {
      method: body === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json', ...this.headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** A file put to a document. */
  async upload(documentId: string, content: string, name: string, type: string): Promise<Response> {
    const form = new FormData();
    form.set('file', new Blob([content], { type }), name);
    return fetch(`${this.server.url}/files?documentId=${documentId}`, { method: 'POST', headers: this.headers, body: form });
  }

  /** A token of this person. */
  async createToken(scopes: readonly Scope[], expiresAt: Date | null = null): Promise<string> {
    const { createToken } = await this.graphql<{ createToken: { token: string } }>(
      'mutation($scopes: [Scope!]!, $expiresAt: DateTime) { createToken(name: "test", scopes: $scopes, expiresAt: $expiresAt) { token } }',
      { scopes, expiresAt },
    );
    return createToken.token;
  }

  async userId(): Promise<string> {
    return (await this.graphql<{ viewer: { person: { id: string } } }>('{ viewer { person { id } } }')).viewer.person.id;
  }
}

export const PASSWORD = 'correct horse battery';

/** Creates the group of a fresh server, as the first-run page does. Returns its lead. */
export async function foundGroup(server: ServerProcess): Promise<Caller> {
  const lead = new Caller(server);
  await lead.graphql(
    'mutation($input: CreateFirstGroupInput!) { createFirstGroup(input: $input) { email } }',
    { input: { groupName: 'Vision Lab', name: 'Lena Lead', email: 'lena@example.org', password: PASSWORD } },
  );
  return lead;
}

/** Invites somebody and has them come in. */
export async function join(lead: Caller, role: Role, name: string): Promise<Caller> {
  const { invite } = await lead.graphql<{ invite: { url: string } }>('mutation($role: Role!) { invite(role: $role) { url } }', { role });
  const person = new Caller(lead.server);
  await person.graphql(
    'mutation($token: String!, $name: String!, $email: String!, $password: String!) { acceptInvitation(token: $token, name: $name, email: $email, password: $password) { email } }',
    { token: new URL(invite.url).pathname.split('/').at(-1), name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`, password: PASSWORD },
  );
  return person;
}

/** Removes somebody from the group. */
export async function remove(lead: Caller, person: Caller): Promise<void> {
  const userId = await person.userId();
  const { members } = await lead.graphql<{ members: { nodes: { id: string; person: { id: string } }[] } }>('{ members(first: 100) { nodes { id person { id } } } }');
  await lead.graphql('mutation($id: ID!) { removeMember(memberId: $id) { id } }', { id: members.nodes.find((member) => member.person.id === userId)?.id });
}
