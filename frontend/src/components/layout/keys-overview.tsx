import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { type Keys, pageKeys, useSingleKeys } from '@/lib/shortcuts'
import { Kbd } from './kbd'

const EVERYWHERE: Keys[] = [
  { keys: 'mod+k', label: 'Find a page or a command' },
  { keys: '?', label: 'Show these keys' },
]

interface KeysOverviewProps {
  onClose: () => void
  onClosed: (event: Event) => void
}

/** Every key the page listens to, and a way to switch the single ones off. */
export function KeysOverview({ onClose, onClosed }: KeysOverviewProps) {
  const here = pageKeys()
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title="Keys"
        description="Everything can be done without a mouse: Tab leads from one thing to the next."
        onOpenAutoFocus={focusDialog}
        onCloseAutoFocus={onClosed}
        className="w-[min(460px,calc(100vw-24px))]"
      >
        {here.length > 0 ? <KeyList title="On this page" keys={here} /> : null}
        <KeyList title="Everywhere" keys={EVERYWHERE} />
        <SingleKeys />
      </DialogContent>
    </Dialog>
  )
}

/** There is something to read first, and only then something to switch. */
function focusDialog(event: Event) {
  event.preventDefault()
  ;(event.currentTarget as HTMLElement).focus()
}

const KeyList = ({ title, keys }: { title: string; keys: Keys[] }) => (
  <section>
    <h3 className="eyebrow mb-1 font-sans">{title}</h3>
    <dl>
      {keys.map(({ keys: combination, label }) => (
        <div
          key={combination + label}
          className="flex min-h-9 items-center justify-between gap-4 border-b border-hairline py-1 text-[14.5px] last:border-b-0"
        >
          <dt>{label}</dt>
          <dd>
            <Kbd keys={combination} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
)

function SingleKeys() {
  const [allowed, allow] = useSingleKeys()
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: Radix's checkbox is a labelable button
    <label className="flex items-center gap-2.5 text-[14px] text-ink-2">
      <Checkbox checked={allowed} onCheckedChange={(checked) => allow(checked === true)} />
      Single keys such as ? and / do something
    </label>
  )
}
