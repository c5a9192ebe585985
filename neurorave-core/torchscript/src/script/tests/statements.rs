//! Lines, blocks and functions.

use super::{body, function, line};
use crate::script::ast::{Action, Kind, Place};

#[test]
fn an_equals_sign_gives_values_to_variables_and_attributes() {
    let Action::Assign {
        name,
        declared,
        value,
    } = line("x = 1")
    else {
        panic!("no assignment")
    };
    assert_eq!((&*name, declared, value.kind), ("x", None, Kind::Int(1)));
    let Action::Assign { declared, .. } = line("x : Optional[int] = None") else {
        panic!("no assignment")
    };
    assert_eq!(
        declared.map(|of| of.to_string()).as_deref(),
        Some("Optional[int]")
    );
    let Action::SetAttribute { object, name, .. } = line("(self).a.b = 1") else {
        panic!("no attribute")
    };
    assert!(matches!(object.kind, Kind::Attribute { .. }));
    assert_eq!(&*name, "b");
}

#[test]
fn a_comma_unpacks_even_a_single_entry() {
    let names = |text: &str| match line(text) {
        Action::Unpack { names, value } => (names.join(" "), value.kind),
        other => panic!("{other:?}"),
    };
    assert_eq!(names("a, = x"), ("a".into(), Kind::Variable("x".into())));
    assert_eq!(names("a, b, = x").0, "a b");
    let (swapped, values) = names("a, b = b, a");
    assert_eq!(swapped, "a b");
    assert!(matches!(values, Kind::Tuple(values) if values.len() == 2));
}

#[test]
fn blocks_hold_their_lines() {
    let lines = body("if a:\n  pass\n  b\nelse:\n  c\nwhile d:\n\n  # nothing\n  e\nreturn");
    let Action::If {
        then, otherwise, ..
    } = &lines[0].action
    else {
        panic!("no branch")
    };
    assert_eq!((then.len(), otherwise.len()), (2, 1));
    assert_eq!(then[0].action, Action::Pass);
    assert_eq!(then[0].place, Place { line: 3, column: 5 });
    assert!(matches!(&lines[1].action, Action::While { body, .. } if body.len() == 1));
    assert!(matches!(&lines[2].action, Action::Return(value) if value.kind == Kind::None));
    assert_eq!(lines.len(), 3);
}

#[test]
fn elif_is_an_if_within_else() {
    let Action::If { otherwise, .. } = line("if a:\n  b\nelif c:\n  d\nelse:\n  e") else {
        panic!("no branch")
    };
    let Action::If { otherwise, .. } = &otherwise[0].action else {
        panic!("no second branch")
    };
    assert_eq!(otherwise.len(), 1);
}

#[test]
fn a_for_counts_and_a_with_enters() {
    let Action::For { name, count, body } = line("for i in range(torch.len(x)):\n  f(i)") else {
        panic!("no loop")
    };
    assert_eq!((&*name, body.len()), ("i", 1));
    assert!(matches!(count.kind, Kind::Call(_)));
    assert!(matches!(
        line("with a:\n  b"),
        Action::With { name: None, .. }
    ));
    assert!(matches!(
        line("with a as b:\n  c"),
        Action::With { name: Some(_), .. }
    ));
}

#[test]
fn a_function_within_a_function_is_kept_where_it_stands() {
    let lines = body("def __forked_function():\n  return x\ny = fork(__forked_function)");
    let Action::Closure(function) = &lines[0].action else {
        panic!("no closure")
    };
    assert_eq!(&*function.name, "__forked_function");
    assert_eq!(function.place, Place { line: 2, column: 3 });
    assert_eq!(lines.len(), 2);
}

#[test]
fn parameters_have_types_and_defaults() {
    let function =
        function("def f(self,\n    k: int=-3,\n    l: List[int]=[1]) -> bool:\n  pass\n");
    let [object, number, list] = &function.parameters[..] else {
        panic!("{:?}", function.parameters)
    };
    assert!(object.declared.is_none() && object.default.is_none());
    assert_eq!(
        number.default.as_ref().map(|value| &value.kind),
        Some(&Kind::Int(-3))
    );
    assert_eq!(
        list.declared.as_ref().map(ToString::to_string).as_deref(),
        Some("List[int]")
    );
    assert_eq!(
        function.returns.map(|of| of.to_string()).as_deref(),
        Some("bool")
    );
}
