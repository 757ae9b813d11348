import { type Icon as TablerIcon, IconAlertTriangle, IconArrowRight, IconCheck, IconHelpCircle, IconMessage, IconPencil, IconUnlink } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import tokens from '../theme/tokens.json' with { type: 'json' };
import { Badge, type Tone } from './Badge';
import styles from './badge.module.css';
import { Icon } from './Icon';
import { claimShapes, healthShapes, risingBars, stageShapes } from './shapes';

const { meaning } = tokens;

export type ClaimStatus = keyof typeof meaning.claimStatus;
export type ThreadKindName = keyof typeof meaning.threadKind;
export type SeverityName = keyof typeof meaning.severity;
export type StageName = keyof typeof meaning.stage;
export type HealthName = keyof typeof meaning.health;

/** The one drawing of a claim's status: shape, word and only then colour. */
export function ClaimBadge({ status }: { status: ClaimStatus }): ReactNode {
  const { tone, word } = meaning.claimStatus[status];
  return <Badge tone={tone as Tone} mark={claimShapes[status]}>{word}</Badge>;
}

/** A claim's sentence with the line that belongs to its status; its badge follows the punctuation that closes it. */
export function ClaimSentence({ status, children }: { status: ClaimStatus; children: ReactNode }): ReactNode {
  return <span className={styles.claim} data-status={status}>{children}</span>;
}

const threadIcons: Record<ThreadKindName, TablerIcon> = {
  comment: IconMessage,
  question: IconHelpCircle,
  concern: IconAlertTriangle,
  suggestion: IconPencil,
};

export function ThreadKind({ kind }: { kind: ThreadKindName }): ReactNode {
  const { tone, word } = meaning.threadKind[kind];
  return <Badge tone={kind === 'comment' ? 'plain' : (tone as Tone)} mark={<Icon of={threadIcons[kind]} small />}>{word}</Badge>;
}

export type ThreadStateName = 'open' | 'addressed' | 'resolved';

/** `by` is what settles it (addressed) or who confirmed it (resolved). */
export function ThreadState({ state, by, orphaned = false }: { state: ThreadStateName; by?: string | null; orphaned?: boolean }): ReactNode {
  if (orphaned) return <Badge tone="stale" mark={<Icon of={IconUnlink} small />}>Orphan: its text was deleted</Badge>;
  const settled = by == null ? '' : ` by ${by}`;
  if (state === 'addressed') return <Badge tone="ink" mark={<Icon of={IconArrowRight} small />}>Addressed{settled}</Badge>;
  if (state === 'resolved') return <Badge tone="pos" mark={<Icon of={IconCheck} small />}>Resolved{settled}</Badge>;
  return <Badge tone="plain">Open</Badge>;
}

export const severityWords: Record<SeverityName, string> = { minor: 'Minor', major: 'Major', blocking: 'Blocking' };

export function Severity({ severity }: { severity: SeverityName }): ReactNode {
  const { tone, bars } = meaning.severity[severity];
  return <Badge tone={tone as Tone} mark={risingBars(bars)}>{severityWords[severity]}</Badge>;
}

export const stageWords: Record<StageName, string> = {
  draft: 'Draft',
  open_for_feedback: 'Open for feedback',
  active: 'Active',
  writing: 'Writing',
  ready_to_submit: 'Ready to submit',
  submitted: 'Submitted',
  published: 'Published',
  parked: 'Parked',
};

/** Stages have no colour of their own: a disc that fills, and the word. */
export function Stage({ stage }: { stage: StageName }): ReactNode {
  return <span className={styles.stage}>{stageShapes[stage]}{stageWords[stage]}</span>;
}

export const healthWords: Record<HealthName, string> = { on_track: 'On track', at_risk: 'At risk', off_track: 'Off track' };

/** Where nothing was said, nothing is shown but that. */
export function Health({ health }: { health: HealthName | null | undefined }): ReactNode {
  if (health == null) return <span className={styles.unsaid}>No update</span>;
  return <Badge tone={meaning.health[health].tone as Tone} mark={healthShapes[health]}>{healthWords[health]}</Badge>;
}
