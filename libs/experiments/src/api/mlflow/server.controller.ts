import { All, Controller, Get, Header, UseFilters } from '@nestjs/common';

import { DomainError } from '#libs/kernel';
import { Public, Self } from '#libs/platform';

import { Call, MlflowController, PREFIXES } from './endpoints.js';
import { MlflowErrorFilter } from './mlflow-error.filter.js';

/** What MLflow's clients ask before they begin. */
@Controller()
export class MlflowServerController {
  @Public()
  @Get('health')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  health(): string {
    return 'OK';
  }

  /** The version of MLflow whose interface this is. From 3 on, clients would send traces, which we do not take. */
  @Public()
  @Get('version')
  @Header('Content-Type', 'text/plain; charset=utf-8')
  version(): string {
    return '2.22.0';
  }
}

/** Newer clients look for logged models whenever they list artifacts, and give up on an error. There are none. */
@MlflowController('mlflow/logged-models')
export class MlflowLoggedModelsController {
  @Self('runs')
  @Call('search')
  search(): object {
    return {};
  }
}

/** Everything else of MLflow's interface. Clients fall back to older calls when they hear that one is not there. Comes last. */
@Controller(PREFIXES)
@UseFilters(MlflowErrorFilter)
export class MlflowUnknownController {
  @Self('runs')
  @All('*path')
  refuse(): never {
    throw new DomainError('not-found', 'ENDPOINT_NOT_FOUND', 'There is no such endpoint.');
  }
}
