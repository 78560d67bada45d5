import { PageHeader } from '#ui/PageHeader.tsx'

export function SqlPage() {
  return <PageHeader title="SQL" />
}
