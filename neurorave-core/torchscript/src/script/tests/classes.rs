//! Classes and whole files.

use super::{SAMPLE, unit};
use crate::script::ast::{Class, ClassKind, Kind};

fn class(text: &str) -> Class {
    unit(text).classes.remove(0)
}

#[test]
fn a_file_is_imports_classes_and_functions() {
    let unit = unit(SAMPLE);
    assert_eq!(unit.operator_version, Some(1));
    assert_eq!(unit.imports, ["__torch__.studio.mixer".into()]);
    let names = unit.classes.iter().map(|class| &*class.name);
    assert_eq!(names.collect::<Vec<_>>(), ["Desk", "Take"]);
    assert_eq!(&*unit.functions[0].name, "mix");
    assert_eq!(super::unit(""), Default::default());
    assert_eq!(super::unit("\n  # only words\n"), Default::default());
}

#[test]
fn a_module_tells_parameters_buffers_attributes_and_constants() {
    let desk = unit(SAMPLE).classes.remove(0);
    assert_eq!(desk.kind, ClassKind::Module);
    assert_eq!(desk.parameters, ["gain".into()]);
    assert_eq!(desk.buffers, ["tape".into()]);
    let attributes = desk.attributes.iter();
    let attributes: Vec<_> = attributes
        .map(|attribute| format!("{}: {}", attribute.name, attribute.declared))
        .collect();
    let expected = [
        "0: __torch__.studio.Channel",
        "gain: Tensor",
        "tape: Optional[Tensor]",
        "routes: Dict[str, Tuple[int, Tuple[()]]]",
    ];
    assert_eq!(attributes, expected);
    let [sizes] = &desk.constants[..] else {
        panic!("{:?}", desk.constants)
    };
    let declared = sizes.declared.as_ref().map(ToString::to_string);
    assert_eq!(declared.as_deref(), Some("List[float]"));
    assert!(matches!(&sizes.value.kind, Kind::List(entries) if entries.len() == 3));
    assert_eq!(&*desk.methods[0].name, "forward");
    assert_eq!(desk.methods[0].body.len(), 8);
}

#[test]
fn hooks_are_named() {
    let text =
        "class A(Module):\n  __forward_pre_hooks__ = [\"p\", ]\n  __forward_hooks__ = [\"h\"]\n";
    let class = class(text);
    assert_eq!(class.forward_pre_hooks, ["p".into()]);
    assert_eq!(class.forward_hooks, ["h".into()]);
}

#[test]
fn members_of_an_enumeration_are_constants() {
    let class = class("class Tone(Enum):\n  LOW = -1\n  HIGH = \"up\"\n");
    assert_eq!(class.kind, ClassKind::Enum);
    assert_eq!(class.constants[0].declared, None);
    assert_eq!(class.constants[0].value.kind, Kind::Int(-1));
    assert_eq!(class.constants[1].value.kind, Kind::Text("up".into()));
}

#[test]
fn an_interface_has_methods_without_bodies() {
    let text = "(Interface):\n  def go(self, x: Tensor) -> Tensor:\n    pass\n";
    assert_eq!(class(&format!("class A{text}")).methods.len(), 1);
    let module = text.replace("Interface", "ModuleInterface");
    assert_eq!(
        class(&format!("class A{module}")).kind,
        ClassKind::ModuleInterface
    );
}

#[test]
fn a_class_may_hold_nothing() {
    let unit = unit("class A:\nclass B:\n  x : int\nclass C(Module):\n");
    let attributes = unit.classes.iter().map(|class| class.attributes.len());
    assert_eq!(attributes.collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(unit.classes[0].kind, ClassKind::Plain);
}
