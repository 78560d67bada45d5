import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './desk.ts'
import { pageMaker, recorded } from './handMade.ts'
import { hostileStyles } from './hostileStyles.ts'
import { expectShown } from './replay.ts'

/** A page without any policy, whose style elements hold these texts, and what it requests. */
async function requestsOf(open: (url: string) => Promise<unknown>, stylesFor: (origin: string) => string[][]): Promise<string[]> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    if (request.url === '/page') {
      const script = `for (const texts of ${JSON.stringify(stylesFor(origin)).replaceAll('<', '\\u003c')}) {
        const frame = document.body.appendChild(document.createElement('iframe'))
        const page = frame.contentDocument
        const style = page.createElement('style')
        style.append(...texts)
        page.head.append(style)
        page.body.innerHTML = '<div><p>Text</p></div>'
        void page.body.offsetHeight
      }
      void Promise.all(Array.from(document.fonts, (font) => font.load()))`
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<body><script>${script}</script>`)
      return
    }
    if (request.url !== '/favicon.ico') requests.push(request.url ?? '')
    response.writeHead(200, { 'Content-Type': 'text/css' }).end('')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await open(`${origin}/page`)
  let count = -1
  const countNew = () => {
    const before = count
    count = requests.length
    return count - before
  }
  await expect.poll(countNew, { intervals: [500] }).toBe(0)
  const closed = new Promise((done) => server.close(done))
  server.closeAllConnections() // the browser keeps some open
  await closed
  return requests
}

test('hostile styles of a recording request nothing, even in a page without the frame’s policy', async ({ page, desk }, info) => {
  desk.expectComplaint(/./)
  const open = async (url: string) => {
    desk.origins.add(new URL(url).origin)
    await page.goto(url, { waitUntil: 'load' })
  }
  const textsOf = (style: string, origin: string) => style.replaceAll('BEACON', origin).split('|')

  const dangerous = await requestsOf(open, (origin) => hostileStyles.map((style) => textsOf(style, origin)))
  expect(dangerous.length, 'the styles are dangerous as they are').toBeGreaterThan(hostileStyles.length * 0.75)

  const { text, element, page: newPage } = pageMaker()
  const shop = 'http://127.0.0.1:9'
  const styles = hostileStyles.map((style) => element('style', { class: 'hostile' }, ...textsOf(style, shop).map(text)))
  const body = newPage(element('p', {}, text('Recorded')), ...styles)
  const file = info.outputPath('styles.jsonl')
  const end = { tag: 'end', payload: {} }
  await writeFile(file, recorded({ width: 800, height: 600 }, [0.1, 2, { node: body }], [1, 5, end]))
  await desk.open('/watch')
  await page.getByLabel('Recording file').setInputFiles(file)
  await expectShown(page, 'Recorded')
  const cleaned = await page.evaluate(() => {
    const frame = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')?.contentDocument
    const recordedPage = frame?.querySelector('iframe')?.contentDocument
    return Array.from(recordedPage?.querySelectorAll('style.hostile') ?? [], ({ textContent }) => textContent ?? '')
  })
  expect(cleaned).toHaveLength(hostileStyles.length)
  expect(await requestsOf(open, (origin) => cleaned.map((style) => [style.replaceAll(shop, origin)]))).toEqual([])
})
