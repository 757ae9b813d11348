import { type AnyRoute, createRoute, lazyRouteComponent, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { PlaceName } from './places';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the tab says until the page knows better (`usePageHead`). */
    title?: string;
    /** Which entry of the navigation is marked. */
    place?: PlaceName;
    /** On pages where one reads or meets, the navigation is a rail, so that the text has the width. */
    reading?: boolean;
  }
}

/** The parameters of a path: `/experiments/$id/runs/$runId` has `id` and `runId`. */
export type PathParameters<Path extends string> = Path extends `${infer Head}/${infer Rest}`
  ? PathParameters<Head> & PathParameters<Rest>
  : Path extends `$${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown;

/** A page is a function of its path's parameters. */
type PageComponent<Parameters> = (parameters: Parameters) => ReactNode;

interface PageOptions {
  readonly title: string;
  readonly place?: PlaceName;
  readonly reading?: boolean;
}

/**
 * A page at an address. Its module is loaded when somebody goes there; its component is the module's default export and
 * gets the parameters of the path as its properties.
 */
export const pageOf =
  (parent: () => AnyRoute) =>
  <Path extends string>(path: Path, options: PageOptions, load: () => Promise<{ default: PageComponent<PathParameters<Path>> }>) => {
    // The router hands parameters on by their names in the path, which is what PathParameters says.
    const Loaded = lazyRouteComponent(load as () => Promise<{ default: PageComponent<Record<string, string>> }>);
    function PageAtAddress(): ReactNode {
      return <Loaded {...(useParams({ strict: false }) as Record<string, string>)} />;
    }
    PageAtAddress.preload = () => Loaded.preload?.();
    return createRoute({ getParentRoute: parent, path: path as string, staticData: options, component: PageAtAddress });
  };
