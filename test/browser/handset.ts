import type { Locator, Page } from 'playwright-core';

/** One of the telephones on the page, as a person uses it. */
export class Handset {
  constructor(
    readonly page: Page,
    private readonly n: 1 | 2,
  ) {}

  part(id: string): Locator {
    return this.page.locator(`#${id}-${this.n}`);
  }

  key(digit: string): Locator {
    return this.part('handset').locator(`[data-key="${digit}"]`);
  }

  first(word: string): Locator {
    return this.part('empty').getByText(word, { exact: true });
  }

  get replies(): Locator {
    return this.part('log').locator('.bubble:not(.mine)');
  }

  get mine(): Locator {
    return this.part('log').locator('.bubble.mine');
  }

  /** The buttons below the nth reply, counted from 0; below the last one with -1. */
  buttons(nth = -1): Locator {
    return this.replies.nth(nth).locator('.inline button');
  }

  async turnTo(number: string, channel?: string): Promise<void> {
    await this.part('number').fill(number);
    await this.part('number').press('Enter');
    if (channel) await this.part('channel').selectOption(channel);
  }

  async write(text: string): Promise<void> {
    await this.part('message').fill(text);
    await this.part('message').press('Enter');
  }

  answered(count: number): Promise<void> {
    return this.replies.nth(count - 1).waitFor();
  }

  /** Types into the pop-up of USSD and waits for another screen. */
  async answer(text: string): Promise<string> {
    await this.part('ussd-answer').fill(text);
    return this.nextScreen(() => this.part('ussd-answer').press('Enter'));
  }

  /** What stands on the screen once `act` has brought another. */
  async nextScreen(act: () => Promise<void>): Promise<string> {
    const before = (await this.part('ussd-text').getAttribute('data-look')) ?? '';
    await act();
    const other = `#ussd-text-${this.n}:not([data-look="${before}"]):not([data-look*="running"])`;
    return (await this.page.locator(other).textContent()) ?? '';
  }
}

/** The id of what has the keyboard, or its words. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');
