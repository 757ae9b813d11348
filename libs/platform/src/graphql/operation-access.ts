import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import type { AnyPolicy, Scope } from '#libs/access';
import { DomainError } from '#libs/kernel';

import { actorIn } from './request-context.js';

/** What decides who may call an operation: said once beside the handler, checked at the edge, shown in the matrix. */
export type OperationAccess =
  | { readonly by: 'public' }
  | { readonly by: 'self'; readonly scope: Scope; readonly sessionOnly: boolean }
  | { readonly by: 'policy'; readonly policy: AnyPolicy; readonly action: string; readonly scope: Scope };

export const OPERATION_ACCESS = 'colloquium:operation-access';

const declare = (access: OperationAccess): MethodDecorator => SetMetadata(OPERATION_ACCESS, access);

/** Opens a handler to callers who are not signed in. A test holds the list of these. */
export const Public = (): MethodDecorator => declare({ by: 'public' });

/** The handler shows or changes only what is the caller's own. `sessionOnly` keeps API tokens out. */
export const Self = (scope: Scope, { sessionOnly = false } = {}): MethodDecorator => declare({ by: 'self', scope, sessionOnly });

/**
 * The handler asks this policy for this action. The service is the one that asks (through `permit`); this
 * says which, so that the matrix of rights can be computed and a handler without a policy be refused.
 */
export const DecidedBy = (policy: AnyPolicy, action: string, scope: Scope): MethodDecorator => declare({ by: 'policy', policy, action, scope });

/** The closed edge: whoever is not signed in, holds too small a token, or calls what nobody has decided on is refused. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.get<OperationAccess | undefined>(OPERATION_ACCESS, context.getHandler());
    if (access === undefined) throw new Error(`${context.getClass().name}.${context.getHandler().name} does not say who may call it`);
    if (access.by === 'public') return true;
    const { actor } = actorIn(context);
    if (actor === null) throw new DomainError('unauthenticated', 'SIGN_IN_REQUIRED', 'Sign in to do this.');
    if (access.by === 'self' && access.sessionOnly && actor.via !== 'session') {
      throw new DomainError('forbidden', 'SESSION_REQUIRED', 'This can be done on the page only, not with a token.');
    }
    if (!actor.scopes.has(access.scope)) {
      throw new DomainError('forbidden', 'SCOPE_MISSING', `This token does not have the scope “${access.scope}”.`, { scope: access.scope });
    }
    return true;
  }
}
