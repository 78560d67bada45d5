import type { inputData } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { detailsOf, type NewItem, oneLine } from './item.ts'
import { fieldOf, optionText } from './target.ts'
import type { NodeMirror } from './nodeMirror.ts'

/** A longer pause in typing starts a new item, in milliseconds. */
const maxPause = 10_000

/** `longestText` is what the field held before it was cleared. */
type TypingSession = {
  windowId: string
  id: number
  startedAt: number
  lastInputAt: number
  text: string
  longestText: string
  mirror: NodeMirror | undefined
}

/** Combines input events in one field into one item, reported when typing ends. */
export type Typing = {
  handleInput: (event: ReplayEvent, data: inputData, mirror: NodeMirror | undefined) => NewItem[]
  end: () => NewItem[]
}

function intoField(name: string | null): string {
  return name === null ? '' : ` into “${name}”`
}

function sentence(text: string, name: string | null): string {
  if (text === '') return name === null ? 'Cleared a field' : `Cleared “${name}”`
  return /^[*•]+$/.test(text)
    ? `Typed ${text.length} masked characters${intoField(name)}`
    : `Typed “${oneLine(text, 200)}”${intoField(name)}`
}

function choiceText(data: inputData, mirror: NodeMirror | undefined): string | null {
  const { name, role } = fieldOf(mirror, data.id)
  const label = name === null ? '' : ` “${name}”`
  if (role === 'checkbox' || role === 'switch') return `${data.isChecked ? 'Checked' : 'Unchecked'}${label || ' a checkbox'}`
  if (role === 'radio button' || role === 'radio') return data.isChecked ? `Selected${label || ' an option'}` : ''
  const isList = mirror?.node(data.id)?.tag === 'select'
  return isList ? `Selected “${oneLine(optionText(mirror, data.id, data.text), 100)}”${name === null ? '' : ` in${label}`}` : null
}

export function createTyping(): Typing {
  let session: TypingSession | null = null

  function end(isCleared = false): NewItem[] {
    if (session === null) return []
    const { windowId, id, startedAt, mirror } = session
    const text = isCleared ? session.longestText : session.text
    session = null
    const { name } = fieldOf(mirror, id)
    const details = detailsOf(['Field', name], ['Text', text.length > 200 ? text : null])
    return [{ kind: 'input', windowId, time: startedAt, text: sentence(text, name), details }]
  }

  return {
    end: () => end(),
    handleInput(event, data, mirror) {
      if (data.userTriggered === false) return []
      const { windowId, timestamp } = event
      const choiceLabel = choiceText(data, mirror)
      if (choiceLabel === '') return []
      if (choiceLabel !== null) return [...end(), { kind: 'input', windowId, time: timestamp, text: choiceLabel }]
      const isSameField =
        session !== null && session.windowId === windowId && session.id === data.id && timestamp - session.lastInputAt <= maxPause
      const isCleared = data.text === '' && session?.text !== '' // report what was cleared as its own item
      const continued = isSameField && !isCleared ? session : null
      const finished = continued ? [] : end(isSameField)
      const longestText = continued && continued.longestText.length > data.text.length ? continued.longestText : data.text
      session = {
        windowId,
        id: data.id,
        startedAt: continued?.startedAt ?? timestamp,
        lastInputAt: timestamp,
        text: data.text,
        longestText,
        mirror,
      }
      return finished
    },
  }
}
