import { useLocation, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Link, stageWords } from '../../ui';
import { InPlace } from './InPlace';
import type { Facts } from './queries';
import styles from './rail.module.css';
import { addressOfMissing, leadsOn, placeOfField } from './stages';
import { Topics } from './Topics';
import { useUpdate } from './useProposal';

/** What is known of a proposal beside its text: what the next stage waits for, its summary, and the template's questions. */
export function Rail({ facts }: { facts: Facts }): ReactNode {
  const update = useUpdate(facts);
  const mayEdit = facts.viewerMay.includes('edit');
  return (
    <div className={styles.rail}>
      <ForTheNextStage facts={facts} />
      <section aria-label="Summary">
        <h2>Summary</h2>
        <InPlace label="Summary" value={facts.summary} invitation="Write it" help="Two sentences that somebody from the next room understands." mayEdit={mayEdit} onSave={(summary) => update({ summary })} />
      </section>
      {facts.fields.map((field) => <Field key={field.key} facts={facts} field={field} mayEdit={mayEdit} />)}
      <Topics facts={facts} mayEdit={mayEdit} onSave={(topics) => update({ topics })} />
    </div>
  );
}

function ForTheNextStage({ facts }: { facts: Facts }): ReactNode {
  const next = facts.nextStages.find(({ stage }) => leadsOn(facts.stage, stage));
  if (next === undefined || next.missing.length === 0) return null;
  return (
    <section aria-label="What is missing">
      <h2>Still missing <span>{next.missing.length}</span></h2>
      <ul className={styles.missing}>
        {next.missing.map(({ code, label }) => <li key={code}><Link href={addressOfMissing(facts.id, code)}>{label}</Link></li>)}
      </ul>
      <p className={styles.quiet}>{`before it is ${stageWords[next.stage].toLowerCase()}`}</p>
    </section>
  );
}

interface FieldProps {
  readonly facts: Facts;
  readonly field: Facts['fields'][number];
  readonly mayEdit: boolean;
}

/** One of the template's questions. The address can ask for it: a refused move leads here. */
function Field({ facts, field: { key, label, help, required, value }, mayEdit }: FieldProps): ReactNode {
  const update = useUpdate(facts);
  const router = useRouter();
  const place = placeOfField(key);
  const asked = useLocation({ select: ({ hash }) => hash === place });
  // The address no longer asks once it was answered, so that the same link works again.
  const answered = () => (asked ? router.navigate({ href: router.state.location.href.replace(/#.*$/, ''), replace: true }) : undefined);
  return (
    <section id={place} aria-label={label}>
      <h2>{label} {required && value === '' && <span>needed</span>}</h2>
      <InPlace
        key={String(asked)} label={label} value={value} invitation="Write it" help={help} mayEdit={mayEdit} asked={asked}
        onSave={(next) => update({ fields: [{ key, value: next }] })} onClosed={answered}
      />
    </section>
  );
}
