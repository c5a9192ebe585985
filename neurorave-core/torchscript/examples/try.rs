use nrave_torchscript::*;
use std::sync::Arc;
fn main() {
    for path in std::env::args().skip(1) {
        println!("== {path}");
        let bytes = std::fs::read(&path).unwrap();
        let archive = match archive::Archive::open(&path, Arc::new(bytes)) { Ok(a) => a, Err(e) => { println!("{e}"); continue } };
        let loaded = match load::Loaded::read(archive) { Ok(a) => a, Err(e) => { println!("{e}"); continue } };
        let t = std::time::Instant::now();
        let (mut machine, model) = loaded.machine().unwrap();
        let methods = nn::methods(&mut machine, model);
        let settings = nn::settings(&mut machine, model);
        println!("{:?} sr {:?} settings {:?}", methods.as_ref().map(|m| m.iter().map(|m| format!("{} {}/{} {}/{}", m.name, m.input.channels, m.input.ratio, m.output.channels, m.output.ratio)).collect::<Vec<_>>()), nn::sample_rate(&mut machine, model), settings);
        let Ok(methods) = methods else { continue };
        let Ok((settings, _)) = settings else { continue };
        for m in &methods {
            match stream::follow(&loaded, m, &settings) {
                Ok(step) => println!("{}: {} nodes, {} states, {} draws, assume {:?} {:?}", m.name, step.trace.nodes().len(), step.states.len(), step.draws.len(), step.assumptions, t.elapsed()),
                Err(e) => println!("{}: STOP {e}", m.name),
            }
        }
    }
}
