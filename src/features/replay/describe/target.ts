import { oneLine } from './item.ts'
import type { MirrorNode, NodeMirror } from './nodeMirror.ts'

/** What a user interacted with. `name` is null if the page gives none. */
export type Target = { name: string | null; role: string; url: string | null }

const maxNameLength = 80
const maxNodes = 400
const maxAncestors = 6

const rolesOfTags: Record<string, string> = {
  a: 'link',
  area: 'link',
  button: 'button',
  summary: 'button',
  label: 'label',
  select: 'dropdown',
  option: 'option',
  textarea: 'field',
  input: 'field',
  img: 'image',
  svg: 'image',
  path: 'image',
  canvas: 'image',
  video: 'video',
}
const rolesOfTypes: Record<string, string> = {
  button: 'button',
  submit: 'button',
  reset: 'button',
  image: 'button',
  checkbox: 'checkbox',
  radio: 'radio button',
}
const pageTags = new Set(['html', 'body', 'main', '#other'])

function roleOf({ tag, attributes }: MirrorNode): string {
  const { role, type = '' } = attributes
  if (tag === 'input') return rolesOfTypes[type.toLowerCase()] ?? 'field'
  return role ?? rolesOfTags[tag] ?? tag
}

function isInteractive(node: MirrorNode): boolean {
  return node.attributes['role'] !== undefined || ['link', 'button', 'label', 'option', 'dropdown'].includes(roleOf(node))
}

export function textBelow(mirror: NodeMirror, id: number): string {
  const stack = [id]
  let text = ''
  for (let visited = 0; visited < maxNodes && stack.length > 0 && text.length < 2 * maxNameLength; visited += 1) {
    const node = mirror.node(stack.pop() ?? -1)
    if (!node || node.tag === 'script' || node.tag === 'style' || node.tag === 'noscript') continue
    text += ` ${node.text || node.attributes['alt'] || ''}`
    stack.push(...node.children.toReversed())
  }
  return oneLine(text, maxNameLength)
}

function labelOf(mirror: NodeMirror, node: MirrorNode): string {
  const { id } = node.attributes
  const label = id === undefined ? undefined : mirror.labelFor(id)
  if (label) return textBelow(mirror, label.id)
  for (
    let ancestor = parentOf(mirror, node), level = 0;
    ancestor && level < maxAncestors;
    ancestor = parentOf(mirror, ancestor), level += 1
  ) {
    if (ancestor.tag === 'label') return textBelow(mirror, ancestor.id)
  }
  return ''
}

function parentOf(mirror: NodeMirror, { parent }: MirrorNode): MirrorNode | undefined {
  return parent === null ? undefined : mirror.node(parent)
}

/** Follows the order of accessible name computation. */
function accessibleName(mirror: NodeMirror, node: MirrorNode): string {
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
  return oneLine(candidates.find((one) => one !== undefined && one.trim() !== '') ?? '', maxNameLength)
}

export function fieldOf(mirror: NodeMirror | undefined, id: number): Target {
  const node = mirror?.node(id)
  if (!mirror || !node) return { name: null, role: 'field', url: null }
  return { name: accessibleName(mirror, node) || null, role: roleOf(node), url: null }
}

/** Names the element, or the button or link around it. */
export function targetOf(mirror: NodeMirror | undefined, id: number): Target {
  const target = mirror?.node(id)
  if (!mirror || !target) return { name: null, role: 'page', url: null }
  let node = target.tag === '#text' ? (parentOf(mirror, target) ?? target) : target
  for (
    let ancestor: MirrorNode | undefined = node, level = 0;
    ancestor && level < maxAncestors;
    ancestor = parentOf(mirror, ancestor), level += 1
  ) {
    if (!isInteractive(ancestor)) continue
    node = ancestor
    break
  }
  if (pageTags.has(node.tag)) return { name: null, role: 'page', url: null }
  const name = accessibleName(mirror, node)
  return { name: name === '' ? null : name, role: roleOf(node), url: node.attributes['rr_href'] ?? null }
}

/** Text of a select option; its value if the page has no text. */
export function optionText(mirror: NodeMirror | undefined, list: number, value: string): string {
  const stack = [list]
  for (let visited = 0; visited < maxNodes && stack.length > 0; visited += 1) {
    const node = mirror?.node(stack.pop() ?? -1)
    if (!mirror || !node) continue
    if (node.tag === 'option' && node.attributes['value'] === value) return textBelow(mirror, node.id) || value
    stack.push(...node.children)
  }
  return value
}
