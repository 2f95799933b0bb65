-- Asks for the addresses of a list, one after the other, each connection a user who may think between two requests.
local asked, thinking, at = {}, 0, 0

function init(arguments)
   for line in io.lines(arguments[1]) do asked[#asked + 1] = line end
   thinking = tonumber(arguments[2])
   math.randomseed(1)
   if thinking == 0 then delay = nil end
end

function request()
   at = at % #asked + 1
   return wrk.format("GET", asked[at])
end

-- From half to one and a half times as long as they think on average.
function delay()
   return math.floor(thinking * (0.5 + math.random()))
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "failed": %d, "a_second": %.1f, "median_ms": %.2f, "last_ms": %.2f, "longest_ms": %.1f}\n',
      summary.requests, errors.connect + errors.read + errors.write + errors.timeout + errors.status,
      summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
      latency.max / 1000))
end
