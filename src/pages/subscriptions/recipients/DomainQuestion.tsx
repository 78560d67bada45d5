import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router-dom'
import { accountQueries } from '#api/account/account.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'
import { TextButton } from '#ui/TextButton.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { guessDomain } from './guessDomain.ts'

/** Asks for the organization's domain, with a guess from what is loaded. */
export function DomainQuestion({ connection, all }: { connection: ApiConnection; all: readonly AnalyzedSubscription[] }) {
  const owner = useQuery({ ...accountQueries.owner(connection), enabled: false }).data
  const guess = useMemo(() => guessDomain(owner?.email ?? null, all), [owner, all])
  if (guess === null)
    return (
      <>
        <Link to="/settings">Set your domains</Link> to flag external recipients.
      </>
    )
  return (
    <>
      Is {guess} your domain?{' '}
      <TextButton onClick={() => settings.set((value) => ({ ...value, ownDomains: [guess] }))}>Yes, flag all others</TextButton>{' '}
      or <Link to="/settings">set your domains</Link>.
    </>
  )
}
