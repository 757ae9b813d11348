import './theme/fonts.css';
import './theme/global.css';
import '@mantine/core/styles.layer.css';

import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { addresses } from './app/addresses';
import { router } from './app/routes';
import { createClient } from './graphql/client';
import { keepShell } from './sync/shell';
import { appearance } from './theme/appearance';
import { cssVariables, theme } from './theme/theme';
import { ToastArea } from './ui';

/** Whoever is not signed in goes to the page for that, once, and from there back to where they were. */
const client = createClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname !== addresses.signIn()) void router.navigate({ href: addresses.signIn(href), replace: true });
});

// What was shown from memory while there was no network is asked for again.
window.addEventListener('online', () => { void client.refetchQueries({ include: 'active' }); });
void keepShell();

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root.');

createRoot(container).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={appearance} defaultColorScheme="auto">
      <ApolloProvider client={client}>
        <ToastArea>
          <RouterProvider router={router} />
        </ToastArea>
      </ApolloProvider>
    </MantineProvider>
  </StrictMode>,
);
