import { IconSparkles } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { draftFailureMessages, draftSql, longestPrompt } from '#api/sql/draftSql.ts'
import { asApiError } from '#api/http/errors.ts'
import { queryHistory, useQueryHistory, withRefusal } from '#storage/queryHistory.ts'
import classes from '../SqlPage.module.css'
import { TemplateMenu } from '../TemplateMenu.tsx'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

type Props = {
  connection: Connection
  currentQuery: () => string
  onDraft: (draft: { prompt: string; before: string; after: string }) => void
  onTemplate: (query: string) => void
}

/** Has the server draft a query; where it lets no key do that, says so once and for all, and offers what there is instead. */
export function AskBar({ connection, currentQuery, onDraft, onTemplate }: Props) {
  const { refusals } = useQueryHistory()
  const [prompt, setPrompt] = useState('')
  const stop = useRef<AbortController | null>(null)
  const ask = useMutation({
    mutationFn: async (wanted: string) => {
      stop.current = new AbortController()
      const before = currentQuery()
      const after = await draftSql(connection, { prompt: wanted, currentQuery: before, signal: stop.current.signal })
      return { prompt: wanted, before, after }
    },
    onSuccess: onDraft,
    onError(error) {
      if (asApiError(error).kind === 'action-refuses-keys') queryHistory.set((book) => withRefusal(book, connection.id))
    },
  })

  if (refusals.includes(connection.id)) {
    return (
      <div className={classes['refused']} role="status">
        <p>
          The server says: “This action does not support personal API key access”. It lets no key draft SQL, whatever its scopes.
          Take a template instead, or draft in PostHog itself.
        </p>
        <TemplateMenu onTemplate={onTemplate} />
      </div>
    )
  }

  const length = Array.from(prompt.trim()).length // as the server counts
  const isTooLong = length > longestPrompt
  const failure = ask.error && asApiError(ask.error).kind !== 'aborted' ? draftFailureMessages(ask.error) : null

  function submit(event: FormEvent) {
    event.preventDefault()
    if (length > 0 && !isTooLong && !ask.isPending) ask.mutate(prompt.trim())
  }

  return (
    <form className={classes['ask']} onSubmit={submit}>
      <div className={classes['askRow']}>
        <TextInput
          className={classes['prompt'] ?? ''}
          size="xs"
          aria-label="Prompt"
          aria-describedby="prompt-count"
          aria-invalid={isTooLong || undefined}
          placeholder="Say what you want to know: which pages do people leave on phones?"
          leftSection={<IconSparkles size={14} aria-hidden />}
          rightSectionWidth={64}
          rightSection={
            <span id="prompt-count" className={classes['count']} data-over={isTooLong || undefined}>
              {length}/{longestPrompt}
            </span>
          }
          value={prompt}
          onChange={(event) => setPrompt(event.currentTarget.value)}
        />
        {ask.isPending ? (
          <Button variant="default" onClick={() => stop.current?.abort()}>
            Stop drafting
          </Button>
        ) : (
          <Button type="submit" variant="default" disabled={length === 0 || isTooLong}>
            Draft
          </Button>
        )}
      </div>
      {failure && (
        <p className={classes['askFailure']} role="alert">
          {[failure.message, failure.next].filter(Boolean).join(' ')}
        </p>
      )}
    </form>
  )
}
