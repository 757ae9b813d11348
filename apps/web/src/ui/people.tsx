import type { ReactNode } from 'react';

import styles from './people.module.css';
import { count } from './time';

export interface PersonShown {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  /** Index of the ground, 0 to 7. The letters tell people apart; the colour only helps. */
  readonly colour: number;
}

/** A person as initials. `named` is for where the name stands beside it, so that it is not read twice. */
export function Avatar({ person, small = false, named = false }: { person: PersonShown; small?: boolean; named?: boolean }): ReactNode {
  const words = named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': person.name, title: person.name };
  return (
    <span className={styles.avatar} data-small={small || undefined} style={{ background: `var(--cq-presence-${person.colour % 8})` }} {...words}>
      {person.initials}
    </span>
  );
}

/** A person as initials and name, in one line. */
export function PersonName({ person }: { person: PersonShown }): ReactNode {
  return (
    <span className={styles.person}>
      <Avatar person={person} small named />
      {person.name}
    </span>
  );
}

/** Who is here, at most `shown` as faces and the rest as a number. Its name is the count; each face has its own. */
export function Presence({ people, shown = 5 }: { people: readonly PersonShown[]; shown?: number }): ReactNode {
  if (people.length === 0) return null;
  const rest = people.length - shown;
  return (
    <span className={styles.presence} role="group" aria-label={`${count(people.length, 'person', 'people')} here`}>
      {people.slice(0, shown).map((person) => <Avatar key={person.id} person={person} />)}
      {rest > 0 && <span className={styles.rest}>{`+${rest}`}</span>}
    </span>
  );
}
