import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';

import { DomainError, type ErrorKind } from '#libs/kernel';
import type { KnownRequest } from '#libs/platform';

type Answer = readonly [status: number, errorCode: string];

const BY_KIND: Readonly<Record<ErrorKind, Answer>> = {
  unauthenticated: [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'PERMISSION_DENIED'],
  'not-found': [404, 'RESOURCE_DOES_NOT_EXIST'],
  invalid: [400, 'INVALID_PARAMETER_VALUE'],
  conflict: [400, 'INVALID_PARAMETER_VALUE'],
  'rate-limited': [429, 'REQUEST_LIMIT_EXCEEDED'],
};

/** Where MLflow's server says something more particular, or something odd that its clients rely on. */
const BY_CODE: Readonly<Record<string, Answer>> = {
  EXPERIMENT_NAME_TAKEN: [400, 'RESOURCE_ALREADY_EXISTS'],
  EXPERIMENT_STATE: [404, 'RESOURCE_DOES_NOT_EXIST'],
  ENDPOINT_NOT_FOUND: [404, 'ENDPOINT_NOT_FOUND'],
  BAD_REQUEST: [400, 'BAD_REQUEST'],
  NOT_IMPLEMENTED: [501, 'NOT_IMPLEMENTED'],
};

/** Failures as MLflow's clients read them. Never a 5xx for what the caller did wrong: they would repeat it for minutes. */
@Catch()
export class MlflowErrorFilter implements ExceptionFilter {
  private readonly log = new Logger(MlflowErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof DomainError) {
      sendMlflowError(response, error);
    } else if (error instanceof HttpException && error.getStatus() < 500) {
      response.status(error.getStatus()).json({ error_code: 'BAD_REQUEST', message: error.message });
    } else {
      const { requestId } = http.getRequest<KnownRequest>();
      this.log.error({ requestId, error });
      response.status(500).json({ error_code: 'INTERNAL_ERROR', message: `Something went wrong on our side. Nothing was changed. (${requestId})` });
    }
  }
}

export function sendMlflowError(response: Response, error: DomainError): void {
  const [status, errorCode] = BY_CODE[error.code] ?? BY_KIND[error.kind];
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="mlflow"');
  response.status(status).json({ error_code: errorCode, message: error.message });
}
