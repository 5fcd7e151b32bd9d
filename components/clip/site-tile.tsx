/** Hues that are dark enough under white letters. */
const COLOURS = ['#5a4fcf', '#8a4b12', '#1b6f46', '#2f5fc4', '#9c2f5f', '#575145', '#0f6a77', '#7a3fa0'] as const;

/**
 * A coloured tile with the site's initial. Sites' own icons are not loaded: that would be a request to somebody's server
 * each time the library is looked at.
 */
export function SiteTile({ site }: { site: string }) {
  const sum = [...site].reduce((total, char) => total + (char.codePointAt(0) ?? 0), 0);
  return (
    <span className="tile" style={{ background: COLOURS[sum % COLOURS.length] }} aria-hidden="true">
      {(site.charAt(0) || '·').toUpperCase()}
    </span>
  );
}
