//! Texts of every form that the printer has, and texts that are none.

mod classes;
mod errors;
mod expressions;
mod hostile;
mod literals;
mod statements;

use super::ast::{Action, Expression, Function, Kind, Statement, Unit};
use super::{ScriptError, parse};

/// A file that has a little of everything.
const SAMPLE: &str = r#"op_version_set = 1
import __torch__.studio.mixer
class Desk(Module):
  __parameters__ = ["gain", ]
  __buffers__ = ["tape", ]
  __annotations__ = []
  __annotations__["0"] = __torch__.studio.Channel
  gain : Tensor
  tape : Optional[Tensor]
  routes : Dict[str, Tuple[int, Tuple[()]]]
  sizes : Final[List[float]] = [1., -2.5, inf]  # metres
  def forward(self: __torch__.studio.Desk,
    x: Tensor,
    takes: int=3,
    mode: str="wet\ndry") -> Tuple[Tensor, Tensor]:
    _0 = annotate(List[Tensor], [])
    y, _1, = (getattr(self, "0")).forward(x, None, )
    for i in range(takes):
      if torch.__isnot__(_1, None):
        z = unchecked_cast(Tensor, _1)
        _2 = torch.append(_0, torch.mul(z, 1.0000000000000001e-05))
      else:
        ops.prim.RaiseException("no \"take\" \001", "builtins.ValueError")
    _3 = True
    while _3:
      _4, _3 = (torch.size(y))[-1], False
    with self.room as quiet:
      self.count = torch.add(self.count, {"a": 1}["a"])
    y0 = torch.cat([y, CONSTANTS.c0], -1, out=None)
    return (y0, __torch__.studio.mix(_0, y0, ))
class Take(NamedTuple):
  sound : Tensor
def mix(takes: List[Tensor], x: Tensor) -> Tensor:
  return torch.sub(x, takes[0]) if (len(takes) > 0 and not x is None) else -x ** 2
"#;

fn unit(text: &str) -> Unit {
    parse("desk.py", text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn error(text: &str) -> ScriptError {
    parse("desk.py", text).expect_err(text)
}

fn function(text: &str) -> Function {
    unit(text).functions.remove(0)
}

/// The lines of a function that has `lines`.
fn body(lines: &str) -> Vec<Statement> {
    let lines: Vec<String> = lines.lines().map(|line| format!("  {line}\n")).collect();
    function(&format!("def play():\n{}", lines.concat())).body
}

fn line(text: &str) -> Action {
    body(text).remove(0).action
}

fn expression(text: &str) -> Expression {
    match line(&format!("return {text}")) {
        Action::Return(value) => value,
        other => panic!("{other:?}"),
    }
}

fn kind(text: &str) -> Kind {
    expression(text).kind
}

/// Whether both mean the same, wherever they stand.
fn same(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|text| outline(&expression(text)));
    a == b
}

/// An expression with all its brackets.
fn outline(expression: &Expression) -> String {
    let all = |all: &[Expression]| all.iter().map(outline).collect::<Vec<_>>().join(" ");
    match &expression.kind {
        Kind::Variable(name) | Kind::Global(name) => name.to_string(),
        Kind::Unary(operator, a) => format!("({operator:?} {})", outline(a)),
        Kind::Binary(operator, a, b) => format!("({operator:?} {} {})", outline(a), outline(b)),
        Kind::Tuple(entries) => format!("({})", all(entries)),
        Kind::List(entries) => format!("[{}]", all(entries)),
        Kind::Attribute { object, name } => format!("{}.{name:?}", outline(object)),
        Kind::Subscript { object, index } => format!("{}[{}]", outline(object), outline(index)),
        Kind::Choose { condition, yes, no } => {
            let [condition, yes, no] = [condition, yes, no].map(|part| outline(part));
            format!("({condition} ? {yes} : {no})")
        }
        Kind::Call(call) => {
            let named = call.named.iter();
            let named: Vec<_> = named.map(|(name, value)| (name, outline(value))).collect();
            let callee = outline(&call.callee);
            format!("{callee}({} {named:?})", all(&call.positional))
        }
        other => format!("{other:?}"),
    }
}
