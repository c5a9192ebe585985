//! Every operator with arguments that nobody would give it: an import never panics.
//!
//! `NRAVE_CALLS` is how many there are, `NRAVE_CALL` the number of the first one.

mod mutate;
mod support;

use mutate::{Random, pick};
use nrave_torchscript::import::{Options, import};
use std::panic::catch_unwind;
use std::sync::Arc;
use support::fixture;
use support::zip::{Entry, pack};

const CALLS: u64 = 4000;
/// Calls of a program.
const MOST_CALLS: usize = 3;

/// Operators that are known, and a few that are not.
const OPERATORS: &str = "__and__ __contains__ __floordiv__ __getitem__ __is__ __isnot__ __not__ __or__ _convolution \
    _local_scalar_dense _set_item _softmax _to_copy _unsafe_view _unwrap_optional _weight_norm abs acos \
    adaptive_avg_pool1d add add_ addcmul addmm all alpha_dropout amax amin angle any append arange \
    argmax argmin argsort as_tensor asin atan atan2 avg_pool1d baddbmm batch_norm bernoulli bitwise_and \
    bitwise_not bitwise_or bmm bool cat ceil chunk clamp clamp_max clamp_min clear clone complex concat \
    conj constant_pad_nd contiguous conv1d conv_transpose1d convolution copy copy_ cos cosh cumprod \
    cumsum descending dim div div_ dropout elu embedding empty empty_like endswith eq erf erfinv exp \
    expand expand_as expm1 extend eye fft_fft fft_ifft fft_irfft fft_rfft fill_ flatten flip float floor \
    floor_divide fmax fmod format frac full full_like gather ge gelu get group_norm gru gru_cell gt \
    hamming_window hann_window hardsigmoid hardtanh imag index index_put index_put_ index_select insert \
    instance_norm int is_complex is_floating_point istft item items join keys layer_norm le leaky_relu \
    len lerp linalg_norm linalg_vector_norm linear linspace list log log1p log_sigmoid log_softmax \
    logical_and logical_not logical_or logical_xor logsumexp lower lstm lstm_cell lt masked_fill \
    masked_fill_ matmul max max_pool1d maximum mean meshgrid min minimum mm movedim mul mul_ multinomial \
    mv nan_to_num narrow ndimension ne neg new_empty new_full new_ones new_zeros norm normal_ numel \
    one_hot ones ones_like pad permute polar pop pow prod rand rand_like randn randn_like real \
    reciprocal relu6 remainder repeat repeat_interleave reshape reshape_as reverse roll round rsqrt rsub \
    scalar_tensor select selu sigmoid sign sin size slice softmax softplus softsign split \
    split_with_sizes sqrt square squeeze stack startswith std stft str strip sub sub_ sum swapaxes t tan \
    tanh tensor tensor_split to transpose trunc type_as unbind unflatten unfold uniform_ unsqueeze upper \
    upsample_linear1d upsample_nearest1d values var view view_as view_as_complex view_as_real vstack \
    where zero_ zeros zeros_like";

/// What they are given. `y` is what the last one made.
const ARGUMENTS: [&str; 48] = [
    "x",
    "x",
    "x",
    "x",
    "y",
    "y",
    "y",
    "None",
    "True",
    "False",
    "0",
    "1",
    "-1",
    "2",
    "3",
    "4",
    "7",
    "64",
    "-9223372036854775808",
    "9223372036854775807",
    "4611686018427387904",
    "0.5",
    "-1e300",
    "\"reflect\"",
    "\"\"",
    "\"bc,cd->bd\"",
    "[]",
    "[0]",
    "[1]",
    "[-1]",
    "[2, 3]",
    "[1, 1, -1]",
    "[0, 1, 2]",
    "[9223372036854775807, 2]",
    "[x, x]",
    "[None, y]",
    "(x, y)",
    "{\"a\": 1}",
    "torch.zeros([])",
    "torch.zeros([0])",
    "torch.zeros([2, 0, 3])",
    "torch.ones([1, 1, 64])",
    "torch.ones([2, 3])",
    "torch.arange(4)",
    "torch.gt(x, 0)",
    "torch.fft_rfft(x)",
    "torch.randn([1, 2, 3])",
    "torch.select(torch.select(torch.select(x, 0, 0), 0, 0), 0, 0)",
];

/// The program of that number: a method that calls some operators.
fn lines(n: u64) -> String {
    let mut random = Random((n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let r = &mut random;
    let operators: Vec<&str> = OPERATORS.split_whitespace().collect();
    let mut lines = "    y = x\n".to_owned();
    for _ in 0..=r.below(MOST_CALLS) {
        let operator = pick(&operators, r);
        let arguments: Vec<&str> = (0..r.below(7)).map(|_| pick(&ARGUMENTS, r)).collect();
        let first = ["x", "y", pick(&ARGUMENTS, r)][r.below(3)];
        let all = [&[first], arguments.as_slice()].concat().join(", ");
        lines += &format!("    y = torch.{operator}({all})\n");
    }
    lines + "    return torch.add(x, y)\n"
}

fn imported(gain: &[Entry], lines: &str) -> String {
    let mut entries = gain.to_vec();
    let program = entries.iter_mut().find(|entry| entry.name.ends_with(".py"));
    let program = program.expect("the model has a program");
    let text = String::from_utf8_lossy(&program.content);
    let old = "    return torch.mul(x, (gain)[0])\n";
    assert!(text.contains(old));
    program.content = text.replace(old, lines).into_bytes();
    let imported = import(
        "calls.ts",
        "calls",
        Arc::new(pack(&entries)),
        &Options::default(),
    );
    match imported {
        Ok(_) => "imported".into(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn no_operator_panics_whatever_it_is_given() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let gain = fixture::entries(&fixture::model("gain"));
    let first = number("NRAVE_CALL").unwrap_or(0);
    let count = number("NRAVE_CALLS").unwrap_or(CALLS);
    let (mut played, mut failures) = (0, Vec::new());
    for n in first..first + count {
        let lines = lines(n);
        match catch_unwind(|| imported(&gain, &lines)) {
            Ok(outcome) => {
                if count == 1 {
                    println!("call {n}:\n{lines}{outcome}");
                }
                played += u64::from(outcome == "imported");
            }
            Err(_) => failures.push(format!("call {n} panics:\n{lines}")),
        }
    }
    println!("{played} of {count} play");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(
        count < CALLS || played > count / 50,
        "only {played} of {count} play"
    );
}
