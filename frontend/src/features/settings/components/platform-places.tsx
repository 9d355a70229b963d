import { Link } from '@tanstack/react-router'
import { platformLinks } from '@/components/layout/platform-links'
import { buttonStyles } from '@/components/ui/button-styles'
import type { Me } from '@/lib/api'

/** On a phone this is the way there. */
export default function PlatformPlaces({ me }: { me: Me }) {
  return (
    <ul className="flex flex-wrap gap-2.5">
      {platformLinks(me).map(({ label, icon: Icon, link }) => (
        <li key={label}>
          <Link {...link} className={buttonStyles()}>
            <Icon aria-hidden /> {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
