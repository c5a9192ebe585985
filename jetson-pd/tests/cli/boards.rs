//! `nrave-module boards`.

use super::Bench;

#[test]
fn boards_are_listed_and_printed_to_be_changed() {
    let bench = Bench::new();
    let list = bench.works(&["boards"]);
    for name in ["neurorack", "jetson-orin-nano", "raspberry-pi-5"] {
        assert!(list.contains(name), "{list}");
    }
    let text = bench.works(&["boards", "neurorack"]);
    bench.write("mine.toml", &text.replace("\"cv1\"", "\"left\""));
    let input = "board = \"mine.toml\"\n[[input]]\nname = \"left\"\nkind = \"cv\"\n";
    bench.write("module.toml", input);
    bench.write("volts.csv", "seconds,left\n0,2.5\n");
    let call = [
        "check",
        "--config",
        "module.toml",
        "--simulate",
        "volts.csv",
        "--once",
    ];
    assert!(bench.works(&call).contains("+2.50"));
    bench.fails(&["boards", "eurorack"], 2, "nrave-module boards lists");
}
