import type { Field, Parameters, Vocabulary } from '../search/fields.js';
import type { Name } from '../search/filter.js';

/** MLflow's names for the kinds of things that a run has. */
const ENTITIES: Readonly<Record<string, (key: string, parameters: Parameters) => Field | null>> = {
  metric: metricField,
  metrics: metricField,
  param: paramField,
  params: paramField,
  parameter: paramField,
  parameters: paramField,
  tag: tagField,
  tags: tagField,
  dataset: (key) => DATASETS[key] ?? null,
  datasets: (key) => DATASETS[key] ?? null,
  attribute: (key) => ATTRIBUTES[key] ?? null,
  attributes: (key) => ATTRIBUTES[key] ?? null,
  attr: (key) => ATTRIBUTES[key] ?? null,
  run: (key) => ATTRIBUTES[key] ?? null,
};

const HEX_ID = `replace(r.id::text, '-', '')`;
const NAME: Field = { kind: 'text', value: 'r.name', always: true };
export const STARTED_AT: Field = { kind: 'time', value: 'r.started_at', always: true };
/** The last word of every order, so that no two runs stand at the same place. */
export const RUN_ID: Field = { kind: 'id', value: 'r.id', always: true };

const ATTRIBUTES: Readonly<Record<string, Field>> = own({
  run_id: { kind: 'text', value: HEX_ID, always: true },
  run_name: NAME,
  'run name': NAME,
  user_id: { kind: 'text', value: 'r.account', always: true },
  status: { kind: 'text', value: 'upper(r.status)', always: true },
  start_time: STARTED_AT,
  created: STARTED_AT,
  Created: STARTED_AT,
  end_time: { kind: 'time', value: 'r.ended_at' },
  artifact_uri: { kind: 'text', value: `('mlflow-artifacts:/' || e.number || '/' || ${HEX_ID} || '/artifacts')`, always: true },
});

const DATASETS: Readonly<Record<string, Field>> = own({
  name: { kind: 'text', among: 'jsonb_array_elements(r.inputs) AS input', value: `input -> 'dataset' ->> 'name'` },
  digest: { kind: 'text', among: 'jsonb_array_elements(r.inputs) AS input', value: `input -> 'dataset' ->> 'digest'` },
  context: {
    kind: 'text', among: `jsonb_array_elements(r.inputs) AS input, jsonb_array_elements(input -> 'tags') AS tag`,
    value: `CASE tag ->> 'key' WHEN 'mlflow.data.context' THEN tag ->> 'value' END`,
  },
});

/** What a filter or an order of runs can name, over rows of run `r` and experiment `e`. */
export const runVocabulary: Vocabulary = ({ entity, key }: Name, parameters) => {
  if (entity === null) return ATTRIBUTES[key] ?? null;
  return (Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity]!(key, parameters) : null);
};

/** The latest value. One that is not a number counts as missing: it is neither small nor large. */
export function metricField(key: string, parameters: Parameters): Field {
  return { kind: 'number', value: `(SELECT nullif(s.last_value, 'NaN') FROM metric_series s WHERE s.run_id = r.id AND s.key = ${parameters.add(key)}::text)` };
}

export function paramField(key: string, parameters: Parameters): Field {
  return { kind: 'text', value: `(r.params ->> ${parameters.add(key)}::text)` };
}

/** A param that is written as a number, as that number, so that 10 comes after 2. */
export function numericParamField(key: string, parameters: Parameters): Field {
  const { value } = paramField(key, parameters);
  return { kind: 'number', value: `(CASE WHEN ${value} ~ '^[-+]?[0-9]{1,15}(\\.[0-9]{1,15})?([eE][-+]?[0-9]{1,2})?$' THEN ${value}::double precision END)` };
}

function tagField(key: string, parameters: Parameters): Field {
  return { kind: 'text', value: `(r.tags ->> ${parameters.add(key)}::text)` };
}

/** Without what every object inherits, which nobody means by “constructor”. */
function own<T extends object>(entries: T): T {
  return Object.assign(Object.create(null) as T, entries);
}
