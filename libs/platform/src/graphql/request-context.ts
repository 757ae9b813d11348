import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import DataLoader from 'dataloader';

import type { Actor } from '#libs/access';

import type { KnownRequest } from '../http/authenticator.js';

/** What lives as long as one GraphQL operation: who asks, and what was already loaded for them. */
export class RequestContext {
  private readonly loaders = new Map<object, DataLoader<unknown, unknown>>();

  constructor(
    /** Changes only when the operation itself signs somebody in. */
    public actor: Actor | null,
    readonly requestId: string,
    readonly request: KnownRequest | null,
  ) {}

  /**
   * The loader made for `owner` in this operation. A subscription lives long, so each event begins with
   * {@link forgetLoaded}.
   */
  loader<K, V>(owner: object, batch: (keys: readonly K[]) => Promise<ArrayLike<V | Error>>): DataLoader<K, V> {
    const existing = this.loaders.get(owner);
    if (existing !== undefined) return existing as DataLoader<K, V>;
    const made = new DataLoader<K, V>(batch);
    this.loaders.set(owner, made as DataLoader<unknown, unknown>);
    return made;
  }

  forgetLoaded(): void {
    this.loaders.clear();
  }
}

const contextOf = (context: ExecutionContext): { actor: Actor | null } =>
  context.getType<string>() === 'graphql'
    ? GqlExecutionContext.create(context).getContext<RequestContext>()
    : context.switchToHttp().getRequest<KnownRequest>();

/** Who asks. On a `@Public()` handler it may be null. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => contextOf(context).actor);

/** The {@link RequestContext} of a GraphQL operation. */
export const CurrentContext = createParamDecorator((_: unknown, context: ExecutionContext) =>
  GqlExecutionContext.create(context).getContext<RequestContext>(),
);

export const actorIn = contextOf;
