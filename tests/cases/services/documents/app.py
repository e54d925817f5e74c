#!/usr/bin/env python
import http.server
import json
import sys

# A tiny schemaless document store:
#   GET    /docs          all documents
#   POST   /docs          create
#   GET    /docs/<id>     read
#   PUT    /docs/<id>     replace
#   PATCH  /docs/<id>     merge
#   DELETE /docs/<id>     remove

DOCS = {}
NEXT_ID = [1]


def new_id():
    n = NEXT_ID[0]
    NEXT_ID[0] = n + 1
    return n


class Store(http.server.BaseHTTPRequestHandler):
    server_version = "DocStore/0.1"

    def _json(self, code, obj):
        self.send_response(code)
        self.send_header('Content-type', 'application/json; charset=utf-8')
        self.end_headers()
        self.wfile.write(bytes(json.dumps(obj, ensure_ascii=False, indent=2), 'utf-8'))

    def _body(self):
        n = int(self.headers['Content-Length'])
        return json.loads(self.rfile.read(n).decode('utf-8'))

    def _doc_id(self):
        parts = self.path.strip('/').split('/')
        if len(parts) == 2 and parts[0] == 'docs' and parts[1].isdigit():
            return int(parts[1])
        return None

    def do_GET(self):
        if self.path == '/docs':
            self._json(200, list(DOCS.values()))
            return
        doc = DOCS.get(self._doc_id())
        if doc is None:
            self._json(404, {'error': 'not found'})
            return
        self._json(200, doc)

    def do_POST(self):
        if self.path != '/docs':
            self._json(404, {'error': 'not found'})
            return
        body = self._body()
        if not isinstance(body, dict):
            self._json(422, {'error': 'expected an object, got %s' % type(body).__name__})
            return
        record = {'id': new_id(), 'version': 1}
        record.update(body)
        DOCS[record['id']] = record
        self._json(201, record)

    def do_PUT(self):
        key = self._doc_id()
        if key is None or key not in DOCS:
            self._json(404, {'error': 'not found'})
            return
        body = self._body()
        old = DOCS[key]
        DOCS[key] = dict(body, id=key, version=old.get('version', 0) + 1)
        self._json(200, DOCS[key])

    def do_PATCH(self):
        key = self._doc_id()
        if key not in DOCS:
            self._json(404, {'error': 'not found'})
            return
        record = DOCS[key]
        changes = self._body()
        for name in ('id', 'version'):
            changes.pop(name, None)
        # null removes a field, like in RFC 7386
        for name, value in changes.items():
            if value is None:
                record.pop(name, None)
            else:
                record.update({name: value})
        record['version'] = record.get('version', 0) + 1
        self._json(200, {'changed': sorted(changes), 'document': record})

    def do_DELETE(self):
        key = self._doc_id()
        if key in DOCS:
            removed = DOCS.pop(key)
            self._json(200, {'deleted': key, 'fields': list(removed.keys())})
        else:
            self._json(404, {'error': 'not found'})


def run(port=8000):
    httpd = http.server.HTTPServer(('', port), Store)
    print('Starting document store on port %d...' % port)
    try:
        httpd.serve_forever()
    except KeyboardInterrupt:
        pass
    httpd.server_close()


if __name__ == '__main__':
    if len(sys.argv) == 2:
        run(port=int(sys.argv[1]))
    else:
        run()
