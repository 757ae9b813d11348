/**
 * Lists at size: 100,000 proposals and 1,000,000 points of a metric. The first page and the hundredth must cost the same.
 * Prints one row a list; ratio = hundredth page / first page, medians of runs in turn.
 */
import { inTurn, startWorld } from './support.mjs';

const PROPOSALS = 100_000;
const POINTS = 1_000_000;
const RUNS = 40;

const world = await startWorld(3977);
try {
  await fillProposals(world);
  const rows = [
    await pages('proposals, newest first', 'proposals(first: 50, after: $after, sort: {by: updated_at, descending: true})'),
    await pages('proposals, by title', 'proposals(first: 50, after: $after, sort: {by: title, descending: false})'),
    await pages('proposals of one stage', 'proposals(first: 50, after: $after, filter: {stages: [active]})'),
    await pages('proposals found by a word', 'proposals(first: 50, after: $after, filter: {search: "cosine"})'),
    await pages('portfolio', 'portfolio(first: 50, after: $after)', 'proposal { id title } health { line } nextDeadline { at } openConcerns'),
    await history(),
  ];
  console.log('\n| list | first page, ms | hundredth page, ms | ratio |\n| --- | --- | --- | --- |');
  for (const { name, a, b, ratio } of rows) console.log(`| ${name} | ${a.toFixed(1)} | ${b.toFixed(1)} | ${ratio.toFixed(2)} |`);
} finally {
  await world.stop();
}

async function fillProposals({ db, groupId, userId }) {
  console.log(`Filling ${PROPOSALS} proposals…`);
  await db.query(`
    WITH made AS (
      SELECT gen_random_uuid() AS id, gen_random_uuid() AS document_id, i FROM generate_series(1, $3::int) i
    ), documents AS (
      INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, updated_at)
      SELECT document_id, $1, 'proposal', 'Proposal ' || i, 'group', ARRAY[$2::uuid], '{}', 'authors', now() - i * interval '1 minute' FROM made
    )
    INSERT INTO proposal (id, group_id, document_id, title, summary, stage, topics, audience, author_ids, reader_ids, template, fields, created_at, updated_at)
    SELECT id, $1, document_id, (ARRAY['Cosine', 'Linear', 'Sparse', 'Frozen'])[1 + i % 4] || ' heads, study ' || i, 'What happens to rare classes',
           (ARRAY['draft', 'open_for_feedback', 'active', 'writing'])[1 + i % 4], ARRAY['topic ' || i % 20], 'group', ARRAY[$2::uuid], '{}', 'method', '{}',
           now() - i * interval '1 minute', now() - i * interval '1 minute'
    FROM made`, [groupId, userId, PROPOSALS]);
  await db.query('ANALYZE');
}

/** Walks to the hundredth page once, then asks for it and the first in turn. */
async function pages(name, field, nodes = 'id title stage') {
  const query = `query ($after: String) { ${field} { nodes { ${nodes} } endCursor hasMore } }`;
  const page = async (after) => Object.values(await world.ask(query, { after }))[0];
  let after = null;
  for (let i = 1; i < 100; i += 1) after = (await page(after)).endCursor;
  if ((await page(after)).nodes.length === 0) throw new Error(`${name}: there is no hundredth page`);
  return { name, ...(await inTurn(RUNS, () => page(null), () => page(after))) };
}

/** A million points of one metric, logged as a client logs them, read in pages of 1,000. */
async function history() {
  console.log(`Logging ${POINTS} points through the MLflow interface…`);
  const { createToken } = await world.ask('mutation { createToken(name: "bench", scopes: [runs]) { token } }');
  const mlflow = async (path, body, method = 'POST') => {
    const response = await fetch(`${world.url}/api/2.0/mlflow/${path}`, {
      method, headers: { authorization: `Bearer ${createToken.token}`, 'content-type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const { run } = await mlflow('runs/create', { experiment_id: '0', start_time: Date.now() });
  const started = performance.now();
  for (let from = 0; from < POINTS; from += 1000) {
    await mlflow('runs/log-batch', {
      run_id: run.info.run_id,
      metrics: Array.from({ length: 1000 }, (_, i) => ({ key: 'loss', value: 1 / (from + i + 1), timestamp: 1_700_000_000_000 + from + i, step: from + i })),
    });
  }
  console.log(`  ${Math.round(POINTS / ((performance.now() - started) / 1000))} points a second, one client`);
  const page = (token) => mlflow(`metrics/get-history?run_id=${run.info.run_id}&metric_key=loss&max_results=1000${token ? `&page_token=${encodeURIComponent(token)}` : ''}`, null, 'GET');
  let token = null;
  for (let i = 1; i < 100; i += 1) token = (await page(token)).next_page_token;
  return { name: 'points of a metric (1,000 a page)', ...(await inTurn(RUNS, () => page(null), () => page(token))) };
}
