import { expect, test } from 'vitest'
import { readDomains } from './domains.ts'

test('domains are read however they are parted, each once and in lower case', () => {
  const { domains, unreadable } = readDomains('Example.com, @mail.example.org\nexample.com;bücher.example.  ')
  expect(domains).toEqual(['example.com', 'mail.example.org', 'xn--bcher-kva.example'])
  expect(unreadable).toEqual([])
})

test('what is no domain is given back', () => {
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
