/** An error of the Data API itself, as against a statement that fails: the SDK throws a class of this name. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly httpStatus: number;
  /** Further members of the error's shape, e.g. ResourceId. */
  readonly details: Record<string, string>;

  constructor(
    code: string,
    message: string,
    details: Record<string, string> = {},
    httpStatus = 400,
  ) {
    super(message);
    this.code = code;
    this.details = details;
    this.httpStatus = httpStatus;
  }
}

export function validationError(message: string): ApiError {
  return new ApiError('ValidationException', message);
}

export function notFound(id: string): ApiError {
  return new ApiError('ResourceNotFoundException', 'Query does not exist.', { ResourceId: id });
}
