-- case: BTRIM takes characters off both ends
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_BTRIM.html
SELECT BTRIM('     abc     '), BTRIM('setuphistorycassettes', 'tes');
-- rows:
-- abc | uphistoryca

-- case: CHARINDEX finds the place, 0 where there is none
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CHARINDEX.html
SELECT CHARINDEX('fish', 'dogfish'), CHARINDEX('fish', 'DogFish');
-- rows:
-- 4 | 0

-- case: CHR and ASCII
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CHR.html
SELECT CHR(65), ASCII('A');
-- rows:
-- A | 65

-- case: CONCAT with a null is null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CONCAT.html
SELECT CONCAT('December 25, ', '2008'), CONCAT('a', NULL), 'a' || NULL;
-- rows:
-- December 25, 2008 | NULL | NULL

-- case: CONCAT takes two arguments
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CONCAT.html
SELECT CONCAT('a', 'b', 'c');
-- error: concat

-- case: INITCAP
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INITCAP.html
SELECT INITCAP('Nibh.Quisque@InterDum.net'), INITCAP('amet luctus');
-- rows:
-- Nibh.Quisque@Interdum.Net | Amet Luctus

-- case: LEFT and RIGHT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LEFT.html
SELECT LEFT('Philadelphia', 5), RIGHT('Philadelphia', 5);
-- rows:
-- Phila | lphia

-- case: LEN counts characters, OCTET_LENGTH bytes
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LEN.html
SELECT LEN('français'), OCTET_LENGTH('français'), LENGTH('cat'), CHAR_LENGTH('cat');
-- rows:
-- 8 | 9 | 3 | 3

-- case: LEN does not count the blanks of CHAR but of VARCHAR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LEN.html
SELECT LEN('cat'), LEN('cat   '), LEN('cat   '::CHAR(6)), OCTET_LENGTH('cat   '::VARCHAR(6));
-- rows:
-- 3 | 6 | 3 | 6

-- case: LOWER and UPPER
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LOWER.html
SELECT LOWER('Shows'), UPPER('Shows');
-- rows:
-- shows | SHOWS

-- case: LPAD cuts what is too long
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LPAD.html
SELECT LPAD('cat', 5, '*'), LPAD('cats', 3), RPAD('cat', 5, 'xy');
-- rows:
-- **cat | cat | catxy

-- case: POSITION and STRPOS
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_POSITION.html
SELECT POSITION('fish' IN 'dogfish'), STRPOS('dogfish', 'fish'), STRPOS('dogfish', 'z');
-- rows:
-- 4 | 4 | 0

-- case: REGEXP_COUNT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_COUNT.html
SELECT REGEXP_COUNT('abcdefghijklmnopqrstuvwxyz', '[a-z]{3}'), REGEXP_COUNT('the fox', 'FOX', 1, 'i');
-- rows:
-- 8 | 1

-- case: REGEXP_INSTR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_INSTR.html
SELECT REGEXP_INSTR('the fox', 'fox'), REGEXP_INSTR('the fox', 'dog');
-- rows:
-- 5 | 0

-- case: REGEXP_REPLACE replaces every match
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_REPLACE.html
SELECT REGEXP_REPLACE('the fox', 'FOX', 'quick brown fox', 1, 'i'), REGEXP_REPLACE('a1b22', '[0-9]+', '#');
-- rows:
-- the quick brown fox | a#b#

-- case: REGEXP_SUBSTR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html
SELECT REGEXP_SUBSTR('the fox', 'F[a-z]+', 1, 1, 'i'), REGEXP_SUBSTR('Suspendisse@erat.org', '@[^.]*');
-- rows:
-- fox | @erat

-- case: REGEXP_SUBSTR without a match is an empty text
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html
SELECT LEN(REGEXP_SUBSTR('abc', '[0-9]+'));
-- rows:
-- 0

