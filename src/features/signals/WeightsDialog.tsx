import { useState } from 'react'
import { defaultWeights, signalWeights, type SignalWeights } from '#storage/signalWeights.ts'
import { Form } from '#ui/Form.tsx'
import { Button } from '#ui/Button.tsx'
import { Dialog } from '#ui/Dialog.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { TextInput } from '#ui/fields.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'

const fields = [
  ['rageClicks', 'Rage click'],
  ['exceptions', 'Exception'],
  ['errorsAfterClick', 'Error after a click'],
  ['deadClicks', 'Dead click'],
  ['quickBacks', 'Quick back'],
  ['failedRequests', 'Failed request'],
  ['leftOn', 'Left on one of these pages'],
] as const satisfies readonly (readonly [keyof SignalWeights, string])[]
type Field = (typeof fields)[number][0]

type Draft = Record<Field, string> & { leftPages: string }

function draftOf({ leftPages, ...weights }: SignalWeights): Draft {
  const texts = fields.map(([name]) => [name, String(weights[name])])
  return { ...draft, ...Object.fromEntries(texts), leftPages: leftPages.join(', ') }
}

const draft: Draft = {
  rageClicks: '',
  exceptions: '',
  errorsAfterClick: '',
  deadClicks: '',
  quickBacks: '',
  failedRequests: '',
  leftOn: '',
  leftPages: '',
}

function isWeight(text: string): boolean {
  return /^\d{1,2}(\.\d)?$|^100$/.test(text.trim())
}

function read(edited: Draft): SignalWeights {
  const numbers = Object.fromEntries(fields.map(([name]) => [name, Number(edited[name])]))
  const leftPages = edited.leftPages.split(',').flatMap((page) => (page.trim() === '' ? [] : [page.trim()]))
  return { ...defaultWeights, ...numbers, leftPages }
}

/** Changes how recordings are scored in this browser. */
export function WeightsDialog({ onClose }: { onClose: () => void }) {
  const [edited, setEdited] = useState(() => draftOf(signalWeights.get()))
  const isValid = fields.every(([name]) => isWeight(edited[name]))
  return (
    <Dialog title="Score weights" onClose={onClose}>
      {(close) => (
        <Form
          onSubmit={() => {
            if (!isValid) return
            signalWeights.set(() => read(edited))
            close()
          }}
        >
          <Text size="sm" tone="dimmed">
            Points for each time it happened in a recording, up to five times. 0 leaves it out. Saved in this browser.
          </Text>
          <Stack gap={8}>
            {fields.map(([name, label]) => (
              <TextInput
                key={name}
                label={label}
                inputMode="decimal"
                value={edited[name]}
                error={isWeight(edited[name]) ? null : 'Enter a number from 0 to 100.'}
                onChange={(event) => setEdited({ ...edited, [name]: event.currentTarget.value })}
              />
            ))}
            <TextInput
              label="Pages"
              description="Parts of URLs, separated by commas"
              value={edited.leftPages}
              maxLength={500}
              onChange={(event) => setEdited({ ...edited, leftPages: event.currentTarget.value })}
            />
          </Stack>
          <DialogActions>
            <Row style={{ flex: 1 }}>
              <Button variant="subtle" onClick={() => setEdited(draftOf(defaultWeights))}>
                Reset
              </Button>
            </Row>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" disabled={!isValid}>
              Save
            </Button>
          </DialogActions>
        </Form>
      )}
    </Dialog>
  )
}
