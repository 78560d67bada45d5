import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ApiConnection } from '#storage/connections.ts'
import type { LinkState } from '#api/sharing/sharing.ts'

/** Why a link is no longer current. `until` is when it stops opening at the latest, in milliseconds. */
export type FormerLink = { token: string; closedBy: 'turned off' | 'revoked' | 'renewed'; until: number }

/**
 * What happens to someone who opens the link; `at` in milliseconds. `isLocked`: the link required a password then, and answers
 * nothing without it.
 */
export type LinkCheck = { state: LinkState; isLocked: boolean; at: number }

/** What this tab knows about the links of one recording besides the server's answer; never stored. */
export type LinkNotes = { former: readonly FormerLink[]; checks: Readonly<Record<string, LinkCheck>> }

const none: LinkNotes = { former: [], checks: {} }

/** How long a replaced link still works (posthog-api.md#c3-replace-the-link), in milliseconds. */
export const graceMs = 5 * 60_000

const maxFormer = 5

/** In the query cache, so that they go when the connection does. Never fetched. */
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

function checksWithout({ checks }: LinkNotes, token: string | null): LinkNotes['checks'] {
  return Object.fromEntries(Object.entries(checks).filter(([checked]) => checked !== token))
}

/**
 * Records that a link was closed or replaced, latest first. Earlier checks of it no longer count; disabling may have closed
 * others too.
 */
export function noteFormerLink(client: QueryClient, connection: ApiConnection, id: string, link: FormerLink): void {
  change(client, connection, id, (notes) => ({
    former: [link, ...notes.former.filter(({ token }) => token !== link.token)].slice(0, maxFormer),
    checks: link.closedBy === 'renewed' ? checksWithout(notes, link.token) : {},
  }))
}

/** Records that the current link changed, or is a former one again: earlier checks of it no longer count. */
export function noteChangedLink(client: QueryClient, connection: ApiConnection, id: string, current: string | null): void {
  change(client, connection, id, (notes) => ({
    former: notes.former.filter(({ token }) => token !== current),
    checks: checksWithout(notes, current),
  }))
}

export function noteLinkCheck(client: QueryClient, connection: ApiConnection, id: string, token: string, check: LinkCheck): void {
  change(client, connection, id, ({ former, checks }) => ({ former, checks: { ...checks, [token]: check } }))
}
