import { useSuspenseQuery } from '@tanstack/react-query'
import { usePageTitle } from '@/lib/a11y'
import { activeProjectQuery, meQuery, profileQuery } from '@/lib/api'
import { ProfileForm } from './profile-form'

export function ProfilePage() {
  usePageTitle('Your numbers')
  const { data: me } = useSuspenseQuery(meQuery)
  const { data: profile } = useSuspenseQuery(profileQuery)
  const { data: project } = useSuspenseQuery(activeProjectQuery)
  if (!profile) return null
  return (
    <>
      <h1
        data-page-heading
        tabIndex={-1}
        className="mt-3 text-[clamp(28px,4vw,36px)] tracking-[-.02em] sm:mt-5"
      >
        Your numbers
      </h1>
      <p className="mt-2.5 mb-8 max-w-[56ch] text-[16px] text-ink-2">
        {project
          ? 'Recommendations in your launch are worked out from these and follow at once. What you have decided stays decided.'
          : 'Price and plan of your launch start from these.'}
      </p>
      <ProfileForm profile={profile} userId={me.id} />
    </>
  )
}
