import { invalidInput, requireText } from '#libs/kernel';

import { type ProposalTemplate, TEMPLATES, templateOf } from './templates.js';

/** What one field of a template is given; an empty value takes it back. */
export interface FieldValue {
  readonly key: string;
  readonly value: string;
}

const TOPICS = 20;

export const titleOf = (title: string): string => requireText('title', title, { max: 300 });
export const summaryOf = (summary: string): string => requireText('summary', summary, { min: 0, max: 4_000 });

/** The topics as typed, the empty ones left out and each once, whatever its case. */
export function topicsOf(given: readonly string[]): string[] {
  const byName = new Map<string, string>();
  for (const topic of given.map((one) => requireText('topics', one, { min: 0, max: 60 }).replace(/\s+/g, ' '))) {
    const name = topic.toLowerCase();
    if (topic !== '' && !byName.has(name)) byName.set(name, topic);
  }
  if (byName.size > TOPICS) throw invalidInput('topics', `Name at most ${TOPICS} topics.`);
  return [...byName.values()];
}

/** @throws DomainError `INVALID_INPUT` when there is no such template. */
export function requireTemplate(key: string): ProposalTemplate {
  const template = templateOf(key);
  if (template === undefined) throw invalidInput('template', `There is no such template. Choose one of ${TEMPLATES.map((one) => one.key).join(', ')}.`);
  return template;
}

/** `existing` with the given values in place; what is empty is left out. @throws DomainError `INVALID_INPUT` naming `fields.<key>`. */
export function withFields(template: string, existing: Readonly<Record<string, string>>, given: readonly FieldValue[]): Record<string, string> {
  const known = new Set<string>(requireTemplate(template).fields.map(({ key }) => key));
  const values = { ...existing };
  for (const { key, value } of given) {
    if (!known.has(key)) throw invalidInput(`fields.${key.slice(0, 60)}`, 'This template has no such field.');
    values[key] = requireText(`fields.${key}`, value, { min: 0, max: 10_000 });
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
