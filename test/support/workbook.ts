/** Workbooks as Excel makes them. */

/** A cell, or nothing; `type: String` keeps text that looks like a number. */
export type Cell = { value: string | number | boolean | Date; type?: unknown; format?: string } | null;

export async function workbookOf(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  // It is an ES module.
  const { default: write } = await import('write-excel-file/node');
  return write(rows as never).toBuffer();
}
