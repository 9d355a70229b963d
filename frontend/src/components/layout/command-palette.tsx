import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import {
  Coins,
  CreditCard,
  FileText,
  Hammer,
  House,
  Keyboard,
  LogOut,
  type LucideIcon,
  MessageCircle,
  Moon,
  NotebookText,
  PackageCheck,
  Settings,
  Sun,
} from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { notify } from '@/components/ui/notify'
import { activeProjectQuery, meQuery, sentenceFor } from '@/lib/api'
import { useSignOut } from '@/lib/auth'
import { type Command, pageCommands } from '@/lib/shortcuts'
import { useTheme } from '@/lib/theme'
import { Kbd } from './kbd'
import { PLATFORM, platformLinks } from './platform-links'

interface CommandPaletteProps {
  onClose: () => void
  /** The dialog is gone; without this the focus would be too. */
  onClosed: (event: Event) => void
  onShowKeys: () => void
}

/** Type a few letters, press Enter. The page's own commands come first. */
export function CommandPalette({ onClose, onClosed, onShowKeys }: CommandPaletteProps) {
  const commands = useCommandList(onShowKeys)
  const chosen = useRef<Command | null>(null)

  function choose(command: Command) {
    chosen.current = command
    onClose()
  }

  return (
    <Primitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-in bg-[rgb(20_15_8/.45)] duration-[var(--quick)] fade-in-0" />
        <Primitive.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            onClosed(event)
            // After the focus is back where it was, so that a command may take it elsewhere.
            chosen.current?.run()
          }}
          className="fixed top-[14dvh] left-1/2 z-50 grid max-h-[72dvh] w-[min(540px,calc(100vw-24px))] -translate-x-1/2 animate-in grid-rows-[auto_minmax(0,1fr)] overflow-hidden rounded-card border border-hairline bg-sheet shadow-sheet outline-none duration-[var(--quick)] fade-in-0 zoom-in-98"
        >
          <Primitive.Title className="sr-only">Commands</Primitive.Title>
          <Finder commands={commands} onChoose={choose} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

const found = (commands: readonly Command[], query: string) => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return commands.filter(({ label, words: more = '' }) => {
    const text = `${label} ${more}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

interface FinderProps {
  commands: readonly Command[]
  onChoose: (command: Command) => void
}

/** A combobox: the focus stays in the field, the arrows move through the list. */
function Finder({ commands, onChoose }: FinderProps) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const results = found(commands, query)
  const at = Math.min(active, results.length - 1)
  const current = results[at]

  function onKeyDown(event: KeyboardEvent) {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: results.length - 1 }[event.key]
    if (to !== undefined && results.length > 0) {
      event.preventDefault()
      setActive((to + results.length) % results.length)
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (current) onChoose(current)
    }
  }

  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type here
        autoFocus
        role="combobox"
        aria-label="Find a page or a command"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${at}` : undefined}
        placeholder="Where to, or what to do?"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
        className="h-14 w-full border-b border-hairline bg-transparent px-5 text-[16px] outline-none placeholder:text-ink-3"
      />
      <div id={`${id}-list`} role="listbox" aria-label="Commands" className="overflow-auto p-2">
        {results.map((command, index) => (
          <Option
            key={command.label}
            id={`${id}-${index}`}
            command={command}
            isActive={index === at}
            onPoint={() => setActive(index)}
            onChoose={() => onChoose(command)}
          />
        ))}
      </div>
      <p role="status" className={results.length > 0 ? 'sr-only' : 'px-5 pt-2 pb-5 text-[14.5px] text-ink-2'}>
        {results.length > 0
          ? `${results.length} found`
          : 'Nothing by that name. Try “settings”, “theme” or “task”.'}
      </p>
    </>
  )
}

interface OptionProps {
  id: string
  command: Command
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
}

function Option({ id, command: { label, icon: Icon, keys }, isActive, onPoint, onChoose }: OptionProps) {
  const option = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and the keys
    <div
      ref={option}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={cn(
        'flex min-h-11 cursor-pointer items-center gap-3 rounded px-3 text-[15px]',
        isActive ? 'bg-sunk text-ink' : 'text-ink-2',
      )}
    >
      <Icon
        aria-hidden
        strokeWidth={1.6}
        className={cn('size-[18px] shrink-0 text-ink-3', isActive && 'text-vermilion')}
      />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </div>
  )
}

/** The page's own, then where one can go, then what one can do anywhere. */
function useCommandList(onShowKeys: () => void): Command[] {
  const [here] = useState(pageCommands)
  return [...here, ...usePlaces(), ...useDeeds(onShowKeys)]
}

function usePlaces(): Command[] {
  const { history } = useRouter()
  const { data: project } = useQuery({ ...activeProjectQuery, enabled: false })
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  const place = (label: string, icon: LucideIcon, path: string, words = ''): Command => ({
    label,
    icon,
    words: `go open ${words}`,
    run: () => history.push(path),
  })
  const launch = project ? `/projects/${project.id}` : ''
  return [
    place('Home', House, '/dashboard', 'dashboard'),
    ...(project
      ? [
          place('Launch', MessageCircle, launch, `${project.business.name} talk chat workspace`),
          place('Summary of the session', NotebookText, `${launch}/summary`, 'decisions end'),
          place('Launch kit', FileText, `${launch}/kit`, 'export pdf calendar markdown'),
        ]
      : []),
    place('Money', Coins, '/finance', 'finance earned books receipts expenses revenue goals'),
    place('Services', Hammer, '/services', 'order work audit feature endpoint'),
    place('Your orders', PackageCheck, '/services/orders', 'services quote'),
    place('Settings', Settings, '/settings', 'account profile password'),
    place(
      'Plan and billing',
      CreditCard,
      '/settings/billing',
      'upgrade usage invoices pay card limits budget',
    ),
    ...platformLinks(me).map(({ label, icon, link, words }) =>
      place(label, icon, String(link.to), `${PLATFORM} ${words}`),
    ),
  ]
}

function useDeeds(onShowKeys: () => void): Command[] {
  const { shown, setTheme } = useTheme()
  const signOut = useSignOut()
  const other = shown === 'dark' ? 'light' : 'dark'
  return [
    {
      label: other === 'dark' ? 'Switch to night' : 'Switch to paper',
      words: 'theme dark light',
      icon: other === 'dark' ? Moon : Sun,
      run: () => setTheme(other),
    },
    { label: 'Show all keys', words: 'keyboard shortcuts help', icon: Keyboard, keys: '?', run: onShowKeys },
    {
      label: 'Log out',
      words: 'sign out leave',
      icon: LogOut,
      run: () => signOut.mutate(undefined, { onError: (error) => notify.error(sentenceFor(error)) }),
    },
  ]
}
