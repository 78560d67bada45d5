import { expect, test } from 'vitest'
import { isOutside, readDomains } from './domains.ts'

test('domains are read with any separator, each once and in lower case', () => {
  const { domains, unreadable } = readDomains('Example.com, @mail.example.org\nexample.com;bücher.example.  ')
  expect(domains).toEqual(['example.com', 'mail.example.org', 'xn--bcher-kva.example'])
  expect(unreadable).toEqual([])
})

test('texts that are not domains are returned', () => {
  const { domains, unreadable } = readDomains(
    'localhost 10.0.0.1 https://a.example a.example/x ada@b.example -x.example c.example:80',
  )
  expect(domains).toEqual([])
  expect(unreadable).toEqual([
    'localhost',
    '10.0.0.1',
    'https://a.example',
    'a.example/x',
    'ada@b.example',
    '-x.example',
    'c.example:80',
  ])
})

test('a domain covers its subdomains, and nothing that only ends like it', () => {
  expect(isOutside('ada@example.com', ['example.com'])).toBe(false)
  expect(isOutside('ada@Mail.Example.com', ['example.com'])).toBe(false)
  expect(isOutside('ada@notexample.com', ['example.com'])).toBe(true)
  expect(isOutside('ada@example.com.evil.example', ['example.com'])).toBe(true)
  expect(isOutside('ada@bücher.example', ['xn--bcher-kva.example'])).toBe(false)
  expect(isOutside('ada@anything.example', [])).toBe(false)
  expect(isOutside('acme.example', ['Acme.example'])).toBe(false)
  expect(isOutside('ada@other.example', ['Acme.example'])).toBe(true)
  expect(isOutside('ada', ['acme.example'])).toBe(false)
  expect(isOutside('ada@acme.example', ['no domain'])).toBe(false)
})
