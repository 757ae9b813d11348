import { setTimeout as sleep } from 'node:timers/promises';

import { Injectable, Logger } from '@nestjs/common';
import {
  DataSource,
  type DeepPartial,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  QueryFailedError,
  type Repository,
} from 'typeorm';

import type { Permitted } from '#libs/access';

/** PostgreSQL: serialization_failure, deadlock_detected (Appendix A of its manual). */
const RETRIABLE = new Set(['40001', '40P01']);
const UNIQUE_VIOLATION = '23505';

type Reader<T extends ObjectLiteral> = Pick<Repository<T>, 'find' | 'findBy' | 'findOne' | 'findOneBy' | 'findOneByOrFail' | 'countBy' | 'existsBy' | 'createQueryBuilder'>;

/** The right to read a row is not one to write it: who asks for no more does not get it past the compiler. */
type ForMoreThanReading<A extends string> = [A] extends ['read'] ? never : unknown;

/** Anything rows can be read from: the database, or one transaction in it. */
export interface Source {
  read<T extends ObjectLiteral>(entity: EntityTarget<T>): Reader<T>;

  /** A statement by hand, for what the repository cannot say. Values go into `parameters`, never into the text. */
  sql<Row>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

/** One open transaction. Passing it on is how a step joins its caller's transaction. */
export class Tx implements Source {
  private readonly effects: (() => Promise<void>)[] = [];

  constructor(private readonly manager: EntityManager) {}

  read<T extends ObjectLiteral>(entity: EntityTarget<T>): Reader<T> {
    return this.manager.getRepository(entity);
  }

  async sql<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(await this.manager.query<unknown>(text, [...parameters]));
  }

  /** Writes a row that is new. It fails, rather than overwrites, when its id is taken. */
  async insert<T extends ObjectLiteral>(entity: EntityTarget<T>, ...rows: T[]): Promise<void> {
    await this.manager.getRepository(entity).insert(rows);
  }

  /** Writes back a changed row. Asking for a {@link Permitted} one is what makes a missing check a type error. */
  async save<T extends ObjectLiteral, A extends string>(entity: EntityTarget<T>, row: Permitted<T, A> & ForMoreThanReading<A>): Promise<void> {
    await this.manager.getRepository(entity).save(row as DeepPartial<T>, { reload: false });
  }

  async remove<T extends ObjectLiteral, A extends string>(entity: EntityTarget<T>, row: Permitted<T, A> & ForMoreThanReading<A>): Promise<void> {
    await this.manager.getRepository(entity).remove(row);
  }

  /** Runs once the rows are durable; never runs on rollback. For anything the database cannot undo. */
  afterCommit(effect: () => Promise<void>): void {
    this.effects.push(effect);
  }

  /** One that fails is told to the log. To the caller it would say that nothing was changed, and what was committed stays. */
  async runEffects(failed: (error: unknown) => void): Promise<void> {
    for (const effect of this.effects) await effect().catch(failed);
  }
}

@Injectable()
export class Database implements Source {
  private readonly log = new Logger(Database.name);

  constructor(private readonly dataSource: DataSource) {}

  read<T extends ObjectLiteral>(entity: EntityTarget<T>): Reader<T> {
    return this.dataSource.getRepository(entity);
  }

  async sql<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(await this.dataSource.query<unknown>(text, [...parameters]));
  }

  /**
   * Runs `work` atomically. On a deadlock or serialization failure the whole of `work` runs again in
   * a new transaction, at most twice more, so it must reach the outside world only through
   * `tx.afterCommit`.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { tx, result } = await this.commit(work, 2);
    await tx.runEffects((error) => this.log.error(error));
    return result;
  }

  private async commit<T>(work: (tx: Tx) => Promise<T>, retries: number): Promise<{ tx: Tx; result: T }> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        const tx = new Tx(manager);
        return { tx, result: await work(tx) };
      });
    } catch (error) {
      if (retries === 0 || !RETRIABLE.has(sqlStateOf(error))) throw error;
      await sleep(10);
      return this.commit(work, retries - 1);
    }
  }
}

/** Whether a write failed because a row with the same key, under the named constraint, is there already. */
export const isDuplicate = (error: unknown, constraint: string): boolean =>
  sqlStateOf(error) === UNIQUE_VIOLATION && (error as QueryFailedError<Error & { constraint?: string }>).driverError.constraint === constraint;

const sqlStateOf = (error: unknown): string =>
  error instanceof QueryFailedError ? ((error.driverError as { code?: string }).code ?? '') : '';

/** TypeORM answers UPDATE and DELETE with `[rows, count]`, everything else with the rows. */
function rowsOf<Row>(result: unknown): Row[] {
  const pair = Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number';
  return (pair ? result[0] : result) as Row[];
}
