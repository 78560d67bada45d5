import { pathSegment } from './pathSegment.ts'

/** The screens of a project, by the last part of their addresses. */
export type Screen = 'overview' | 'recordings' | 'sharing' | 'subscriptions' | 'session-properties' | 'sql' | 'activity-log'

type Search = Record<string, string>

function searchText(search: Search): string {
  const params = new URLSearchParams(search)
  return params.size === 0 ? '' : `?${params}`
}

/** The address of a screen, such as "/project/1/recordings?date_from=-7d". IDs may be any text. */
export function screenPath(projectId: string, screen: Screen, search: Search = {}): string {
  const path = screen === 'overview' ? '' : `/${screen}`
  return `/project/${pathSegment(projectId)}${path}${searchText(search)}`
}

/** Addresses in the app that hold a project. */
export const paths = {
  overview: (projectId: string) => screenPath(projectId, 'overview'),
  recordings: (projectId: string, search?: Search) => screenPath(projectId, 'recordings', search),
  recording: (projectId: string, id: string) => `${screenPath(projectId, 'recordings')}/${pathSegment(id)}`,
  /** Recordings of a list one after the other; takes the search parameters of the list. No ID has two parts. */
  triage: (projectId: string, search: string) => `${screenPath(projectId, 'recordings')}/-/triage${search}`,
  /** Recordings in which the same happened. */
  groups: (projectId: string, search: Search = {}) => `${screenPath(projectId, 'recordings')}/-/groups${searchText(search)}`,
  subscriptions: (projectId: string) => screenPath(projectId, 'subscriptions'),
  subscription: (projectId: string, id: string) => `${screenPath(projectId, 'subscriptions')}/${pathSegment(id)}`,
  /** The SQL screen with a query in its editor, which it does not run. */
  sql: (projectId: string, query: string) => screenPath(projectId, 'sql', { query }),
  activityLog: (projectId: string) => screenPath(projectId, 'activity-log'),
  /** The log of deletions, with one receipt open if given. */
  deletions: (projectId: string, receiptId?: string) =>
    `${screenPath(projectId, 'activity-log')}/deletions${receiptId === undefined ? '' : `?${new URLSearchParams({ receipt: receiptId })}`}`,
} as const

function decodeSegment(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? '')
  } catch {
    return segment ?? '' // typed by hand
  }
}

/**
 * The IDs in an address of the app as they are in PostHog; "" where there is none. The parameters of React Router are no IDs,
 * because it reads "%252F" as "/".
 */
export function idsIn(pathname: string): { projectId: string; itemId: string } {
  const [, top, projectId, , itemId] = pathname.split('/')
  return { projectId: top === 'project' ? decodeSegment(projectId) : '', itemId: decodeSegment(itemId) }
}

/** A page of the project in PostHog's own app, such as its "replay" page of a recording. */
export function postHogUrl({ host, projectId }: { host: string; projectId: string }, ...parts: readonly string[]): string {
  return [`${host}/project`, pathSegment(projectId), ...parts.map(pathSegment)].join('/')
}
