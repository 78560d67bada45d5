import type { inputData } from '@rrweb/types'
import type { ReplayEvent } from '#lib/replayEvent.ts'
import { detailsOf, type Finding, oneLine } from './item.ts'
import { fieldOf, optionText } from './nameOf.ts'
import type { NodeMirror } from './nodeMirror.ts'

/** A pause in typing that begins a new line of the inspector, in milliseconds. */
const longestPause = 10_000

/** Typing into one field: where it began, what stands there now, and the most that stood there. */
type TypingRun = {
  windowId: string
  id: number
  began: number
  last: number
  text: string
  fullest: string
  mirror: NodeMirror | undefined
}

/** Turns inputs into lines: all that is typed into a field in one go is one line, told when it has ended. */
export type Typing = {
  see: (event: ReplayEvent, data: inputData, mirror: NodeMirror | undefined) => Finding[]
  /** Ends what is being typed. */
  end: () => Finding[]
}

function into(name: string | null): string {
  return name === null ? '' : ` into “${name}”`
}

function sentence(text: string, name: string | null): string {
  if (text === '') return name === null ? 'Emptied a field' : `Emptied “${name}”`
  return /^[*•]+$/.test(text)
    ? `Typed ${text.length} masked characters${into(name)}`
    : `Typed “${oneLine(text, 200)}”${into(name)}`
}

function choice(data: inputData, mirror: NodeMirror | undefined): string | null {
  const { name, role } = fieldOf(mirror, data.id)
  const called = name === null ? '' : ` “${name}”`
  if (role === 'checkbox' || role === 'switch') return `${data.isChecked ? 'Ticked' : 'Unticked'}${called || ' a box'}`
  if (role === 'choice' || role === 'radio') return data.isChecked ? `Chose${called || ' an option'}` : ''
  const isList = mirror?.node(data.id)?.tag === 'select'
  return isList ? `Chose “${oneLine(optionText(mirror, data.id, data.text), 100)}”${name === null ? '' : ` in${called}`}` : null
}

export function createTyping(): Typing {
  let run: TypingRun | null = null

  function end(isEmptied = false): Finding[] {
    if (run === null) return []
    const { windowId, id, began, mirror } = run
    const text = isEmptied ? run.fullest : run.text
    run = null
    const { name } = fieldOf(mirror, id)
    const details = detailsOf(['Field', name], ['Text', text.length > 200 ? text : null])
    return [{ kind: 'input', windowId, time: began, text: sentence(text, name), details }]
  }

  return {
    end: () => end(),
    see(event, data, mirror) {
      if (data.userTriggered === false) return []
      const { windowId, timestamp } = event
      const chosen = choice(data, mirror)
      if (chosen === '') return []
      if (chosen !== null) return [...end(), { kind: 'input', windowId, time: timestamp, text: chosen }]
      const isSame = run !== null && run.windowId === windowId && run.id === data.id && timestamp - run.last <= longestPause
      const isEmptied = data.text === '' && run?.text !== '' // what stood there is worth a line of its own
      const goesOn = isSame && !isEmptied ? run : null
      const before = goesOn ? [] : end(isSame)
      const fullest = goesOn && goesOn.fullest.length > data.text.length ? goesOn.fullest : data.text
      run = { windowId, id: data.id, began: goesOn?.began ?? timestamp, last: timestamp, text: data.text, fullest, mirror }
      return before
    },
  }
}
