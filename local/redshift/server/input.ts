import { validationError } from './api-error.ts';

/** The members of a request's JSON body, read with the checks that the service model asks for. */
export class Input {
  private readonly members: Record<string, unknown>;

  constructor(body: unknown) {
    this.members =
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? (body as Record<string, unknown>)
        : {};
  }

  has(name: string): boolean {
    return this.members[name] !== undefined && this.members[name] !== null;
  }

  optionalString(name: string): string | undefined {
    const value = this.members[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw validationError(`${name} must be a string`);
    return value;
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value === undefined || value === '') throw validationError(`${name} is missing`);
    return value;
  }

  integer(name: string, min: number, max: number): number | undefined {
    const value = this.members[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
      throw validationError(
        `${name} must be a whole number from ${min} to ${max}, got ${String(value)}`,
      );
    }
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.members[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  strings(name: string): string[] {
    const value = this.members[name];
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
      throw validationError(`${name} must be a list of strings`);
    return value as string[];
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.optionalString(name);
    if (value === undefined) return undefined;
    const found = values.find((item) => item === value);
    if (found === undefined)
      throw validationError(`${name} must be one of ${values.join(', ')}, got ${value}`);
    return found;
  }

  /** SqlParameter[]; names and values must not be empty. */
  parameters(): { name: string; value: string }[] | undefined {
    const value = this.members['Parameters'];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || value.length === 0)
      throw validationError('Parameters must have at least 1 member');
    return value.map((item: unknown) => {
      const { name, value: text } = (item ?? {}) as { name?: unknown; value?: unknown };
      if (typeof name !== 'string' || !/^[0-9a-zA-Z_]+$/.test(name))
        throw validationError(`Parameter name must match [0-9a-zA-Z_]+, got ${String(name)}`);
      if (typeof text !== 'string' || text.length === 0)
        throw validationError(`Parameter value of ${name} must have at least 1 character`);
      return { name, value: text };
    });
  }
}
