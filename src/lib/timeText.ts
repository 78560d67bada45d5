import { exactTime, zoneName } from './instant.ts'

/** "Mon 23 Nov 2026, 21:41:07" of an ISO instant, in the project's zone; null stands for UTC. Say the zone beside it. */
export function moment(iso: string, zone: string | null): string {
  return exactTime(new Date(iso), zone ?? 'UTC')
}

/** "Berlin time", "UTC": what `moment` speaks in. */
export function zoneText(zone: string | null): string {
  return zone === null || zone === 'UTC' ? 'UTC' : `${zoneName(zone)} time`
}
