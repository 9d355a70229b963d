import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { PageHeader, PageSection } from '@/components/layout'
import { Skeleton } from '@/components/ui'
import { buttonStyles } from '@/components/ui/button-styles'
import { type Me, meQuery } from '@/lib/api'
import { EmailForm } from './email-form'
import { PasswordForm } from './password-form'
import { ProfileForm } from './profile-form'
import { Sessions } from './sessions'
import { YourData } from './your-data'

const PlatformPlaces = lazy(() => import('./platform-places'))
const ThemeForm = lazy(() => import('./theme-form'))
const LettersForm = lazy(() => import('./letters-form'))

interface SectionDescription {
  id: string
  /** Whose it is; everybody's where nothing is said. */
  isFor?: (me: Me) => boolean
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
    id: 'letters',
    title: 'Letters',
    about: 'Which ones reach you, kept at once.',
    content: () => (
      <Suspense fallback={<Skeleton className="h-[150px]" />}>
        <LettersForm />
      </Suspense>
    ),
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
  {
    id: 'platform',
    title: 'Platform',
    about: 'You look after this installation.',
    isFor: (me) => me.is_superuser,
    content: (me) => (
      <Suspense fallback={<Skeleton className="h-[44px]" />}>
        <PlatformPlaces me={me} />
      </Suspense>
    ),
  },
]

const sectionsOf = (me: Me) => SECTIONS.filter(({ isFor }) => isFor?.(me) ?? true)

export function SettingsPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  const hash = useRouterState({ select: ({ location }) => location.hash })
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView()
  }, [hash])
  return (
    <>
      <PageHeader
        title="Settings"
        actions={
          <Link to="/settings/billing" className={`${buttonStyles({ size: 's' })} lg:hidden`}>
            Plan and billing
          </Link>
        }
      />
      <div className="mx-auto grid w-[min(980px,calc(100%-32px))] gap-x-14 lg:grid-cols-[150px_minmax(0,1fr)]">
        <Contents me={me} />
        <div className="pb-16">
          {sectionsOf(me).map(({ id, title, about, content }) => (
            <PageSection key={id} id={id} title={title} about={about}>
              {content(me)}
            </PageSection>
          ))}
        </div>
      </div>
    </>
  )
}

const ENTRY =
  'block rounded px-3 py-1.5 text-[14.5px] text-ink-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-sunk aria-[current=page]:font-[560] aria-[current=page]:text-ink'

const Contents = ({ me }: { me: Me }) => (
  <nav aria-label="Settings" className="hidden lg:block">
    <ul className="sticky top-0 grid gap-0.5 py-10">
      {sectionsOf(me).map(({ id, title }) => (
        <li key={id}>
          <Link to="/settings" hash={id} activeOptions={{ includeHash: true }} className={ENTRY}>
            {title}
          </Link>
        </li>
      ))}
      <li>
        <Link to="/settings/billing" className={ENTRY}>
          Plan and billing
        </Link>
      </li>
    </ul>
  </nav>
)
