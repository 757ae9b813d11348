import { useMutation, useQuery } from '@apollo/client/react';
import { Button, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';

import { addresses } from '../../app/addresses';
import { useParameter } from '../../app/parameters';
import { DomainFailure } from '../../failure';
import { graphql } from '../../graphql/generated';
import type { Audience, TemplatesQuery } from '../../graphql/generated/graphql';
import { Card, Columns, Failure, Page, Section, Waiting } from '../../ui';
import { audienceChoices } from './audiences';
import { Similar } from './Similar';
import styles from './new-proposal.module.css';

const Templates = graphql(`
  query Templates {
    proposalTemplates {
      key
      name
      description
      fields { key label help required }
    }
  }
`);

const CreateProposal = graphql(`
  mutation CreateProposal($input: CreateProposalInput!) {
    createProposal(input: $input) {
      id
    }
  }
`);

type Template = TemplatesQuery['proposalTemplates'][number];

const PAUSE_MS = 400;

/** A new proposal: a template, its fields, and beside it what the group has already thought about the same. */
export default function NewProposalPage(): ReactNode {
  const { data, error, refetch } = useQuery(Templates);
  const [chosen, choose] = useParameter('template');

  if (error !== undefined) return <Page title="New proposal"><Failure what="The templates could not be loaded" error={error} onRetry={refetch} /></Page>;
  if (data === undefined) return <Page title="New proposal"><Waiting what="the templates" lines={6} /></Page>;
  const template = data.proposalTemplates.find(({ key }) => key === chosen) ?? data.proposalTemplates[0]!;
  return (
    <Page title="New proposal" aside="a draft, until you open it for feedback">
      <ProposalForm templates={data.proposalTemplates} template={template} onTemplate={choose} />
    </Page>
  );
}

interface ProposalFormProps {
  readonly templates: readonly Template[];
  readonly template: Template;
  readonly onTemplate: (key: string) => void;
}

function ProposalForm({ templates, template, onTemplate }: ProposalFormProps): ReactNode {
  const navigate = useNavigate();
  const [create, { loading, error }] = useMutation(CreateProposal);
  const [title, setTitle] = useState('');
  const [summary, setSummary] = useState('');
  const [audience, setAudience] = useState<Audience>('group');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [settled] = useDebouncedValue(`${title} ${summary}`.trim(), PAUSE_MS);
  const wrong = error instanceof DomainFailure ? error : undefined;
  const errorOf = (field: string) => (wrong?.details['field'] === field ? wrong.message : undefined);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = template.fields.map(({ key }) => ({ key, value: values[key] ?? '' })).filter(({ value }) => value.trim() !== '');
    const { data } = await create({ variables: { input: { template: template.key, title, summary, audience, fields } } }).catch(() => ({ data: undefined }));
    if (data) await navigate({ to: addresses.proposal(data.createProposal.id) });
    // Where something is wrong, once it is said there.
    else requestAnimationFrame(() => { form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); });
  };
  return (
    <Columns sideLabel="Similar proposals" side={<Section title="Similar proposals"><Similar text={settled} /></Section>}>
      <form noValidate onSubmit={(event) => void submit(event)} className={styles.form} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit(); }}>
        <Radio.Group label="Template" value={template.key} onChange={onTemplate}>
          <Card>
            {templates.map(({ key, name, description }) => (
              <div key={key} className={styles.template} data-chosen={key === template.key || undefined}><Radio value={key} label={name} description={description} /></div>
            ))}
          </Card>
        </Radio.Group>
        <TextInput label="Title" required withAsterisk={false} autoFocus value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} error={errorOf('title')} classNames={{ input: styles.title }} />
        <Textarea label="Summary" description="Two sentences that somebody from the next room understands." autosize minRows={2} value={summary} onChange={(event) => { setSummary(event.currentTarget.value); }} error={errorOf('summary')} />
        {template.fields.map(({ key, label, help, required }) => (
          <Textarea
            key={key} label={required ? <>{label} <span className={styles.needed}>needed to open for feedback</span></> : label} autosize minRows={1} description={help}
            value={values[key] ?? ''} onChange={(event) => { const { value } = event.currentTarget; setValues((known) => ({ ...known, [key]: value })); }}
            error={errorOf(key) ?? errorOf(`fields.${key}`)}
          />
        ))}
        <Select label="Who may read" description={audienceChoices.find(({ value }) => value === audience)?.description} allowDeselect={false} data={[...audienceChoices].reverse().map(({ value, label }) => ({ value, label }))} value={audience} onChange={(value) => { if (value !== null) setAudience(value); }} error={errorOf('audience')} />
        {error !== undefined && wrong?.details['field'] === undefined && <Failure what="The proposal could not be created" error={error} kept="What you typed is kept." />}
        <div className={styles.ways}>
          <Button type="submit" variant="filled" loading={loading}>Create the draft</Button>
        </div>
      </form>
    </Columns>
  );
}
