//! The native executor, on the models that ship.

use crate::allocations::count;
use crate::system_calls::{caught, last, watch_this_thread};
use neurorave_core::model::Model;
use neurorave_core::network::{Network, Part, Turn};
use std::path::Path;

#[test]
fn steps_neither_allocate_nor_call_the_system() {
    let zoo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/zoo");
    for name in ["strings", "drums", "digits"] {
        let model = Model::open(&zoo.join(format!("{name}.nrave"))).unwrap();
        for method in model.manifest().methods.keys() {
            let network = Network::new(&model, method).unwrap();
            assert_eq!(network.executor().name(), "native", "{name} {method}");
            // A filter on system calls stays for as long as its thread.
            let found = std::thread::scope(|scope| scope.spawn(|| watched(&network)).join());
            assert_eq!(found.unwrap(), (0, 0), "{name} {method}");
        }
    }
}

/// How often steps have allocated or freed, and how often called the system.
fn watched(network: &Network) -> (u64, u64) {
    let mut states = [network.start().unwrap(), network.start().unwrap()];
    let mut inputs = network.input_buffers();
    inputs.iter_mut().for_each(|port| port.fill(0.1));
    let mut outputs: [_; 5] = std::array::from_fn(|_| network.output_buffers());
    if !watch_this_thread() {
        println!("skipped: this system allows no seccomp filter, so system calls were not watched");
    }
    let before = caught();
    let allocations = count(|| {
        for _ in 0..100 {
            let mut turns = outputs.iter_mut().map(|outputs| Turn {
                inputs: &inputs,
                outputs,
            });
            let mut two = || std::array::from_fn(|_| turns.next().unwrap());
            let (mut a, mut b): ([_; 2], [_; 2]) = (two(), two());
            let [first, second] = &mut states;
            let parts = &mut [
                Part {
                    state: first,
                    turns: &mut a,
                },
                Part {
                    state: second,
                    turns: &mut b,
                },
            ];
            network.step_together(parts).unwrap();
            network
                .step(&mut states[0], &inputs, &mut outputs[4])
                .unwrap();
            network.reset(&mut states[1]).unwrap();
        }
    });
    let calls = caught() - before;
    if calls > 0 {
        println!("the last system call was number {}", last());
    }
    // Leaked: freeing large blocks would be a system call, and this thread can make none.
    std::mem::forget((states, inputs, outputs));
    (allocations, calls)
}
