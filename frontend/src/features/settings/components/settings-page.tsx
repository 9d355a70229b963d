import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/layout'
import { Button, notify, RadioCard, RadioGroup } from '@/components/ui'
import { meQuery, sentenceFor } from '@/lib/api'
import { useSignOut } from '@/lib/auth'
import { THEME_LABELS, THEMES, type Theme, useTheme } from '@/lib/theme'
import { AccountForm } from './account-form'

export function SettingsPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mx-auto w-[min(760px,calc(100%-32px))] py-4 md:py-6">
        <Section title="You" about="How your partner and your letters address you.">
          <AccountForm me={me} />
        </Section>
        <Section title="Looks" about="Kept in this browser.">
          <ThemeForm />
        </Section>
        <Section title="Session" about="Signs you out of this browser only.">
          <SignOut />
        </Section>
      </div>
    </>
  )
}

const Section = ({ title, about, children }: { title: string; about: string; children: ReactNode }) => (
  <section className="grid gap-x-10 gap-y-4 border-hairline py-8 not-first:border-t md:grid-cols-[200px_minmax(0,1fr)]">
    <div>
      <h2 className="text-[19px]">{title}</h2>
      <p className="mt-1 text-[14px] text-ink-3">{about}</p>
    </div>
    <div>{children}</div>
  </section>
)

const HINTS: Record<Theme, string> = {
  system: 'Paper by day, night when your device says so',
  light: 'Always light',
  dark: 'Always dark',
}

function ThemeForm() {
  const { theme, setTheme } = useTheme()
  return (
    <RadioGroup aria-label="Theme" value={theme} onValueChange={(value) => setTheme(value as Theme)}>
      {THEMES.map((choice) => (
        <RadioCard key={choice} value={choice} label={THEME_LABELS[choice]} description={HINTS[choice]} />
      ))}
    </RadioGroup>
  )
}

function SignOut() {
  const signOut = useSignOut()
  return (
    <Button
      pending={signOut.isPending}
      onClick={() => signOut.mutate(undefined, { onError: (error) => notify.error(sentenceFor(error)) })}
    >
      Log out
    </Button>
  )
}
