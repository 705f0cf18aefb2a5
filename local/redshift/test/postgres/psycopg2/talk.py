"""Talks to the warehouse with psycopg2 as notebooks and libraries do; prints what came back as JSON."""

import datetime
import decimal
import io
import json

import psycopg2
import psycopg2.extras

# Where the server is and who logs in stands in PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE.
connection = psycopg2.connect("")
answers = {}


def text(value):
    if isinstance(value, (decimal.Decimal, datetime.date)):
        return str(value)
    raise TypeError(type(value))


def refusal(run):
    try:
        run()
    except psycopg2.Error as error:
        connection.rollback()
        return [error.pgcode, error.diag.message_primary]
    return None


def rows(sql, values=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


answers["version"] = connection.server_version
answers["values"] = rows(
    "SELECT %s, %s::decimal(5,2), %s, %s::date, %s",
    ("it's 100%", decimal.Decimal("1.5"), None, datetime.date(2026, 1, 2), True),
)

with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE number (i INT, name VARCHAR(10))")
    psycopg2.extras.execute_values(
        cursor, "INSERT INTO number VALUES %s", [(i, f"n{i}") for i in range(1000)]
    )
connection.commit()

# A named cursor is one of the server's: DECLARE, FETCH FORWARD, CLOSE.
with connection.cursor("pages") as cursor:
    cursor.itersize = 300
    cursor.execute("SELECT i FROM number ORDER BY i")
    answers["sum"] = sum(i for (i,) in cursor)
connection.commit()

with connection.cursor() as cursor:
    out, into = io.StringIO(), io.StringIO("1\ta\n")
    answers["copy out"] = refusal(lambda: cursor.copy_expert("COPY number TO STDOUT", out))
    answers["copy in"] = refusal(lambda: cursor.copy_from(into, "number"))

connection.set_session(isolation_level="SERIALIZABLE", autocommit=True)
answers["automatic"] = rows("SELECT COUNT(*) FROM number")
connection.reset()
answers["after reset"] = rows("SELECT 1")
connection.close()

print(json.dumps(answers, default=text))
