/** A capture kind's 16-px line icon, from its path data. It says nothing of its own: its control has the name. */
export function Icon({ path }: { path: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
