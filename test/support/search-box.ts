import type { Locator, Page } from 'playwright';

/** The box in which the library is searched. */
export function searchBox(library: Page): Locator {
  return library.getByRole('search').getByRole('combobox');
}
