/** Variables of a person's own AWS set-up that would go before the copy's credentials and addresses. */
const personal = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL'];

/** Makes this process one of the local copy's, whatever AWS account the person works with otherwise. */
export const enterEnvironment = (env: Readonly<Record<string, string>>): void => {
  for (const name of personal) delete process.env[name];
  Object.assign(process.env, env);
};
