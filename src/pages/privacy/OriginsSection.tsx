import { useQuery } from '@tanstack/react-query'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Text } from '#ui/layout.tsx'
import { Section } from '#ui/Section.tsx'
import classes from './PrivacyPage.module.css'
import { isClosed, readReach } from './policy.ts'

const expectedHeaders = [
  'Content-Security-Policy',
  'Referrer-Policy',
  'Permissions-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'X-Content-Type-Options',
]

function policyInPage(): string | null {
  return document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? null
}

/** A page can't see the headers it came with, but those of the same address now. */
async function readHeaders(): Promise<Headers> {
  // oxlint-disable-next-line no-restricted-globals -- its own address, without a key
  const { headers } = await fetch('/', { method: 'HEAD', cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' })
  return headers
}

function HeadersFact() {
  const { data: headers, isError } = useQuery({
    queryKey: ['own headers'],
    queryFn: readHeaders,
    retry: false,
  })
  const missing = expectedHeaders.filter((name) => headers && !headers.has(name))
  const text = isError
    ? 'Unknown: the server didn’t answer.'
    : headers === undefined
      ? 'Checking…'
      : missing.length === 0
        ? `All ${expectedHeaders.length} security headers are sent.`
        : `Not sent: ${missing.join(', ')}. Run npm run headers for your server’s settings.`
  return <Fact name="Server headers">{text}</Fact>
}

export function OriginsSection() {
  const policy = policyInPage()
  return (
    <Section title="Where this page may send data">
      {policy === null ? (
        <Text size="sm" tone="warning">
          This page has no policy of its own, so the browser doesn’t limit where it may send data. Development builds have none.
        </Text>
      ) : (
        <FactList framed>
          {readReach(policy).map(({ source, meaning }) => (
            <Fact key={source} name={<code className={classes['source']}>{source === "'self'" ? location.host : source}</code>}>
              {meaning}
            </Fact>
          ))}
          <HeadersFact />
        </FactList>
      )}
      <Text size="xs" tone="dimmed">
        {policy !== null && isClosed(policy)
          ? 'The browser blocks requests to anything else, even from injected script. '
          : 'To limit it to one host, set “host” in config.json before the build. '}
        No policy stops a page from leaving with data in the address, name lookups or WebRTC. Workers follow the policy sent with
        their own files.
      </Text>
    </Section>
  )
}
