import { clickIdOf, clickIds } from './propertyKinds.ts'

const meanings: Readonly<Record<string, string>> = {
  $start_timestamp: 'When the session began',
  $end_timestamp: 'When its last event happened',
  $entry_current_url: 'Whole address of the first page',
  $entry_pathname: 'Path of the first page, without the host',
  $entry_hostname: 'Host of the first page',
  $end_current_url: 'Whole address of the last page',
  $end_pathname: 'Path of the last page, without the host',
  $end_hostname: 'Host of the last page',
  $exit_current_url: 'Whole address of the last page, by its older name',
  $exit_pathname: 'Path of the last page, by its older name',
  $entry_referring_domain: 'Site that led here; $direct where there was none',
  $entry_referrer: 'Whole address of the page that led here',
  $entry_utm_source: 'utm_source of the first address: who sent the visitor',
  $entry_utm_medium: 'utm_medium of the first address: by which way',
  $entry_utm_campaign: 'utm_campaign of the first address: which campaign',
  $entry_utm_term: 'utm_term of the first address: which words were paid for',
  $entry_utm_content: 'utm_content of the first address: which of several links',
  $pageview_count: 'Pages seen',
  $autocapture_count: 'Clicks and other inputs that were captured by themselves',
  $screen_count: 'Screens seen in an app',
  $channel_type: 'Kind of way by which the visitor came, as PostHog sorts them',
  $session_duration: 'Seconds from the first event to the last',
  $is_bounce: 'Left after one page, within ten seconds and without a click',
  $last_external_click_url: 'Address of the last link that led away from the site',
  $vitals_lcp: 'Milliseconds until the largest part of the first page was painted',
}

/** Null for unknown properties. */
export function meaningOf(name: string): string | null {
  if (Object.hasOwn(meanings, name)) return meanings[name] ?? null
  const id = clickIdOf(name)
  if (id === null) return null
  const advertiser = clickIds[id] ?? ''
  return name.startsWith('$entry_has_')
    ? `Whether the first address had a click id of ${advertiser}`
    : `Click id of ${advertiser} in the first address (${id.replace(/^_/, '')})`
}
