//! The `fengcai` command.

/// Planning makes many small values on all cores at once, which is what this allocator is good at.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    fengcai::cli::main()
}