-- case: REPEAT and REPLICATE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_REPEAT.html
SELECT REPEAT('ab', 3), REPLICATE('x', 2);
-- rows:
-- ababab | xx

-- case: REPLACE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_REPLACE.html
SELECT REPLACE('Shows about Shows', 'Shows', 'Theatre');
-- rows:
-- Theatre about Theatre

-- case: REVERSE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_REVERSE.html
SELECT REVERSE('ksum');
-- rows:
-- musk

-- case: SPLIT_PART
-- page: https://docs.aws.amazon.com/redshift/latest/dg/SPLIT_PART.html
SELECT SPLIT_PART('abc$def$ghi', '$', 2), LEN(SPLIT_PART('abc$def$ghi', '$', 4));
-- rows:
-- def | 0

-- case: SUBSTRING from the fourth character
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html
SELECT SUBSTRING('caterpillar', 6, 4), SUBSTRING('caterpillar', 6, 8), SUBSTRING('caterpillar', 6);
-- rows:
-- pill | pillar | pillar

-- case: SUBSTRING with FROM and FOR
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html
SELECT SUBSTRING('2020-03-10' FROM 6 FOR 2), SUBSTR('caterpillar', 1, 3);
-- rows:
-- 03 | cat

-- case: TRANSLATE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRANSLATE.html
SELECT TRANSLATE('mint tea', 'inea', 'osin');
-- rows:
-- most tin

-- case: TRIM of both ends, and of one
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRIM.html
SELECT TRIM('    dog    '), TRIM(BOTH '"' FROM '"dog"'), LTRIM('xxdog', 'x'), RTRIM('dogxx', 'x');
-- rows:
-- dog | dog | dog | dog

-- case: LIKE with % and _
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html
SELECT 'abc' LIKE 'a%', 'abc' LIKE '_b_', 'abc' LIKE 'c', 'Abc' ILIKE 'aBC', 'abc' NOT LIKE 'x%';
-- rows:
-- true | true | false | true | true

-- case: a backslash escapes in LIKE
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html
SELECT 'start_x' LIKE '%start\\_%', 'startx' LIKE '%start\\_%';
-- rows:
-- true | false

-- case: ESCAPE names another escape character
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_patternmatching_condition_like.html
SELECT 'a_b' LIKE 'a^_b' ESCAPE '^', 'axb' LIKE 'a^_b' ESCAPE '^';
-- rows:
-- true | false

-- case: SIMILAR TO matches the whole text
-- page: https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-similar-to.html
SELECT 'abc' SIMILAR TO 'a', 'abc' SIMILAR TO '%(b|d)%', 'abc' SIMILAR TO '(b|c)%', 'abc' NOT SIMILAR TO 'a';
-- rows:
-- false | true | false | true

-- case: the POSIX operator finds a part
-- page: https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-posix.html
SELECT 'abc' ~ 'b', 'abc' ~ '^b', 'abc' !~ 'd', 'ABC' ~ 'b', 'Agoura Hills' ~ '.*E.*|.*H.*', 'E.J. Nutter Center' ~ '.*\\..*', 'Madison Square Garden' ~ '.*\\..*';
-- rows:
-- true | false | true | false | true | true | false

-- case: a cast to VARCHAR(n) cuts
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CAST_function.html
SELECT CAST('abcdef' AS VARCHAR(3)), 'Zoë!'::VARCHAR(3);
-- rows:
-- abc | Zo

-- case: the text of a number has all the digits of its type
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html
CREATE TABLE number (n DECIMAL(38,0), price DECIMAL(8,2));
INSERT INTO number VALUES (12345678901234567890123456789012345678, 12.3);
SELECT CAST(n AS VARCHAR(40)), price::VARCHAR, 'costs ' || price FROM number;
-- rows:
-- 12345678901234567890123456789012345678 | 12.30 | costs 12.30

