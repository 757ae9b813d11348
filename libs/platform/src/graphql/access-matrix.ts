import type { INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';

import { type Actor, type Role, ROLES, SCOPES, type Standing, STANDINGS } from '#libs/access';
import { type GroupId, newId, type UserId } from '#libs/kernel';

import { OPERATION_ACCESS, type OperationAccess } from './operation-access.js';

/** Keys under which @nestjs/graphql keeps what `@Query()` and its kin declare. */
const GRAPHQL_KIND = 'graphql:resolver_type';
const GRAPHQL_NAME = 'graphql:resolver_name';
const ROOT_KINDS = new Set(['Query', 'Mutation', 'Subscription']);

export interface Operation {
  /** `Query`, `Mutation`, `Subscription`, or an HTTP method. */
  readonly kind: string;
  readonly name: string;
  readonly handler: string;
  readonly access: OperationAccess | undefined;
}

/** Every operation that the running application offers, found in its handlers. */
export function operationsOf(app: INestApplicationContext): Operation[] {
  const [discovery, scanner, reflector] = [app.get(DiscoveryService), app.get(MetadataScanner), app.get(Reflector)];
  const found = [...discovery.getProviders(), ...discovery.getControllers()].flatMap((wrapper): Operation[] => {
    if (!wrapper.metatype || !wrapper.instance) return [];
    const prototype = Object.getPrototypeOf(wrapper.instance) as Record<string, () => unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((method): Operation[] => {
      const handler = prototype[method]!;
      const base = { handler: `${wrapper.metatype!.name}.${method}`, access: reflector.get<OperationAccess | undefined>(OPERATION_ACCESS, handler) };
      const kind = reflector.get<string | undefined>(GRAPHQL_KIND, handler);
      if (kind !== undefined && ROOT_KINDS.has(kind)) return [{ ...base, kind, name: reflector.get<string | undefined>(GRAPHQL_NAME, handler) ?? method }];
      const verb = reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler);
      if (verb === undefined) return [];
      // Where a handler answers under several paths, it goes by the first.
      const path = [wrapper.metatype!, handler].map((place) => [reflector.get<string | string[]>(PATH_METADATA, place)].flat()[0]);
      return [{ ...base, kind: RequestMethod[verb], name: `/${path.join('/')}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1') }];
    });
  });
  return found.sort((a, b) => `${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1);
}

const exampleActor = (role: Role): Actor => ({
  userId: newId<UserId>(), groupId: newId<GroupId>(), role, via: 'session', credentialId: newId(), scopes: new Set(SCOPES),
});

/** In which standings a role may do what an operation does: computed by asking the policy about examples. */
export function standingsAllowed(access: OperationAccess, role: Role): Standing[] {
  if (access.by !== 'policy') return [];
  const actor = exampleActor(role);
  return STANDINGS.filter((standing) => {
    const row = access.policy.example(standing, actor);
    const [may, reads] = [access.policy.may[access.action], access.policy.may['read']];
    return row !== null && may !== undefined && reads !== undefined && reads(actor, row as never) && may(actor, row as never);
  });
}

function cell(access: OperationAccess, role: Role): string {
  if (access.by === 'public') return 'yes';
  if (access.by === 'self') return 'own';
  const actor = exampleActor(role);
  const possible = STANDINGS.filter((standing) => standing !== 'foreign' && access.policy.example(standing, actor) !== null);
  const allowed = standingsAllowed(access, role);
  if (allowed.length === 0) return '–';
  return possible.every((standing) => allowed.includes(standing)) ? 'yes' : allowed.join(', ');
}

/** `docs/access-matrix.md`: every operation against every role, in words that people can check in a review. */
export function renderAccessMatrix(operations: readonly Operation[]): string {
  const rows = operations.map(({ kind, name, access }) => {
    if (access === undefined) return `| ${kind} \`${name}\` | **undecided** | | | | |`;
    const decision = access.by === 'policy' ? `${access.policy.subject}: ${access.action}` : access.by;
    const scope = access.by === 'public' ? '' : access.by === 'self' && access.sessionOnly ? 'session only' : access.scope;
    const cells = ROLES.map((role) => cell(access, role));
    return `| ${kind} \`${name}\` | ${decision} | ${access.by === 'public' ? 'yes' : '–'} | ${cells.join(' | ')} | ${scope} |`;
  });
  return [
    '# Who may do what',
    '',
    'Every operation against every role, computed from the policies. This page is generated; a stale one fails the tests.',
    '',
    'A cell says in which standing to the thing: *own* (made or written by oneself), *shared* (shared with oneself by name),',
    '*unrelated* (of the group, neither), *yes* (in each of these), – (never). What belongs to another group is never readable,',
    'so it has no column. An API token needs the scope besides; a session has all.',
    '',
    `| operation | decided by | anonymous | ${ROLES.join(' | ')} | scope |`,
    `| --- | --- | --- | ${ROLES.map(() => '---').join(' | ')} | --- |`,
    ...rows,
    '',
  ].join('\n');
}
