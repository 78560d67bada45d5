import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ApiConnection } from '#storage/connections.ts'
import type { LinkState } from '#api/sharing/sharing.ts'

/** Why a link is not the current one any more. `until` is when it stops opening at the latest, in milliseconds. */
export type FormerLink = { token: string; closedBy: 'turned off' | 'revoked' | 'renewed'; until: number }

/**
 * What a stranger with a link was answered, and when, in milliseconds. `isLocked`: the link asked for a password then, and
 * answers nothing without one.
 */
export type LinkCheck = { state: LinkState; isLocked: boolean; at: number }

/** What this tab knows of the links of one recording besides the server's answer: gone when the tab is, never stored. */
export type LinkNotes = { former: readonly FormerLink[]; checks: Readonly<Record<string, LinkCheck>> }

const none: LinkNotes = { former: [], checks: {} }

/** A link replaced by `renewLink` opens for this much longer (posthog-api.md#c3-replace-the-link), in milliseconds. */
export const graceMs = 5 * 60_000

/** More former links than these nobody asks about. */
const mostFormer = 5

/** Kept beside the answers, so that they go when the connection does. Nothing of it is ever asked for. */
export const linkNotesQuery = (connection: ApiConnection, id: string) =>
  queryOptions({
    queryKey: [connection.id, connection.projectId, 'link notes', id],
    queryFn: () => none,
    initialData: none,
    staleTime: Infinity,
  })

function change(client: QueryClient, connection: ApiConnection, id: string, rewrite: (notes: LinkNotes) => LinkNotes) {
  client.setQueryData(linkNotesQuery(connection, id).queryKey, (notes: LinkNotes | undefined) => rewrite(notes ?? none))
}

/** Checks without that of a link which means something else by now. */
function checksWithout({ checks }: LinkNotes, token: string | null): LinkNotes['checks'] {
  return Object.fromEntries(Object.entries(checks).filter(([checked]) => checked !== token))
}

/**
 * Notes that a link was closed or replaced, the latest first. What was found before says nothing of it any more; switching off
 * may have closed others too.
 */
export function noteFormerLink(client: QueryClient, connection: ApiConnection, id: string, link: FormerLink): void {
  change(client, connection, id, (notes) => ({
    former: [link, ...notes.former.filter(({ token }) => token !== link.token)].slice(0, mostFormer),
    checks: link.closedBy === 'renewed' ? checksWithout(notes, link.token) : {},
  }))
}

/** Notes that the current link changed, or is a former one again: what was found of it before counts no longer. */
export function noteChangedLink(client: QueryClient, connection: ApiConnection, id: string, current: string | null): void {
  change(client, connection, id, (notes) => ({
    former: notes.former.filter(({ token }) => token !== current),
    checks: checksWithout(notes, current),
  }))
}

/** Notes what a stranger with the link was answered. */
export function noteLinkCheck(client: QueryClient, connection: ApiConnection, id: string, token: string, check: LinkCheck): void {
  change(client, connection, id, ({ former, checks }) => ({ former, checks: { ...checks, [token]: check } }))
}
