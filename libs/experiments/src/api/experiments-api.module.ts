import { Module } from '@nestjs/common';

import { ExperimentsModule } from '../experiments.module.js';
import { ExperimentResolver, ProposalExperimentsResolver } from './experiment.resolver.js';
import { MlflowApiModule } from './mlflow/mlflow-api.module.js';
import { RunResolver } from './run.resolver.js';

@Module({ imports: [ExperimentsModule, MlflowApiModule], providers: [ExperimentResolver, ProposalExperimentsResolver, RunResolver] })
export class ExperimentsApiModule {}
