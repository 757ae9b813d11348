import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';

/** The three choices of appearance. */
export const schemes = [
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
] as const;
