//! `fengcai serve`: shows the site in a browser.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::base::Words;
use crate::base::files::cause;
use crate::model::Future;
use crate::pipeline::{BuildOptions, Faults};
use crate::serve::{self, Cause, Preview, Told, Way};

use super::args::{self, Global};
use super::browser;
use super::console::Console;
use super::failure::{Exit, Failure};
use super::help::both;
use super::site::{self, ViewArgs};

#[derive(Debug, clap::Args)]
pub(super) struct ServeArgs {
    #[arg(
        long,
        default_value = "3000",
        value_parser = args::port,
        value_name = both!("端口", "PORT"),
        help = both!("端口，被占用时取下一个空闲的（默认 3000）", "the port; when taken, the next free one (3000 by default)")
    )]
    port: u16,
    #[arg(
        long,
        default_value = "127.0.0.1",
        value_parser = args::host,
        value_name = both!("地址", "ADDRESS"),
        help = both!(
            "监听的地址（默认 127.0.0.1，只有本机能看；0.0.0.0 让同一网络里的人也能看）",
            "the address to listen on (127.0.0.1 by default: this machine only; 0.0.0.0: all of the network)"
        )
    )]
    host: IpAddr,
    #[arg(long, help = both!("同时打开浏览器", "open the browser too"))]
    open: bool,
    #[arg(long, help = both!(
        "不等系统通知，每隔一秒查看文件（网络盘、同步盘）",
        "look at files every second instead of waiting for the system to tell (network drives)"
    ))]
    poll: bool,
    #[arg(long, help = both!("日期未到的也显示", "show what is dated after today too"))]
    future: bool,
    #[command(flatten)]
    view: ViewArgs,
}

impl ServeArgs {
    pub(super) fn run(self, global: &Global, console: &mut Console) -> Result<Exit, Failure> {
        site::require(&global.root)?;
        let door = serve::open(self.host, self.port).map_err(|error| self.closed(&error))?;
        let preview = Preview::new(&global.root, self.options(), console.lang);
        console.report(preview.reports())?;
        let (address, base) = (reachable(door.address), preview.base());
        let way = if self.poll { Way::Polling(Cause::Wanted) } else { Way::fit(&global.root) };
        let live = serve::following(preview, &global.root, way, told(console.another()));
        self.explain(door.address.port(), way, console);
        let shown = words!(
            "网站在 http://{address}{base} ，按 Ctrl-C 结束\n",
            "the site is at http://{address}{base} ; Ctrl-C ends this\n"
        );
        console.answer(shown.in_lang(console.lang))?;
        show_phones(door.address, &base, console);
        if self.open && browser::open(&format!("http://{address}{base}")).is_err() {
            console.say(&words!(
                "没能打开浏览器，请自己打开这个网址",
                "the browser could not be opened; please open this address yourself"
            ));
        }
        serve::run(door, live).map_err(|error| self.closed(&error))?;
        Ok(Exit::Good)
    }

    fn options(&self) -> BuildOptions {
        let future = if self.future { Future::Shown } else { Future::Hidden };
        BuildOptions { future, ..self.view.options(Faults::Refuse) }
    }

    /// Says what is other than the user may expect.
    fn explain(&self, port: u16, way: Way, console: &mut Console) {
        let (wanted, host) = (self.port, self.host);
        if wanted != 0 && port != wanted {
            console.say(&words!(
                "端口 {wanted} 已被占用，改用 {port}",
                "port {wanted} is taken, {port} is used"
            ));
        }
        if !host.is_loopback() {
            console.say(&words!(
                "监听 {host}：同一网络里的人都能看到这个网站，包括草稿",
                "listening on {host}: everyone on this network can see the site, drafts included"
            ));
        }
        explain_way(way, console);
    }

    fn closed(&self, error: &io::Error) -> Failure {
        let (host, port) = (self.host, self.port);
        let Words { zh, en } = refusal(error);
        Failure::new(words!(
            "无法在 {host} 的端口 {port} 上提供网站：{zh}",
            "cannot serve on port {port} of {host}: {en}"
        ))
        .help(words!("用 --port 或 --host 换一个", "choose another with --port or --host"))
    }
}

/// Says where a phone of the network finds the site, if the door is open to it.
fn show_phones(door: SocketAddr, base: &str, console: &mut Console) {
    let Some(address) = serve::lan(door) else { return };
    let address = format!("http://{address}{base}");
    console.say(&words!(
        "手机连上同一个网络，可以打开 {address}",
        "a phone on the same network can open {address}"
    ));
    if let Some(code) = serve::Code::of(&address) {
        console.draw(&drawn(&code));
    }
}

/// Light modules around a code. The standard asks for four; phones are content with two, and a small
/// window holds more of the rest.
const MARGIN: usize = 2;

/// A code in colours alone, two columns a module: block characters are twice as wide on a Chinese Windows.
fn drawn(code: &serve::Code) -> String {
    let module = |dark: &bool| if *dark { "\x1b[40m  " } else { "\x1b[107m  " };
    let line = |row: &Vec<bool>| row.iter().map(module).collect::<String>() + "\x1b[0m\n";
    code.rows(MARGIN).iter().map(line).collect()
}

/// Says how changes are noticed, where it takes longer than the user may expect.
fn explain_way(way: Way, console: &mut Console) {
    match way {
        Way::Events | Way::Polling(Cause::Wanted) => {}
        Way::Polling(Cause::Network) => console.say(&words!(
            "文件夹在网络盘或共享文件夹上，别处的改动系统不通知，改为每隔一秒查看一次",
            "the folder is on a network or shared drive, where the system does not tell what others change; \
             files are looked at every second"
        )),
        Way::Polling(Cause::Refused) => console.say(&words!(
            "系统不通知文件变化，改为每隔一秒查看一次",
            "the system tells of no changes here; files are looked at every second"
        )),
    }
}

/// Says what was found after a change, or that all is well again.
fn told(mut console: Console) -> serve::Listener {
    Box::new(move |told| match told {
        Told::Way(way) => explain_way(way, &mut console),
        Told::Found(reports) => {
            if reports.is_empty() {
                console.say(&words!("没有问题了", "all is well again"));
            }
            // A terminal that is gone is no reason to end: the browser shows the same.
            let _ = console.report(reports);
        }
    })
}

/// The address under which a browser of this machine reaches a door that stands open on all of them.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Why a socket was refused. The kinds that disks do not know have words here.
fn refusal(error: &io::Error) -> Words {
    match error.kind() {
        io::ErrorKind::AddrInUse => words!("它和其后的端口都已被占用", "it and those after it are taken"),
        io::ErrorKind::AddrNotAvailable => {
            words!("本机没有这个地址", "this machine does not have the address")
        }
        _ => cause(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_open_on_all_addresses_is_shown_as_one() {
        let shown = |address: &str| reachable(address.parse().unwrap()).to_string();
        assert_eq!(shown("0.0.0.0:3000"), "127.0.0.1:3000");
        assert_eq!(shown("[::]:3000"), "[::1]:3000");
        assert_eq!(shown("192.168.1.7:80"), "192.168.1.7:80");
    }
}
