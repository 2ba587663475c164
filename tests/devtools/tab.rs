//! One tab of a browser: looks at pages, clicks as a person does, and notes what goes wrong.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::connection::{Connection, Event, PATIENCE};

/// What the reader's system prefers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// A tab; what it tells is kept from its first moment.
pub(crate) struct Tab {
    connection: Connection,
}

impl Tab {
    /// Connects to a tab at its `ws://` address.
    pub(super) fn attach(address: &str) -> Tab {
        let mut tab = Tab { connection: Connection::open(address).unwrap() };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            tab.call(&format!("{domain}.enable"), json!({}));
        }
        tab.call("Page.setLifecycleEventsEnabled", json!({ "enabled": true }));
        tab.emulate(&[]);
        tab
    }

    /// Makes the window so many CSS pixels wide.
    pub(crate) fn resize(&mut self, width: u32) {
        let size = json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size);
    }

    /// Sets whether the reader prefers light or dark.
    pub(crate) fn prefer(&mut self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        self.emulate(&[("prefers-color-scheme", value)]);
    }

    /// Shows the page as it is printed.
    pub(crate) fn print(&mut self) {
        self.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    }

    /// Addresses that scripts of the page sent it to so far.
    pub(crate) fn sent_to(&mut self) -> Vec<String> {
        // By the time the answer is here, all events before it are, too.
        self.ask::<u8>("0");
        let events = self.connection.events.iter();
        let asked = events.filter(|event| event.method == "Page.frameRequestedNavigation");
        asked.map(|event| event.params["url"].as_str().unwrap().to_owned()).collect()
    }

    /// Goes to an address and waits until the page has loaded.
    pub(crate) fn open(&mut self, address: &str) {
        let since = self.connection.events.len();
        let gone = self.call("Page.navigate", json!({ "url": address }));
        assert!(gone.get("errorText").is_none(), "{address}: {}", gone["errorText"]);
        // Going to another place of the same page loads nothing.
        if let Some(loader) = gone["loaderId"].as_str() {
            self.loaded(since, loader);
        }
    }

    /// Runs a script in every page that is opened from now on, before any of its own.
    pub(crate) fn prepare(&mut self, script: &str) {
        self.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// What an expression (or a promise) comes to.
    pub(crate) fn ask<T: DeserializeOwned>(&mut self, expression: &str) -> T {
        self.evaluate(expression).unwrap_or_else(|fault| panic!("{expression}\n{fault}"))
    }

    /// Whether an expression holds; it does not while the page loads.
    pub(crate) fn holds(&mut self, expression: &str) -> bool {
        self.evaluate::<bool>(&format!("Boolean({expression})")) == Ok(true)
    }

    /// Waits until an expression holds; the page may load anew meanwhile.
    pub(crate) fn until(&mut self, expression: &str) {
        let (whole, start) = (format!("Boolean({expression})"), Instant::now());
        loop {
            let held = self.evaluate::<bool>(&whole);
            if held == Ok(true) {
                return;
            }
            if start.elapsed() > PATIENCE {
                let shown = self.evaluate::<String>("document.body.innerText");
                panic!("never true: {expression} ({held:?})\nThe page shows: {shown:?}");
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Clicks on the first element that a selector finds.
    pub(crate) fn click(&mut self, selector: &str) {
        let place = self.place(selector);
        self.press(place);
    }

    /// Clicks on a link and waits until the page that it leads to has loaded.
    pub(crate) fn follow(&mut self, selector: &str) {
        let place = self.place(selector);
        let since = self.connection.events.len();
        self.press(place);
        let arrived = self.connection.event(since, |event| {
            event.method == "Page.frameNavigated" && event.params["frame"].get("parentId").is_none()
        });
        let arrived = arrived.unwrap_or_else(|fault| panic!("`{selector}` leads nowhere: {fault}"));
        let loader = arrived.params["frame"]["loaderId"].as_str().unwrap().to_owned();
        self.loaded(since, &loader);
    }

    /// A PNG of the whole page.
    pub(crate) fn picture(&mut self) -> Vec<u8> {
        let sizes = self.call("Page.getLayoutMetrics", json!({}));
        let mut clip = sizes["cssContentSize"].clone();
        clip["scale"] = json!(1);
        let taken =
            self.call("Page.captureScreenshot", json!({ "clip": clip, "captureBeyondViewport": true }));
        data_encoding::BASE64.decode(taken["data"].as_str().unwrap().as_bytes()).unwrap()
    }

    /// Errors of scripts and failed requests so far.
    pub(crate) fn troubles(&mut self) -> Vec<String> {
        // By the time the answer is here, all events before it are, too.
        self.ask::<u8>("0");
        let mut addresses = BTreeMap::new();
        for event in &self.connection.events {
            if event.method == "Network.requestWillBeSent" {
                let id = event.params["requestId"].as_str().unwrap();
                addresses.insert(id, event.params["request"]["url"].as_str().unwrap());
            }
        }
        self.connection.events.iter().filter_map(|event| trouble(event, &addresses)).collect()
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        self.connection.call(method, params).unwrap()
    }

    /// Sets preferences of the reader. A page that still glides to a place would slip from below a click.
    fn emulate(&mut self, preferences: &[(&str, &str)]) {
        let features: Vec<Value> = [("prefers-reduced-motion", "reduce")]
            .iter()
            .chain(preferences)
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Fails where the expression throws, or where the page goes away meanwhile.
    fn evaluate<T: DeserializeOwned>(&mut self, expression: &str) -> Result<T, String> {
        let question = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.connection.call("Runtime.evaluate", question)?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            return Err(exception(thrown));
        }
        serde_json::from_value(answer["result"]["value"].take()).map_err(|error| error.to_string())
    }

    /// Waits until what a loader brings has loaded with all its parts.
    fn loaded(&mut self, since: usize, loader: &str) {
        let arrived = self.connection.event(since, |event| {
            event.method == "Page.lifecycleEvent"
                && event.params["name"] == "load"
                && event.params["loaderId"] == loader
        });
        arrived.unwrap_or_else(|fault| panic!("the page does not load: {fault}"));
    }

    /// Brings an element into view, waits until it rests there, and gives a point on it; fails if
    /// something covers it.
    fn place(&mut self, selector: &str) -> (f64, f64) {
        self.call("Page.bringToFront", json!({}));
        self.ask(&format!(
            "(async () => {{
                const element = document.querySelector({});
                if (!element) throw new Error('nothing matches in ' + location.href);
                element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                const frame = () => new Promise(requestAnimationFrame);
                const box = () => element.getClientRects()[0];
                for (let before; before?.y !== box()?.y; await frame()) before = box();
                if (!box()) throw new Error('not shown');
                const [x, y] = [box().x + box().width / 2, box().y + box().height / 2];
                const top = document.elementFromPoint(x, y);
                if (!element.contains(top)) throw new Error('covered by ' + (top && top.outerHTML));
                return [x, y];
            }})()",
            json!(selector)
        ))
    }

    fn press(&mut self, (x, y): (f64, f64)) {
        for kind in ["mousePressed", "mouseReleased"] {
            let click = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", click);
        }
    }
}

