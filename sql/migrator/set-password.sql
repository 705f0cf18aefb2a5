-- Gives a user a password, as a digest. It waits for no condition: nobody can read what a user has.
ALTER USER "{{user}}" PASSWORD 'md5{{digest}}';
