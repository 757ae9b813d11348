import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

import tokens from './tokens.json' with { type: 'json' };

const px = (size: number) => `${size / 16}rem`;
const shades = (name: keyof typeof tokens.mantine.colors) => tokens.mantine.colors[name] as unknown as MantineColorsTuple;

const { ui, reading, mono } = tokens.type;

/** What explains a field stands below it, and what is wrong with it last. */
const field = { size: 'sm', inputWrapperOrder: ['label', 'input', 'description', 'error'] };

/** The look of the product. Meaning (claim status, stage, urgency) is not here but in `tokens.meaning`. */
export const theme = createTheme({
  fontFamily: ui.family,
  fontFamilyMonospace: mono.family,
  fontSizes: { xs: px(12), sm: px(13), md: px(14), lg: px(16), xl: px(20) },
  lineHeights: { xs: '1.334', sm: '1.54', md: '1.43', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: ui.family,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: px(26), lineHeight: '1.23' },
      h2: { fontSize: px(16), lineHeight: '1.5' },
      h3: { fontSize: px(13), lineHeight: '1.54' },
    },
  },
  spacing: { xs: px(4), sm: px(8), md: px(16), lg: px(24), xl: px(32) },
  radius: { xs: px(3), sm: px(5), md: px(8), lg: px(12), xl: px(12) },
  defaultRadius: 'sm',
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 5 },
  colors: {
    ink: shades('ink'),
    pos: shades('pos'),
    neg: shades('neg'),
    warn: shades('warn'),
    stale: shades('stale'),
    crit: shades('crit'),
    gray: shades('gray'),
    dark: shades('dark'),
  },
  shadows: { sm: 'var(--cq-e1)', md: 'var(--cq-e1)', lg: 'var(--cq-e2)', xl: 'var(--cq-e2)' },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  other: { reading: reading.family },
  // By name and not by their own `extend`, which would load every one of them with the first page.
  components: {
    // Outlined unless asked: a page has one filled button, and it says so itself.
    Button: { defaultProps: { variant: 'default', size: 'sm' } },
    // The placeholder that Mantine puts into a menu for its first focus is no item, which a menu must not hold.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: 'lg' } },
    Modal: { defaultProps: { radius: 'lg' } },
    TextInput: { defaultProps: field },
    PasswordInput: { defaultProps: field },
    Textarea: { defaultProps: { ...field, autosize: true, minRows: 3 } },
    Select: { defaultProps: { ...field, comboboxProps: { shadow: 'lg' } } },
    NativeSelect: { defaultProps: field },
  },
});

const prefixed = (colours: Record<string, string>, elevation: { e1: string; e2: string }, scheme: 'light' | 'dark') => ({
  ...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--cq-${name}`, value])),
  '--cq-e1': elevation.e1,
  '--cq-e2': elevation.e2,
  '--cq-anchor': tokens.colour.anchor[scheme],
  '--cq-btn-line': tokens.colour['btn-line'][scheme],
  '--mantine-color-body': colours['canvas'] ?? '',
  '--mantine-color-text': colours['text'] ?? '',
  '--mantine-color-dimmed': colours['text-2'] ?? '',
  '--mantine-color-placeholder': colours['text-3'] ?? '',
  '--mantine-color-anchor': colours['ink-text'] ?? '',
  '--mantine-color-default': colours['surface'] ?? '',
  '--mantine-color-default-hover': colours['sunken'] ?? '',
  '--mantine-color-default-border': tokens.colour['btn-line'][scheme],
  '--mantine-color-ink-filled-hover': colours['ink-hover'] ?? '',
  '--mantine-primary-color-filled-hover': colours['ink-hover'] ?? '',
  '--mantine-color-error': colours['crit'] ?? '',
});

const presence = Object.fromEntries(tokens.colour.presence.map((ground, index) => [`--cq-presence-${index}`, ground]));

/** Every token as a CSS variable (`--cq-…`), so that a style names what a colour means, not what it is. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--cq-reading': reading.family, '--cq-ui': ui.family, '--cq-mono': mono.family, ...presence },
  light: prefixed(tokens.colour.light, tokens.elevation.light, 'light'),
  dark: prefixed(tokens.colour.dark, tokens.elevation.dark, 'dark'),
});
