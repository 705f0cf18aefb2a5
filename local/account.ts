/** The account that local ARNs name, kinesalite's and fauxqs' too. */
export const localAccount = '000000000000';
