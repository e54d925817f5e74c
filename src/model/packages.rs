//! Packages that have no stub, and what calling them reaches.
//!
//! Making an instance (`Column(…)`, `Redis(…)`) only computes; functions and methods reach what the table says.

use crate::library::{Effect, EffectSet};

/// A package without a stub.
#[derive(Debug, PartialEq, Eq)]
pub struct Package {
    /// `psycopg2`, `google.cloud`
    pub name: &'static str,
    /// What it reaches.
    pub effect: Effect,
    /// The functions and methods that do; all of them where none is named.
    calls: &'static [&'static str],
}

impl Package {
    /// What a call of that function or method does: nothing where it only makes an instance.
    pub fn effects_of(&self, called: &str) -> EffectSet {
        let last = called.rsplit('.').next().unwrap_or(called);
        let makes = last.chars().next().is_some_and(char::is_uppercase);
        let reaches = self.calls.is_empty() || self.calls.contains(&last);
        if makes || !reaches { EffectSet::NONE } else { EffectSet::from_iter([self.effect]) }
    }
}

macro_rules! packages {
    ($($effect:ident: $($name:literal)*;)*) => {
        &[$($(Package { name: $name, effect: Effect::$effect, calls: &[] },)*)*]
    };
}

/// Clients of databases and networks, and modules of the standard library that no stub describes.
const PACKAGES: &[Package] = packages! {
    Database: "psycopg" "psycopg2" "asyncpg" "aiopg" "pymysql" "MySQLdb" "mysql" "aiomysql" "cx_Oracle" "oracledb" "pyodbc" "aiosqlite" "duckdb"
        "pymongo" "motor" "redis" "aioredis" "aiocache" "pymemcache" "cassandra" "elasticsearch" "neo4j" "peewee" "tortoise" "databases"
        "flask_sqlalchemy" "dbm" "shelve";
    Network: "aiohttp" "urllib3" "grpc" "boto3" "botocore" "paramiko" "pika" "aio_pika" "kafka" "aiokafka" "confluent_kafka" "nats" "zmq" "websocket"
        "websockets" "socketio" "ftplib" "imaplib" "poplib" "nntplib" "telnetlib" "xmlrpc.client" "socket" "ssl" "http.client" "stripe" "twilio"
        "sendgrid" "openai" "hvac" "consul" "uvicorn" "gunicorn" "waitress" "hypercorn";
    File: "aiofiles" "zipfile" "tarfile" "fileinput" "filecmp" "linecache" "mmap";
    Process: "pexpect" "psutil" "celery" "rq" "pty";
};

/// What their stubs don't name; a response that was read is plain data.
const HTTP: [&str; 9] = ["delete", "get", "head", "options", "patch", "post", "put", "request", "send"];
const CLIENTS: [Package; 2] = [
    Package { name: "httpx", effect: Effect::Network, calls: &HTTP },
    Package { name: "requests", effect: Effect::Network, calls: &HTTP },
];

/// `SQLAlchemy` builds queries in many calls, of which the last one asks.
const SQLALCHEMY: Package = Package {
    name: "sqlalchemy",
    effect: Effect::Database,
    calls: &[
        "add_all",
        "all",
        "begin",
        "commit",
        "connect",
        "count",
        "delete",
        "execute",
        "first",
        "flush",
        "get",
        "merge",
        "one",
        "one_or_none",
        "refresh",
        "rollback",
        "scalar",
        "scalar_one",
        "scalar_one_or_none",
        "scalars",
        "stream",
    ],
};

/// The package that a qualified name belongs to.
pub fn package(qualified: &str) -> Option<&'static Package> {
    PACKAGES.iter().chain(&CLIENTS).chain([&SQLALCHEMY]).find(|package| {
        qualified.strip_prefix(package.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
