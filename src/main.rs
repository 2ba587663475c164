//! The `fengcai` command.

fn main() -> std::process::ExitCode {
    fengcai::cli::main()
}
