/** Of something on a list of the helpline: who has it, the way on for whoever does, and the button that takes it. */
import type { Taker } from '../store/taking';
import { Form } from '../web/components';
import type { Visit } from '../web/route';

interface TakeItProps {
  visit: Visit;
  /** Found again under it, what had the focus has it after the list was fetched anew. */
  id: string;
  path: string;
  by: Taker | undefined;
  /** Which of them, for who only hears the button. */
  whom: { topic: string; number: string };
}

export function TakeIt({ visit, id, path, by, whom }: TakeItProps) {
  const { t, staff } = visit;
  if (by && by.staff !== staff._id) return <p>{t('queue:takenBy', { name: by.name })}</p>;
  if (by)
    return (
      <a href={path} id={`go-on-${id}`} aria-label={t('queue:goOnWith', whom)}>
        {t('queue:goOn')}
      </a>
    );
  return (
    <Form visit={visit} action={`${path}/take`}>
      <button type="submit" class="first" id={`take-${id}`} aria-label={t('queue:takeWhom', whom)}>
        {t('queue:take')}
      </button>
    </Form>
  );
}
