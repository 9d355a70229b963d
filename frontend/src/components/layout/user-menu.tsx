import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CreditCard, Hammer, LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react'
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from '@/components/ui/menu'
import { notify } from '@/components/ui/notify'
import { type Me, meQuery, sentenceFor } from '@/lib/api'
import { useSignOut } from '@/lib/auth'
import { THEME_LABELS, THEMES, type Theme, useTheme } from '@/lib/theme'
import { DEMO_SENTENCE } from './demo-tag'
import { PLATFORM, platformLinks } from './platform-links'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon }

const nameOf = (me: Me) => me.name || me.email
const initial = (me: Me) => nameOf(me).trim().charAt(0).toUpperCase()

/** Who is signed in, the theme, settings and the way out. */
export function UserMenu({ side = 'bottom' }: { side?: 'bottom' | 'right' }) {
  const { data: me } = useQuery(meQuery)
  const signOut = useSignOut()
  if (!me) return null
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Account of ${nameOf(me)}`}
        className="grid size-11 place-items-center rounded-full"
      >
        <span
          aria-hidden
          className="grid size-8 place-items-center rounded-full border border-hairline-strong bg-sheet text-[14px] font-[560] text-ink-2"
        >
          {initial(me)}
        </span>
      </MenuTrigger>
      <MenuContent side={side} align="end">
        <MenuLabel className="grid max-w-64 pb-2">
          {me.name ? <span className="text-[14.5px] font-[560] text-ink">{me.name}</span> : null}
          <span>{me.is_demo ? DEMO_SENTENCE : me.email}</span>
        </MenuLabel>
        <MenuSeparator />
        <ThemeChoice />
        <MenuSeparator />
        <MenuItem asChild>
          <Link to="/settings">
            <Settings aria-hidden /> Settings
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link to="/settings/billing">
            <CreditCard aria-hidden /> Plan and billing
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link to="/services">
            <Hammer aria-hidden /> Services
          </Link>
        </MenuItem>
        <PlatformItems me={me} />
        <MenuItem
          onSelect={() => signOut.mutate(undefined, { onError: (error) => notify.error(sentenceFor(error)) })}
        >
          <LogOut aria-hidden /> Log out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}

function PlatformItems({ me }: { me: Me }) {
  const links = platformLinks(me)
  if (links.length === 0) return null
  return (
    <>
      <MenuSeparator />
      <MenuLabel>{PLATFORM}</MenuLabel>
      {links.map(({ label, icon: Icon, link }) => (
        <MenuItem key={label} asChild>
          <Link {...link}>
            <Icon aria-hidden /> {label}
          </Link>
        </MenuItem>
      ))}
      <MenuSeparator />
    </>
  )
}

function ThemeChoice() {
  const { theme, setTheme } = useTheme()
  return (
    <MenuRadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)} aria-label="Theme">
      {THEMES.map((choice) => {
        const Icon = THEME_ICONS[choice]
        return (
          <MenuRadioItem key={choice} value={choice} onSelect={(event) => event.preventDefault()}>
            <Icon aria-hidden /> {THEME_LABELS[choice]}
          </MenuRadioItem>
        )
      })}
    </MenuRadioGroup>
  )
}
