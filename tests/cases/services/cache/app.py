import hashlib
import json
import os
import sys
from http.server import ThreadingHTTPServer, BaseHTTPRequestHandler


class Cache:
    """A bounded cache that forgets its oldest entry first."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.data = {}
        self.hits = 0
        self.misses = 0

    def get(self, key, compute):
        if key in self.data:
            self.hits += 1
            return self.data[key]
        self.misses += 1
        value = compute(key)
        if len(self.data) >= self.capacity:
            oldest = next(iter(self.data))
            del self.data[oldest]
        self.data[key] = value
        return value

    def clear(self):
        size = len(self.data)
        self.data.clear()
        self.hits = self.misses = 0
        return size

    def stats(self):
        lookups = self.hits + self.misses
        ratio = self.hits / lookups if lookups else 0.0
        return {'size': len(self.data), 'hits': self.hits, 'misses': self.misses, 'ratio': round(ratio, 4)}


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def factors(n):
    found = []
    divisor = 2
    while n > 1:
        while n % divisor == 0:
            found.append(divisor)
            n //= divisor
        divisor += 1
        if divisor * divisor > n:
            if n > 1:
                found.append(n)
            break
    return found


def digest(text):
    return hashlib.md5(text.encode()).hexdigest()


CAPACITY = int(os.environ.get('CACHE_CAPACITY', '4'))
caches = {'fib': Cache(CAPACITY), 'prime': Cache(CAPACITY), 'factors': Cache(CAPACITY), 'digest': Cache(2)}
NUMERIC = {'fib': fib, 'prime': is_prime, 'factors': factors}


class CacheHandler(BaseHTTPRequestHandler):
    server_version = 'CacheDemo/1.0'
    sys_version = ''

    def do_GET(self):
        pieces = self.path.split('/')[1:]
        name = pieces[0]

        if name == 'stats':
            stats = {}
            for key in caches:
                stats[key] = caches[key].stats()
            return self.out(200, stats)

        if name == 'keys' and len(pieces) == 2 and pieces[1] in caches:
            return self.out(200, list(caches[pieces[1]].data))

        if len(pieces) != 2 or name not in caches:
            return self.out(404, {'error': 'Not Found'})

        if name == 'digest':
            return self.out(200, {'text': pieces[1], 'md5': caches['digest'].get(pieces[1], digest)})

        try:
            n = int(pieces[1])
        except ValueError:
            return self.out(400, {'error': '%s is not a number' % pieces[1]})
        if n < 0 or n > 90:
            return self.out(400, {'error': '%d is out of range' % n})
        self.out(200, {'n': n, name: caches[name].get(n, NUMERIC[name])})

    def do_DELETE(self):
        name = self.path.strip('/')
        cache = caches.get(name)
        if cache is None:
            return self.out(404, {'error': 'no cache named ' + repr(name)})
        return self.out(200, {'cleared': cache.clear()})

    def out(self, status, obj):
        payload = json.dumps(obj).encode('ascii')
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', '%d' % len(payload))
        self.send_header('X-Cache-Capacity', str(CAPACITY))
        self.end_headers()
        self.wfile.write(payload)


def main():
    port = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get('PORT', 8000))
    httpd = ThreadingHTTPServer(('', port), CacheHandler)
    print('http://localhost:{0}/'.format(port), flush=True)
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        print('stopped')
    finally:
        httpd.server_close()


if __name__ == '__main__':
    main()
