import { Link, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AccountButton, Main, SandboxTag, SkipLink, Wordmark } from '@/components/layout'
import { cn } from '@/components/ui'

const STEPS = [
  { to: '/onboarding/profile', label: 'You' },
  { to: '/onboarding/start', label: 'Your launch' },
] as const

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
    <Main className="mx-auto w-[min(660px,calc(100%-32px))] pt-8 pb-24 sm:pt-12">
      <Steps />
      {children}
    </Main>
  </>
)

function Steps() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const current = STEPS.findIndex(({ to }) => path.startsWith(to))
  return (
    <nav aria-label="Steps">
      <ol className="mb-7 flex items-center gap-5 text-[14px]">
        {STEPS.map(({ to, label }, index) => (
          <li
            key={to}
            aria-current={index === current ? 'step' : undefined}
            className={cn('flex items-center gap-2', index === current ? 'text-ink' : 'text-ink-3')}
          >
            <span
              aria-hidden
              className={cn(
                'size-[9px] rounded-full border-[1.5px] border-ink-3',
                index < current && 'border-verdigris bg-verdigris',
                index === current && 'border-vermilion bg-vermilion shadow-[0_0_0_4px_var(--vermilion-soft)]',
              )}
            />
            <span className="font-[550]">
              {index < current ? (
                <Link to={to} className="prose-link">
                  {label}
                </Link>
              ) : (
                label
              )}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}
