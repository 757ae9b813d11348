import { type JSX, lazy, type ReactNode, Suspense } from 'react';

/**
 * A component whose code comes when it is first shown: for dialogs, which most visits never open. Until it is there, nothing
 * stands in its place.
 */
export function later<Props extends object>(load: () => Promise<(props: Props) => ReactNode>): (props: Props) => ReactNode {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Later(props: Props): ReactNode {
    return <Suspense fallback={null}><Loaded {...(props as Props & JSX.IntrinsicAttributes)} /></Suspense>;
  };
}
