// How every menu and popover of the app looks.

export const menuPanel =
  'z-60 min-w-52 rounded-xl border border-line bg-raised p-1.5 text-sm shadow-float animate-rise outline-none'

export const menuItem =
  'flex min-h-11 w-full items-center gap-3 rounded-lg px-3 outline-none select-none data-highlighted:bg-sunken sm:min-h-9'

export const menuHeading = 'px-3 pt-2 pb-1 text-xs font-medium text-faint'
