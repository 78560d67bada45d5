import { chooseWeighted, part } from '../mix.ts'
import type { Habits, PersonKind } from '../people.ts'

const devices = [
  { weight: 27, isPhone: false, browser: 'Chrome', system: 'Windows' },
  { weight: 14, isPhone: false, browser: 'Chrome', system: 'Mac OS X' },
  { weight: 12, isPhone: false, browser: 'Safari', system: 'Mac OS X' },
  { weight: 7, isPhone: false, browser: 'Microsoft Edge', system: 'Windows' },
  { weight: 6, isPhone: false, browser: 'Firefox', system: 'Windows' },
  { weight: 3, isPhone: false, browser: 'Firefox', system: 'Linux' },
  { weight: 18, isPhone: true, browser: 'Mobile Safari', system: 'iOS' },
  { weight: 13, isPhone: true, browser: 'Chrome', system: 'Android' },
] as const

const purposes = { device: 140, club: 141, orders: 142 }

function deviceAt(seed: number, person: number) {
  return chooseWeighted(devices, part(seed, person, purposes.device))
}

/** Nobody of the shop's people changes their device. */
export function usesPhone(seed: number, person: number): boolean {
  return deviceAt(seed, person).isPhone
}

function kindAt(share: number): PersonKind {
  if (share < 0.6) return 'identified'
  return share < 0.97 ? 'anonymous' : 'unknown'
}

/** What the people of Leaf & Kettle are like. */
export function shopHabits(seed: number): Habits {
  return {
    kindAt,
    showsNames: true,
    deviceOf(person) {
      const { browser, system, isPhone } = deviceAt(seed, person)
      return { $browser: browser, $os: system, $device_type: isPhone ? 'Mobile' : 'Desktop' }
    },
    accountOf: (person) => ({
      club_member: part(seed, person, purposes.club) < 0.4,
      orders: Math.floor(part(seed, person, purposes.orders) ** 3 * 20),
    }),
  }
}
