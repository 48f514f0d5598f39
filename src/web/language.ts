/** The language of a page: of whoever is signed in, or of the browser. */
import type { Request } from 'express';
import { LANGUAGES, type Language } from '../conversation/vocabulary';

export const languageOf = (language: string): Language => LANGUAGES.find((each) => each === language) ?? 'en';

export const languageFor = (request: Request, wished?: string): Language =>
  LANGUAGES.find((each) => each === wished) ??
  LANGUAGES.find((each) => each === request.acceptsLanguages(...LANGUAGES)) ??
  'bn';
