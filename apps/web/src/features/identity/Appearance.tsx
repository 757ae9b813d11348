import { Radio, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';

import { schemes } from '../../app/frame/schemes';
import { Card, Page } from '../../ui';
import styles from './settings.module.css';

/** Light or dark is a matter of the device, so it is remembered there and not with the account. */
export function Appearance(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Page title="Appearance" aside="on this device">
      <Card padded>
        <Radio.Group label="Colours" value={colorScheme} onChange={(value) => { setColorScheme(value as typeof colorScheme); }}>
          <div className={styles.schemes}>
            {schemes.map(({ value, label }) => <Radio key={value} value={value} label={label} />)}
          </div>
        </Radio.Group>
      </Card>
    </Page>
  );
}
