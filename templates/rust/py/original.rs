//! The Python original, started and kept alive beside the service.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Starts the original on a free port of this machine and starts it again when it ends. The port is returned once it answers.
pub async fn supervise(command: &'static [&'static str]) -> std::io::Result<Arc<AtomicU16>> {
    let (child, port) = start(command).await?;
    let shared = Arc::new(AtomicU16::new(port));
    let current = Arc::clone(&shared);
    tokio::spawn(async move {
        let mut child = child;
        loop {
            let status = child.wait().await;
            eprintln!("the original ended ({status:?}); starting it again");
            loop {
                tokio::time::sleep(Duration::from_secs(1)).await;
                match start(command).await {
                    Ok((next, port)) => {
                        child = next;
                        current.store(port, Ordering::Release);
                        break;
                    }
                    Err(error) => eprintln!("the original does not start: {error}"),
                }
            }
        }
    });
    Ok(shared)
}

async fn start(command: &[&str]) -> std::io::Result<(Child, u16)> {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let mut words = command.iter().map(|word| word.replace("{port}", &port.to_string()));
    let program = words.next().ok_or_else(|| std::io::Error::other("no command for the original"))?;
    let mut child = Command::new(program)
        .args(words)
        .env("PORT", port.to_string())
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    for _ in 0..300 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok((child, port));
        }
        if let Some(status) = child.try_wait()? {
            return Err(std::io::Error::other(format!("it ended before it answered: {status}")));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(std::io::Error::other("it did not answer within 30 seconds"))
}
