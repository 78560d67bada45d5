/** Known columns; a project may have more. */
export type Table = { name: string; about: string; columns: readonly string[] }

const replay =
  'session_id distinct_id min_first_timestamp max_last_timestamp first_url all_urls click_count keypress_count mouse_activity_count ' +
  'active_milliseconds console_log_count console_warn_count console_error_count size event_count message_count snapshot_source'

function splitWords(text: string): string[] {
  return text.split(' ')
}

/** From posthog/hogql/database/schema. */
export const tables: readonly Table[] = [
  {
    name: 'session_replay_events',
    about: 'One row per recording',
    columns: splitWords(
      `${replay.replace('min_first_timestamp max_last_timestamp', 'start_time end_time')} person person_id events session`,
    ),
  },
  { name: 'raw_session_replay_events', about: 'Parts of recordings: group by session_id', columns: splitWords(replay) },
  {
    name: 'sessions',
    about: 'One row per session',
    columns: splitWords(
      'session_id distinct_id $start_timestamp $end_timestamp $session_duration $is_bounce $entry_current_url $entry_pathname ' +
        '$entry_hostname $end_current_url $end_pathname $end_hostname $entry_referring_domain $entry_utm_source $entry_utm_medium ' +
        '$entry_utm_campaign $entry_utm_term $entry_utm_content $channel_type $pageview_count $autocapture_count $screen_count $urls ' +
        '$num_uniq_urls',
    ),
  },
  {
    name: 'raw_sessions',
    about: 'Parts of sessions',
    columns: splitWords('session_id_v7 distinct_id min_timestamp max_timestamp'),
  },
  {
    name: 'events',
    about: 'Captured events',
    columns: splitWords(
      'uuid event timestamp distinct_id properties elements_chain created_at $session_id person person_id person.properties session',
    ),
  },
  {
    name: 'persons',
    about: 'Persons',
    columns: splitWords('id created_at properties is_identified pdi pdi.distinct_id properties.email properties.name'),
  },
  { name: 'person_distinct_ids', about: 'Distinct IDs of persons', columns: splitWords('distinct_id person_id') },
  { name: 'cohort_people', about: 'Members of cohorts', columns: splitWords('person_id cohort_id') },
  { name: 'groups', about: 'Groups such as companies', columns: splitWords('index key created_at updated_at properties') },
  {
    name: 'system.session_recordings',
    about: 'Shared, pinned or stored recordings (newest servers)',
    columns: splitWords('session_id distinct_id duration start_time end_time start_url deleted created_at retention_period_days'),
  },
  {
    name: 'system.session_recording_playlists',
    about: 'Collections of recordings (newest servers)',
    columns: splitWords('id short_id name description pinned deleted created_at last_modified_at'),
  },
]

/** Properties that PostHog’s libraries set on events. */
export const eventProperties = splitWords(
  '$current_url $pathname $host $referrer $referring_domain $browser $browser_version $os $os_version $device_type $screen_width ' +
    '$screen_height $lib $session_id $window_id $pageview_id $event_type $el_text $exception_type $exception_message $geoip_country_code ' +
    '$geoip_city_name $feature_flag $feature_flag_response utm_source utm_medium utm_campaign',
)
