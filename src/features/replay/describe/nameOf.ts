import { oneLine } from './item.ts'
import type { MirrorNode, NodeMirror } from './nodeMirror.ts'

/** What somebody acted on, for people. `name` is null where nothing on the page tells. */
export type Target = { name: string | null; role: string; address: string | null }

const longestName = 80
const mostNodes = 400
const furthestAncestor = 6

const rolesOfTags: Record<string, string> = {
  a: 'link',
  area: 'link',
  button: 'button',
  summary: 'button',
  label: 'label',
  select: 'list',
  option: 'option',
  textarea: 'field',
  input: 'field',
  img: 'picture',
  svg: 'picture',
  path: 'picture',
  canvas: 'picture',
  video: 'film',
}
const rolesOfTypes: Record<string, string> = {
  button: 'button',
  submit: 'button',
  reset: 'button',
  image: 'button',
  checkbox: 'checkbox',
  radio: 'choice',
}
const wholePages = new Set(['html', 'body', 'main', '#other'])

function roleOf({ tag, attributes }: MirrorNode): string {
  const { role, type = '' } = attributes
  if (tag === 'input') return rolesOfTypes[type.toLowerCase()] ?? 'field'
  return role ?? rolesOfTags[tag] ?? tag
}

function isActedOn(node: MirrorNode): boolean {
  return node.attributes['role'] !== undefined || ['link', 'button', 'label', 'option', 'list'].includes(roleOf(node))
}

/** The text below a node, as far as a name needs it. */
export function textBelow(mirror: NodeMirror, id: number): string {
  const waiting = [id]
  let text = ''
  for (let seen = 0; seen < mostNodes && waiting.length > 0 && text.length < 2 * longestName; seen += 1) {
    const node = mirror.node(waiting.pop() ?? -1)
    if (!node || node.tag === 'script' || node.tag === 'style' || node.tag === 'noscript') continue
    text += ` ${node.text || node.attributes['alt'] || ''}`
    waiting.push(...node.children.toReversed())
  }
  return oneLine(text, longestName)
}

function labelOf(mirror: NodeMirror, node: MirrorNode): string {
  const { id } = node.attributes
  const label = id === undefined ? undefined : mirror.labelFor(id)
  if (label) return textBelow(mirror, label.id)
  for (let up = parentOf(mirror, node), steps = 0; up && steps < furthestAncestor; up = parentOf(mirror, up), steps += 1) {
    if (up.tag === 'label') return textBelow(mirror, up.id)
  }
  return ''
}

function parentOf(mirror: NodeMirror, { parent }: MirrorNode): MirrorNode | undefined {
  return parent === null ? undefined : mirror.node(parent)
}

/** In the order in which a screen reader would look: what the page says the thing is called. */
function ownName(mirror: NodeMirror, node: MirrorNode): string {
  const { attributes, tag } = node
  const isField = ['input', 'textarea', 'select'].includes(tag)
  const isButton = tag === 'input' && roleOf(node) === 'button'
  const candidates = [
    attributes['aria-label'],
    attributes['alt'],
    isButton ? attributes['value'] : undefined,
    isField ? labelOf(mirror, node) : textBelow(mirror, node.id),
    attributes['placeholder'],
    attributes['title'],
    isField ? attributes['name'] : undefined,
  ]
  return oneLine(candidates.find((one) => one !== undefined && one.trim() !== '') ?? '', longestName)
}

/** The name and the kind of a field, by its id. */
export function fieldOf(mirror: NodeMirror | undefined, id: number): Target {
  const node = mirror?.node(id)
  if (!mirror || !node) return { name: null, role: 'field', address: null }
  return { name: ownName(mirror, node) || null, role: roleOf(node), address: null }
}

/** The name of what stands under an id: of the button or link around it where there is one. */
export function targetOf(mirror: NodeMirror | undefined, id: number): Target {
  const found = mirror?.node(id)
  if (!mirror || !found) return { name: null, role: 'page', address: null }
  let node = found.tag === '#text' ? (parentOf(mirror, found) ?? found) : found
  for (let up: MirrorNode | undefined = node, steps = 0; up && steps < furthestAncestor; up = parentOf(mirror, up), steps += 1) {
    if (!isActedOn(up)) continue
    node = up
    break
  }
  if (wholePages.has(node.tag)) return { name: null, role: 'page', address: null }
  const name = ownName(mirror, node)
  return { name: name === '' ? null : name, role: roleOf(node), address: node.attributes['rr_href'] ?? null }
}

/** The words of an option of a list, by its value; the value itself where the page does not tell. */
export function optionText(mirror: NodeMirror | undefined, list: number, value: string): string {
  const waiting = [list]
  for (let seen = 0; seen < mostNodes && waiting.length > 0; seen += 1) {
    const node = mirror?.node(waiting.pop() ?? -1)
    if (!mirror || !node) continue
    if (node.tag === 'option' && node.attributes['value'] === value) return textBelow(mirror, node.id) || value
    waiting.push(...node.children)
  }
  return value
}