-- case: an integer as text, and a text as a number
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CAST_function.html
SELECT 12::VARCHAR || 'x', '12'::INT + 1, CAST('1.50' AS DECIMAL(10,2)), CONVERT(INT, '7');
-- rows:
-- 12x | 13 | 1.50 | 7

-- case: a text that is no number fails
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CAST_function.html
SELECT 'abc'::INT;
-- error: Invalid digit, Value 'a', Pos 0, Type: Integer

-- case: TRY_CAST gives null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRY_CAST.html
SELECT TRY_CAST('abc' AS INT), TRY_CAST('12' AS INT);
-- rows:
-- NULL | 12

-- case: JSON_EXTRACT_PATH_TEXT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_PATH_TEXT.html
SELECT JSON_EXTRACT_PATH_TEXT('{"f2":{"f3":1},"f4":{"f5":99,"f6":"star"}}', 'f4', 'f6'), JSON_EXTRACT_PATH_TEXT('{"a":1}', 'b');
-- rows:
-- star | NULL

-- case: JSON_ARRAY_LENGTH and JSON_EXTRACT_ARRAY_ELEMENT_TEXT
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_ARRAY_ELEMENT_TEXT.html
SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', 2), JSON_ARRAY_LENGTH('[11,12,13,{"f1":21,"f2":[25,26]},14]');
-- rows:
-- 113 | 5

-- case: IS_VALID_JSON
-- page: https://docs.aws.amazon.com/redshift/latest/dg/IS_VALID_JSON.html
SELECT IS_VALID_JSON('{"a":2}'), IS_VALID_JSON('{a:2}'), IS_VALID_JSON_ARRAY('[1]');
-- rows:
-- true | false | true

-- case: QUOTE_IDENT and QUOTE_LITERAL
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_QUOTE_LITERAL.html
SELECT QUOTE_LITERAL('it''s');
-- rows:
-- 'it''s'

-- case: STRTOL of base 16
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html
SELECT STRTOL('0xf', 16), STRTOL('abcd1234', 16);
-- rows:
-- 15 | 2882343476

-- case: MD5
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_MD5.html
SELECT MD5('Amazon Redshift');
-- rows:
-- f7415e33f972c03abd4f3fed36748f7a

-- case: SUBSTRING from before the first character
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html
SELECT SUBSTRING('caterpillar', -2, 6), LEN(SUBSTRING('caterpillar', -5, 4));
-- rows:
-- cat | 0

-- case: a cast takes the first bytes
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html
SELECT CAST('Fourscore and seven' AS VARCHAR(5));
-- rows:
-- Fours

-- case: REGEXP_REPLACE without a replacement takes away
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_REPLACE.html
SELECT REGEXP_REPLACE('sed@lacusUtnec.ca', '@.*\\.(org|gov|com|edu|ca)$'), REGEXP_REPLACE('sed@lacusUtnec.ca', '@.*\\.[[:alpha:]]{2,3}', '@internal.company.com');
-- rows:
-- sed | sed@internal.company.com

-- case: REGEXP_SUBSTR of a sub-expression, and behind the text's end
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html
SELECT REGEXP_SUBSTR('This is a test', 'This is a (\\w+)', 1, 1, 'e'), LEN(REGEXP_SUBSTR('abc', 'b', 5));
-- rows:
-- test | 0

-- case: REGEXP_COUNT and REGEXP_INSTR of alternatives
-- page: https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_INSTR.html
SELECT REGEXP_COUNT('Integer.mollis.Integer@tristiquealiquet.org', '@[^.]*\\.(org|edu)'), REGEXP_INSTR('The Home Depot Center', '[cC]ent(er|re)$'), REGEXP_INSTR('lorem.ipsum@Vestibulumante.com', '@[^.]*');
-- rows:
-- 1 | 16 | 12

-- case: STRTOL of other bases, and of an empty text
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_STRTOL.html
SELECT STRTOL('1234567', 10), STRTOL('1234567', 8), STRTOL('110101', 2), STRTOL('', 10);
-- rows:
-- 1234567 | 342391 | 53 | 0

