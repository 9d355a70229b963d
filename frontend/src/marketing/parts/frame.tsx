import type { ReactNode } from 'react'
import { Mark } from '@/components/layout/mark'

/** The header and the footer around every prerendered page. */
export const Frame = ({ children, current }: { children: ReactNode; current?: string }) => (
  <>
    <a className="skip" href="#main">
      Skip to the content
    </a>
    <header className="wrap top">
      <a className="brand" href="/" aria-label="Atelier, front page">
        <Mark />
        Atelier
      </a>
      <nav aria-label="Main">
        <a className="wide" href="/#how">
          How it works
        </a>
        <a className="wide" href="/#questions">
          Questions
        </a>
        <a className="priced" href="/pricing" aria-current={current === '/pricing' ? 'page' : undefined}>
          Pricing
        </a>
        <ThemeSwitch />
        <a href="/login">Log in</a>
        <a className="btn wide" href="/register">
          Start free
        </a>
      </nav>
    </header>
    <main id="main">{children}</main>
    <footer className="wrap foot">
      <p className="brand">
        <Mark />
        Atelier
      </p>
      <nav aria-label="More">
        <a href="/#how">How it works</a>
        <a href="/#questions">Questions</a>
        <a href="/pricing">Pricing</a>
        <a href="/login">Log in</a>
        <a href="/register">Start free</a>
        <a href="/api/docs/">API documentation</a>
      </nav>
    </footer>
  </>
)

/** Shown by the script, for without one it could do nothing. */
const ThemeSwitch = () => (
  <button type="button" className="theme" data-theme-switch="" aria-label="Switch to night" hidden>
    <svg viewBox="0 0 24 24" aria-hidden="true" className="moon">
      <path d="M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401" />
    </svg>
    <svg viewBox="0 0 24 24" aria-hidden="true" className="sun">
      <circle cx="12" cy="12" r="4" />
      <path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M6.3 17.7l-1.4 1.4M19.1 4.9l-1.4 1.4" />
    </svg>
  </button>
)

/** The two ways in. */
export const CallToAction = () => (
  <p className="cta">
    <a className="btn primary" href="/register">
      Start your thirty minutes
    </a>
    <a className="btn quiet" href="/login">
      Log in
    </a>
  </p>
)
