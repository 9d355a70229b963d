import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { PageHeader } from '@/components/layout'
import { Skeleton } from '@/components/ui'
import { type Me, meQuery } from '@/lib/api'
import { EmailForm } from './email-form'
import { PasswordForm } from './password-form'
import { ProfileForm } from './profile-form'
import { Sessions } from './sessions'
import { YourData } from './your-data'

const ThemeForm = lazy(() => import('./theme-form'))

interface SectionDescription {
  id: string
  title: string
  about: string
  content: (me: Me) => ReactNode
}

const SECTIONS: SectionDescription[] = [
  {
    id: 'profile',
    title: 'You',
    about: 'How your partner and your letters address you.',
    content: (me) => <ProfileForm me={me} />,
  },
  {
    id: 'email',
    title: 'E-mail',
    about: 'Where codes and letters go.',
    content: (me) => <EmailForm me={me} />,
  },
  {
    id: 'password',
    title: 'Password',
    about: 'Your partner never asks for it.',
    content: (me) => <PasswordForm me={me} />,
  },
  {
    id: 'looks',
    title: 'Looks',
    about: 'Kept in this browser, at once.',
    content: () => (
      <Suspense fallback={<Skeleton className="h-[190px]" />}>
        <ThemeForm />
      </Suspense>
    ),
  },
  {
    id: 'sessions',
    title: 'Sessions',
    about: 'The browsers in which you are logged in.',
    content: () => <Sessions />,
  },
  {
    id: 'data',
    title: 'Your data',
    about: 'It is yours: take it along, or have it deleted.',
    content: (me) => <YourData me={me} />,
  },
]

export function SettingsPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const hash = useRouterState({ select: ({ location }) => location.hash })
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView()
  }, [hash])
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mx-auto grid w-[min(980px,calc(100%-32px))] gap-x-14 lg:grid-cols-[150px_minmax(0,1fr)]">
        <Contents />
        <div className="pb-16">
          {SECTIONS.map(({ id, title, about, content }) => (
            <Section key={id} id={id} title={title} about={about}>
              {content(me)}
            </Section>
          ))}
        </div>
      </div>
    </>
  )
}

const Contents = () => (
  <nav aria-label="Settings" className="hidden lg:block">
    <ul className="sticky top-0 grid gap-0.5 py-10">
      {SECTIONS.map(({ id, title }) => (
        <li key={id}>
          <Link
            to="/settings"
            hash={id}
            activeOptions={{ includeHash: true }}
            className="block rounded px-3 py-1.5 text-[14.5px] text-ink-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-sunk aria-[current=page]:font-[560] aria-[current=page]:text-ink"
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
)

interface SectionProps {
  id: string
  title: string
  about: string
  children: ReactNode
}

const Section = ({ id, title, about, children }: SectionProps) => (
  <section
    id={id}
    aria-labelledby={`${id}-title`}
    className="grid scroll-mt-2 gap-x-10 gap-y-4 border-hairline py-9 not-first:border-t md:grid-cols-[190px_minmax(0,1fr)]"
  >
    <div>
      <h2 id={`${id}-title`} className="text-[19px]">
        {title}
      </h2>
      <p className="mt-1 text-[14px] text-ink-3">{about}</p>
    </div>
    <div className="min-w-0">{children}</div>
  </section>
)
