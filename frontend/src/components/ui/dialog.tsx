import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'

export const Dialog = Primitive.Root
export const DialogTrigger = Primitive.Trigger
export const DialogClose = Primitive.Close

interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, 'title'> {
  title: ReactNode
  description?: ReactNode
}

export const DialogContent = ({ title, description, className, children, ...props }: DialogContentProps) => (
  <Primitive.Portal>
    <Primitive.Overlay className="fixed inset-0 z-40 bg-[rgb(20_15_8/.45)] data-[state=open]:animate-in data-[state=open]:fade-in-0 duration-[var(--quick)]" />
    <Primitive.Content
      data-slot="dialog"
      {...(description ? {} : { 'aria-describedby': undefined })}
      className={cn(
        'fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-32px)] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 gap-4 overflow-auto',
        'rounded-card border border-hairline bg-sheet p-6 shadow-sheet outline-none',
        'data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 duration-[var(--quick)]',
        className,
      )}
      {...props}
    >
      <header className="grid gap-1 pr-10">
        <Primitive.Title className="text-[21px]">{title}</Primitive.Title>
        {description ? (
          <Primitive.Description className="text-[15px] text-ink-2">{description}</Primitive.Description>
        ) : null}
      </header>
      {children}
      <Primitive.Close asChild>
        <Button variant="quiet" size="icon" aria-label="Close" className="absolute top-4 right-4">
          <X aria-hidden />
        </Button>
      </Primitive.Close>
    </Primitive.Content>
  </Primitive.Portal>
)

export const DialogFooter = ({ className, ...props }: ComponentProps<'footer'>) => (
  <footer className={cn('flex flex-wrap justify-end gap-2.5 pt-1', className)} {...props} />
)
