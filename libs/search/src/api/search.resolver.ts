import { Args, Field, ID, Int, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import { enumOf } from '#libs/identity/api';
import { CurrentActor, DecidedBy } from '#libs/platform';
import { proposalPolicy } from '#libs/proposals';

import { SEARCH_KINDS, type SearchHit, type SearchKind } from '../finders.js';
import { SearchService } from '../search.service.js';

const SearchKindEnum = enumOf(SEARCH_KINDS);
registerEnumType(SearchKindEnum, { name: 'SearchKind' });

@ObjectType('SearchHit')
export class SearchHitType implements SearchHit {
  @Field(() => SearchKindEnum) kind!: SearchKind;
  @Field(() => ID) id!: string;
  @Field() title!: string;
  @Field({ description: 'The words around what matched, or what else tells it from others. May be empty.' }) excerpt!: string;
  @Field({ description: 'Where it matched. Goes on from “because”.' }) because!: string;
}

@Resolver(() => SearchHitType)
export class SearchResolver {
  constructor(private readonly service: SearchService) {}

  /** Each kind is decided by its own policy; that of proposals stands for them in the matrix, since what is shared begins with a proposal. */
  @DecidedBy(proposalPolicy, 'read', 'read')
  @Query(() => [SearchHitType], { description: 'What has all these words, or words that begin so, of what you may read: up to `first` (10) of each kind.' })
  async search(
    @CurrentActor() actor: Actor,
    @Args('text') text: string,
    @Args('kinds', { type: () => [SearchKindEnum], nullable: true }) kinds?: SearchKind[],
    @Args('first', { type: () => Int, nullable: true }) first?: number,
  ): Promise<SearchHit[]> {
    return this.service.find(actor, text, kinds ?? null, first ?? null);
  }
}
