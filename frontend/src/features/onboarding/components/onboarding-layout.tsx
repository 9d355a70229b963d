import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AccountButton, Main, SandboxTag, SkipLink, Wordmark } from '@/components/layout'

export const OnboardingLayout = ({ children }: { children: ReactNode }) => (
  <>
    <SkipLink />
    <header className="flex h-[68px] items-center gap-4 border-b border-hairline px-4 sm:px-8">
      <Link to="/dashboard" aria-label="Atelier, home">
        <Wordmark />
      </Link>
      <SandboxTag />
      <span className="flex-1" />
      <AccountButton />
    </header>
    <Main className="mx-auto w-[min(1040px,calc(100%-32px))] pt-6 pb-24 sm:pt-9">{children}</Main>
  </>
)
