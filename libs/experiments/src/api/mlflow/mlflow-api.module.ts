import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';

import { ExperimentsModule } from '../../experiments.module.js';
import { MlflowArtifactListController, MlflowArtifactsController } from './artifacts.controller.js';
import { PREFIXES } from './endpoints.js';
import { MlflowExperimentsController } from './experiments.controller.js';
import { MlflowMetricsController } from './metrics.controller.js';
import { readMlflowBody, refuseUnreadablePath } from './mlflow-body.js';
import { MlflowRunsController } from './runs.controller.js';
import { MlflowLoggedModelsController, MlflowServerController, MlflowUnknownController } from './server.controller.js';

/** MLflow's tracking interface, so that training scripts log here as they are. */
@Module({
  imports: [ExperimentsModule],
  controllers: [
    MlflowServerController, MlflowExperimentsController, MlflowRunsController, MlflowMetricsController, MlflowArtifactListController,
    MlflowArtifactsController, MlflowLoggedModelsController, MlflowUnknownController,
  ],
})
export class MlflowApiModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(refuseUnreadablePath).forRoutes(...PREFIXES.map((prefix) => `${prefix}/*path`));
    // Not for artifacts: their bodies are files, streamed as they come.
    consumer.apply(readMlflowBody).forRoutes(...PREFIXES.map((prefix) => `${prefix}/mlflow/*path`));
  }
}
