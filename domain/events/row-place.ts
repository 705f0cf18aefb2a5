/** What every row of the archive says beside its event: where it came from, when, and the object that it stands in. */
export type RowPlace = {
  readonly source: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  /** Place of its user record in a KPL aggregate; 0 outside of one. */
  readonly sub_sequence_number: number;
  /** Place in its user record. */
  readonly element: number;
  /** 'YYYY-MM-DD HH:MM:SS.ffffff', UTC. */
  readonly arrived_at: string;
  readonly archive_key: string;
};
