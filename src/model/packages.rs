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
}

impl Package {
    /// What a call of that function or method does: nothing where it only makes an instance.
    pub fn effects_of(&self, called: &str) -> EffectSet {
        let last = called.rsplit('.').next().unwrap_or(called);
        let makes = last.chars().next().is_some_and(char::is_uppercase);
        if makes { EffectSet::NONE } else { EffectSet::from_iter([self.effect]) }
    }
}

macro_rules! packages {
    ($($effect:ident: $($name:literal)*;)*) => {
        &[$($(Package { name: $name, effect: Effect::$effect },)*)*]
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

/// The package that a qualified name belongs to.
pub fn package(qualified: &str) -> Option<&'static Package> {
    PACKAGES.iter().find(|package| {
        qualified.strip_prefix(package.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}
