import { Badge, Button, createTheme, MantineProvider, type CSSVariablesResolver } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { queries } from '../api/queries';
import { Texts } from '../texts/texts';
import { nonce } from './nonce';
import { router } from './router';
import { ToldInPassing } from './passing/told-in-passing';

/** Colours dark enough for text on white (WCAG 1.4.3); motion goes with what the reader's system asks for. */
const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // A long label goes on in a second line where the screen is narrow. A link does not centre what is in it by itself, as a button does.
    Button: Button.extend({
      styles: {
        root: {
          display: 'inline-grid',
          alignItems: 'center',
          maxWidth: '100%',
          height: 'auto',
          minHeight: 'var(--button-height)',
        },
        label: { whiteSpace: 'normal', overflow: 'visible' },
      },
    }),
    // In the cell of a table it is never cut short.
    Badge: Badge.extend({ styles: { root: { minWidth: 'max-content' } } }),
    // A page has one banner: the header of a dialog is none.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
});

/** Dimmed words and those of errors keep a contrast of 4.5 on every surface of the console. */
const colours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7278',
    '--mantine-color-error': '#c92a2a',
    // Behind the entry of the page one is on, under the mouse.
    '--mantine-color-blue-light-hover': '#c5e5ff',
  },
  dark: {
    '--mantine-color-dimmed': '#b4b8bd',
    '--mantine-color-placeholder': '#9aa0a6',
    '--mantine-color-error': '#ffa8a8',
  },
});

export function Console() {
  return (
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce} cssVariablesResolver={colours}>
        <Texts>
          <ToldInPassing />
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Texts>
      </MantineProvider>
    </StrictMode>
  );
}
