import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';

import { Card, Line } from '../../../ui';
import shared from '../experiments.module.css';
import type { Comparison } from './comparison';
import styles from './comparison.module.css';
import { asLatex, latexTable, methodsSentence } from './methods';

/** The sentence for the paper, and the table, ready to be pasted. */
export function MethodsSentence({ comparison }: { comparison: Comparison }): ReactNode {
  const sentence = methodsSentence(comparison);
  return (
    <Card padded>
      <h2 className={shared.sideTitle}>Methods sentence</h2>
      <p className={styles.methods}>{sentence}</p>
      <Line>
        <Copy text={sentence}>Copy text</Copy>
        <Copy text={asLatex(sentence)}>Copy LaTeX</Copy>
        <Copy text={latexTable(comparison)}>Copy table</Copy>
      </Line>
    </Card>
  );
}

function Copy({ text, children }: { text: string; children: string }): ReactNode {
  return <CopyButton value={text}>{({ copied, copy }) => <Button size="xs" onClick={copy}>{copied ? 'Copied' : children}</Button>}</CopyButton>;
}