/// What went wrong, if that is what an event tells. `addresses` are those of requests by their ids.
fn trouble(event: &Event, addresses: &BTreeMap<&str, &str>) -> Option<String> {
    let params = &event.params;
    match event.method.as_str() {
        "Runtime.exceptionThrown" => Some(exception(&params["exceptionDetails"])),
        "Runtime.consoleAPICalled" if params["type"] == "error" || params["type"] == "assert" => {
            Some(format!("console: {}", params["args"]))
        }
        "Log.entryAdded" if params["entry"]["level"] == "error" => {
            Some(format!("log: {} {}", params["entry"]["text"], params["entry"]["url"]))
        }
        "Network.loadingFailed" if params["canceled"] != true => {
            let address = params["requestId"].as_str().and_then(|id| addresses.get(id));
            Some(format!("request: {} {address:?}", params["errorText"]))
        }
        "Network.responseReceived" => {
            let answer = &params["response"];
            let refused = answer["status"].as_u64().is_some_and(|status| status >= 400);
            refused.then(|| format!("request: {} {}", answer["status"], answer["url"]))
        }
        _ => None,
    }
}

/// An error of a script with its place.
fn exception(details: &Value) -> String {
    let told = details["exception"]["description"].as_str().or(details["text"].as_str());
    format!("script: {}", told.unwrap_or("unknown error"))
}
