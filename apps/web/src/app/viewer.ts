import { createContext, use } from 'react';

import { graphql } from '../graphql/generated';
import type { ViewerQuery } from '../graphql/generated/graphql';

export const Viewer = graphql(`
  query Viewer {
    viewer {
      email
      role
      timeZone
      singleKeys
      person { id name initials colour }
      group { id name }
    }
  }
`);

export type ViewerShown = ViewerQuery['viewer'];

export const ViewerContext = createContext<ViewerShown | null>(null);

/** Who is signed in. Within the frame there always is somebody. */
export function useViewer(): ViewerShown {
  const viewer = use(ViewerContext);
  if (viewer === null) throw new Error('useViewer is for pages within the frame.');
  return viewer;
}
