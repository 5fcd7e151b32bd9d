import { onFirstInstall } from '#lib/platform/lifecycle.ts';
import { openExtensionPage } from '#lib/platform/tabs.ts';

/** Shows a new user around. */
export function registerOnboarding(): void {
  onFirstInstall(() => void openExtensionPage('onboarding.html'));
}
