import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';

import { DomainError } from '#libs/kernel';

import type { KnownRequest } from './authenticator.js';
import { sendFailure } from './rest-errors.js';

/** The last word on what went wrong: our own failures in full, anything else as a request id to quote. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly log = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): unknown {
    // In GraphQL the error travels on to `formatError`, which knows the same.
    if (host.getType<string>() === 'graphql') return error;
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) return response.destroy();
    if (error instanceof DomainError) return sendFailure(response, error);
    if (error instanceof HttpException) {
      return response.status(error.getStatus()).json({ code: error.getStatus() === 404 ? 'NOT_FOUND' : 'HTTP_ERROR', message: error.message });
    }
    const { requestId } = host.switchToHttp().getRequest<KnownRequest>();
    this.log.error({ requestId, error });
    return response.status(500).json({ code: 'INTERNAL_ERROR', message: 'Something went wrong on our side. Nothing was changed.', requestId });
  }
}
