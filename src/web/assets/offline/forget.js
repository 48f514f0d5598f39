/** Of the page that says "signed out": whoever leaves this device leaves no list of people on it. */
import { forgetDay } from './day-store.js';

void forgetDay();
