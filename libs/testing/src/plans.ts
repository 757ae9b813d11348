import type { World } from './world.js';

/**
 * What PostgreSQL would do for each SELECT that `work` sends, as EXPLAIN says it. Fill the tables first, and ANALYZE
 * them: a small table is rightly read whole.
 */
export async function plansOf(world: World, work: () => Promise<unknown>): Promise<string[]> {
  const sent: { query: string; parameters: unknown[] }[] = [];
  const { logger } = world.dataSource;
  world.dataSource.logger = Object.assign(Object.create(logger) as typeof logger, {
    logQuery: (query: string, parameters?: unknown[]) => void sent.push({ query, parameters: parameters ?? [] }),
  });
  try {
    await work();
  } finally {
    world.dataSource.logger = logger;
  }
  const plans: string[] = [];
  for (const { query, parameters } of sent.filter((statement) => /^\s*(SELECT|WITH)\b/i.test(statement.query))) {
    const lines = await world.database.sql<{ 'QUERY PLAN': string }>(`EXPLAIN ${query}`, parameters);
    plans.push(lines.map((line) => line['QUERY PLAN']).join('\n'));
  }
  return plans;
}
