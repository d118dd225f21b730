-- Puts back an entry that a reader missed and read from Postgres; never over a newer one, never into another epoch.
-- KEYS: newest epoch of the partition, the entry's key
-- ARGV: epoch the reader saw, the entry's life in ms, the entry, epoch and version in front
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
if redis.call('GETRANGE', KEYS[2], 0, 31) < string.sub(ARGV[3], 1, 32) then
  redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[2])
end
return 1
