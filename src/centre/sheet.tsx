/** A table that can be read on the page and taken away for a spreadsheet. */
import type { Answered, Visit } from '../web/route';
import { toCsv } from '../web/csv';
import { Link, Table } from '../web/components';

export interface Sheet {
  caption: string;
  head: readonly string[];
  /** What is not the first column is right-aligned where it is a number. */
  rows: readonly (readonly (string | number)[])[];
}

interface ShownProps {
  visit: Visit;
  sheet: Sheet;
  /** Where the file is. */
  csv: string;
  /** Where the first cell of each row leads. */
  links?: readonly string[];
  open?: boolean;
}

export function Shown({ visit: { t }, sheet: { caption, head, rows }, csv, links, open = false }: ShownProps) {
  const numbers = head.flatMap((_, column) => (rows.some((row) => typeof row[column] === 'number') ? column : []));
  const cells = rows.map(([first = '', ...rest], nth) => {
    const to = links?.[nth];
    return [to === undefined ? first : <Link to={to}>{first}</Link>, ...rest];
  });
  return (
    <details open={open}>
      <summary>{t('district:table')}</summary>
      <Table caption={caption} head={head} rows={cells} numbers={numbers} />
      <p>
        <a href={csv} download>
          {t('district:csv')}
        </a>
      </p>
    </details>
  );
}

export const fileOf = ({ head, rows }: Sheet, name: string): Answered => ({
  ...{ file: toCsv([head, ...rows]), type: 'text/csv; charset=utf-8', name: `${name}.csv` },
});
