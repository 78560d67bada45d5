import { clickIdOf, clickIds } from './propertyKinds.ts'

const meanings: Readonly<Record<string, string>> = {
  $start_timestamp: 'Start of the session',
  $end_timestamp: 'Time of the last event',
  $entry_current_url: 'Full URL of the first page',
  $entry_pathname: 'Path of the first page, without the host',
  $entry_hostname: 'Host of the first page',
  $end_current_url: 'Full URL of the last page',
  $end_pathname: 'Path of the last page, without the host',
  $end_hostname: 'Host of the last page',
  $exit_current_url: 'Full URL of the last page (older name)',
  $exit_pathname: 'Path of the last page (older name)',
  $entry_referring_domain: 'Referring site; $direct if there was none',
  $entry_referrer: 'Full URL of the referring page',
  $entry_utm_source: 'utm_source of the first URL: where the visitor came from',
  $entry_utm_medium: 'utm_medium of the first URL: the marketing medium',
  $entry_utm_campaign: 'utm_campaign of the first URL: the campaign',
  $entry_utm_term: 'utm_term of the first URL: the paid keywords',
  $entry_utm_content: 'utm_content of the first URL: which of several links',
  $pageview_count: 'Pages viewed',
  $autocapture_count: 'Automatically captured clicks and inputs',
  $screen_count: 'App screens viewed',
  $channel_type: 'Marketing channel, as PostHog classifies it',
  $session_duration: 'Seconds from the first event to the last',
  $is_bounce: 'Left after one page, within ten seconds and without a click',
  $last_external_click_url: 'URL of the last link clicked to another site',
  $vitals_lcp: 'Largest Contentful Paint of the first page, in milliseconds',
}

/** Null for unknown properties. */
export function meaningOf(name: string): string | null {
  if (Object.hasOwn(meanings, name)) return meanings[name] ?? null
  const id = clickIdOf(name)
  if (id === null) return null
  const advertiser = clickIds[id] ?? ''
  return name.startsWith('$entry_has_')
    ? `Whether the first URL had a click ID of ${advertiser}`
    : `Click ID of ${advertiser} in the first URL (${id.replace(/^_/, '')})`
}
