/**
 * Finds anything unsafe with code that is independent of the sanitizer: a deny list of everything that could load, run or send
 * something.
 */

type Fields = Record<string, unknown>

export const ownHost = 'desk.example'

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : []
}

const entities: Record<string, string> = { '&colon;': ':', '&tab;': '', '&newline;': '', '&#58;': ':', '&#x3a;': ':' }

/** Reads text as leniently as a browser might. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/&(?:colon|tab|newline|#58|#x3a);?/g, (one) => entities[one.endsWith(';') ? one : `${one};`] ?? '')
    .replace(/[^!-~]/g, '')
}

const scriptUrl = /^(?:javascript|vbscript|data:text\/html|data:application\/xhtml)/
const textAttributes = /^(?:title|alt|value|placeholder|label|class|id|name|for|aria-.*|data-.*|style|_csstext|summary|abbr)$/
const addresses = new Set(['src', 'poster', 'background', 'href', 'lowsrc', 'dynsrc', 'icon'])
const unsafeAttributes = new Set([
  'srcdoc',
  'action',
  'formaction',
  'http-equiv',
  'ping',
  'data',
  'manifest',
  'imagesrcset',
  'attributionsrc',
  'codebase',
  'classid',
  'archive',
  'autofocus',
  'target',
])
const prefetchRel = /pre(?:load|fetch|connect|render)|modulepreload|manifest|icon|import/i
const unsafeTags = new Set(['script', 'base', 'embed', 'applet', 'portal', 'fencedframe'])

function requestsOwnHost(address: string): boolean {
  const text = address.replace(/[\t\n\r]/g, '').trim()
  if (address === '') return false
  try {
    const { host, protocol } = new URL(text, `http://${ownHost}/replay`)
    return host === ownHost && protocol !== 'about:'
  } catch {
    return false
  }
}

/** No test with this fixture allows a host. */
function requestsOtherHost(address: string): boolean {
  return /^(?:https?:)?[/\\]{2}[^/\\]/i.test(address.replace(/[\t\n\r]/g, '').trim())
}

function cssDangers(css: string): string[] {
  const shown = css
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code) => String.fromCodePoint(Number.parseInt(String(code), 16) % 0x110000))
    .replace(/@namespace[^;{}]*/gi, '') // only names a namespace
  // Unquoted URLs can't contain parentheses, quotes or spaces.
  const bare = [...shown.matchAll(/url\(\s*([^'"()\s]+)\s*(?:\)|$)/gi)]
  const quoted = [...shown.matchAll(/(?:url\(\s*|@import\s+)(?:"([^"\n]*)["\n]|'([^'\n]*)['\n])/gi)]
  const dangers = [...bare, ...quoted.filter(([whole]) => !whole.endsWith('\n'))].map(([, one, other]) => one ?? other ?? '')
  return dangers
    .filter((address) => !address.startsWith('#') && address.trim() !== '')
    .filter((address) => scriptUrl.test(plain(address)) || requestsOwnHost(address) || requestsOtherHost(address))
    .map((address) => `style: ${address}`)
}

function attributeDangers(attributes: unknown, tag: string | null): string[] {
  if (!isFields(attributes)) return []
  return Object.entries(attributes).flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    const local = lower.split(':').at(-1) ?? lower
    if (value === null) return []
    if (lower.startsWith('on')) return [`handler ${name}`]
    if (unsafeAttributes.has(lower)) return [`attribute ${name}`]
    if (typeof value !== 'string') return lower === 'style' ? cssDangers(JSON.stringify(value)) : []
    if (lower === 'style' || lower === '_csstext') return cssDangers(value)
    if (local === 'attributename' && /^(?:.*:)?href$|^on|^src/i.test(value.trim())) return [`animates ${value}`]
    if (lower === 'rel' && tag === 'link' && prefetchRel.test(value)) return [`link ${value}`]
    if (textAttributes.test(lower)) return []
    if (local !== 'srcset' && value.split(/[;,]/).some((one) => scriptUrl.test(plain(one))))
      return [`${name} runs ${value.slice(0, 60)}`]
    if (addresses.has(local) && local !== 'href' && requestsOtherHost(value)) return [`${name} asks ${value.slice(0, 60)}`]
    const asStyle = cssDangers(value)
    if (asStyle.length > 0) return asStyle
    if (addresses.has(local) && !(local === 'href' && value.trim().startsWith('#')) && requestsOwnHost(value))
      return [`${name} asks this server: ${value.slice(0, 60)}`]
    return (tag === 'a' || tag === 'area') && local === 'href' && !value.trim().startsWith('#') ? [`link to ${value}`] : []
  })
}

function nodeDangers(root: unknown): string[] {
  const dangers: string[] = []
  const stack: unknown[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isFields(node)) continue
    const tag = typeof node['tagName'] === 'string' ? node['tagName'].toLowerCase() : null
    const local = tag?.split(':').at(-1) ?? null
    if (local !== null && unsafeTags.has(local)) dangers.push(`element ${local}`)
    if (local === 'noscript' && JSON.stringify(node['childNodes'] ?? []) !== '[]') dangers.push('script text')
    dangers.push(...attributeDangers(node['attributes'], local))
    if (node['isStyle'] === true && typeof node['textContent'] === 'string') dangers.push(...cssDangers(node['textContent']))
    if (Array.isArray(node['childNodes'])) for (const child of node['childNodes']) stack.push(child)
  }
  return dangers
}

export function dangersIn(event: unknown): string[] {
  if (!isFields(event) || !isFields(event['data'])) return []
  const { type, data } = event
  if (type === 2) return nodeDangers(data['node'])
  if (type === 4) return scriptUrl.test(plain(String(data['href']))) ? ['address of the page'] : []
  if (type !== 3) return []
  const rulesOf = (list: unknown) => listOf(list).flatMap(({ rule }) => (typeof rule === 'string' ? cssDangers(rule) : []))
  const textDangers = (text: unknown) => (typeof text === 'string' ? cssDangers(text) : [])
  switch (data['source']) {
    case 0:
      return [
        ...listOf(data['adds']).flatMap(({ node }) => nodeDangers(node)),
        ...listOf(data['attributes']).flatMap(({ attributes }) => attributeDangers(attributes, null)),
      ]
    case 8:
      return [...rulesOf(data['adds']), ...textDangers(data['replace']), ...textDangers(data['replaceSync'])]
    case 9:
      return ['canvas']
    case 10:
      return textDangers(data['fontSource'])
    case 13:
      return isFields(data['set']) ? textDangers(data['set']['value']) : []
    case 15:
      return listOf(data['styles']).flatMap(({ rules }) => rulesOf(rules))
    default:
      return []
  }
}
