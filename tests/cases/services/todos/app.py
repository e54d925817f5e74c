"""
A to-do list over HTTP.

Endpoints
---------
GET    /todos            list (optional ?done=true|false)
POST   /todos            create {"title": ..., "priority": ...}
GET    /todos/<id>       one item
PUT    /todos/<id>       update
DELETE /todos/<id>       delete
POST   /todos/clear      drop everything that is done
"""
from http.server import HTTPServer, BaseHTTPRequestHandler
from urllib.parse import urlparse, parse_qs
import json
import sys

todos = []
next_id = 1


def find_todo(todo_id):
    for todo in todos:
        if todo['id'] == todo_id:
            return todo
    return None


class TodoHandler(BaseHTTPRequestHandler):
    def _set_headers(self, status=200):
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.end_headers()

    def _send(self, data, status=200):
        self._set_headers(status)
        self.wfile.write(json.dumps(data).encode())

    def _error(self, status, message):
        self._send({'status': 'error', 'message': message}, status=status)

    def _get_id(self):
        """Parse the id from /todos/<id>; None when it is no number."""
        try:
            return int(urlparse(self.path).path.split('/')[2])
        except (IndexError, ValueError):
            return None

    def _read_json(self):
        content_length = int(self.headers.get('Content-Length') or 0)
        if content_length == 0:
            return {}
        try:
            return json.loads(self.rfile.read(content_length))
        except ValueError:
            return None

    def do_GET(self):
        url = urlparse(self.path)
        if url.path == '/':
            self._send({'message': 'to-do API', 'count': len(todos)})
        elif url.path == '/todos':
            query = parse_qs(url.query)
            result = todos
            if 'done' in query:
                wanted = query['done'][0] == 'true'
                result = [t for t in todos if t['done'] == wanted]
            self._send(result)
        elif url.path.startswith('/todos/'):
            todo = find_todo(self._get_id())
            if todo:
                self._send(todo)
            else:
                self._error(404, 'Todo not found')
        else:
            self._error(404, 'Not found')

    def do_POST(self):
        global next_id, todos
        if self.path == '/todos/clear':
            before = len(todos)
            todos = [t for t in todos if not t['done']]
            self._send({'removed': before - len(todos)})
            return
        if self.path != '/todos':
            self._error(404, 'Not found')
            return
        data = self._read_json()
        if data is None:
            self._error(400, 'Invalid JSON')
            return
        if 'title' not in data or not data['title']:
            self._error(400, 'Title is required')
            return
        todo = {
            'id': next_id,
            'title': data['title'],
            'done': False,
            'priority': data.get('priority', 3),
        }
        next_id += 1
        todos.append(todo)
        self._send(todo, 201)

    def do_PUT(self):
        todo = find_todo(self._get_id())
        if not todo:
            self._error(404, 'Todo not found')
            return
        data = self._read_json()
        if not data:
            self._error(400, 'Nothing to update')
            return
        todo['title'] = data.get('title', todo['title'])
        todo['done'] = bool(data.get('done', todo['done']))
        if 'priority' in data:
            todo['priority'] = data['priority']
        self._send(todo)

    def do_DELETE(self):
        todo = find_todo(self._get_id())
        if todo is None:
            self._error(404, 'Todo not found')
            return
        todos.remove(todo)
        self._set_headers(204)


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    server = HTTPServer(('localhost', port), TodoHandler)
    print('Serving on http://localhost:{}'.format(port))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print('Bye')
        server.server_close()


if __name__ == '__main__':
    main()
