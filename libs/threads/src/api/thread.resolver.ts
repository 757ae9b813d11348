import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import type { Page, ThreadId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, type DomainEvent, EventStream, RequestContext } from '#libs/platform';

import { requireSubject, type ThreadSubject } from '../subject.js';
import { Thread } from '../thread.entity.js';
import { threadPolicy } from '../thread.policy.js';
import { ThreadService } from '../thread.service.js';
import type { ThreadState } from '../thread-states.js';
import { OpenThreadInput, subjectIn, TextAnchorInput, ThreadSubjectInput } from './thread.inputs.js';
import { ThreadPageType, ThreadStateEnum, ThreadType } from './thread.types.js';

const ID_ARG = { type: () => ID };

@Resolver(() => ThreadType)
export class ThreadResolver {
  constructor(
    private readonly service: ThreadService,
    private readonly database: Database,
    private readonly events: EventStream,
  ) {}

  @DecidedBy(threadPolicy, 'read', 'read')
  @Query(() => ThreadPageType, { description: 'Where something happened last comes first. In all states, unless some are named.' })
  async threads(
    @CurrentActor() actor: Actor,
    @Args('subject') subject: ThreadSubjectInput,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('states', { type: () => [ThreadStateEnum], nullable: true }) states?: ThreadState[],
  ): Promise<Page<Thread>> {
    return this.service.list(actor, subjectIn(subject), { first, after }, states ?? null);
  }

  @DecidedBy(threadPolicy, 'read', 'read')
  @Query(() => ThreadType)
  async thread(@CurrentActor() actor: Actor, @Args('id', ID_ARG) id: ThreadId): Promise<Thread> {
    return this.service.one(actor, id);
  }

  @DecidedBy(threadPolicy, 'reply', 'write')
  @Mutation(() => ThreadType, { description: 'Whoever reads the subject may. Fails with ONE_SUBJECT, SEVERITY_REQUIRED or SEVERITY_NOT_ALLOWED.' })
  async openThread(@CurrentActor() actor: Actor, @Args('input') input: OpenThreadInput): Promise<Thread> {
    return this.service.open(actor, input);
  }

  @DecidedBy(threadPolicy, 'proposeAddressed', 'write')
  @Mutation(() => ThreadType, { description: 'An author says that it is settled, and by what. Fails with THREAD_STATE (from, to) unless it is open.' })
  async proposeAddressed(@CurrentActor() actor: Actor, @Args('threadId', ID_ARG) id: ThreadId, @Args('by') by: string): Promise<Thread> {
    return this.service.proposeAddressed(actor, id, by);
  }

  @DecidedBy(threadPolicy, 'confirm', 'write')
  @Mutation(() => ThreadType, { description: 'Who raised it, or a lead, agrees that it is settled. Fails with ONLY_RAISER_OR_LEAD, or THREAD_STATE unless it is addressed.' })
  async confirmThread(@CurrentActor() actor: Actor, @Args('threadId', ID_ARG) id: ThreadId): Promise<Thread> {
    return this.service.confirm(actor, id);
  }

  @DecidedBy(threadPolicy, 'reopen', 'write')
  @Mutation(() => ThreadType, { description: 'Takes it up again; the reason becomes a comment in it. Fails with THREAD_STATE when it is open.' })
  async reopenThread(
    @CurrentActor() actor: Actor, @Args('threadId', ID_ARG) id: ThreadId, @Args('reason', { type: () => String, nullable: true }) reason?: string,
  ): Promise<Thread> {
    return this.service.reopen(actor, id, reason ?? null);
  }

  @DecidedBy(threadPolicy, 'reanchor', 'write')
  @Mutation(() => ThreadType, { description: 'Places it on another range of its document. Fails with THREAD_HAS_NO_ANCHOR when it is about the whole.' })
  async reanchorThread(@CurrentActor() actor: Actor, @Args('threadId', ID_ARG) id: ThreadId, @Args('anchor') anchor: TextAnchorInput): Promise<Thread> {
    return this.service.reanchor(actor, id, anchor);
  }

  @DecidedBy(threadPolicy, 'reply', 'write')
  @Mutation(() => ThreadType, { description: 'Notes that its text is gone. The quote stays. Fails with THREAD_HAS_NO_ANCHOR when it is about the whole.' })
  async markThreadOrphaned(@CurrentActor() actor: Actor, @Args('threadId', ID_ARG) id: ThreadId): Promise<Thread> {
    return this.service.markOrphaned(actor, id);
  }

  @DecidedBy(threadPolicy, 'read', 'read')
  @Subscription(() => ThreadType, { description: 'Each thread of the subject after a change to it or to what is said in it, until you may no longer read it.' })
  async threadChanged(
    @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext, @Args('subject') input: ThreadSubjectInput,
  ): Promise<AsyncIterableIterator<{ threadChanged: Thread }>> {
    const subject = subjectIn(input);
    await requireSubject(this.database, actor, 'read', subject);
    return this.events.follow(concerns(subject), async (event) => {
      context.forgetLoaded();
      return { threadChanged: await this.service.one(actor, event['threadId'] as ThreadId) };
    });
  }
}

/** Whether an event changed a thread of the subject. Naming somebody changes none: it comes with the words that do. */
const concerns = ({ kind, id }: ThreadSubject) => (event: DomainEvent): boolean =>
  event['threadId'] !== undefined && event.type !== 'thread.mentioned' && event[kind === 'proposal' ? 'proposalId' : 'documentId'] === id;
