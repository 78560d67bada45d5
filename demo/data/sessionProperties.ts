import { mix } from './mix.ts'
import type { Visit } from './visits.ts'

export type PropertyType = 'String' | 'Numeric' | 'DateTime' | 'Boolean' | 'Duration'

export type Session = { visit: Visit; startedAt: number; durationSeconds: number | null; clickCount: number | null }

type Read = (session: Session) => string | number | boolean | null

type SessionProperty = { type: PropertyType; read: Read }

/** The parts of an address; null where it is none, as with the screens of an app. */
function partOf(url: string | null, name: 'pathname' | 'hostname'): string | null {
  return url !== null && URL.canParse(url) ? new URL(url)[name] || null : null
}

function text(read: (visit: Visit) => string | null): SessionProperty {
  return { type: 'String', read: ({ visit }) => read(visit) }
}

function clickId(name: string): SessionProperty {
  return text(({ clickId: id }) => (id?.name === name ? id.value : null))
}

function pageviews({ visit, durationSeconds }: Session): number {
  if (visit.pages !== undefined) return visit.pages.length
  return visit.isMobile ? 0 : 1 + Math.min(30, Math.floor((durationSeconds ?? 0) / 55))
}

/** Which version of an advertisement it was: names that are numbers and flags, as people do name them. */
function contentOf({ visit, startedAt }: Session): string | null {
  if (visit.utm === null) return null
  return ['banner', '2', '728', 'true', 'false'][mix(9, Math.floor(startedAt / 1000), 2) % 5] ?? null
}

function iso(time: number): string {
  return new Date(time).toISOString()
}

const clickIds = 'gclid gad_source gclsrc dclid gbraid wbraid fbclid msclkid twclid li_fat_id mc_cid igshid ttclid _kx irclid'

/**
 * Every property of a session that the server defines (posthog-api.md#g1-property-definitions), and how it comes out of a
 * recording.
 */
export const sessionProperties: Readonly<Record<string, SessionProperty>> = {
  $start_timestamp: { type: 'DateTime', read: ({ startedAt }) => iso(startedAt) },
  $end_timestamp: { type: 'DateTime', read: ({ startedAt, durationSeconds }) => iso(startedAt + (durationSeconds ?? 0) * 1000) },
  $entry_current_url: text(({ startUrl }) => startUrl),
  $entry_pathname: text(({ startUrl }) => partOf(startUrl, 'pathname')),
  $entry_hostname: text(({ startUrl }) => partOf(startUrl, 'hostname')),
  $end_current_url: text(({ endUrl }) => endUrl),
  $end_pathname: text(({ endUrl }) => partOf(endUrl, 'pathname')),
  $end_hostname: text(({ endUrl }) => partOf(endUrl, 'hostname')),
  $entry_referring_domain: text(({ isMobile, referrer }) => (isMobile ? null : (referrer ?? '$direct'))),
  $entry_referrer: text(({ isMobile, referrer }) => (isMobile || referrer === null ? null : `https://${referrer}/`)),
  $entry_utm_source: text(({ utm }) => utm?.source ?? null),
  $entry_utm_medium: text(({ utm }) => utm?.medium ?? null),
  $entry_utm_campaign: text(({ utm }) => utm?.campaign ?? null),
  $entry_utm_term: text(() => null),
  $entry_utm_content: { type: 'String', read: contentOf },
  ...Object.fromEntries(clickIds.split(' ').map((name) => [`$entry_${name}`, clickId(name)])),
  $entry_gad_source: text(({ clickId: id }) => (id?.name === 'gclid' ? '1' : null)),
  $pageview_count: { type: 'Numeric', read: pageviews },
  $autocapture_count: { type: 'Numeric', read: ({ clickCount }) => clickCount },
  $screen_count: { type: 'Numeric', read: ({ visit }) => (visit.isMobile ? 3 : 0) },
  $channel_type: text(({ channel }) => channel),
  $session_duration: { type: 'Duration', read: ({ durationSeconds }) => durationSeconds },
  $is_bounce: {
    type: 'Boolean',
    read: (session) => pageviews(session) <= 1 && (session.clickCount ?? 0) === 0 && (session.durationSeconds ?? 0) < 10,
  },
  $last_external_click_url: text(() => null),
  $vitals_lcp: {
    type: 'Numeric',
    read: ({ visit, startedAt }) => (visit.isMobile ? null : 600 + (mix(9, Math.floor(startedAt / 1000), 1) % 4000)),
  },
}

/** What only newest servers define. */
export const newestSessionProperties: ReadonlySet<string> = new Set(['$entry_referrer'])

/** What the server offers for the channel, met or not. */
export const channelTypes = [
  'Cross Network',
  'Paid Search',
  'Paid Social',
  'Paid Video',
  'Paid Shopping',
  'Paid Unknown',
  'Direct',
  'Organic Search',
  'Organic Social',
  'Organic Video',
  'Organic Shopping',
  'Push',
  'SMS',
  'Audio',
  'Email',
  'Referral',
  'Affiliate',
  'Unknown',
] as const
