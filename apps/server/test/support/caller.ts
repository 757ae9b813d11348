import type { Role, Scope } from '#libs/access';

import type { ServerProcess } from './server.js';

/** A failure as the API tells it; `code` is what clients branch on. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
  }
}

interface Reply<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
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
    const response = await fetch(`${this.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.headers },
      body: JSON.stringify({ query, variables }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie !== undefined) this.cookie = cookie;
    const { data, errors } = (await response.json()) as Reply<T>;
    const [error] = errors ?? [];
    if (error !== undefined || data == null) throw new ApiError(error?.extensions?.code ?? 'UNKNOWN', error?.message ?? 'no data');
    return data;
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

const PASSWORD = 'correct horse battery';

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
