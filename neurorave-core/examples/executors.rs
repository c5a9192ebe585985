//! Times of a step of both executors, in turn.

use neurorave_core::model::Model;
use neurorave_core::model_file::manifest::Port;
use neurorave_core::network::{Executor, FlushDenormals, Native, Tract};
use neurorave_core::pitch::Noise;
use std::path::Path;
use std::time::Instant;

fn main() {
    let _flush = FlushDenormals::new();
    for path in std::env::args().skip(1) {
        let model = Model::open(Path::new(&path)).unwrap();
        for (name, method) in &model.manifest().methods {
            let graph = model.graph(name).unwrap();
            let start = Instant::now();
            let native = match Native::compile(&graph, method) {
                Ok(native) => native,
                Err(why) => {
                    println!("{path} {name}: {why:?}");
                    continue;
                }
            };
            let load = start.elapsed();
            let start = Instant::now();
            let tract = Tract::compile(&graph, method).unwrap();
            let load_tract = start.elapsed();
            let executors: [&dyn Executor; 2] = [&native, &tract];
            let mut states = executors.map(|e| e.start().unwrap());
            let buffers = |ports: &[Port]| -> Vec<Box<[f32]>> {
                ports
                    .iter()
                    .map(|p| vec![0.0; p.values()].into_boxed_slice())
                    .collect()
            };
            let mut inputs = buffers(&method.inputs);
            let mut outputs = buffers(&method.outputs);
            let mut noise = Noise::new(3);
            inputs.iter_mut().for_each(|b| {
                noise.fill(b);
                b.iter_mut()
                    .for_each(|v| *v = v.abs().min(0.9) * 0.5 + 0.01);
            });
            let mut times = [Vec::new(), Vec::new()];
            for _ in 0..400 {
                for (i, e) in executors.iter().enumerate() {
                    let start = Instant::now();
                    e.step(&mut states[i], &inputs, &mut outputs).unwrap();
                    times[i].push(start.elapsed().as_secs_f64() * 1e3);
                }
            }
            let median = |t: &mut Vec<f64>| {
                t.sort_by(f64::total_cmp);
                (t[t.len() / 2], t[t.len() * 99 / 100])
            };
            let (a, b) = (median(&mut times[0]), median(&mut times[1]));
            println!(
                "{name} step {}: native {:.3} (p99 {:.3}), tract {:.3} (p99 {:.3}), ratio {:.2}; load {:.0} and {:.0} ms",
                method.step,
                a.0,
                a.1,
                b.0,
                b.1,
                b.0 / a.0,
                load.as_secs_f64() * 1e3,
                load_tract.as_secs_f64() * 1e3
            );
        }
    }
}
