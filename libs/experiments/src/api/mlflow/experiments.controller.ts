import type { Actor, Permitted } from '#libs/access';
import { DomainError } from '#libs/kernel';
import { CurrentActor, DecidedBy } from '#libs/platform';

import { ExperimentList } from '../../experiment-list.js';
import { DEFAULT_NUMBER, type Experiment } from '../../experiment.entity.js';
import { experimentPolicy, inboxPolicy } from '../../experiment.policy.js';
import { ExperimentService } from '../../experiment.service.js';
import { Ask, Call, MlflowController } from './endpoints.js';
import { Asked, Fields } from './fields.js';
import { experimentNameIn, experimentTagIn, tagKeyIn, experimentTagsIn } from './logged.js';
import { lifecycleIn, pageIn, VIEWS } from './paging.js';
import { experimentReply, paged } from './replies.js';

const NOTHING = {};

@MlflowController('mlflow/experiments')
export class MlflowExperimentsController {
  constructor(
    private readonly experiments: ExperimentService,
    private readonly list: ExperimentList,
  ) {}

  /** A new experiment lies in the group's inbox: a person attaches it to a proposal. */
  @DecidedBy(inboxPolicy, 'begin_experiment', 'runs')
  @Call('create')
  async create(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const experiment = await this.experiments.create(actor, { name: experimentNameIn(asked, 'name'), proposalId: null, tags: experimentTagsIn(asked) });
    return { experiment_id: String(experiment.number) };
  }

  @DecidedBy(experimentPolicy, 'read', 'runs')
  @Ask('get')
  async get(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    return { experiment: experimentReply(await this.experiments.byNumber(actor, 'read', asked.experimentNumber())) };
  }

  @DecidedBy(experimentPolicy, 'read', 'runs')
  @Ask('get-by-name')
  async getByName(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const name = asked.text('experiment_name');
    await this.experiments.ensureDefault(actor.groupId);
    const found = await this.experiments.named(actor, name);
    if (found === null) throw new DomainError('not-found', 'NOT_FOUND', `Could not find experiment with name '${name.slice(0, 500)}'`);
    return { experiment: experimentReply(found) };
  }

  @DecidedBy(experimentPolicy, 'read', 'runs')
  @Call('search')
  async search(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.experiments.ensureDefault(actor.groupId);
    const { nodes, endCursor, hasMore } = await this.list.matching(actor, {
      filter: asked.optionalText('filter') ?? '', order: asked.texts('order_by'), lifecycle: lifecycleIn(asked.choice('view_type', VIEWS)),
      ...pageIn(asked, { fallback: 1_000 }),
    });
    return paged('experiments', nodes.map(experimentReply), hasMore ? endCursor : null);
  }

  @DecidedBy(experimentPolicy, 'read', 'runs')
  @Ask('search')
  async searchByQuery(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    return this.search(actor, asked);
  }

  @DecidedBy(experimentPolicy, 'edit', 'runs')
  @Call('update')
  async update(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const { id } = await this.editable(actor, asked);
    try {
      await this.experiments.update(actor, id, { name: experimentNameIn(asked, 'new_name') });
    } catch (error) {
      // MLflow has a code for a taken name, and does not use it here.
      if (error instanceof DomainError && error.code === 'EXPERIMENT_NAME_TAKEN') throw new DomainError('invalid', 'BAD_REQUEST', error.message);
      throw error;
    }
    return NOTHING;
  }

  @DecidedBy(experimentPolicy, 'edit', 'runs')
  @Call('delete')
  async delete(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.experiments.setLifecycle(actor, (await this.editable(actor, asked)).id, 'deleted');
    return NOTHING;
  }

  @DecidedBy(experimentPolicy, 'edit', 'runs')
  @Call('restore')
  async restore(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    await this.experiments.setLifecycle(actor, (await this.editable(actor, asked)).id, 'active');
    return NOTHING;
  }

  @DecidedBy(experimentPolicy, 'edit', 'runs')
  @Call('set-experiment-tag')
  async setTag(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const [key, value] = experimentTagIn(asked);
    await this.experiments.setTag(actor, (await this.editable(actor, asked)).id, key, value);
    return NOTHING;
  }

  @DecidedBy(experimentPolicy, 'edit', 'runs')
  @Call('delete-experiment-tag')
  async deleteTag(@CurrentActor() actor: Actor, @Asked() asked: Fields): Promise<object> {
    const key = tagKeyIn(asked);
    await this.experiments.setTag(actor, (await this.editable(actor, asked)).id, key, null);
    return NOTHING;
  }

  private async editable(actor: Actor, asked: Fields): Promise<Permitted<Experiment, 'edit'>> {
    return this.experiments.byNumber(actor, 'edit', asked.experimentNumber());
  }
}

/** The experiment of a run that names none. */
export const homeOf = (asked: Fields): number => (asked.optionalText('experiment_id') ? asked.experimentNumber() : DEFAULT_NUMBER);