-- case: INITCAP takes all that is no letter and no digit between words
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_INITCAP.html
SELECT INITCAP('All non-musical theatre'), INITCAP('MLB'), INITCAP('sodales@blanditviverraDonec.ca');
-- rows:
-- All Non-Musical Theatre | Mlb | Sodales@Blanditviverradonec.Ca

-- case: SPLIT_PART of a part
-- page: https://docs.aws.amazon.com/redshift/latest/dg/SPLIT_PART.html
SELECT SPLIT_PART('2008-03-05 12:25:29', '-', 2), SPLIT_PART(SPLIT_PART('2008-03-05 12:25:29', '-', 3), ' ', 1);
-- rows:
-- 03 | 05

-- case: RPAD with several characters, LPAD of a negative length
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_LPAD.html
SELECT RPAD('Salome', 20, '0123456789'), RPAD('La Cenerentola (Cinderella)', 20, '0123456789'), LEN(LPAD('cat', -1));
-- rows:
-- Salome01234567890123 | La Cenerentola (Cind | 0

-- case: CONCAT in CONCAT, and of a number
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_CONCAT.html
SELECT CONCAT('Thursday, ', CONCAT('December 25, ', '2008')), CONCAT('Ballys Hotel', CONCAT(' seats ', NVL(NULL::INT, 0)));
-- rows:
-- Thursday, December 25, 2008 | Ballys Hotel seats 0

-- case: TRANSLATE leaves out what has no substitute
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_TRANSLATE.html
SELECT TRANSLATE('St. George', ' .', '_'), TRANSLATE('ac@velit.ca', '@', '.');
-- rows:
-- St_George | ac.velit.ca

-- case: SIMILAR TO with alternatives and an escaped sign
-- page: https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-similar-to.html
SELECT 'Agoura Hills' SIMILAR TO '%E%|%H%', 'start_time' SIMILAR TO '%start\\_%', 'start_time' SIMILAR TO '%start^_%' ESCAPE '^', 'startxtime' SIMILAR TO '%start^_%' ESCAPE '^';
-- rows:
-- true | true | true | false

-- case: JSON that is none is an error, or null where that is asked for
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_PATH_TEXT.html
SELECT JSON_EXTRACT_PATH_TEXT('{"f2":{"f3":1},"f4":{"f5":99,"f6":"star"}', 'f4', 'f6', TRUE);
-- rows:
-- NULL

-- case: JSON that is none is an error
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_PATH_TEXT.html
SELECT JSON_EXTRACT_PATH_TEXT('{"f2":{"f3":1},"f4":{"f5":99,"f6":"star"}', 'f4', 'f6');
-- error: JSON parsing error

-- case: an array's element that is not there is null
-- page: https://docs.aws.amazon.com/redshift/latest/dg/JSON_EXTRACT_ARRAY_ELEMENT_TEXT.html
SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', 5), JSON_EXTRACT_ARRAY_ELEMENT_TEXT('[111,112,113]', -1);
-- rows:
-- NULL | NULL

-- case: IS_VALID_JSON takes objects
-- page: https://docs.aws.amazon.com/redshift/latest/dg/IS_VALID_JSON.html
SELECT IS_VALID_JSON('{"a":{"b":{"c":1}}}'), IS_VALID_JSON('{"a": [1,2,"b"]}'), IS_VALID_JSON('{{}}'), IS_VALID_JSON('{1:"a"}'), IS_VALID_JSON('[1,2,3]');
-- rows:
-- true | true | false | false | false

-- case: SUBSTRING takes no negative length
-- page: https://docs.aws.amazon.com/redshift/latest/dg/r_SUBSTRING.html
SELECT SUBSTRING('caterpillar', 1, -1);
-- error: negative substring length not allowed
