-- Writes entries of one partition and renews its lease; everything only ever forward.
-- KEYS: newest epoch of the partition, its lease, then the entries' keys
-- ARGV: epoch, position that the cache has with this, lease in ms, entries' life in ms, then the entries, epoch and version in front
local newest = redis.call('GET', KEYS[1])
if newest and newest > ARGV[1] then
  return 0 -- another instance has begun to write this partition's entries: this one is a zombie, or late
end
if newest ~= ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1])
elseif redis.call('EXISTS', KEYS[2]) == 0 then
  return 0 -- whoever sent this has long given it up, and may have missed writes since
end
for i = 3, #KEYS do
  local entry = ARGV[i + 2]
  -- Most orders are decided once and never seen before: for these one call has to do.
  local known = redis.call('SET', KEYS[i], entry, 'PX', ARGV[4], 'NX', 'GET')
  if known and string.sub(known, 1, 32) < string.sub(entry, 1, 32) then
    redis.call('SET', KEYS[i], entry, 'PX', ARGV[4])
  end
end
local lease = ARGV[1] .. ARGV[2]
if (redis.call('GET', KEYS[2]) or '') < lease then
  redis.call('SET', KEYS[2], lease, 'PX', ARGV[3])
else
  redis.call('PEXPIRE', KEYS[2], ARGV[3])
end
return 1
