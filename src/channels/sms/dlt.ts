/** What the register of India's operators (DLT) knows of our SMS: the organisation and its header. Ids of texts: store.dltTemplates. */
export interface Dlt {
  entityId: string;
  /** The name it sends under. */
  header: string;
  /** A message of ours whose text has no id there would be thrown away on its way: it does not leave at all. */
  required: boolean;
}
