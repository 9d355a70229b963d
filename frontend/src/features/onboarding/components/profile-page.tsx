import { useSuspenseQuery } from '@tanstack/react-query'
import { usePageTitle } from '@/lib/a11y'
import { profileQuery } from '@/lib/api'
import { ProfileForm } from './profile-form'

export function ProfilePage() {
  usePageTitle('Who you are')
  const { data: profile } = useSuspenseQuery(profileQuery)
  return (
    <>
      <h1 data-page-heading tabIndex={-1} className="text-[34px] tracking-[-.02em]">
        Who are your people?
      </h1>
      <p className="mt-2.5 mb-9 max-w-[52ch] text-[16.5px] text-ink-2">
        Four answers, so that the price and the plan start from your numbers and not from somebody else’s.
      </p>
      <ProfileForm profile={profile} />
    </>
  )
}
