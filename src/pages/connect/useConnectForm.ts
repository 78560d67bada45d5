import { useForm } from '@mantine/form'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { accountQueries } from '#api/account/account.ts'
import { ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection, Connection } from '#storage/connections.ts'
import { ownerName } from '#api/account/ownerName.ts'
import { checkConnection, type Findings } from '#features/connection/checkConnection.ts'
import type { StoredConnection } from '#storage/settings.ts'
import { isKnownToLack } from '#features/connection/scopes.ts'
import { readHost } from '#features/connection/readHost.ts'
import { readKey } from '#features/connection/readKey.ts'
import { usePassphrase } from '#features/vault/usePassphrase.ts'
import { sealConnection } from '#features/vault/vaultActions.ts'
import { newId } from '#lib/newId.ts'

type Options = { edited: Connection | null; presetHost: string | null; onConnect: (connection: Connection) => void }

type Values = { host: string; key: string; keyKept: StoredConnection['keyKept']; projectId: string; isReadOnly: boolean }

/** Whether an empty field keeps the key in the vault, which is bound to its host. */
function keepsKey(edited: Connection | null, { host, key, keyKept }: Values): boolean {
  const read = readHost(host)
  return edited?.sealed !== undefined && keyKept === 'vault' && key.trim() === '' && 'host' in read && read.host === edited.host
}

function readKeyOf(edited: Connection | null, values: Values): ReturnType<typeof readKey> {
  return keepsKey(edited, values) ? { key: '', warning: null } : readKey(values.key)
}

/** The host that a deployment presets; null if it presets none, or one that can't be used. */
function usableHost(presetHost: string | null): string | null {
  const reading = presetHost === null ? null : readHost(presetHost)
  return reading && 'host' in reading ? reading.host : null
}

function problemOf(reading: ReturnType<typeof readHost> | ReturnType<typeof readKey>): string | null {
  return 'problem' in reading ? reading.problem : null
}

/** The project that needs no choice: "" if there is more than one. */
function onlyProject({ projects }: Findings): string {
  const [only, ...others] = projects ?? []
  return only && others.length === 0 ? only.id : ''
}

/** The project to preselect: the one that the owner has open in PostHog. */
function likelyProject({ projects, owner }: Findings): string {
  return projects?.find(({ id }) => id === owner?.team?.id)?.id ?? projects?.[0]?.id ?? ''
}

/** What the check has learned of the account, for the screens that need it next. */
function keepAnswers(client: QueryClient, { from, to }: { from: ApiConnection; to: ApiConnection }) {
  for (const query of [accountQueries.owner, accountQueries.key, accountQueries.projects]) {
    const answer = client.getQueryData(query(from).queryKey)
    if (answer !== undefined) client.setQueryData(query(to).queryKey, answer)
  }
}

function initialValues(edited: Connection | null, fixedHost: string | null): Values {
  return {
    host: fixedHost ?? edited?.host ?? '',
    key: edited?.key ?? '',
    keyKept: edited?.keyKept ?? (isSecureContext ? 'vault' : 'device'),
    projectId: edited?.projectId ?? '',
    isReadOnly: edited?.isReadOnly ?? false,
  }
}

async function projectOf(queryClient: QueryClient, connection: ApiConnection, { projects }: Findings) {
  const known = projects?.find(({ id }) => id === connection.projectId)
  if (known) return known
  const answer = queryClient.fetchQuery(accountQueries.project(connection, connection.projectId))
  return answer.catch((error: unknown) => {
    const { kind } = asApiError(error)
    // Without project:read the key may still work in this project; the recordings screen will show.
    if (kind === 'missing-scope') return { id: connection.projectId, name: null, timezone: null }
    throw error
  })
}

function connectionOf(
  edited: Connection | null,
  values: Values,
  project: Awaited<ReturnType<typeof projectOf>>,
  findings: Findings,
): Connection {
  const id = edited?.id ?? newId() // not the draft's ID, whose cache is dropped when this screen closes
  const { host: ofHost, key: typed, keyKept, isReadOnly } = values
  return {
    id,
    host: ofHost,
    key: typed,
    keyKept,
    isReadOnly,
    name: project.name ?? new URL(ofHost).host,
    projectId: project.id,
    projectName: project.name,
    zone: project.timezone,
    owner: findings.owner && ownerName(findings.owner),
    projects: findings.projects ?? edited?.projects,
    sqlRefusedAt: findings.key && isKnownToLack(findings.key.scopes, 'query:read') ? Date.now() : undefined,
    sealed: keepsKey(edited, values) ? edited?.sealed : undefined,
  }
}

/** Null if the passphrase field says why not. */
async function encrypted(connection: Connection, passphrase: ReturnType<typeof usePassphrase>): Promise<Connection | null> {
  if (!(await passphrase.open())) return null
  const sealed = await sealConnection(connection)
  if ('text' in sealed) throw new ApiError('locked')
  return sealed
}

