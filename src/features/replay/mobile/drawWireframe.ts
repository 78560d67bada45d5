import { NodeType } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { firstOwnId, mayHold, type Wireframe } from './wireframe.ts'

type Fields = Record<string, unknown>
type Style = Record<string, string | null>

const length = /^-?\d+(?:\.\d+)?(?:px|%|vw|vh)$/
const color = /^(?:#[\da-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%]{3,40}\))$/i
const picture = /^data:image\/(?:png|jpe?g|webp|gif);base64,/i
const base64 = /^[\w+/=\s-]+$/

function lengthOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}px`
  return typeof value === 'string' && length.test(value) ? value : null
}

function colorOf(value: unknown): string | null {
  return typeof value === 'string' && color.test(value) ? value : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** The address of a screenshot or image; null if it has none. SDKs send PNG unless they say otherwise. */
function pictureOf({ base64: content }: Fields): string | null {
  if (typeof content !== 'string' || content === '') return null
  if (picture.test(content)) return content
  return base64.test(content.slice(0, 1000)) ? `data:image/png;base64,${content}` : null
}

const justify: Record<string, string> = { left: 'flex-start', center: 'center', right: 'flex-end' }
const align: Record<string, string> = { top: 'flex-start', center: 'center', bottom: 'flex-end' }

/** What inputs look like without their value. */
const marks: Record<string, (fields: Fields) => string> = {
  checkbox: ({ checked }) => (checked === true ? '☑' : '☐'),
  radio: ({ checked }) => (checked === true ? '◉' : '○'),
  toggle: ({ checked }) => (checked === true ? 'On' : 'Off'),
  progress: ({ value, max }) => [value, max].map(textOf).filter(Boolean).join(' of '),
  slider: ({ value, max }) => [value, max].map(textOf).filter(Boolean).join(' of '),
}

function inputText(fields: Fields): string {
  const { inputType, value, label } = fields
  const kind = textOf(inputType)
  const mark = Object.hasOwn(marks, kind) ? marks[kind]?.(fields) : undefined
  return [mark ?? textOf(value), textOf(label)].filter((text) => text !== '').join(' ')
}

/** What a box says that is neither a picture nor only a surface. */
const texts: Record<string, (fields: Fields) => string> = {
  text: ({ text }) => textOf(text),
  input: inputText,
  placeholder: ({ label }) => textOf(label) || 'Hidden',
  image: () => 'Image',
  screenshot: () => 'Screenshot',
  web_view: ({ url }) => textOf(url) || 'Web page',
  status_bar: () => '',
  navigation_bar: () => '',
  rectangle: () => '',
  div: () => '',
  radio_group: () => '',
}

/** Boxes whose content isn't known. */
const outlined = new Set(['placeholder', 'image', 'screenshot', 'web_view', 'input'])

function boxStyle({ x, y, width, height }: Fields): Style {
  return {
    position: 'fixed',
    left: lengthOf(x) ?? '0',
    top: lengthOf(y) ?? '0',
    width: lengthOf(width) ?? '100vw',
    height: lengthOf(height),
    'box-sizing': 'border-box',
  }
}

function paddingOf(look: Fields): string | null {
  const sides = ['paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft'].map((name) => lengthOf(look[name]))
  return sides.every((side) => side === null) ? null : sides.map((side) => side ?? '0').join(' ')
}

function styleOf({ type, fields }: Wireframe): string {
  const look = isRecord(fields['style']) ? fields['style'] : {}
  const border = lengthOf(look['borderWidth'])
  const style: Style = {
    ...boxStyle(fields),
    color: colorOf(look['color']),
    'background-color': colorOf(look['backgroundColor']),
    'border-radius': lengthOf(look['borderRadius']),
    border: outlined.has(type) ? '1px solid #8888' : null,
    ...(border !== null && { border: `${border} solid ${colorOf(look['borderColor']) ?? 'currentcolor'}` }),
    'font-size': lengthOf(look['fontSize']),
    padding: paddingOf(look),
    ...(type === 'text' || !Object.hasOwn(texts, type) || outlined.has(type)
      ? {
          display: 'flex',
          'justify-content': justify[textOf(look['horizontalAlign'])] ?? (outlined.has(type) ? 'center' : null),
          'align-items': align[textOf(look['verticalAlign'])] ?? 'center',
          'white-space': 'pre-wrap',
          overflow: 'hidden',
        }
      : {}),
  }
  return Object.entries(style)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}:${value}`]))
    .join(';')
}

function roleOf({ type, fields }: Wireframe): string | null {
  if (type !== 'input') return null
  return ['button', 'checkbox', 'radio'].includes(textOf(fields['inputType'])) ? textOf(fields['inputType']) : 'field'
}

/** Whether only its picture and place can differ from another drawing of it. */
export function isPicture(wireframe: Wireframe): boolean {
  return !mayHold(wireframe) && pictureOf(wireframe.fields) !== null
}

/** Attributes of the picture's element. */
export function pictureAttributes(wireframe: Wireframe): Record<string, string> {
  return { src: pictureOf(wireframe.fields) ?? '', alt: '', style: styleOf({ ...wireframe, type: 'rectangle' }) }
}

/** The node that rrweb draws, with the ID of the wireframe. */
export function drawWireframe(wireframe: Wireframe): Fields {
  const { id, type, fields, children } = wireframe
  if (isPicture(wireframe)) {
    return { type: NodeType.Element, tagName: 'img', attributes: pictureAttributes(wireframe), childNodes: [], id }
  }
  const text = Object.hasOwn(texts, type) ? (texts[type]?.(fields) ?? '') : type
  const role = roleOf(wireframe)
  return {
    type: NodeType.Element,
    tagName: 'div',
    attributes: { style: styleOf(wireframe), ...(role !== null && { role }) },
    childNodes: [
      ...(text === '' ? [] : [{ type: NodeType.Text, textContent: text, id: firstOwnId + 10 + id }]),
      ...children.map(drawWireframe),
    ],
    id,
  }
}

const [documentId, htmlId, headId, bodyId] = [firstOwnId + 1, firstOwnId + 2, firstOwnId + 3, firstOwnId + 4]

/** Wireframes that name no parent are children of this node. */
export const screenId = bodyId

function element(tagName: string, id: number, attributes: Record<string, string>, childNodes: unknown[]): Fields {
  return { type: NodeType.Element, tagName, attributes, childNodes, id }
}

/** A document that shows a whole screen. */
export function drawScreen(wireframes: readonly Wireframe[]): Fields {
  const body = element('body', bodyId, { style: 'margin:0;font:14px system-ui,sans-serif' }, wireframes.map(drawWireframe))
  return {
    type: NodeType.Document,
    childNodes: [element('html', htmlId, {}, [element('head', headId, {}, []), body])],
    id: documentId,
  }
}
