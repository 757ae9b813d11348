import { Select } from '@mantine/core';
import type { ReactNode } from 'react';

export const browserZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The named zones, and this browser's own first even if its list does not name it (`UTC` often is not in it). */
const zones = [...new Set([browserZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

interface ZoneSelectProps {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** Absent: this browser's. */
  readonly zone?: string | null | undefined;
  readonly error?: string | undefined;
}

export function ZoneSelect({ name, label, description, zone, error }: ZoneSelectProps): ReactNode {
  return (
    <Select
      name={name}
      label={label}
      description={description}
      data={zone == null ? zones : [...new Set([zone, ...zones])]}
      defaultValue={zone ?? browserZone}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No zone is called that. Zones are named by continent and city."
      error={error}
    />
  );
}
