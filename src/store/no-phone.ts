/** Contacts of people who have no telephone at all, not even a companion's: nothing is ever sent there, and nobody calls. */
import type { Vault } from './vault';

const NO_PHONE = 'none:';

export const noPhoneContact = (vault: Vault, key: string): string => `${NO_PHONE}${vault.idOf(`noPhone:${key}`)}`;
export const hasPhone = (contact: string): boolean => !contact.startsWith(NO_PHONE);
