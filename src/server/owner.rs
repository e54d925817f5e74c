//! Who listens on a port.
//!
//! Between our look for a free port and a server's own bind somebody else may take it, and under load a program takes seconds until it binds: until then the other's
//! answers would be taken for the server's.

use std::collections::HashSet;
use std::fs;

/// Who listens on a port, as far as `/proc` tells; where it tells nothing, it is taken for the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// The server, one of its processes, or nobody that can be seen.
    Server,
    /// Somebody who was there before the server was started.
    Earlier,
    /// Somebody who came later: another program, or one that the server had started on its behalf, as containers are.
    Later,
}

/// Who listens on a port of this machine, seen from the leader of a process group.
pub(super) fn owner(port: u16, leader: u32) -> Owner {
    let Some(own) = Process::read(leader) else { return Owner::Server };
    let sockets = listening(port);
    let holders: Vec<Process> = if sockets.is_empty() { Vec::new() } else { holders(&sockets) };
    let is_its = |holder: &Process| holder.id == leader || holder.group == leader || descends(holder, leader);
    if holders.is_empty() || holders.iter().any(is_its) {
        return Owner::Server;
    }
    if holders.iter().all(|holder| holder.started < own.started) { Owner::Earlier } else { Owner::Later }
}

/// What `/proc/ID/stat` says of a process.
struct Process {
    id: u32,
    parent: u32,
    group: u32,
    /// In ticks since the machine started.
    started: u64,
}

impl Process {
    fn read(id: u32) -> Option<Self> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name before it may hold blanks and brackets.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        Some(Self {
            id,
            parent: fields.get(1)?.parse().ok()?,
            group: fields.get(2)?.parse().ok()?,
            started: fields.get(19)?.parse().ok()?,
        })
    }
}

/// Whether a process comes from the leader, though it left its group.
fn descends(process: &Process, leader: u32) -> bool {
    let mut parent = process.parent;
    for _ in 0..64 {
        if parent == leader {
            return true;
        }
        let Some(next) = Process::read(parent) else { return false };
        parent = next.parent;
    }
    false
}

/// The sockets that listen on a port: `socket:[123]`, as the links in `/proc/ID/fd` name them.
fn listening(port: u16) -> HashSet<String> {
    const LISTEN: &str = "0A";
    let wanted = format!(":{port:04X}");
    let mut sockets = HashSet::new();
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
        for line in fs::read_to_string(table).unwrap_or_default().lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            if let [_, local, _, LISTEN, _, _, _, _, _, inode, ..] = fields[..]
                && local.ends_with(&wanted)
            {
                sockets.insert(format!("socket:[{inode}]"));
            }
        }
    }
    sockets
}

/// The processes that hold one of the sockets, of those that we may look into.
fn holders(sockets: &HashSet<String>) -> Vec<Process> {
    let mut holders = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        let holds = fs::read_dir(entry.path().join("fd")).into_iter().flatten().flatten().any(|file| {
            fs::read_link(file.path()).is_ok_and(|link| link.to_str().is_some_and(|link| sockets.contains(link)))
        });
        if holds {
            holders.extend(Process::read(id));
        }
    }
    holders
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::{Ipv4Addr, TcpListener};
    use std::process::{Command, Stdio};

    #[test]
    fn our_own_listener_is_known_from_anothers() -> anyhow::Result<()> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        assert_eq!(owner(port, std::process::id()), Owner::Server);
        let mut other = Command::new("sleep").arg("60").stdin(Stdio::null()).spawn()?;
        // Started in the same tick of the clock, the listener's process would be as old.
        let seen = owner(port, other.id());
        other.kill()?;
        other.wait()?;
        assert_eq!(seen, Owner::Earlier);
        drop(listener);
        assert_eq!(owner(port, std::process::id()), Owner::Server, "nobody");
        Ok(())
    }
}
