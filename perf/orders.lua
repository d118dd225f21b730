-- POST /orders with wrk, for a second opinion on the intake's speed: each request is an order under a key of its own.
--   DEAL=7 TOKEN="$(make -s token SHOPPER=alice)" wrk -t1 -c64 -d30s --latency -s perf/orders.lua http://127.0.0.1:8080/orders
-- What is not accepted shows as "Non-2xx or 3xx responses".
local run = os.time()
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init()
    sent = 0
    body = '{"dealId":' .. os.getenv("DEAL") .. ',"quantity":1}'
    headers = {
        ["Authorization"] = "Bearer " .. os.getenv("TOKEN"),
        ["Content-Type"] = "application/json",
    }
end

function request()
    sent = sent + 1
    headers["Idempotency-Key"] = "wrk-" .. run .. "-" .. number .. "-" .. sent
    return wrk.format("POST", nil, headers, body)
end
