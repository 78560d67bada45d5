import { choose, chooseWeighted, hexadecimal, mix, part } from './mix.ts'
import type { Site } from './sites.ts'

export type Channel = (typeof channels)[number]['channel']

/** How a visit came and where it went. `null` is what a browser did not say. */
export type Visit = {
  isMobile: boolean
  channel: Channel
  referrer: string | null
  utm: { source: string; medium: string; campaign: string } | null
  clickId: { name: string; value: string } | null
  /** An address, or for a mobile app the name of its first screen, or null. */
  startUrl: string | null
  endUrl: string | null
  /** The addresses of its pages in order, where they are known. */
  pages?: readonly string[]
}

const channels = [
  { weight: 31, channel: 'Direct', referrers: [null], utm: null, clickId: null },
  {
    weight: 24,
    channel: 'Organic Search',
    referrers: ['www.google.com', 'www.google.de', 'duckduckgo.com', 'www.bing.com'],
    utm: null,
    clickId: null,
  },
  {
    weight: 14,
    channel: 'Paid Search',
    referrers: ['www.google.com', 'www.bing.com'],
    utm: { source: 'google', medium: 'cpc' },
    clickId: 'gclid',
  },
  { weight: 10, channel: 'Email', referrers: [null], utm: { source: 'newsletter', medium: 'email' }, clickId: null },
  {
    weight: 8,
    channel: 'Organic Social',
    referrers: ['www.instagram.com', 'www.pinterest.com', 'm.facebook.com'],
    utm: null,
    clickId: null,
  },
  {
    weight: 5,
    channel: 'Paid Social',
    referrers: ['l.instagram.com', 'm.facebook.com'],
    utm: { source: 'instagram', medium: 'paid_social' },
    clickId: 'fbclid',
  },
  { weight: 6, channel: 'Referral', referrers: ['teaforum.example', 'kitchenblog.example'], utm: null, clickId: null },
  {
    weight: 2,
    channel: 'Affiliate',
    referrers: ['couponfox.example'],
    utm: { source: 'couponfox', medium: 'affiliate' },
    clickId: null,
  },
] as const

const purposes = { mobile: 50, channel: 51, referrer: 52, campaign: 53, path: 54, end: 55, search: 56, long: 57, screen: 58 }

/** Some addresses carry a state of 1,500 to 4,000 letters, as single-page shops do. */
function longState(seed: number, index: number): string {
  const words = 190 + (mix(seed, index, purposes.long) % 310)
  return Array.from({ length: words }, (_, word) => hexadecimal(mix(seed, index + word, purposes.long), 8)).join('')
}

function queryOf(site: Site, seed: number, index: number, path: string, visit: Pick<Visit, 'utm' | 'clickId'>): string {
  const { utm, clickId } = visit
  const pairs = [
    ...(path === '/search' ? [`q=${encodeURIComponent(choose(site.searches, part(seed, index, purposes.search)))}`] : []),
    ...(utm === null ? [] : [`utm_source=${utm.source}&utm_medium=${utm.medium}&utm_campaign=${utm.campaign}`]),
    ...(clickId === null ? [] : [`${clickId.name}=${clickId.value}`]),
    ...(mix(seed, index, purposes.long) % 211 === 0 ? [`state=${longState(seed, index)}`] : []),
  ]
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function screenOf(site: Site, share: number): string | null {
  return share < 0.3 ? null : choose(site.screens, (share - 0.3) / 0.7)
}

export function isMobileAt(seed: number, index: number): boolean {
  return part(seed, index, purposes.mobile) < 0.12
}

/** How a visit came to a website. */
export function arrivalOf(site: Site, seed: number, index: number): Pick<Visit, 'channel' | 'referrer' | 'utm' | 'clickId'> {
  const came = chooseWeighted(channels, part(seed, index, purposes.channel))
  const campaign = choose(site.campaigns, part(seed, index, purposes.campaign))
  const value = hexadecimal(mix(seed, index, 59), 8) + hexadecimal(mix(seed, index, 60), 8)
  return {
    channel: came.channel,
    referrer: choose(came.referrers, part(seed, index, purposes.referrer)),
    utm: came.utm === null ? null : { ...came.utm, campaign },
    clickId: came.clickId === null ? null : { name: came.clickId, value },
  }
}

export function visitOf(site: Site, seed: number, index: number): Visit {
  if (isMobileAt(seed, index)) {
    const share = part(seed, index, purposes.screen)
    const screen = screenOf(site, share)
    const from = { channel: 'Direct', referrer: null, utm: null, clickId: null } as const
    return { isMobile: true, ...from, startUrl: screen, endUrl: screen }
  }
  const arrival = arrivalOf(site, seed, index)
  const start = chooseWeighted(site.paths, part(seed, index, purposes.path)).path
  const end = chooseWeighted(site.paths, part(seed, index, purposes.end)).path
  return {
    isMobile: false,
    ...arrival,
    startUrl: `https://${site.host}${encodeURI(start)}${queryOf(site, seed, index, start, arrival)}`,
    endUrl: `https://${site.host}${encodeURI(end)}`,
  }
}
