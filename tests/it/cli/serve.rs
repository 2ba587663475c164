//! `fengcai serve`, over loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use super::transcript::{Site, run};

const SITE: &str = "title: 样板支部\ntheme: sujian\n";
const JIA: &str = "---\ntitle: 甲支部\ndate: 2024-05-01\n---\n\n## 做法\n\n正文。\n";

/// A running server, stopped when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    line: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the program on a free port and waits for the line that says where it listens.
    pub(crate) fn start(site: &Site, arguments: &[&str]) -> Server {
        Server::start_by(site.fengcai(), arguments)
    }

    /// The same with a command that has its own environment.
    fn start_by(mut command: Command, arguments: &[&str]) -> Server {
        command
            .arg("serve")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let rest = line.split("http://").nth(1).unwrap_or_else(|| panic!("no address in {line:?}"));
        let address = rest.split('/').next().unwrap().to_owned();
        Server { child, address, line }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes and reads all that comes back.
    pub(crate) fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub(crate) fn ask(&self, method: &str, path: &str) -> String {
        let host = &self.address;
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    /// Asks again and again until the answer is as wanted.
    pub(crate) fn until(&self, path: &str, is_wanted: impl Fn(&str) -> bool) {
        let begun = std::time::Instant::now();
        let mut answer = self.get(path);
        while !is_wanted(&answer) {
            assert!(begun.elapsed().as_secs() < 60, "{path} stays {answer}");
            answer = self.get(path);
        }
    }

    pub(crate) fn get(&self, path: &str) -> String {
        self.ask("GET", path)
    }
}

fn site() -> Site {
    Site::new(&[("site.yaml", SITE), ("content/cases/jia.md", JIA), ("static/甲.txt", "文字")])
}

pub(crate) fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or("")
}

pub(crate) fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn pages_are_made_when_they_are_asked_for() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let home = server.get("/");
    assert_eq!(status(&home), "200");
    assert!(home.contains("content-type: text/html; charset=utf-8"), "{home}");
    assert!(server.get("/cases/jia/").contains("甲支部"));
    assert!(server.get("/cases/jia/index.html?x=1").contains("甲支部"));
    let moved = server.get("/cases/jia");
    assert_eq!(status(&moved), "302");
    assert!(moved.contains("location: /cases/jia/\r\n"), "{moved}");
    assert!(!site.path().join("public").exists(), "serving writes nothing");
}

#[test]
fn what_is_unknown_gets_the_sites_own_page_and_climbing_leads_nowhere() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let missing = server.get("/nothing/");
    assert_eq!(status(&missing), "404");
    assert!(body(&missing).contains("<html"), "{missing}");
    for path in ["/../site.yaml", "/%2e%2e/site.yaml", "/site.yaml", "/content/cases/jia.md", "//etc/passwd"]
    {
        let answer = server.get(path);
        assert_eq!(status(&answer), "404", "{path}");
        assert!(!answer.contains("theme: sujian"), "{path}");
    }
}

#[test]
fn a_head_has_no_body_and_other_methods_are_refused() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let (get, head) = (server.get("/"), server.ask("HEAD", "/"));
    let length = format!("content-length: {}\r\n", body(&get).len());
    assert_eq!((status(&head), body(&head)), ("200", ""));
    assert!(head.contains(&length), "{head}");
    assert_eq!(status(&server.ask("POST", "/")), "405");
}

#[test]
fn another_name_that_leads_here_learns_nothing() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    for hosts in ["Host: evil.example\r\n", "", "Host: localhost\r\nHost: evil.example\r\n"] {
        let answer = server.raw(&format!("GET / HTTP/1.1\r\n{hosts}Connection: close\r\n\r\n"));
        assert!(matches!(status(&answer), "400" | "403"), "{hosts:?}: {answer}");
        assert!(!answer.contains("样板支部"), "{hosts:?}");
    }
    let own = server.raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&own), "200");
}

#[test]
fn a_site_below_a_path_is_shown_there() {
    let site = site();
    site.write("site.yaml", "title: 样板支部\ntheme: sujian\nbase_url: https://a.example/x/\n");
    let server = Server::start(&site, &["--port", "0"]);
    assert!(server.line.contains(&format!("http://{}/x/", server.address)), "{}", server.line);
    assert_eq!(status(&server.get("/x/cases/jia/")), "200");
    assert_eq!(status(&server.get("/cases/jia/")), "404");
    assert!(server.get("/").contains("location: /x/\r\n"));
}

#[test]
fn a_text_with_an_error_is_shown_as_far_as_it_is_understood() {
    let site = site();
    site.write("content/cases/jia.md", &JIA.replace("2024-05-01", "2024-13-45"));
    let server = Server::start(&site, &["--port", "0"]);
    let page = server.get("/cases/jia/");
    assert_eq!(status(&page), "200");
    assert!(page.contains("甲支部") && !page.contains("2024年"), "{page}");
    site.write("content/cases/jia.md", JIA);
    server.until("/cases/jia/", |page| page.contains("2024年"));
}

