import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type Actor, allowedActions } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPeople, loadPerson, PersonType } from '#libs/identity/api';
import type { CommentId, ThreadId } from '#libs/kernel';
import { CurrentActor, CurrentContext, DecidedBy, RequestContext } from '#libs/platform';

import { CommentDetails, type EarlierText, type ReactionGroup } from '../comments/comment-details.js';
import { Comment } from '../comments/comment.entity.js';
import { COMMENT_ACTIONS, type CommentAction, commentPolicy } from '../comments/comment.policy.js';
import { CommentService } from '../comments/comment.service.js';
import { threadPolicy } from '../thread.policy.js';
import { CommentActionEnum, CommentRevisionType, CommentType, ReactionType } from './comment.types.js';

const ID_ARG = { type: () => ID };
const [revisionsOf, reactionsTo] = [{}, {}];

@Resolver(() => CommentType)
export class CommentResolver {
  constructor(
    private readonly service: CommentService,
    private readonly details: CommentDetails,
    private readonly people: PeopleService,
  ) {}

  @DecidedBy(threadPolicy, 'reply', 'write')
  @Mutation(() => CommentType, { description: 'Fails with THREAD_FULL.' })
  async reply(@CurrentActor() actor: Actor, @Args('threadId', ID_ARG) threadId: ThreadId, @Args('body') body: string): Promise<Comment> {
    return this.service.reply(actor, threadId, body);
  }

  @DecidedBy(commentPolicy, 'edit', 'write')
  @Mutation(() => CommentType, { description: 'Replaces your own words; what they were stays to be read. Fails with COMMENT_DELETED.' })
  async editComment(@CurrentActor() actor: Actor, @Args('id', ID_ARG) id: CommentId, @Args('body') body: string): Promise<Comment> {
    return this.service.edit(actor, id, body);
  }

  @DecidedBy(commentPolicy, 'delete', 'write')
  @Mutation(() => CommentType, { description: 'Takes your own words back for good; their place stays.' })
  async deleteComment(@CurrentActor() actor: Actor, @Args('id', ID_ARG) id: CommentId): Promise<Comment> {
    return this.service.delete(actor, id);
  }

  @DecidedBy(commentPolicy, 'react', 'write')
  @Mutation(() => CommentType, { description: 'Puts a sign under it or takes it away: one of 👍 👎 🎉 ❤️ 😄 🤔 👀 🚀. Fails with COMMENT_DELETED.' })
  async react(
    @CurrentActor() actor: Actor, @Args('commentId', ID_ARG) id: CommentId, @Args('emoji') emoji: string, @Args('on') on: boolean,
  ): Promise<Comment> {
    return this.service.react(actor, id, emoji, on);
  }

  @ResolveField(() => PersonType)
  async author(@Parent() { authorId }: Comment, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, authorId);
  }

  @ResolveField(() => [PersonType], { description: 'Whom it names, of those who may read it.' })
  async mentions(@Parent() { mentionIds }: Comment, @CurrentContext() context: RequestContext): Promise<Person[]> {
    return loadPeople(context, this.people, mentionIds);
  }

  @ResolveField(() => [CommentRevisionType], { description: 'What it said before each edit, the latest first.' })
  async revisions(@Parent() comment: Comment, @CurrentContext() context: RequestContext): Promise<EarlierText[]> {
    return context.loader<Comment, EarlierText[]>(revisionsOf, (comments) => this.details.revisionsOf(comments)).load(comment);
  }

  @ResolveField(() => [ReactionType])
  async reactions(@Parent() comment: Comment, @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext): Promise<ReactionGroup[]> {
    return context.loader<Comment, ReactionGroup[]>(reactionsTo, (comments) => this.details.reactionsTo(actor, comments)).load(comment);
  }

  @ResolveField(() => [CommentActionEnum], { description: 'What you may do with it now.' })
  viewerMay(@Parent() comment: Comment, @CurrentActor() actor: Actor): CommentAction[] {
    const allowed = comment.deletedAt === null ? allowedActions(commentPolicy, actor, comment) : [];
    return COMMENT_ACTIONS.filter((action) => allowed.includes(action));
  }
}

@Resolver(() => ReactionType)
export class ReactionResolver {
  constructor(private readonly named: PeopleService) {}

  @ResolveField(() => [PersonType])
  async people(@Parent() { personIds }: ReactionGroup, @CurrentContext() context: RequestContext): Promise<Person[]> {
    return loadPeople(context, this.named, personIds);
  }
}
