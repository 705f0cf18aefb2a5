"""Parses SQL statements in sqlglot's Redshift dialect: a JSON array of texts in, one answer for each out.

An answer is null where the statement parses, `command NAME` where sqlglot passes it on unparsed, which it
does with statements that it has no grammar for, else the first error.
"""

import json
import logging
import sys

import sqlglot
from sqlglot import exp

logging.disable(logging.CRITICAL)


def answer(sql):
    try:
        parsed = sqlglot.parse_one(sql, read="redshift", error_level=sqlglot.ErrorLevel.IMMEDIATE)
    except Exception as error:  # sqlglot's own errors, and what its parser trips over
        return str(error).split("\n")[0] or type(error).__name__
    if isinstance(parsed, exp.Command):
        return f"command {str(parsed.this).upper()}"
    return None


json.dump([answer(sql) for sql in json.load(sys.stdin)], sys.stdout)
