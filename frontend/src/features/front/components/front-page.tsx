import { Link } from '@tanstack/react-router'
import { ThemeSwitch, Wordmark } from '@/components/layout'
import { Button } from '@/components/ui'
import { usePageTitle } from '@/lib/a11y'
import { ExampleLetter } from './example-letter'

export function FrontPage() {
  usePageTitle('Atelier')
  return (
    <div className="mx-auto w-[min(1120px,calc(100%-48px))]">
      <Top />
      <main>
        <section className="grid items-center gap-14 py-10 md:py-16 lg:grid-cols-[1.02fr_.98fr] lg:gap-[60px]">
          <Hero />
          <ExampleLetter />
        </section>
        <Three />
      </main>
    </div>
  )
}

const Top = () => (
  <header className="flex h-[76px] items-center gap-2 text-[15px] sm:gap-4">
    <Wordmark />
    <span className="flex-1" />
    <ThemeSwitch />
    <Button asChild variant="quiet">
      <Link to="/login">Log in</Link>
    </Button>
    <Button asChild className="hidden sm:inline-flex">
      <Link to="/register">Start free</Link>
    </Button>
  </header>
)

const Hero = () => (
  <div>
    <h1
      data-page-heading
      tabIndex={-1}
      className="text-[clamp(38px,5vw,62px)] leading-[1.04] font-[430] tracking-[-.025em]"
    >
      Your audience is <em className="text-vermilion">a business.</em> Let’s open it in thirty minutes.
    </h1>
    <p className="mt-6 mb-8 max-w-[33em] text-[18.5px] text-ink-2">
      Talk with an AI partner about your people, your price and your promise. It asks one good question at a
      time, writes down what you decide, and keeps the plan that gets you to opening day.
    </p>
    <div className="flex flex-wrap items-center gap-3">
      <Button asChild variant="primary" size="l">
        <Link to="/register">Start your thirty minutes</Link>
      </Button>
      <Button asChild variant="quiet" size="l" className="max-sm:px-0">
        <a href="#how">How it works</a>
      </Button>
    </div>
    <p className="mt-3.5 text-[13.5px] text-ink-3">Free to start. No card.</p>
  </div>
)

const POINTS = [
  {
    number: 'One.',
    title: 'You decide, out loud',
    text: 'Five decisions, caught from your own words, with the sentence they came from beside them.',
  },
  {
    number: 'Two.',
    title: 'The plan keeps itself',
    text: 'Twenty-two tasks in four phases. Say that one is done and it is ticked, or asks you first.',
  },
  {
    number: 'Three.',
    title: 'The arithmetic is shown',
    text: 'Every suggestion starts from your numbers. An estimate is called an estimate.',
  },
]

const Three = () => (
  <section
    id="how"
    aria-label="How it works"
    className="mb-16 grid border-y border-hairline md:grid-cols-3 md:divide-x md:divide-hairline"
  >
    {POINTS.map(({ number, title, text }) => (
      <div
        key={title}
        className="px-1 py-7 not-first:border-t not-first:border-hairline md:px-7 md:not-first:border-t-0"
      >
        <p className="mb-2 font-display text-[15px] text-vermilion italic">{number}</p>
        <h2 className="mb-2 text-[21px]">{title}</h2>
        <p className="text-[15.5px] text-ink-2">{text}</p>
      </div>
    ))}
  </section>
)
