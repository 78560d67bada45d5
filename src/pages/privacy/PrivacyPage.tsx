import { ButtonLink } from '#ui/Button.tsx'
import { Stack } from '#ui/layout.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { CredentialSection } from './CredentialSection.tsx'
import { OriginsSection } from './OriginsSection.tsx'
import classes from './PrivacyPage.module.css'
import { ProofSection } from './ProofSection.tsx'
import { RequestsSection } from './RequestsSection.tsx'
import { StoredSection } from './StoredSection.tsx'

export function PrivacyPage() {
  return (
    <>
      <title>Privacy · Replay Desk</title>
      <PageHeader
        title="What leaves this browser"
        description="Requests go to your PostHog host and to this page’s own server. See for yourself."
        actions={
          <ButtonLink to="/settings" variant="default">
            Settings
          </ButtonLink>
        }
      />
      <Stack gap={32} className={classes['sections']}>
        <RequestsSection />
        <OriginsSection />
        <StoredSection />
        <CredentialSection />
        <ProofSection />
      </Stack>
    </>
  )
}
