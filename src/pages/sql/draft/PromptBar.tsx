import { IconSparkles } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { draftFailureMessage, draftSql, maxPromptLength } from '#api/sql/draftSql.ts'
import { isCloud } from '#api/rateLimit/keyLimits.ts'
import { asApiError } from '#api/http/errors.ts'
import { queryHistory, useQueryHistory, withDrafting, withRefusal } from '#storage/queryHistory.ts'
import { Row, Text } from '#ui/layout.tsx'
import classes from '../SqlPage.module.css'
import { TemplateMenu } from '../TemplateMenu.tsx'
import { Button } from '#ui/Button.tsx'
import { TextInput } from '#ui/fields.tsx'

type FormProps = {
  connection: Connection
  currentQuery: () => string
  onDraft: (draft: { prompt: string; before: string; after: string }) => void
}

type Props = FormProps & { onTemplate: (query: string) => void }

/**
 * Drafts a query on the server, where it may let a key do that: PostHog Cloud does not (posthog-api.md#h1-draft-sql), and a server that
 * refused once is not tried again. Until a draft came, the prompt is behind a button, because most servers refuse it.
 */
export function PromptBar({ onTemplate, ...form }: Props) {
  const { id, host } = form.connection
  const { refusals, drafting } = useQueryHistory()
  const [isOffered] = useState(() => !isCloud(host) && !refusals.includes(id))
  const [isOpened, setOpened] = useState(false)

  if (!isOffered) return null
  if (refusals.includes(id)) {
    return (
      <Row gap="8px 16px" justify="space-between" wrap className={classes['refused']} role="status">
        <p>
          This server doesn’t allow AI drafts with API keys, whatever their scopes: “This action does not support personal API key
          access”. Use a template instead, or draft in PostHog.
        </p>
        <TemplateMenu onTemplate={onTemplate} />
      </Row>
    )
  }
  if (isOpened || drafting.includes(id)) return <PromptForm {...form} isOpened={isOpened} />
  return (
    <div className={classes['promptForm']}>
      <Button variant="subtle" leftSection={<IconSparkles size={14} aria-hidden />} onClick={() => setOpened(true)}>
        Draft with AI
      </Button>
    </div>
  )
}

function focusOnMount(input: HTMLInputElement | null) {
  input?.focus()
}

function useDrafting({ connection, currentQuery, onDraft }: FormProps) {
  const controller = useRef<AbortController | null>(null)
  const drafting = useMutation({
    mutationFn: async (text: string) => {
      controller.current = new AbortController()
      const before = currentQuery()
      const after = await draftSql(connection, { prompt: text, currentQuery: before, signal: controller.current.signal })
      return { prompt: text, before, after }
    },
    onSuccess(draft) {
      queryHistory.set((history) => withDrafting(history, connection.id))
      onDraft(draft)
    },
    onError(error) {
      if (asApiError(error).kind === 'action-refuses-keys') queryHistory.set((history) => withRefusal(history, connection.id))
    },
  })
  return { drafting, cancel: () => controller.current?.abort() }
}

/** `isOpened`: by a click just now, so it takes the focus. */
function PromptForm({ isOpened, ...props }: FormProps & { isOpened: boolean }) {
  const [prompt, setPrompt] = useState('')
  const { drafting, cancel } = useDrafting(props)
  const length = Array.from(prompt.trim()).length // the server counts code points
  const isTooLong = length > maxPromptLength
  const failure = drafting.error && asApiError(drafting.error).kind !== 'aborted' ? draftFailureMessage(drafting.error) : null

  function submit(event: FormEvent) {
    event.preventDefault()
    if (length > 0 && !isTooLong && !drafting.isPending) drafting.mutate(prompt.trim())
  }

  return (
    <form className={classes['promptForm']} onSubmit={submit}>
      <Row>
        <TextInput
          ref={isOpened ? focusOnMount : undefined}
          className={classes['prompt'] ?? ''}
          size="xs"
          aria-label="Prompt"
          aria-describedby="prompt-count"
          aria-invalid={isTooLong || undefined}
          placeholder="Describe what you want to know, like: which pages do people leave on phones?"
          leftSection={<IconSparkles size={14} aria-hidden />}
          rightSectionWidth={64}
          rightSection={
            <Text
              as="span"
              size="xs"
              tone="dimmed"
              numeric
              id="prompt-count"
              className={classes['count']}
              data-over={isTooLong || undefined}
            >
              {length}/{maxPromptLength}
            </Text>
          }
          value={prompt}
          onChange={(event) => setPrompt(event.currentTarget.value)}
        />
        {drafting.isPending ? (
          <Button variant="default" onClick={cancel}>
            Cancel draft
          </Button>
        ) : (
          <Button type="submit" variant="default" disabled={length === 0 || isTooLong}>
            Draft SQL
          </Button>
        )}
      </Row>
      {failure && (
        <Text size="sm" tone="danger" breaks className={classes['promptFailure']} role="alert">
          {[failure.message, failure.next].filter(Boolean).join(' ')}
        </Text>
      )}
    </form>
  )
}
