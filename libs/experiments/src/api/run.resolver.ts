import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor } from '#libs/access';
import { PeopleService, type Person } from '#libs/identity';
import { loadPerson, PersonType } from '#libs/identity/api';
import { Clock, type ExperimentId, type Page, pageSize, type RunId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, RequestContext } from '#libs/platform';

import { ArmComparisonService } from '../comparisons/arm-comparison.service.js';
import type { ArmComparison } from '../comparisons/compare-arms.js';
import { experimentPolicy } from '../experiment.policy.js';
import { requireExperiment } from '../experiments-in.js';
import { type Curve, MetricCurves } from '../metrics/metric-curves.js';
import type { MetricSeries } from '../metrics/metric-series.entity.js';
import { MetricStore } from '../metrics/metric-store.js';
import { RunSearch } from '../runs/run-search.js';
import { Run, type RunStanding } from '../runs/run.entity.js';
import { runPolicy } from '../runs/run.policy.js';
import { RunService } from '../runs/run.service.js';
import { ArmComparisonType, CompareArmsInput } from './comparison.types.js';
import { RunSortInput } from './experiment.inputs.js';
import { KeyValueType, MetricSeriesType, MetricValueType, RunPageType, RunStandingEnum, RunType } from './experiment.types.js';

const ALPHA = 0.05;

@Resolver(() => RunType)
export class RunResolver {
  constructor(
    private readonly database: Database,
    private readonly service: RunService,
    private readonly found: RunSearch,
    private readonly store: MetricStore,
    private readonly curves: MetricCurves,
    private readonly comparisons: ArmComparisonService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
  ) {}

  @DecidedBy(runPolicy, 'read', 'read')
  @Query(() => RunPageType, {
    description: 'The newest first, unless sorted otherwise; without deleted ones. `filter` is in MLflow’s language; RUN_FILTER_INVALID names the position of what is wrong.',
  })
  async runs(
    @CurrentActor() actor: Actor,
    @Args('experimentId', { type: () => ID }) experimentId: ExperimentId,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('filter', { type: () => String, nullable: true }) filter?: string,
    @Args('sort', { type: () => RunSortInput, nullable: true }) sort?: RunSortInput,
  ): Promise<Page<Run>> {
    await requireExperiment(this.database, actor, 'read', experimentId);
    return this.found.page(actor, {
      experimentIds: [experimentId], lifecycle: 'active', filter: filter ?? '', first: pageSize({ first }), after: after ?? null,
      order: sort ? { ...sort, key: sort.key ?? '' } : [],
    });
  }

  @DecidedBy(runPolicy, 'read', 'read')
  @Query(() => RunType)
  async run(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: RunId): Promise<Run> {
    return this.service.require(actor, 'read', id);
  }

  @DecidedBy(runPolicy, 'read', 'read')
  @Query(() => [MetricSeriesType], {
    description: 'Curves of one metric, thinned to about `maxPoints` (1,000 when absent) points each: first, last and every extreme are kept. Runs that you may not read have none.',
  })
  async metricSeries(
    @CurrentActor() actor: Actor,
    @Args('runIds', { type: () => [ID] }) runIds: RunId[],
    @Args('key') key: string,
    @Args('maxPoints', { type: () => Int, nullable: true }) maxPoints?: number,
  ): Promise<Curve[]> {
    return this.curves.of(actor, runIds, key, maxPoints ?? undefined);
  }

  @DecidedBy(experimentPolicy, 'read', 'read')
  @Query(() => ArmComparisonType, { description: 'Two arms over their runs as they are now.' })
  async compareArms(@CurrentActor() actor: Actor, @Args('input') input: CompareArmsInput): Promise<ArmComparison & { computedAt: Date }> {
    const comparison = await this.comparisons.compare(actor, { ...input, alpha: input.alpha ?? ALPHA });
    return { ...comparison, computedAt: this.clock.now() };
  }

  @DecidedBy(runPolicy, 'edit', 'write')
  @Mutation(() => RunType, { description: 'Says whether a run counts: `superseded` and `invalid` need a reason, `valid` takes it back.' })
  async markRun(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID }) id: RunId,
    @Args('standing', { type: () => RunStandingEnum }) standing: RunStanding,
    @Args('reason', { type: () => String, nullable: true }) reason?: string | null,
  ): Promise<Run> {
    return this.service.mark(actor, id, standing, reason ?? null);
  }

  @ResolveField(() => String, { nullable: true })
  arm(@Parent() run: Run): string | null {
    return run.params[run.experiment!.armParam] ?? null;
  }

  @ResolveField(() => String, { nullable: true })
  seed(@Parent() run: Run): string | null {
    return run.params[run.experiment!.seedParam] ?? null;
  }

  @ResolveField(() => [KeyValueType])
  params(@Parent() run: Run): KeyValueType[] {
    return keyValues(run.params);
  }

  @ResolveField(() => [KeyValueType])
  tags(@Parent() run: Run): KeyValueType[] {
    return keyValues(run.tags);
  }

  @ResolveField(() => [MetricValueType], { description: 'The latest value of each.' })
  async metrics(@Parent() { id }: Run, @CurrentContext() context: RequestContext): Promise<MetricValueType[]> {
    const series = await context.loader<RunId, MetricSeries[]>(this.store, async (ids) => {
      const latest = await this.store.latestOf(ids);
      return ids.map((one) => latest.get(one) ?? []);
    }).load(id);
    return series.map(({ key, lastValue, lastStep }) => ({ key, value: Number.isFinite(lastValue) ? lastValue : null, step: Number(lastStep) }));
  }

  @ResolveField(() => PersonType, { nullable: true, description: 'Whose token logged it.' })
  async loggedBy(@Parent() { loggedById }: Run, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, loggedById);
  }
}

const keyValues = (entries: Readonly<Record<string, string>>): KeyValueType[] =>
  Object.entries(entries).map(([key, value]) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1));