#[test]
fn a_broken_theme_is_told_in_place_of_pages_and_gone_once_it_is_mended() {
    let site = site();
    site.write("templates/base.html", "{% if %}");
    let server = Server::start(&site, &["--port", "0"]);
    let faulty = server.get("/");
    assert_eq!(status(&faulty), "500");
    assert!(faulty.contains("templates/base.html"), "{faulty}");
    assert_eq!(faulty.matches("<li>").count(), 1, "the slip is told once: {faulty}");
    std::fs::remove_file(site.path().join("templates/base.html")).unwrap();
    server.until("/", |page| status(page) == "200");
}

#[test]
fn a_text_that_changed_is_shown_as_it_is_now() {
    for arguments in [&["--port", "0"][..], &["--port", "0", "--poll"]] {
        let site = site();
        let server = Server::start(&site, arguments);
        assert!(server.get("/cases/jia/").contains("正文。"));
        site.write("content/cases/jia.md", &JIA.replace("正文。", "新的正文。"));
        server.until("/cases/jia/", |page| page.contains("新的正文。"));
        std::fs::remove_file(site.path().join("content/cases/jia.md")).unwrap();
        server.until("/cases/jia/", |page| status(page) == "404");
    }
}

/// A vocabulary in which the level of provinces is called so.
fn words(level: &str) -> String {
    format!("levels:\n  - {{id: provincial, zh: {level}, en: provincial, aliases: [省级]}}\n")
}

#[test]
fn a_vocabulary_is_followed_wherever_it_lies_in_the_site() {
    for arguments in [&["--port", "0"][..], &["--port", "0", "--poll"]] {
        let site = site();
        let honoured = JIA.replace("\n---\n\n", "\nhonours:\n  - 2021年 省级 竞赛 三等奖 1项\n---\n\n");
        site.write("content/cases/jia.md", &honoured);
        site.write("words/own/terms.yaml", &words("一省级"));
        site.write("site.yaml", &format!("{SITE}vocabulary: words/own/terms.yaml\n"));
        let server = Server::start(&site, arguments);
        assert!(server.get("/cases/jia/").contains("一省级"));
        site.write("words/own/terms.yaml", &words("二省级"));
        server.until("/cases/jia/", |page| page.contains("二省级"));
        // site.yaml points elsewhere, to what is not there yet.
        site.write("site.yaml", "title: 别的\ntheme: sujian\nvocabulary: more/words/terms.yaml\n");
        site.write("more/words/terms.yaml", &words("三省级"));
        server.until("/cases/jia/", |page| page.contains("三省级"));
        site.write("more/words/terms.yaml.part", &words("四省级"));
        let place = |path: &str| site.path().join(path);
        std::fs::rename(place("more/words/terms.yaml.part"), place("more/words/terms.yaml")).unwrap();
        server.until("/cases/jia/", |page| page.contains("四省级"));
    }
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_is_followed() {
    use std::os::unix::fs::symlink;

    let site = Site::new(&[
        ("settings/site.yaml", SITE),
        ("content/cases/jia.md", JIA),
        ("texts/yi.md", &JIA.replace("甲支部", "乙支部")),
        ("media/甲.txt", "文字"),
    ]);
    let place = |path: &str| site.path().join(path);
    symlink("settings/site.yaml", place("site.yaml")).unwrap();
    symlink("media", place("static")).unwrap();
    symlink("../../texts/yi.md", place("content/cases/yi.md")).unwrap();
    symlink("jia.md", place("content/cases/ding.md")).unwrap();
    let server = Server::start(&site, &["--port", "0"]);
    assert_eq!(body(&server.get("/%E7%94%B2.txt")), "文字");
    site.write("media/甲.txt", "别的文字");
    server.until("/%E7%94%B2.txt", |answer| body(answer) == "别的文字");
    site.write("texts/yi.md", &JIA.replace("正文。", "新的正文。"));
    server.until("/cases/yi/", |page| page.contains("新的正文。"));
    site.write("content/cases/jia.md", &JIA.replace("正文。", "两处的正文。"));
    server.until("/cases/jia/", |page| page.contains("两处的正文。"));
    server.until("/cases/ding/", |page| page.contains("两处的正文。"));
    site.write("settings/site.yaml", "title: 另一个展示\ntheme: sujian\n");
    server.until("/", |page| page.contains("另一个展示"));
    // A link that is made later, and leads elsewhere after that.
    site.write("texts/more/bing.md", &JIA.replace("正文。", "丙的正文。"));
    site.write("texts/other/bing.md", &JIA.replace("正文。", "另一篇丙。"));
    symlink("../../texts/more", place("content/cases/more")).unwrap();
    server.until("/cases/bing/", |page| page.contains("丙的正文。"));
    site.write("texts/more/bing.md", &JIA.replace("正文。", "改过的丙。"));
    server.until("/cases/bing/", |page| page.contains("改过的丙。"));
    std::fs::remove_file(place("content/cases/more")).unwrap();
    symlink("../../texts/other", place("content/cases/more")).unwrap();
    server.until("/cases/bing/", |page| page.contains("另一篇丙。"));
    site.write("texts/other/bing.md", &JIA.replace("正文。", "又改过的丙。"));
    server.until("/cases/bing/", |page| page.contains("又改过的丙。"));
}

#[test]
fn what_makes_a_page_live_is_left_out_when_it_is_asked_plain() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    assert!(body(&server.get("/cases/jia/")).contains("<p data-line=\"content/cases/jia.md:8\">正文。"));
    let host = &server.address;
    let asked =
        format!("GET /cases/jia/ HTTP/1.1\r\nHost: {host}\r\nFengcai-Plain: 1\r\nConnection: close\r\n\r\n");
    let plain = server.raw(&asked);
    assert!(body(&plain).contains("<p>正文。"), "{plain}");
    assert!(!plain.contains("data-line") && !plain.contains("data-fengcai-preview"), "{plain}");
    assert_eq!(run(site.fengcai().arg("build")).code, 0);
    assert_eq!(site.output("cases/jia/index.html").unwrap(), body(&plain));
}

