// The few kinds of button the app has.
import { tv } from 'tailwind-variants'

export const button = tv({
  base: 'inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-4 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-60',
  variants: {
    kind: {
      primary: 'bg-accent text-on-accent hover:bg-accent-strong',
      secondary: 'border border-line bg-surface text-ink hover:bg-sunken',
      quiet: 'text-soft hover:bg-sunken hover:text-ink',
      danger: 'text-danger hover:bg-danger-soft',
      destructive: 'bg-danger text-on-accent hover:opacity-90',
    },
    shape: { text: '', icon: 'size-11 shrink-0 px-0' },
  },
  defaultVariants: { kind: 'secondary', shape: 'text' },
})
