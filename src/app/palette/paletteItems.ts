import type { QueryClient } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import { personName } from '#api/recordings/personName.ts'
import { type RecordingRows, recordingQueries } from '#api/recordings/recordings.ts'
import { widestDateFrom } from '#api/recordings/recordingFilters.ts'
import { type Subscription, subscriptionQueries } from '#api/subscriptions/subscriptions.ts'
import { lockVault } from '#api/requestWorker/callVault.ts'
import { inventoryQueries } from '#features/shareInventory/inventoryQueries.ts'
import { paths, screenPath } from '#lib/paths.ts'
import { isLikeId } from '#pages/recordings/findSuggestions.ts'
import { viewSearch } from '#pages/recordings/views.ts'
import { templates } from '#pages/sql/templates.ts'
import { activateConnection, type Connection, moveToProject } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { vaultState } from '#storage/vaultState.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { screenLinks } from '#app/screenLinks.ts'

/** `isLasting` items may be remembered: they hold nothing of a project. */
export type PaletteItem = { id: string; group: string; name: string; isLasting?: boolean; run: () => void }

export type PaletteContext = {
  client: QueryClient
  connection: Connection | null
  connections: readonly Connection[]
  /** Of the address. */
  projectId: string | undefined
  go: (path: string, state?: { find: string }) => void
}

/** The buttons above the table or form of the present screen. */
function screenActions(): PaletteItem[] {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('main button:enabled')].filter(
    (button) => button.offsetWidth > 8 && button.closest('table, [role=table], dialog, [popover]') === null,
  )
  const actions = buttons.map((button): PaletteItem => {
    const name = (button.getAttribute('aria-label') ?? button.innerText).trim().replaceAll(/\s+/g, ' ')
    const run = () => {
      button.focus() // where a dialog returns the focus
      button.click()
    }
    return { id: `action ${name}`, group: 'On this screen', name, run }
  })
  return actions.filter(
    ({ name }, index) => name !== '' && name.length <= 60 && actions.findIndex((one) => one.name === name) === index,
  )
}

function screenItems({ projectId, go }: PaletteContext): PaletteItem[] {
  const ofProject =
    projectId === undefined ? [] : screenLinks.map(({ path, name }) => ({ name, to: screenPath(projectId, path) }))
  const others = [
    { name: 'Settings', to: '/settings' },
    { name: 'What leaves this browser', to: '/privacy' },
    { name: 'Watch a file', to: '/watch' },
    { name: 'Add a connection', to: '/connect' },
  ]
  return [...ofProject, ...others].map(({ name, to }) => ({
    id: `screen ${name}`,
    group: 'Screens',
    name,
    isLasting: true,
    run: () => go(to),
  }))
}

function viewItems({ projectId, go }: PaletteContext): PaletteItem[] {
  if (projectId === undefined) return []
  return settings.get().views.map((view) => ({
    id: `view ${view.name}`,
    group: 'Saved views',
    name: view.name,
    isLasting: true,
    run: () => go(`${paths.recordings(projectId)}${viewSearch(view)}`),
  }))
}

function templateItems({ projectId, go }: PaletteContext): PaletteItem[] {
  if (projectId === undefined) return []
  return templates.map(({ name, query }) => ({
    id: `template ${name}`,
    group: 'SQL templates',
    name,
    isLasting: true,
    run: () => go(paths.sql(projectId, query)),
  }))
}

function schemeItems(): PaletteItem[] {
  const schemes = { light: 'Light theme', dark: 'Dark theme', auto: 'System theme' } as const
  return (['light', 'dark', 'auto'] as const).map((colorScheme) => ({
    id: `scheme ${colorScheme}`,
    group: 'Theme',
    name: schemes[colorScheme],
    isLasting: true,
    run: () => settings.set((value) => ({ ...value, colorScheme })),
  }))
}

function lockItems(): PaletteItem[] {
  if (!vaultState.get()?.isUnlocked) return []
  return [{ id: 'lock', group: 'Vault', name: 'Lock now', isLasting: true, run: lockVault }]
}

function connectionItems({ client, connection, connections, go }: PaletteContext): PaletteItem[] {
  const projects = connection ? (client.getQueryData(accountQueries.projects(connection).queryKey)?.rows ?? []) : []
  return [
    ...projects.map(({ id, name, timezone }) => ({
      id: `project ${id}`,
      group: 'Projects',
      name: name ?? `Project ${id}`,
      run: () => {
        if (connection) moveToProject(connection.id, { id, name, zone: timezone })
        go(paths.recordings(id))
      },
    })),
    ...connections.map(({ id, name, projectId }) => ({
      id: `connection ${id}`,
      group: 'Connections',
      name,
      run: () => {
        activateConnection(id)
        go(paths.recordings(projectId))
      },
    })),
  ]
}

function rowsIn<Row>(client: QueryClient, queryKey: readonly unknown[]): Row[] {
  return client.getQueriesData<{ rows: Row[] }>({ queryKey }).flatMap(([, data]) => data?.rows ?? [])
}

/** People, subscriptions and public links that are loaded already. */
function loadedItems({ client, connection, projectId, go }: PaletteContext): PaletteItem[] {
  if (!connection || projectId === undefined) return []
  const project = { ...connection, projectId }
  const people = rowsIn<RecordingRows['rows'][number]>(client, recordingQueries.lists(project)).flatMap(
    ({ person, distinctId }) => {
      if (!person?.uuid) return []
      const search = { person_uuid: person.uuid, date_from: widestDateFrom }
      const name = personName(person, distinctId)
      return [{ id: `person ${person.uuid}`, group: 'People', name, run: () => go(paths.recordings(projectId, search)) }]
    },
  )
  const subscriptions = [subscriptionQueries.lists(project), subscriptionQueries.alls(project)].flatMap((key) =>
    rowsIn<Subscription>(client, key).map(({ id, title }) => ({
      id: `subscription ${id}`,
      group: 'Subscriptions',
      name: title ?? `Subscription ${id}`,
      run: () => go(paths.subscription(projectId, id)),
    })),
  )
  const links = rowsIn<ShareRow>(client, [...inventoryQueries.all(project), 'rows']).flatMap(
    ({ id, state, details, distinctId }) =>
      state === 'public'
        ? [
            {
              id: `link ${id}`,
              group: 'Public links',
              name: details?.person ?? distinctId ?? id,
              run: () => go(`${paths.recording(projectId, id)}#sharing`),
            },
          ]
        : [],
  )
  return [...new Map([...people, ...subscriptions, ...links].map((item) => [item.id, item])).values()]
}

/** Everything that can be chosen without asking the server. */
export function paletteItems(context: PaletteContext): PaletteItem[] {
  return [
    ...screenActions(),
    ...screenItems(context),
    ...viewItems(context),
    ...connectionItems(context),
    ...lockItems(),
    ...schemeItems(),
    ...templateItems(context),
    ...loadedItems(context),
  ]
}

/** What the text itself may be: a recording's ID, or something to find on the recordings screen. */
export function textItems(text: string, { projectId, go }: PaletteContext): PaletteItem[] {
  if (projectId === undefined || text === '') return []
  const find = {
    id: 'find',
    group: 'Recordings',
    name: `Find “${text}” in recordings`,
    run: () => go(paths.recordings(projectId), { find: text }),
  }
  if (!isLikeId(text)) return [find]
  return [
    { id: 'open', group: 'Recordings', name: `Open recording ${text}`, run: () => go(paths.recording(projectId, text)) },
    find,
  ]
}