#[test]
fn only_pages_of_the_preview_itself_are_told_of_changes() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let host = &server.address;
    let ask = |origin: &str| {
        server.raw(&format!(
            "GET /.fengcai-preview/live?path=/&version=0 HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        ))
    };
    assert_eq!(status(&ask("http://evil.example")), "403");
    assert_eq!(status(&server.get("/.fengcai-preview/preview.js")), "200");
}

#[test]
fn a_taken_port_gives_way_and_that_is_said() {
    let site = site();
    let first = Server::start(&site, &["--port", "0"]);
    let port = first.address.rsplit(':').next().unwrap().to_owned();
    let second = Server::start(&site, &["--port", &port]);
    assert_ne!(first.address, second.address);
    assert_eq!(status(&second.get("/")), "200");
}

#[test]
fn the_terminal_shows_phones_the_way_where_they_may_come() {
    let site = site();
    let said = |host: &str, colours: &[(&str, &str)]| {
        let mut command = site.fengcai();
        command.envs(colours.iter().copied()).args(["serve", "--port", "0", "--host", host]);
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap();
        // The first answer comes after all that is said at the start.
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        stream.read_to_string(&mut String::new()).unwrap();
        child.kill().unwrap();
        let port: u16 = address.rsplit(':').next().unwrap().parse().unwrap();
        (String::from_utf8(child.wait_with_output().unwrap().stderr).unwrap(), port)
    };
    let (dark, colours) = ("\x1b[40m  ", &[("CLICOLOR_FORCE", "1")]);
    let (alone, _) = said("127.0.0.1", colours);
    assert!(!alone.contains("手机") && !alone.contains(dark), "{alone}");
    let (plain, port) = said("0.0.0.0", &[]);
    let Some(lan) = fengcai::serve::lan(([0, 0, 0, 0], port).into()) else {
        assert!(!plain.contains("手机"), "there is no network: {plain}");
        return;
    };
    assert!(plain.contains(&format!("手机连上同一个网络，可以打开 http://{lan}/\n")), "{plain}");
    assert!(!plain.contains('\x1b'), "{plain}");
    let (coloured, port) = said("0.0.0.0", colours);
    let address = format!("http://{}:{port}/", lan.ip());
    let code = fengcai::serve::Code::of(&address).unwrap();
    let modules = code.rows(0).into_iter().flatten().filter(|is_dark| *is_dark).count();
    assert_eq!(coloured.matches(dark).count(), modules);
}

#[test]
fn a_file_with_a_han_name_is_found() {
    let site = site();
    let server = Server::start(&site, &["--port", "0"]);
    let answer = server.get("/%E7%94%B2.txt");
    assert_eq!((status(&answer), body(&answer)), ("200", "文字"));
    assert!(answer.contains("content-type: text/plain; charset=utf-8"), "{answer}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_at_once_and_well() {
    let site = site();
    let mut server = Server::start(&site, &["--port", "0"]);
    assert_eq!(status(&server.get("/")), "200");
    // A browser that keeps its connection open does not hold the end up.
    let _open = TcpStream::connect(&server.address).unwrap();
    let sent = Command::new("kill").args(["-INT", &server.child.id().to_string()]).status();
    assert!(sent.unwrap().success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn the_browser_is_opened_at_the_address_when_it_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;

    let site = site();
    let opened = site.path().join("opened");
    let opener = if cfg!(target_os = "macos") { "bin/open" } else { "bin/xdg-open" };
    site.write(
        opener,
        &format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.part' && mv '{0}.part' '{0}'\n", opened.display()),
    );
    let opener = site.path().join(opener);
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = site.fengcai();
    let path = format!("{}:{}", opener.parent().unwrap().display(), std::env::var("PATH").unwrap());
    command.env("PATH", path);
    let server = Server::start_by(command, &["--port", "0", "--open"]);
    let begun = std::time::Instant::now();
    while !opened.exists() {
        assert!(begun.elapsed().as_secs() < 60, "nobody opened {}", server.address);
        std::thread::yield_now();
    }
    assert_eq!(std::fs::read_to_string(&opened).unwrap(), format!("http://{}/", server.address));
}
