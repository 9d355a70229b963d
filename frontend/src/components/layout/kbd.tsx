import { keysInWords } from '@/lib/shortcuts'

/** A combination of keys, each on its own cap. */
export const Kbd = ({ keys }: { keys: string }) => (
  <span className="inline-flex shrink-0 gap-1">
    {keysInWords(keys).map((key) => (
      <kbd
        key={key}
        className="grid min-w-6 place-items-center rounded-[5px] border border-hairline-strong border-b-2 bg-paper px-1.5 font-sans text-[12px] leading-5 font-medium text-ink-2"
      >
        {key}
      </kbd>
    ))}
  </span>
)
