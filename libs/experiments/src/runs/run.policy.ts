import { Raw } from 'typeorm';

import { type Actor, isMember, type Policy, type Standing } from '#libs/access';
import { newId, type RunId } from '#libs/kernel';

import { experimentPolicy, visibleExperimentSql } from '../experiment.policy.js';
import { Run } from './run.entity.js';

const mayRead = (actor: Actor, run: Run): boolean => run.experiment !== null && experimentPolicy.may.read(actor, run.experiment);

/** A run is read with its experiment, and changed by whoever logs it or may edit the experiment. */
export const runPolicy: Policy<Run, 'edit'> = {
  subject: 'Run',
  may: {
    read: mayRead,
    edit: (actor, run) =>
      mayRead(actor, run) && isMember(actor, run) &&
      (run.loggedById === actor.userId || (run.experiment !== null && experimentPolicy.may.edit(actor, run.experiment))),
  },
  visibleTo: (actor) => {
    const readable = visibleExperimentSql(actor, { experiment: 'home', proposal: 'plan' }, { group: ':homeGroup', user: ':homeUser' });
    return [{
      experimentId: Raw(
        (column) => `${column} IN (SELECT home.id FROM experiment home LEFT JOIN proposal plan ON plan.id = home.proposal_id WHERE ${readable})`,
        { homeGroup: actor.groupId, homeUser: actor.userId },
      ),
    }];
  },
  example: (standing: Standing, actor) => {
    const experiment = experimentPolicy.example(standing, actor);
    return experiment && Object.assign(new Run(), {
      id: newId<RunId>(), groupId: experiment.groupId, experimentId: experiment.id, experiment, loggedById: experiment.createdById ?? newId(),
    });
  },
};
