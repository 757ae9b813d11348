import type { ReactNode } from 'react';

/** One drawing of 14 × 14 in the colour of the text around it. Its word stands beside it, so it is hidden from screen readers. */
function Shape({ children }: { children: ReactNode }): ReactNode {
  return (
    <svg viewBox="0 0 14 14" aria-hidden fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round">
      {children}
    </svg>
  );
}

/** What is drawn upon a filled shape takes the colour of the ground beneath it. */
const GROUND = 'var(--tint, var(--cq-surface))';
const filled = { fill: 'currentColor', stroke: 'none' };

const ring = <circle cx="7" cy="7" r="5.6" strokeWidth="1.4" />;
const disc = <circle cx="7" cy="7" r="6.2" {...filled} />;

/** A ring filled to a share, clockwise from the top. The stroke of a circle of half the radius covers the whole of it. */
const pie = (share: number): ReactNode => (
  <Shape>
    {ring}
    <circle cx="7" cy="7" r="1.9" strokeWidth="3.8" strokeLinecap="butt" strokeDasharray={`${share * 2 * Math.PI * 1.9} 20`} transform="rotate(-90 7 7)" />
  </Shape>
);

const check = (
  <Shape>
    {disc}
    <path d="M4.2 7.2l2 2 3.6-4" stroke={GROUND} strokeWidth="1.6" />
  </Shape>
);

export const claimShapes = {
  supported: check,
  not_supported: (
    <Shape>
      <path d="M7 .8 13.2 7 7 13.2.8 7z" {...filled} />
      <path d="M4.6 7h4.8" stroke={GROUND} strokeWidth="1.7" />
    </Shape>
  ),
  underpowered: (
    <Shape>
      <circle cx="7" cy="7" r="5.4" strokeWidth="1.5" />
      <path d="M7 1.6a5.4 5.4 0 0 0 0 10.8z" {...filled} />
    </Shape>
  ),
  stale: (
    <Shape>
      <rect x="1.6" y="1.6" width="10.8" height="10.8" rx="2" strokeWidth="1.5" strokeDasharray="3 2" strokeLinecap="butt" />
      <path d="M7 4.2v3l1.8 1.2" strokeWidth="1.5" />
    </Shape>
  ),
  no_evidence: (
    <Shape>
      <circle cx="7" cy="7" r="5.4" strokeWidth="1.6" strokeDasharray="1.6 2.2" />
    </Shape>
  ),
} as const;

export const stageShapes = {
  draft: (
    <Shape>
      <circle cx="7" cy="7" r="5.6" strokeWidth="1.4" strokeDasharray="2 2" strokeLinecap="butt" />
    </Shape>
  ),
  open_for_feedback: pie(1 / 4),
  active: pie(1 / 2),
  writing: pie(3 / 4),
  ready_to_submit: (
    <Shape>
      {ring}
      <circle cx="7" cy="7" r="3.4" {...filled} />
    </Shape>
  ),
  submitted: (
    <Shape>
      {disc}
      <path d="M7 10V4.4M4.8 6.4 7 4.2l2.2 2.2" stroke={GROUND} strokeWidth="1.4" />
    </Shape>
  ),
  published: check,
  parked: (
    <Shape>
      <rect x="1.4" y="1.4" width="11.2" height="11.2" rx="2.4" strokeWidth="1.4" />
      <path d="M5.4 4.6v4.8M8.6 4.6v4.8" strokeWidth="1.5" />
    </Shape>
  ),
} as const;

export const healthShapes = {
  on_track: (
    <Shape>
      <circle cx="7" cy="7" r="5" {...filled} />
    </Shape>
  ),
  at_risk: (
    <Shape>
      <path d="M7 1.2 13.2 12.4H.8z" {...filled} />
    </Shape>
  ),
  off_track: (
    <Shape>
      <rect x="1.6" y="1.6" width="10.8" height="10.8" rx="1" {...filled} />
    </Shape>
  ),
} as const;

/** Three rising bars, of which the first `full` are filled. */
export const risingBars = (full: number): ReactNode => (
  <Shape>
    {[{ x: 1, top: 9 }, { x: 5.4, top: 5.8 }, { x: 9.8, top: 2.6 }].map(({ x, top }, index) => (
      <rect key={x} x={x} y={top} width="3" height={13 - top} rx=".8" strokeWidth=".9" fill={index < full ? 'currentColor' : 'none'} />
    ))}
  </Shape>
);

/** Four bars of a charge that runs out, of which the first `full` are left. */
export const chargeBars = (full: number): ReactNode => (
  <Shape>
    {[0.8, 4.1, 7.4, 10.7].map((x, index) => (
      <rect key={x} x={x} y="3" width="2.3" height="8" rx="1" strokeWidth=".8" fill={index < full ? 'currentColor' : 'none'} />
    ))}
  </Shape>
);
