import { DomainError, instantOf, zoneLabel } from '#libs/kernel';

/** A date as a venue announces it: what a wall clock shows, and whose. */
export interface Announced {
  /** `YYYY-MM-DDTHH:mm`. */
  readonly localTime: string;
  /** `AoE` or an IANA name. */
  readonly zone: string;
}

/**
 * The instant of an announced date. `field` is where it stands in the input.
 *
 * @throws DomainError `ZONE_UNKNOWN`, `LOCAL_TIME_INVALID` or `TIME_DOES_NOT_EXIST`, naming the field.
 */
export function instantOfAnnounced(field: string, { localTime, zone }: Announced): Date {
  try {
    return instantOf(localTime, zone);
  } catch (error) {
    // The kernel knows nothing of inputs: its refusals learn here which field they are about.
    if (!(error instanceof DomainError)) throw error;
    const part = error.code === 'ZONE_UNKNOWN' ? 'zone' : 'localTime';
    throw new DomainError(error.kind, error.code, error.message, { ...error.details, field: `${field}.${part}` });
  }
}

/** The date as it was announced, with the zone's distance from UTC on that day: “2026-11-23 23:59 AoE (UTC−12)”. */
export const announcement = ({ local, zone, at }: { local: string; zone: string; at: Date }): string => `${local.replace('T', ' ')} ${zoneLabel(zone, at)}`;
