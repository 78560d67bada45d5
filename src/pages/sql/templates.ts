export type Template = { name: string; about: string; query: string }

export const templates: readonly Template[] = [
  {
    name: 'Recordings by duration',
    about: 'Longest first, last 7 days',
    query: `select session_id, distinct_id, start_time, dateDiff('second', start_time, end_time) as seconds, click_count, first_url
from session_replay_events
where start_time >= now() - interval 7 day
order by seconds desc
limit 100`,
  },
  {
    name: 'Recordings per day',
    about: 'Last 30 days',
    query: `select toDate(start_time) as day, count() as recordings
from session_replay_events
where start_time >= now() - interval 30 day
group by day
order by day`,
  },
  {
    name: 'Sessions with console errors',
    about: 'Most errors first, last 7 days',
    query: `select session_id, distinct_id, start_time, console_error_count, first_url
from session_replay_events
where console_error_count > 0 and start_time >= now() - interval 7 day
order by console_error_count desc
limit 100`,
  },
  {
    name: 'Recordings with the most clicks',
    about: 'Includes key presses and active seconds',
    query: `select
  session_id,
  min(min_first_timestamp) as started,
  sum(click_count) as clicks,
  sum(keypress_count) as keys,
  round(sum(active_milliseconds) / 1000) as active_seconds
from raw_session_replay_events
where min_first_timestamp >= now() - interval 7 day
group by session_id
order by clicks desc
limit 100`,
  },
  {
    name: 'Returning visitors',
    about: 'Seen on more than one day of the last 30',
    query: `select
  distinct_id,
  uniq(toDate($start_timestamp)) as days,
  count() as sessions,
  max($start_timestamp) as last_seen
from sessions
where $start_timestamp >= now() - interval 30 day
group by distinct_id
having days > 1
order by days desc, sessions desc
limit 100`,
  },
  {
    name: 'Where sessions come from',
    about: 'Sessions and average duration per channel',
    query: `select
  $channel_type as channel,
  count() as sessions,
  round(avg($session_duration)) as average_seconds
from sessions
where $start_timestamp >= now() - interval 30 day
group by channel
order by sessions desc`,
  },
  {
    name: 'Top pages',
    about: 'Views and people, last 7 days',
    query: `select properties.$pathname as page, count() as views, uniq(person_id) as people
from events
where event = '$pageview' and timestamp >= now() - interval 7 day
group by page
order by views desc
limit 50`,
  },
  {
    name: 'Top events',
    about: 'Most frequent first, last 7 days',
    query: `select event, count() as times, uniq(person_id) as people
from events
where timestamp >= now() - interval 7 day
group by event
order by times desc
limit 50`,
  },
  {
    name: 'Newest persons',
    about: 'With email addresses, if known',
    query: `select id, properties.email as email, created_at
from persons
order by created_at desc
limit 100`,
  },
]
