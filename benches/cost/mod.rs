//! What a process takes, as the system counts it.

use std::process::{Command, Stdio};
use std::time::Instant;

/// What a process took.
#[derive(Clone, Copy)]
pub struct Cost {
    pub processor_seconds: f64,
    pub seconds: f64,
    pub peak_megabytes: f64,
}

/// Prints what was measured beside what was aimed at.
pub fn goal(what: &str, measured: f64, most: f64) {
    let verdict = if measured <= most { "met" } else { "MISSED" };
    println!("{what}: {measured:.2}, goal {most:.2}: {verdict}");
}

/// The cheapest of three runs: what else the machine does only ever adds.
pub fn best(mut measure: impl FnMut() -> Cost) -> Cost {
    let mut best = measure();
    for _ in 0..2 {
        let cost = measure();
        if cost.processor_seconds < best.processor_seconds {
            best = cost;
        }
    }
    best
}

/// Runs a program to its end and asks the system what it took.
// It is waited for below, by the call that also tells what it took.
#[allow(clippy::zombie_processes)]
pub fn run(command: &mut Command) -> Cost {
    let started = Instant::now();
    let child = command.stdout(Stdio::null()).spawn().expect("the program starts");
    let (mut status, mut usage) = (0, std::mem::MaybeUninit::<libc::rusage>::zeroed());
    // SAFETY: both pointers are good, the child is ours and nobody else waits for it; zeroes are a good `rusage`.
    let usage = unsafe {
        libc::wait4(child.id() as i32, &mut status, 0, usage.as_mut_ptr());
        usage.assume_init()
    };
    assert_eq!(status, 0, "{command:?} went wrong");
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    // Kilobytes, but bytes on macOS (getrusage(2)).
    let unit = if cfg!(target_vendor = "apple") { 1e6 } else { 1e3 };
    Cost {
        processor_seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        seconds: started.elapsed().as_secs_f64(),
        peak_megabytes: usage.ru_maxrss as f64 / unit,
    }
}
