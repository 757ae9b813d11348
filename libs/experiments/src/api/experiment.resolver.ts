import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';

import { type Actor, allowedActions, permit } from '#libs/access';
import type { ExperimentId, Page, ProposalId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, EventStream, RequestContext } from '#libs/platform';
import { type Proposal, proposalPolicy } from '#libs/proposals';
import { ProposalType } from '#libs/proposals/api';

import { ExperimentList } from '../experiment-list.js';
import { Experiment } from '../experiment.entity.js';
import { experimentPolicy } from '../experiment.policy.js';
import { ExperimentService } from '../experiment.service.js';
import { requireExperiment } from '../experiments-in.js';
import { type Arm, metricKeys, paramKeys, runFacts, type RunFacts } from '../runs/run-facts.js';
import { changesIn, CreateExperimentInput, UpdateExperimentInput } from './experiment.inputs.js';
import { ArmType, ExperimentActionEnum, ExperimentPageType, ExperimentType } from './experiment.types.js';

@Resolver(() => ExperimentType)
export class ExperimentResolver {
  constructor(
    private readonly database: Database,
    private readonly service: ExperimentService,
    private readonly list: ExperimentList,
    private readonly events: EventStream,
  ) {}

  @DecidedBy(experimentPolicy, 'read', 'read')
  @Query(() => ExperimentPageType, { description: 'Newest first. `unattached` lists the group’s inbox.' })
  async experiments(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('proposalId', { type: () => ID, nullable: true }) proposalId?: ProposalId,
    @Args('unattached', { type: () => Boolean, nullable: true }) unattached?: boolean,
    @Args('search', { type: () => String, nullable: true }) search?: string,
  ): Promise<Page<Experiment>> {
    return this.list.page(actor, { first, after }, { proposalId: proposalId ?? undefined, unattached, search });
  }

  @DecidedBy(experimentPolicy, 'read', 'read')
  @Query(() => ExperimentType)
  async experiment(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ExperimentId): Promise<Experiment> {
    return requireExperiment(this.database, actor, 'read', id);
  }

  @DecidedBy(experimentPolicy, 'edit', 'write')
  @Mutation(() => ExperimentType, { description: 'For authors of the proposal, and leads who read it. Fails with EXPERIMENT_NAME_TAKEN.' })
  async createExperiment(@CurrentActor() actor: Actor, @Args('input') input: CreateExperimentInput): Promise<Experiment> {
    return this.service.create(actor, { ...changesIn(input), name: input.name.trim(), proposalId: input.proposalId });
  }

  @DecidedBy(experimentPolicy, 'edit', 'write')
  @Mutation(() => ExperimentType, { description: 'Fails with EXPERIMENT_NAME_TAKEN or EXPERIMENT_DELETED.' })
  async updateExperiment(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ExperimentId, @Args('input') input: UpdateExperimentInput,
  ): Promise<Experiment> {
    return this.service.update(actor, id, changesIn(input));
  }

  @DecidedBy(experimentPolicy, 'edit', 'write')
  @Mutation(() => ExperimentType, { description: 'From then on whoever reads the proposal reads it. Fails with DEFAULT_EXPERIMENT_STAYS.' })
  async attachExperiment(
    @CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: ExperimentId, @Args('proposalId', { type: () => ID }) proposalId: ProposalId,
  ): Promise<Experiment> {
    return this.service.attach(actor, id, proposalId);
  }

  @DecidedBy(experimentPolicy, 'read', 'read')
  @Subscription(() => ExperimentType, { description: 'The experiment after it or its runs changed, once a second at most while they log, until you may no longer read it.' })
  async experimentChanged(
    @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext, @Args('id', { type: () => ID }) id: ExperimentId,
  ): Promise<AsyncIterableIterator<{ experimentChanged: Experiment }>> {
    await requireExperiment(this.database, actor, 'read', id);
    return this.events.follow(
      (event) => event['experimentId'] === id,
      async () => {
        context.forgetLoaded();
        return { experimentChanged: await requireExperiment(this.database, actor, 'read', id) };
      },
    );
  }

  @ResolveField(() => ProposalType, { nullable: true, description: 'Null while it lies in the inbox.' })
  proposal(@Parent() { proposal }: Experiment, @CurrentActor() actor: Actor): Proposal | null {
    return proposal && permit(proposalPolicy, actor, 'read', proposal, proposal.id);
  }

  @ResolveField(() => Int, { description: 'Without deleted ones.' })
  async runCount(@Parent() experiment: Experiment, @CurrentContext() context: RequestContext): Promise<number> {
    return (await this.factsOf(experiment, context)).runCount;
  }

  @ResolveField(() => [ArmType], { description: 'By name.' })
  async arms(@Parent() experiment: Experiment, @CurrentContext() context: RequestContext): Promise<Arm[]> {
    return (await this.factsOf(experiment, context)).arms;
  }

  @ResolveField(() => [String])
  async metricKeys(@Parent() { id }: Experiment, @CurrentContext() context: RequestContext): Promise<string[]> {
    return context.loader<ExperimentId, string[]>(metricKeys, (ids) => metricKeys(this.database, ids)).load(id);
  }

  @ResolveField(() => [String], { description: 'Of its newest runs.' })
  async paramKeys(@Parent() { id }: Experiment, @CurrentContext() context: RequestContext): Promise<string[]> {
    return context.loader<ExperimentId, string[]>(paramKeys, (ids) => paramKeys(this.database, ids)).load(id);
  }

  @ResolveField(() => [ExperimentActionEnum])
  viewerMay(@Parent() experiment: Experiment, @CurrentActor() actor: Actor): string[] {
    return allowedActions(experimentPolicy, actor, experiment);
  }

  private factsOf({ id }: Experiment, context: RequestContext): Promise<RunFacts> {
    return context.loader<ExperimentId, RunFacts>(runFacts, (ids) => runFacts(this.database, ids)).load(id);
  }
}

/** What hangs on a proposal, seen from the proposal. */
@Resolver(() => ProposalType)
export class ProposalExperimentsResolver {
  constructor(private readonly list: ExperimentList) {}

  @ResolveField(() => ExperimentPageType, { description: 'Newest first.' })
  async experiments(
    @Parent() { id }: Proposal, @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
  ): Promise<Page<Experiment>> {
    if (after != null) return this.list.page(actor, { first, after }, { proposalId: id });
    return context.loader<FirstPage, Page<Experiment>>(this.list, (wanted) => this.firstPages(actor, wanted)).load({ id, first });
  }

  /** Aliases may ask for pages of several sizes; each size is one question. */
  private async firstPages(actor: Actor, wanted: readonly FirstPage[]): Promise<Page<Experiment>[]> {
    const sizes = [...new Set(wanted.map(({ first }) => first))];
    const pages = new Map<FirstPage, Page<Experiment>>();
    for (const size of sizes) {
      const alike = wanted.filter(({ first }) => first === size);
      const found = await this.list.firstPages(actor, alike.map(({ id }) => id), { first: size });
      alike.forEach((one, i) => pages.set(one, found[i]!));
    }
    return wanted.map((one) => pages.get(one)!);
  }
}

interface FirstPage {
  readonly id: ProposalId;
  readonly first: number | undefined;
}
