import { applyDecorators, Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';

import { MlflowErrorFilter } from './mlflow-error.filter.js';

/** MLflow's own page speaks to the same routes under another name. */
export const PREFIXES = ['api/2.0', 'ajax-api/2.0'];

/** A controller of MLflow's routes under `area`, with errors in its form. */
export const MlflowController = (area: string): ClassDecorator =>
  applyDecorators(Controller(PREFIXES.map((prefix) => `${prefix}/${area}`)), UseFilters(MlflowErrorFilter));

/** A call that succeeds with 200, which to MLflow's clients is the only success there is. */
export const Call = (...paths: string[]): MethodDecorator => applyDecorators(Post(paths), HttpCode(200));

export const Ask = (path: string): MethodDecorator => Get(path);
