import { PageHeader } from '#ui/PageHeader.tsx'

export function SessionPropertiesPage() {
  return <PageHeader title="Session properties" />
}
