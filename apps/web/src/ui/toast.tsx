import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { Icon } from './Icon';
import styles from './toast.module.css';

/** How long an undo is offered. */
const OFFERED_MS = 10_000;

interface Toast {
  readonly number: number;
  readonly message: string;
  readonly failed?: boolean;
  readonly undo?: (() => unknown) | undefined;
}

interface Toaster {
  /** Says what happened and offers to take it back, for ten seconds. One at a time: a new one replaces the old. */
  readonly say: (message: string, undo?: () => unknown) => void;
  /** Says what could not be done, where there is no place of its own for a failure. */
  readonly fail: (message: string) => void;
  /** Takes back what the toast on screen speaks of, if it can be. */
  readonly undoLast: () => void;
}

const ToasterContext = createContext<Toaster>({ say: () => undefined, fail: () => undefined, undoLast: () => undefined });

export const useToaster = (): Toaster => use(ToasterContext);

export function ToastArea({ children }: { children: ReactNode }): ReactNode {
  const [toast, setToast] = useState<Toast | null>(null);
  const shown = useRef<Toast | null>(null);
  const show = useCallback((next: Toast | null) => {
    shown.current = next;
    setToast(next);
  }, []);
  const hide = useCallback(() => { show(null); }, [show]);
  const toaster = useMemo<Toaster>(() => ({
    say: (message, undo) => { show({ number: (shown.current?.number ?? 0) + 1, message, undo }); },
    fail: (message) => { show({ number: (shown.current?.number ?? 0) + 1, message, failed: true }); },
    undoLast: () => {
      void shown.current?.undo?.();
      hide();
    },
  }), [show, hide]);

  return (
    <ToasterContext value={toaster}>
      {children}
      <div className={styles.area} role="status">
        {toast !== null && <ToastCard key={toast.number} toast={toast} onUndo={toaster.undoLast} onGone={hide} />}
      </div>
    </ToasterContext>
  );
}

/** Time stands still while the pointer or the focus is on the card: nobody loses an undo while reaching for it. */
function ToastCard({ toast, onUndo, onGone }: { toast: Toast; onUndo: () => void; onGone: () => void }): ReactNode {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(onGone, OFFERED_MS);
    return () => { clearTimeout(timer); };
  }, [held, onGone]);
  const hold = () => { setHeld(true); };
  const release = () => { setHeld(false); };
  return (
    <div className={styles.toast} onMouseEnter={hold} onMouseLeave={release} onFocus={hold} onBlur={release}>
      <Icon of={toast.failed === true ? IconAlertTriangle : IconCheck} small />
      <span>{toast.message}</span>
      {toast.undo !== undefined && <button type="button" onClick={onUndo}>Undo</button>}
    </div>
  );
}
