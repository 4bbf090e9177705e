import { themeQuartz } from 'ag-grid-community';

/** One theme for both colour schemes: every colour is a token, and the page's root decides what it is. */
export const gridTheme = themeQuartz.withParams({
  browserColorScheme: 'inherit',
  fontFamily: 'var(--font-text)',
  fontSize: 'var(--grid-font)',
  headerFontSize: 11,
  headerFontWeight: 600,
  backgroundColor: 'var(--panel)',
  foregroundColor: 'var(--text)',
  textColor: 'var(--text)',
  headerTextColor: 'var(--muted)',
  headerBackgroundColor: 'var(--raised)',
  borderColor: 'var(--line)',
  accentColor: 'var(--accent)',
  rowHoverColor: 'var(--hover)',
  selectedRowBackgroundColor: 'var(--selected)',
  oddRowBackgroundColor: 'var(--panel)',
  // A surface on which every text colour is readable; grid.css underlines it.
  valueChangeValueHighlightBackgroundColor: 'var(--selected)',
  rowHeight: 'var(--row)',
  headerHeight: 'var(--grid-header)',
  spacing: 4,
  cellHorizontalPadding: 8,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  columnBorder: false,
  headerColumnResizeHandleColor: 'var(--line)',
});
