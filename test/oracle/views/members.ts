import type { CaseFact } from '../facts/case-facts.ts';

/** A member of a breakdown. */
export type Member = { readonly key: string; readonly label: string };

/** The one member that all unknown keys share, and surveys whose case is not there. */
export const unknownMember: Member = { key: 'Unknown', label: 'Unknown' };

/** The parts that are there, joined; null where there are none. */
const joined = (parts: readonly (string | null)[], separator: string): string | null => {
  const present = parts.filter((part) => part !== null);
  return present.length === 0 ? null : present.join(separator);
};

export const callCenterOf = ({ members: { callCenter } }: CaseFact): Member =>
  callCenter === null
    ? unknownMember
    : {
        key: callCenter.call_center_id,
        label:
          joined([callCenter.call_center_vendor, callCenter.location], ', ') ??
          callCenter.call_center_id,
      };

export const agentOf = ({ members: { agent } }: CaseFact): Member =>
  agent === null ? unknownMember : { key: agent, label: agent };

export const channelOf = ({ channel }: CaseFact): Member =>
  channel === 'Call' || channel === 'Chat' || channel === 'Email'
    ? { key: channel, label: channel }
    : unknownMember;

export const categoryOf = ({ members: { category } }: CaseFact): Member => {
  if (category === null) return unknownMember;
  const key = `${category.category_key}/${category.sub_category_key}`;
  const words = [category.category_description, category.sub_category_description];
  return { key, label: joined(words, ' / ') ?? key };
};

export const departmentOf = ({ members: { product } }: CaseFact): Member => {
  const department = product?.department ?? null;
  return department === null ? unknownMember : { key: department, label: department };
};

export const countryOf = ({ members: { country } }: CaseFact): Member =>
  country === null ? unknownMember : { key: country.code, label: country.name ?? country.code };
