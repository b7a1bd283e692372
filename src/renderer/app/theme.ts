import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineThemeOverride } from '@mantine/core'

/** Fonts of the system only: nothing is fetched, and the page's policy forbids it anyway. */
const sans = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif'
const mono = 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace'

/** What stands under a field. Mantine would take 11 px. */
const smallText = '0.75rem'

/** @param words what Mantine's own parts are called in the window's language. */
export const themeWith = (words: { close: string }): MantineThemeOverride => {
  const closeButtonProps = { 'aria-label': words.close }
  return createTheme({
    primaryColor: 'indigo',
    // The default shades fail 4.5:1 on buttons.
    primaryShade: 8,
    defaultRadius: 'sm',
    fontFamily: sans,
    fontFamilyMonospace: mono,
    // Nothing that is read is smaller than 13 px; `xs` is the size of the controls.
    fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
    // 20 px rows at 13 and 14 px.
    lineHeights: { xs: '1.5385', sm: '1.5385', md: '1.4286', lg: '1.5', xl: '1.4' },
    // 600 looks bold where the system has no semibold, and a page full of bold buttons shouts.
    fontWeights: { regular: '400', medium: '500', bold: '700' },
    headings: {
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '1.25rem', lineHeight: '1.4' },
        h2: { fontSize: '1rem', lineHeight: '1.5' },
        h3: { fontSize: '0.875rem', lineHeight: '1.4286' },
      },
    },
    respectReducedMotion: true,
    cursorType: 'pointer',
    components: {
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
      Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
      Button: { defaultProps: { size: 'xs' } },
      Checkbox: { defaultProps: { size: 'xs' } },
      DateInput: { defaultProps: { size: 'xs' } },
      DateTimePicker: { defaultProps: { size: 'xs' } },
      Drawer: { defaultProps: { closeButtonProps } },
      InputDescription: { vars: () => ({ description: { '--input-description-size': smallText } }) },
      InputError: { vars: () => ({ error: { '--input-error-size': smallText } }) },
      InputWrapper: {
        vars: () => ({ description: { '--input-description-size': smallText }, error: { '--input-error-size': smallText } }),
      },
      Kbd: { defaultProps: { size: 'xs' } },
      Menu: { defaultProps: { shadow: 'md', position: 'bottom-end' } },
      Modal: {
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.35, blur: 0 },
          transitionProps: { duration: 100 },
          closeButtonProps,
        },
      },
      MultiSelect: { defaultProps: { size: 'xs' } },
      NativeSelect: { defaultProps: { size: 'xs' } },
      Notification: { defaultProps: { closeButtonProps } },
      NumberInput: { defaultProps: { size: 'xs' } },
      PasswordInput: { defaultProps: { size: 'xs' } },
      Popover: { defaultProps: { shadow: 'md' } },
      Radio: { defaultProps: { size: 'xs' } },
      SegmentedControl: { defaultProps: { size: 'xs' } },
      Select: { defaultProps: { size: 'xs' } },
      Switch: { defaultProps: { size: 'xs' } },
      // Room for a scroll bar only where there is one.
      TableScrollContainer: { defaultProps: { scrollAreaProps: { offsetScrollbars: 'present' } } },
      TagsInput: { defaultProps: { size: 'xs' } },
      Textarea: { defaultProps: { size: 'xs' } },
      TextInput: { defaultProps: { size: 'xs' } },
      Tooltip: { defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false }, multiline: true, maw: 420 } },
    },
  })
}

/** Where Mantine's own greys and reds miss 4.5:1 on the grounds that we use. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
})
