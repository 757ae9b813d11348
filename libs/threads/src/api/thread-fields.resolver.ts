import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPerson, PersonType } from '#libs/identity/api';
import type { ProposalId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, RequestContext } from '#libs/platform';
import { Proposal } from '#libs/proposals';
import { ProposalType } from '#libs/proposals/api';

import { Comment } from '../comments/comment.entity.js';
import { CommentService } from '../comments/comment.service.js';
import { Thread } from '../thread.entity.js';
import { threadPolicy } from '../thread.policy.js';
import { isPossible, THREAD_ACTIONS, type ThreadAction } from '../thread-states.js';
import { openThreadCounts } from '../unsettled.js';
import { CommentType } from './comment.types.js';
import { anchorShown, TextAnchorType, ThreadActionEnum, ThreadType } from './thread.types.js';

/** What is shown of a thread beyond its columns. */
@Resolver(() => ThreadType)
export class ThreadFieldsResolver {
  constructor(
    private readonly service: CommentService,
    private readonly people: PeopleService,
  ) {}

  @ResolveField(() => TextAnchorType, { nullable: true, description: 'Null when it is about the whole.' })
  anchor(@Parent() thread: Thread): ReturnType<typeof anchorShown> {
    return anchorShown(thread);
  }

  @ResolveField(() => PersonType)
  async raisedBy(@Parent() { raisedById }: Thread, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, raisedById);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Who says that it is settled.' })
  async addressedByPerson(@Parent() { addressedById }: Thread, @CurrentContext() context: RequestContext): Promise<Person | null> {
    return addressedById && loadPerson(context, this.people, addressedById);
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Who confirmed it: the raiser or a lead.' })
  async resolvedBy(@Parent() { resolvedById }: Thread, @CurrentContext() context: RequestContext): Promise<Person | null> {
    return resolvedById && loadPerson(context, this.people, resolvedById);
  }

  @ResolveField(() => [CommentType], { description: 'All that is said in it, in the order of saying: 200 at the most.' })
  async comments(@Parent() thread: Thread, @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext): Promise<Comment[]> {
    return context.loader<Thread, Comment[]>(this.service, (threads) => this.service.ofThreads(actor, threads)).load(thread);
  }

  @ResolveField(() => [ThreadActionEnum], { description: 'What you may do with it now.' })
  viewerMay(@Parent() thread: Thread, @CurrentActor() actor: Actor): ThreadAction[] {
    const allowed = allowedActions(threadPolicy, actor, thread);
    return THREAD_ACTIONS.filter((action) => allowed.includes(action) && isPossible(action, thread));
  }
}

@Resolver(() => ProposalType)
export class ProposalThreadsResolver {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Int, { description: 'How many of its threads are not resolved.' })
  async openThreadCount(@Parent() { id }: Proposal, @CurrentContext() context: RequestContext): Promise<number> {
    return context.loader<ProposalId, number>(this, async (ids) => {
      const counts = await openThreadCounts(this.database, ids);
      return ids.map((one) => counts.get(one) ?? 0);
    }).load(id);
  }
}
