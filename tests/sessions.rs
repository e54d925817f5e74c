//! A recorded session against fresh servers: what each of them makes up, ids, tokens and cookies, is put in place of what stands on the tape.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use support::{arg, pivot, run, text};

/// A shop with log-in, carts with random ids, orders with numbers that go on from a random one, and a page with a token against forgery.
const SHOP: &str = r#"
import json, random, sys, uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

SESSIONS, CARTS, ORDERS, FORMS = {}, {}, {}, set()
FIRST = random.randrange(30000, 90000)

class Handler(BaseHTTPRequestHandler):
    def body(self):
        return self.rfile.read(int(self.headers.get('Content-Length', 0))).decode()

    def reply(self, status, value, *headers, kind='application/json'):
        data = (value if kind == 'text/html' else json.dumps(value)).encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(data)))
        for name, content in headers:
            self.send_header(name, content)
        self.end_headers()
        self.wfile.write(data)

    def user(self):
        cookies = dict(part.strip().split('=', 1) for part in self.headers.get('Cookie', '').split(';') if '=' in part)
        token = self.headers.get('Authorization', '').removeprefix('Bearer ')
        return SESSIONS.get(cookies.get('session')) or SESSIONS.get(token)

    def do_POST(self):
        body = self.body()
        if self.path == '/login':
            session, token = uuid.uuid4().hex, str(uuid.uuid4())
            SESSIONS[session] = SESSIONS[token] = json.loads(body)['name']
            return self.reply(200, {'token': token}, ('Set-Cookie', f'session={session}; Path=/; HttpOnly'))
        if self.user() is None:
            return self.reply(401, {'error': 'log in first'})
        if self.path == '/carts':
            cart = str(uuid.uuid4())
            CARTS[cart] = []
            return self.reply(201, {'id': cart, 'items': []}, ('Location', f'/carts/{cart}'))
        if self.path.startswith('/carts/'):
            items = CARTS.get(self.path.split('/')[2])
            if items is None:
                return self.reply(404, {'error': 'no such cart'})
            items.append(json.loads(body))
            return self.reply(200, {'items': items})
        if self.path == '/orders':
            asked = json.loads(body)
            if asked['cart_id'] not in CARTS:
                return self.reply(404, {'error': 'no such cart'})
            number = FIRST + len(ORDERS)
            ORDERS[number] = {'id': number, 'cart': asked['cart_id'], 'items': CARTS.pop(asked['cart_id'])}
            return self.reply(201, ORDERS[number])
        if self.path == '/feedback':
            form = parse_qs(body)
            if form.get('csrf', [''])[0] not in FORMS:
                return self.reply(403, {'error': 'forged'})
            return self.reply(200, {'thanks': form['text'][0], 'order': ORDERS.get(int(form['order_id'][0]), {}).get('items')})
        self.reply(404, {'error': 'unknown'})

    def do_GET(self):
        parts = urlsplit(self.path)
        if self.path == '/feedback':
            csrf = uuid.uuid4().hex
            FORMS.add(csrf)
            return self.reply(200, f'<form method="post">\n<input name="csrf" value="{csrf}">\n</form>\n', kind='text/html')
        if self.user() is None:
            return self.reply(401, {'error': 'log in first'})
        if parts.path == '/me':
            return self.reply(200, {'name': self.user()})
        if parts.path.startswith('/orders/'):
            order = ORDERS.get(int(parts.path.split('/')[2]))
            return self.reply(200, order) if order else self.reply(404, {'error': 'no such order'})
        if parts.path == '/orders':
            cart = parse_qs(parts.query).get('cart', [''])[0]
            return self.reply(200, [order for order in ORDERS.values() if order['cart'] == cart])
        items = CARTS.get(parts.path.split('/')[-1])
        return self.reply(200, {'items': items}) if items is not None else self.reply(404, {'error': 'no such cart'})

    def do_DELETE(self):
        number = int(self.path.split('/')[2])
        if ORDERS.pop(number, None) is None:
            return self.reply(404, {'error': 'no such order'})
        self.reply(200, {'deleted': number})

    def log_message(self, *args):
        pass

HTTPServer(('127.0.0.1', int(sys.argv[1])), Handler).serve_forever()
"#;

/// A client that uses what it is answered, against a server of its own; it writes what passed to a tape.
const CLIENT: &str = r#"
import http.client, json, re, socket, subprocess, sys, time

with socket.socket() as free:
    free.bind(('127.0.0.1', 0))
    port = free.getsockname()[1]
server = subprocess.Popen([sys.executable, sys.argv[1], str(port)])
lines = [{'schema': 1}]

def ask(method, target, body='', **headers):
    headers = [[name.replace('_', '-'), value] for name, value in headers.items()]
    if body:
        headers.append(['Content-Length', str(len(body))])
    connection = http.client.HTTPConnection('127.0.0.1', port)
    connection.request(method, target, body or None, dict(headers))
    response = connection.getresponse()
    text = response.read().decode()
    lines.append({
        'request': {'method': method, 'target': target, 'headers': headers, 'body': body},
        'response': {'status': response.status, 'headers': [list(pair) for pair in response.getheaders()], 'body': text},
    })
    return response, text

