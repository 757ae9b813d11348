import type { ReactNode } from 'react';

/** The mark of the product: two estimates, each with what is not known about it. */
export function Mark({ size = 26 }: { size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" fill="none" strokeWidth="2.4" strokeLinecap="round" aria-hidden style={{ flex: 'none' }}>
      <path d="M2 8.5h15" stroke="currentColor" opacity=".42" />
      <circle cx="8" cy="8.5" r="4.4" fill="currentColor" />
      <path d="M9 18h15" stroke="var(--cq-ink-text)" opacity=".5" />
      <circle cx="18" cy="18" r="4.4" fill="var(--cq-ink-text)" />
    </svg>
  );
}
