import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { DataSource } from 'typeorm';

import { isMarked } from '#libs/access';

/** The last lock: a handler, a field's too, may return a database row only after a policy has looked at it. */
@Injectable()
export class OnlyMarkedInterceptor implements NestInterceptor {
  constructor(private readonly dataSource: DataSource) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const where = `${context.getClass().name}.${context.getHandler().name}`;
    return next.handle().pipe(
      map((result: unknown) => {
        this.check(result, where);
        return result;
      }),
    );
  }

  /** Looks into lists and pages, and one level into plain objects, since those are what handlers return. */
  private check(value: unknown, where: string, depth = 0): void {
    if (typeof value !== 'object' || value === null || depth > 3) return;
    if (Array.isArray(value)) return value.forEach((item) => this.check(item, where, depth + 1));
    if (Object.getPrototypeOf(value) === Object.prototype) return Object.values(value).forEach((item) => this.check(item, where, depth + 1));
    if (this.dataSource.hasMetadata(value.constructor) && !isMarked(value)) {
      throw new Error(`${where} returned a ${value.constructor.name} that no policy has seen`);
    }
  }
}
