const pageSize = 50

type Recording = {
  id: string
  start_time: string
  recording_duration: number
  click_count: number
  keypress_count: number
  console_error_count: number
  start_url: string | null
  distinct_id: string
  viewed: boolean
  person: { name: string | null } | null
}

const host = localStorage.getItem('host')
const key = localStorage.getItem('key')

export async function listRecordings(page: number, signal: AbortSignal): Promise<{ results: Recording[]; has_next: boolean }> {
  const address = `${host}/api/projects/1/session_recordings/?limit=${pageSize}&offset=${(page - 1) * pageSize}`
  const response = await fetch(address, { headers: { Authorization: `Bearer ${key}` }, signal })
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return response.json()
}

const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

export function formatTime(text: string): string {
  return when.format(new Date(text))
}

export function formatDuration(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
