import { Module } from '@nestjs/common';

import { ProposalsModule } from '#libs/proposals';

import { ArtifactStore } from './artifacts/artifact-store.js';
import { ArmComparisonService } from './comparisons/arm-comparison.service.js';
import { ExperimentList } from './experiment-list.js';
import { ExperimentService } from './experiment.service.js';
import { LiveIngest } from './live-ingest.js';
import { MetricCurves } from './metrics/metric-curves.js';
import { MetricStore } from './metrics/metric-store.js';
import { RunLogService } from './runs/run-log.service.js';
import { RunSearch } from './runs/run-search.js';
import { RunService } from './runs/run.service.js';

const SERVICES = [ExperimentService, ExperimentList, RunService, RunLogService, RunSearch, MetricStore, MetricCurves, ArmComparisonService, ArtifactStore];

@Module({ imports: [ProposalsModule], providers: [...SERVICES, LiveIngest], exports: SERVICES })
export class ExperimentsModule {}
