import { useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { parseJson } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'
import { formatDateTime, localZone } from '#lib/instant.ts'
import { Fact, FactList } from '#ui/FactList.tsx'
import { Text } from '#ui/layout.tsx'
import { Section } from '#ui/Section.tsx'

/** As `npm run prove` writes it into the build. */
const Proof = v.object({
  date: v.pipe(v.string(), v.isoTimestamp()),
  commit: v.string(),
  command: v.string(),
  figures: v.array(v.object({ name: v.string(), measured: v.string(), isAsStated: v.boolean() })),
})
type Proof = v.InferOutput<typeof Proof>

async function readProof(): Promise<Proof | null> {
  // oxlint-disable-next-line no-restricted-globals -- a file of its own origin, without a key
  const answer = await fetch('/proof.json', { cache: 'no-cache', credentials: 'omit', referrerPolicy: 'no-referrer' })
  return readAs(Proof, answer.ok ? parseJson(await answer.text()) : null) ?? null
}

function Figures({ proof: { date, commit, command, figures } }: { proof: Proof }) {
  const failed = figures.filter(({ isAsStated }) => !isAsStated).length
  return (
    <>
      <Text size="sm" tone={failed > 0 ? 'danger' : 'dimmed'}>
        {`${formatDateTime(date, localZone())}, commit ${commit}: `}
        {failed === 0 ? `all ${figures.length} figures as stated.` : `${failed} of ${figures.length} figures not as stated.`}
      </Text>
      <FactList framed>
        {figures.map(({ name, measured, isAsStated }) => (
          <Fact key={name} name={name}>
            {measured}
            {!isAsStated && ' (not as stated)'}
          </Fact>
        ))}
      </FactList>
      <Text size="xs" tone="dimmed">
        Repeat it with <code>{command}</code> in a copy of the source.
      </Text>
    </>
  )
}

export function ProofSection() {
  const { data: proof, isPending } = useQuery({
    queryKey: ['proof'],
    queryFn: readProof,
    retry: false,
  })
  return (
    <Section title="What the last test run proved">
      {proof ? (
        <Figures proof={proof} />
      ) : (
        <Text size="sm" tone="dimmed">
          {isPending ? 'Loading…' : 'Not run for this build. '}
          {!isPending && <code>npm run prove</code>}
          {!isPending && ' measures it and writes the figures here.'}
        </Text>
      )}
    </Section>
  )
}
