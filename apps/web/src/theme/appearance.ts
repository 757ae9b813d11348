import { localStorageColorSchemeManager } from '@mantine/core';

/** Light, dark or as the system says; remembered on this device. `public/appearance.js` reads the same key before the first paint. */
export const appearance = localStorageColorSchemeManager({ key: 'cq.appearance' });