try:
    for _ in range(200):
        try:
            socket.create_connection(('127.0.0.1', port)).close()
            break
        except OSError:
            time.sleep(0.05)
    ask('GET', '/me')
    response, text = ask('POST', '/login', '{"name": "ann"}')
    cookie = response.getheader('Set-Cookie').split(';')[0]
    token = json.loads(text)['token']
    ask('GET', '/me', Cookie=cookie)
    ask('GET', '/me', Authorization='Bearer ' + token)
    numbers = []
    for item in ('tea', 'cup'):
        response, text = ask('POST', '/carts', Cookie='theme=dark; ' + cookie)
        cart, place = json.loads(text)['id'], response.getheader('Location')
        ask('POST', place, json.dumps({'item': item, 'count': 2}), Cookie=cookie)
        ask('GET', place, Cookie=cookie)
        text = ask('POST', '/orders', json.dumps({'cart_id': cart}), Authorization='Bearer ' + token)[1]
        numbers.append(json.loads(text)['id'])
        ask('GET', f'/orders?cart={cart}', Cookie=cookie)
    csrf = re.search('value="(.*)"', ask('GET', '/feedback')[1])[1]
    form = {'Content_Type': 'application/x-www-form-urlencoded', 'Cookie': cookie}
    ask('POST', '/feedback', f'csrf={csrf}&order_id={numbers[0]}&text=17+of+{numbers[1]}', **form)
    ask('POST', '/feedback', 'csrf=guess&text=x', **form)
    for number in (numbers[0], numbers[0]):
        ask('DELETE', f'/orders/{number}', Cookie=cookie)
    for number in numbers:
        ask('GET', f'/orders/{number}', Cookie=cookie)
finally:
    server.kill()
    server.wait()
with open(sys.argv[2], 'w') as tape:
    tape.write(''.join(json.dumps(line) + '\n' for line in lines))
"#;

/// A folder with the shop, a tape of a session with it, and a changed shop.
struct Session {
    folder: tempfile::TempDir,
}

impl Session {
    fn new(change: (&str, &str)) -> Self {
        let session = Self { folder: tempfile::tempdir().expect("a folder") };
        let changed = SHOP.replacen(change.0, change.1, 1);
        assert_eq!(changed == SHOP, change.0 == change.1, "nothing was changed");
        for (name, code) in [("old.py", SHOP), ("new.py", &changed), ("client.py", CLIENT)] {
            fs::write(session.path(name), code).expect("written");
        }
        let client = session.path("client.py");
        let done =
            Command::new("python3").args([&client, &session.path("old.py"), &session.path("tape.jsonl")]).output();
        let done = done.expect("python3 runs");
        assert!(done.status.success(), "{}", text(&done));
        session
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The exit code, the certificate and all that was printed.
    fn parity(&self) -> (Option<i32>, Value, String) {
        let server = |name: &str| format!("python3 '{}' {{port}}", self.path(name).display());
        let tape = self.path("tape.jsonl");
        let output = run(&mut pivot(&[
            "parity",
            "--requests",
            arg(Path::new(&tape)),
            "--old",
            &server("old.py"),
            "--new",
            &server("new.py"),
            "--format",
            "json",
        ]));
        let printed = text(&output);
        let certificate = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{printed}"));
        (output.status.code(), certificate, printed)
    }
}

/// How many requests were answered with 2xx.
fn successes(certificate: &Value) -> u64 {
    let routes = certificate["routes"].as_array().expect("a list").iter();
    routes.filter_map(|route| route["statuses"]["2xx"]["requests"].as_u64()).sum()
}

/// A shop in which something is changed is found at this place of the answer.
#[track_caller]
fn found(change: (&str, &str), path: &str) {
    let (code, certificate, printed) = Session::new(change).parity();
    assert_eq!(code, Some(1), "{printed}");
    let differences = certificate["differences"].as_array().expect("a list");
    assert!(differences.iter().any(|one| one["path"] == path), "{path}: {printed}");
}

#[test]
fn a_session_replays_against_fresh_servers() {
    let session = Session::new(("", ""));
    let (code, certificate, printed) = session.parity();
    assert_eq!(code, Some(0), "{printed}");
    // What was answered when the session was recorded is answered again: 17 times 2xx, the order that was deleted is gone, the other one is there.
    let tape = fs::read_to_string(session.path("tape.jsonl")).expect("a tape");
    let recorded = tape
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?["response"]["status"].as_u64())
        .filter(|status| (200..300).contains(status));
    assert_eq!((recorded.count(), successes(&certificate)), (17, 17), "{printed}");
    assert_eq!(certificate["identical"], certificate["requests"], "{printed}");
}

#[test]
fn without_the_bound_values_nothing_of_it_would_be_reached() {
    // The same requests on a tape without answers: every server refuses the recorded session.
    let session = Session::new(("", ""));
    let tape = fs::read_to_string(session.path("tape.jsonl")).expect("a tape");
    let requests: Vec<String> = tape
        .lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).expect("JSON");
            line.as_object_mut().expect("an object").remove("response");
            line.to_string()
        })
        .collect();
    fs::write(session.path("tape.jsonl"), requests.join("\n")).expect("written");
    let (_, certificate, printed) = session.parity();
    assert!(successes(&certificate) < 6, "{printed}");
}

#[test]
fn a_wrong_status_is_found() {
    found(("self.reply(403, {'error': 'forged'})", "self.reply(401, {'error': 'forged'})"), "status");
}

#[test]
fn a_lost_header_is_found() {
    found((", ('Location', f'/carts/{cart}'))", ")"), "location");
}

#[test]
fn a_lost_update_is_found() {
    found(("items.append(json.loads(body))", "items = items + [json.loads(body)]"), "$.items[0]");
}

#[test]
fn a_delete_that_does_nothing_is_found() {
    found(("ORDERS.pop(number, None)", "ORDERS.get(number)"), "status");
}

#[test]
fn a_stale_id_is_found() {
    // The order tells of another cart than the one that it was made of.
    found(("'cart': asked['cart_id']", "'cart': str(uuid.uuid4())"), "$.cart");
}

#[test]
fn an_id_that_is_given_twice_is_found() {
    found(("session, token = uuid.uuid4().hex, str(uuid.uuid4())", "session = token = uuid.uuid4().hex"), "$.token");
}