/** Drops what was cached for the draft when the screen closes. */
function useDraftCache(draftId: string) {
  const queryClient = useQueryClient()
  useEffect(
    () => () => {
      void queryClient.cancelQueries({ queryKey: [draftId] })
      queryClient.removeQueries({ queryKey: [draftId] })
    },
    [queryClient, draftId],
  )
}

/**
 * State of the Connect form. `submit` checks the key and connects if the project is typed or the only one; otherwise it shows
 * the findings, and the next submit connects. `checkOnly` never connects. Requests use a draft ID, so that nothing stays cached for a connection that was
 * never saved.
 */
export function useConnectForm({ edited, presetHost, onConnect }: Options) {
  const queryClient = useQueryClient()
  const [draftId] = useState(() => newId())
  const fixedHost = usableHost(presetHost)
  const [checked, setChecked] = useState<{ host: string; key: string; findings: Findings } | null>(null)
  const form = useForm<Values>({
    initialValues: initialValues(edited, fixedHost),
    validate: {
      host: (host) => problemOf(readHost(host)),
      key: (_key, values) => problemOf(readKeyOf(edited, values)),
    },
  })
  const passphrase = usePassphrase()
  useDraftCache(draftId)

  const host = readHost(form.values.host)
  const key = readKeyOf(edited, form.values)
  const isChecked = checked !== null && 'host' in host && 'key' in key && checked.host === host.host && checked.key === key.key
  const findings = isChecked ? checked.findings : null

  const check = useMutation({
    gcTime: 0, // its variables hold the key
    mutationFn: async ({ connects, ...values }: Values & { connects: boolean }) => {
      const isKeyInVault = keepsKey(edited, values)
      // A key in the vault is unlocked before it is checked. A vault is created only for a key that works.
      if (isKeyInVault && !(await passphrase.open())) return null
      const checkedId = isKeyInVault && edited ? edited.id : draftId
      const connection = { id: checkedId, host: values.host, key: values.key, projectId: values.projectId.trim() }
      await queryClient.cancelQueries({ queryKey: [checkedId] })
      if (!isChecked) queryClient.removeQueries({ queryKey: [checkedId] })
      const result = findings ?? (await checkConnection(queryClient, connection))
      setChecked({ host: values.host, key: values.key, findings: result })
      const projectId = connection.projectId || onlyProject(result)
      if (projectId === '') form.setFieldValue('projectId', likelyProject(result))
      if (projectId === '' || !connects) return null
      const project = await projectOf(queryClient, { ...connection, projectId }, result)
      const about = connectionOf(edited, values, project, result)
      const saved = values.keyKept === 'vault' && !isKeyInVault ? await encrypted(about, passphrase) : about
      return saved && { from: connection, saved }
    },
    onSuccess(answer) {
      if (answer === null) return
      const { from, saved } = answer
      keepAnswers(queryClient, { from, to: saved })
      onConnect(saved)
    },
    onError(error) {
      const { kind, message, next } = asApiError(error)
      const text = [message, next].join(' ')
      if (kind === 'bad-key') form.setFieldError('key', text)
      if (kind === 'wrong-project' || kind === 'not-found') form.setFieldError('projectId', text)
    },
  })

  function run(connects: boolean) {
    if (!('host' in host && 'key' in key)) return
    form.setFieldValue('host', host.host)
    form.setFieldValue('key', key.key)
    check.mutate({ ...form.values, host: host.host, key: key.key, connects })
  }

  // A check needs no passphrase: it is asked for once something is to be encrypted, or a saved key to be read.
  const checksFirst =
    form.values.keyKept === 'vault' &&
    form.values.projectId.trim() === '' &&
    passphrase.need !== null &&
    passphrase.passphrase.value === '' &&
    !keepsKey(edited, form.values)

  const fieldErrors = ['bad-key', 'wrong-project', 'not-found']
  const hasFieldError = check.error instanceof ApiError && fieldErrors.includes(check.error.kind)
  return {
    form,
    isHostFixed: fixedHost !== null,
    findings,
    check: { isPending: check.isPending, error: hasFieldError || check.isPending ? null : check.error },
    warnings: { host: 'warning' in host ? host.warning : null, key: 'warning' in key ? key.warning : null },
    suggestion: form.errors['host'] && 'suggestion' in host ? host.suggestion : null,
    passphrase,
    mayKeepKey: edited !== null && keepsKey(edited, { ...form.values, key: '' }),
    submit: form.onSubmit(
      () => {
        if (checksFirst) run(false)
        else if (form.values.keyKept !== 'vault' || passphrase.isValid()) run(true)
      },
      () => !checksFirst && form.values.keyKept === 'vault' && passphrase.isValid(),
    ),
    checkOnly: () => {
      if (!form.validate().hasErrors) run(false)
    },
  }
}
