use config::{BadLine, Config};

const BASE: &str = "\
name = demo
[server]
port = 80
host = localhost
# the rest is the default
[client]
retries = 3
";

#[test]
fn reads_sections() {
    let config = Config::parse(BASE).unwrap();
    assert_eq!(config.get("", "name"), Some("demo"));
    assert_eq!(config.get("server", "port"), Some("80"));
    assert_eq!(config.get("client", "retries"), Some("3"));
    assert_eq!(config.get("client", "port"), None);
    assert_eq!(config.get("nobody", "port"), None);
}

#[test]
fn a_later_file_overrides_value_by_value() {
    let mut config = Config::parse(BASE).unwrap();
    let over = Config::parse("[server]\nport = 8080\n[cache]\nsize=10").unwrap();
    config.overlay(&over);
    assert_eq!(config.get("server", "port"), Some("8080"));
    assert_eq!(config.get("server", "host"), Some("localhost"));
    assert_eq!(config.get("cache", "size"), Some("10"));
    assert_eq!(over.get("server", "port"), Some("8080"));
    assert_eq!(config.section_names(), ["", "server", "client", "cache"]);
    assert_eq!((config.order("server"), config.order("cache"), config.order("nobody")), (Some(2), Some(4), None));
}

#[test]
fn a_section_that_comes_twice_is_one() {
    let config = Config::parse("[a]\nx=1\n[b]\n[a]\ny=2").unwrap();
    assert_eq!(config.section_names(), ["", "a", "b"]);
    assert_eq!((config.get("a", "x"), config.get("a", "y")), (Some("1"), Some("2")));
}

#[test]
fn names_a_line_that_cannot_be_read() {
    let error = Config::parse("[a]\nnonsense").unwrap_err();
    assert_eq!(error, BadLine { number: 2, text: "nonsense".to_string() });
}
