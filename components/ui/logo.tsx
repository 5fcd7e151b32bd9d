/** The ear of wheat. The same drawing as `assets/icon.svg`; its colours hold on light and on dark. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <path d="M14 10h4v20a2 2 0 0 1-4 0z" fill="#a06c14" />
      <path d="M16 0c4.4 3 5.2 7 2 11h-4c-3.2-4-2.4-8 2-11z" fill="#d89a2c" />
      <path
        d="M14 18C7.5 18 3.5 14.3 3.5 8 10 8 14 11.7 14 18zM18 18c6.5 0 10.5-3.7 10.5-10C22 8 18 11.7 18 18z"
        fill="#d89a2c"
      />
      <path
        d="M14 26.5c-6.5 0-10.5-3.7-10.5-10 6.5 0 10.5 3.7 10.5 10zM18 26.5c6.5 0 10.5-3.7 10.5-10-6.5 0-10.5 3.7-10.5 10z"
        fill="#c4841c"
      />
    </svg>
  );
}
