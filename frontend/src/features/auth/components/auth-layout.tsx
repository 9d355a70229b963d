import type { ReactNode } from 'react'
import { Main, ThemeSwitch, Wordmark } from '@/components/layout'
import { Card } from '@/components/ui'

/** The form at the left; at the right, on wide screens, what thirty minutes leave on the desk. */
export const AuthLayout = ({ children }: { children: ReactNode }) => (
  <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
    <div className="flex flex-col px-6 sm:px-10">
      <header className="flex h-[76px] items-center justify-between">
        <a href="/" aria-label="Atelier, front page">
          <Wordmark />
        </a>
        <ThemeSwitch />
      </header>
      <Main className="mx-auto w-full max-w-[420px] flex-1 py-8 lg:pt-[12vh]">{children}</Main>
    </div>
    <Desk />
  </div>
)

const EXAMPLES = [
  { category: 'Platform', value: 'Discord', quote: 'Discord works, half my viewers live there already.' },
  { category: 'Pricing', value: '$19 a month', quote: 'Nineteen for founding members feels right.' },
  { category: 'Content', value: 'Weekly build-alongs', quote: 'Weekly build-alongs are the heart of it.' },
]

const Desk = () => (
  <aside
    aria-label="An example"
    className="hidden place-content-center border-l border-hairline bg-sunk px-12 py-16 lg:grid"
  >
    <div className="w-[min(400px,38vw)]">
      <p className="eyebrow mb-4">An example session</p>
      <div className="grid gap-3">
        {EXAMPLES.map(({ category, value, quote }) => (
          <Card key={category} className="p-5">
            <p className="eyebrow">{category}</p>
            <p className="num mt-1 font-display text-[21px] font-[500]">{value}</p>
            <blockquote className="mt-1.5 font-display text-[15px] text-ink-2 italic">“{quote}”</blockquote>
          </Card>
        ))}
      </div>
      <p className="mt-6 text-[15px] text-ink-2">
        Five decisions, kept in your own words. You can change every one of them later.
      </p>
    </div>
  </aside>
)
