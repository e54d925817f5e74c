package py

import (
	"context"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// StartOriginal starts the Python original on a free loopback port, starts it again when it ends, and stops it with ctx. Each
// {port} in command stands for the port.
func StartOriginal(ctx context.Context, command []string) (*Bridge, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	port := strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	if err := listener.Close(); err != nil {
		return nil, err
	}
	args := make([]string, len(command))
	for i, arg := range command {
		args[i] = strings.ReplaceAll(arg, "{port}", port)
	}
	b := &Bridge{address: "127.0.0.1:" + port, ready: make(chan struct{})}
	go b.supervise(ctx, args)
	return b, nil
}

// supervise runs the original until ctx ends.
func (b *Bridge) supervise(ctx context.Context, args []string) {
	var up sync.Once
	for pause := 100 * time.Millisecond; ctx.Err() == nil; pause = min(2*pause, 5*time.Second) {
		started := time.Now()
		original := exec.CommandContext(ctx, args[0], args[1:]...)
		original.Stdout, original.Stderr = os.Stdout, os.Stderr
		original.Cancel = func() error { return original.Process.Signal(syscall.SIGTERM) }
		original.WaitDelay = 5 * time.Second
		if err := original.Start(); err != nil {
			PrintStderr("bridge: " + err.Error() + "\n")
		} else {
			ended := make(chan struct{})
			go func() {
				if b.waitReady(ended) {
					up.Do(func() { close(b.ready) })
				}
			}()
			err := original.Wait()
			close(ended)
			if ctx.Err() == nil {
				PrintStderr("bridge: the original ended and is started again: " + errorText(err) + "\n")
			}
		}
		if time.Since(started) > time.Minute {
			pause = 100 * time.Millisecond
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// waitReady waits until the original accepts connections.
func (b *Bridge) waitReady(ended <-chan struct{}) bool {
	for {
		conn, err := net.DialTimeout("tcp", b.address, time.Second)
		if err == nil {
			_ = conn.Close()
			return true
		}
		select {
		case <-ended:
			return false
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return "exit status 0"
	}
	return err.Error()
}
